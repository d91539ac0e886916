package lapse

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// MembershipMoved is told when lapsed requirements, or their end, have moved a
// membership.
type MembershipMoved struct {
	Membership program.MembershipID `json:"membership"`
	Partner    partner.ID           `json:"partner"`
	From       program.State        `json:"from"`
	To         program.State        `json:"to"`
}

// Kind names the event in the queue.
func (MembershipMoved) Kind() string { return "lapse.membership_moved" }

// Certified makes memberships active again whose requirements are met now. It
// runs in the unit of work of the certification.
func (s *Service) Certified(ctx context.Context, tx *gate.Tx, c *training.Certification) error {
	return follow(ctx, tx, c)
}

// Lost puts memberships at risk in the unit of work of a revocation.
func (s *Service) Lost(ctx context.Context, tx *gate.Tx, c *training.Certification) error {
	return follow(ctx, tx, c)
}

func follow(ctx context.Context, tx *gate.Tx, c *training.Certification) error {
	asked, err := placesAsking(ctx, &tx.View, c.PartnerID, c.DefinitionKey)
	if err != nil || len(asked) == 0 {
		return err
	}
	_, err = settle(ctx, tx, []partner.ID{c.PartnerID}, asked)
	return err
}

// Placed looks at what another tier requires.
func (s *Service) Placed(ctx context.Context, tx *gate.Tx, m *program.Membership) error {
	return again(ctx, tx, m)
}

// Moved lets the days of grace begin anew when a person makes a membership
// active, and forgets what lapsed of one that has ended.
func (s *Service) Moved(ctx context.Context, tx *gate.Tx, m *program.Membership) error {
	if m.State == program.AtRisk || m.State == program.Suspended {
		return nil
	}
	if err := forgetLapse(ctx, tx, m.ID); err != nil || m.State == program.Ended {
		return err
	}
	return again(ctx, tx, m)
}

// again looks at one membership, and tells the caller what became of it.
func again(ctx context.Context, tx *gate.Tx, m *program.Membership) error {
	moved, err := settle(ctx, tx, []partner.ID{m.PartnerID}, []program.MembershipID{m.ID})
	if v, ok := moved[m.ID]; ok {
		m.State, m.Lapsed = v.State, v.Since
	}
	return err
}

// settle looks at memberships of partners and writes what they come to. Those
// that came to something else are given. The partners are locked before the
// look, in the order in which the counts of training lock them.
func settle(ctx context.Context, tx *gate.Tx, of []partner.ID, ids []program.MembershipID) (map[program.MembershipID]verdict, error) {
	if err := lock(ctx, tx, of, ids); err != nil {
		return nil, err
	}
	now := moment(&tx.View)
	places, err := placesAt(ctx, &tx.View, ids, now)
	moved := map[program.MembershipID]verdict{}
	var told []queue.Event
	var news []move
	for _, p := range places {
		v := p.judge(now)
		if err != nil || !p.differs(v) {
			continue
		}
		if moved[p.ID] = v; p.State != v.State {
			told = append(told, MembershipMoved{Membership: p.ID, Partner: p.PartnerID, From: p.State, To: v.State})
			news = append(news, move{p, v})
		}
		err = write(ctx, tx, p, v)
	}
	if err != nil {
		return nil, err
	}
	if err := tellMembers(ctx, tx, news, now); err != nil {
		return nil, err
	}
	return moved, queue.PublishAll(ctx, tx, told)
}

// moment is the time of a look, as fine as the database keeps it.
func moment(v *gate.View) time.Time { return v.Now().Truncate(time.Microsecond) }

func write(ctx context.Context, tx *gate.Tx, p *place, v verdict) error {
	tx.Record(audit.Entry{Action: "membership.lapse", Outcome: audit.Done, Kind: "membership", ID: string(p.ID), Partner: string(p.PartnerID),
		Detail: map[string]any{"from": p.State, "to": v.State, "since": v.Since, "unmet": v.Reasons}})
	if err := savePlace(ctx, tx, p.ID, v); err != nil {
		return err
	}
	return saveReasons(ctx, tx, p, v)
}
