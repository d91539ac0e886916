package lapse

import (
	"context"
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Pause is how long notices and memberships wait for the next round.
const Pause = 10 * time.Minute

// Rounds is the chore of the queue that goes round.
type Rounds struct{}

// Kind names the chore in the queue.
func (Rounds) Kind() string { return "lapse.rounds" }

// Round notices what ends, and settles what it does to memberships. All of it
// can be cut off anywhere and told twice: what is done is not done again.
func (s *Service) Round(ctx context.Context) error {
	if err := s.Notice(ctx); err != nil {
		return err
	}
	return s.Settle(ctx)
}

// stride is how many memberships one look goes over.
const stride = 1000

// Settle looks at every open membership and moves those that time has changed.
func (s *Service) Settle(ctx context.Context) error {
	after := program.MembershipID(nobody)
	for {
		seen, err := gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(v *gate.View) (look, error) { return lookAfter(ctx, v, after) })
		if err != nil || seen.last == "" {
			return err
		}
		for part := range slices.Chunk(seen.news, s.few) {
			if err := s.move(ctx, part); err != nil {
				return err
			}
		}
		after = seen.last
	}
}

// look is a stretch of memberships: those that come to something else, and the
// last of all.
type look struct {
	news []*place
	last program.MembershipID
}

func lookAfter(ctx context.Context, v *gate.View, after program.MembershipID) (look, error) {
	ids, err := openAfter(ctx, v, after, stride)
	if err != nil || len(ids) == 0 {
		return look{}, err
	}
	now := moment(v)
	places, err := placesAt(ctx, v, ids, now)
	same := func(p *place) bool { return !p.differs(p.judge(now)) }
	return look{news: slices.DeleteFunc(places, same), last: ids[len(ids)-1]}, err
}

func (s *Service) move(ctx context.Context, places []*place) error {
	ids, of := make([]program.MembershipID, len(places)), make([]partner.ID, len(places))
	for i, p := range places {
		ids[i], of[i] = p.ID, p.PartnerID
	}
	_, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (int, error) {
		moved, err := settle(ctx, tx, of, ids)
		if len(moved) == 0 {
			tx.Record(audit.Entry{Action: "membership.lapse", Outcome: audit.Done, Kind: "membership", ID: "-", Detail: "done by another"})
		}
		return len(moved), err
	})
	return err
}
