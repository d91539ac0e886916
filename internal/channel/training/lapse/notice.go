package lapse

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// Notice says that a proof entered a stage of its end. Stage is Expiring, Grace
// or Expired.
type Notice struct {
	CertificationID training.ID    `db:"certification_id" json:"certification"`
	Stage           training.State `db:"stage" json:"stage"`
	PartnerID       partner.ID     `db:"partner_id" json:"-"`
	PersonID        *member.ID     `db:"person_id" json:"person,omitempty"` // nil: the partner holds it
	BeganAt         time.Time      `db:"began_at" json:"beganAt"`
	CountsUntil     time.Time      `db:"counts_until" json:"-"`
	Name            string         `db:"name" json:"-"` // of the certification
}

// Noticed tells of each notice once, of several of one partner together; whoever
// delivers messages listens. What began long ago is no news: a first round over
// old proofs tells of all of them.
type Noticed struct {
	Partner partner.ID `json:"partner"`
	Notices []*Notice  `json:"notices"`
}

// Kind names the event in the queue.
func (Noticed) Kind() string { return "lapse.noticed" }

// stretch is partners that one look goes over, by their ids.
type stretch struct{ after, last partner.ID }

// partners is how many a stretch has.
const partners = 200

// Notice writes the notice of the stage that each proof is in now, unless it
// has it. A stage that was over before any round came is not told of.
func (s *Service) Notice(ctx context.Context) error {
	of := stretch{after: partner.ID(nobody)}
	for {
		found, err := gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(v *gate.View) (some bool, err error) {
			if of.last, err = endOf(ctx, v, of.after, partners); err != nil || of.last == "" {
				return false, err
			}
			return toNotice(ctx, v, of)
		})
		if err != nil || of.last == "" {
			return err
		}
		if found {
			err = s.noticeAll(ctx, of)
		}
		if err != nil {
			return err
		}
		of.after = of.last
	}
}

// nobody comes before everybody.
const nobody = "00000000-0000-0000-0000-000000000000"

func (s *Service) noticeAll(ctx context.Context, of stretch) error {
	for {
		n, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (int, error) { return s.notice(ctx, tx, of) })
		if err != nil || n < s.batch {
			return err
		}
	}
}

func (s *Service) notice(ctx context.Context, tx *gate.Tx, of stretch) (int, error) {
	fresh, err := insertNotices(ctx, tx, of, s.batch)
	if err != nil {
		return 0, err
	}
	tx.Record(audit.Entry{Action: "certification.noticed", Outcome: audit.Done, Kind: "certification_notice", ID: "-", Detail: map[string]int{"given": len(fresh)}})
	if err := tellHolders(ctx, tx, fresh); err != nil {
		return 0, err
	}
	return len(fresh), queue.PublishAll(ctx, tx, byPartner(fresh))
}

func byPartner(all []*Notice) (out []queue.Event) {
	of := map[partner.ID]*Noticed{}
	for _, n := range all {
		e := of[n.PartnerID]
		if e == nil {
			e = &Noticed{Partner: n.PartnerID}
			of[n.PartnerID], out = e, append(out, e)
		}
		e.Notices = append(e.Notices, n)
	}
	return out
}
