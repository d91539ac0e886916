package learning

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Pause is how long rules, dates and reminders wait for the next round.
const Pause = 10 * time.Minute

// Rounds is the chore of the queue that goes round.
type Rounds struct{}

// Kind names the chore in the queue.
func (Rounds) Kind() string { return "learning.rounds" }

// Round applies the rules, looks at the dates and reminds. All of it can be cut
// off anywhere and told twice: what is done is not done again.
func (s *Service) Round(ctx context.Context) error {
	rules, err := gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(v *gate.View) ([]RuleID, error) { return runningRules(ctx, v) })
	if err != nil {
		return err
	}
	for _, id := range rules {
		if err := s.Apply(ctx, id); err != nil {
			return err
		}
	}
	if err := s.Date(ctx); err != nil {
		return err
	}
	return s.Remind(ctx)
}

// batch is how many enrollments one unit of work moves or reminds of.
const batch = 500

// Date makes overdue what has passed its date, and what is not late after all
// runs again: a clock that was put right undoes what a wrong one did.
func (s *Service) Date(ctx context.Context) error {
	return s.inBatches(ctx, func(v *gate.View) ([]*Enrollment, error) { return misdated(ctx, v, v.Now()) },
		func(tx *gate.Tx, e *Enrollment) error {
			from := e.State
			e.State = e.running(tx.Now())
			tx.Record(audit.Entry{Outcome: audit.Done, Kind: "enrollment", ID: string(e.ID), Partner: string(e.PartnerID), Detail: map[string]any{"from": from, "to": e.State}})
			return saveEnrollment(ctx, tx, e)
		})
}

// inBatches does something to each of what a question finds, until it finds
// nothing more. Each batch is a unit of work of its own.
func (s *Service) inBatches(ctx context.Context, find func(*gate.View) ([]*Enrollment, error), do func(*gate.Tx, *Enrollment) error) error {
	ask := gate.Ask{Action: access.TrainingPublish}
	for {
		found, err := gate.Read(ctx, s.gate, ask, find)
		if err != nil || len(found) == 0 {
			return err
		}
		_, err = gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (int, error) {
			held, err := find(&tx.View)
			for _, e := range held {
				if err == nil {
					err = do(tx, e)
				}
			}
			if len(held) == 0 {
				tx.Record(audit.Entry{Outcome: audit.Done, Kind: "enrollment", ID: "-", Detail: "done by another"})
			}
			return len(held), err
		})
		if err != nil {
			return err
		}
	}
}

// Reminder is one word to a learner about a date.
type Reminder struct {
	EnrollmentID ID         `db:"enrollment_id"`
	Word         Word       `db:"kind"`
	DueAt        time.Time  `db:"due_at"`
	PartnerID    partner.ID `db:"partner_id"`
	PersonID     member.ID  `db:"person_id"`
}

// Word is what a reminder says.
type Word string

// Remind notes for each open enrollment the reminder that its date asks for:
// fourteen days ahead, three days ahead, and when it has passed. Each is given
// once, however often this runs; a date that was moved is reminded of anew.
func (s *Service) Remind(ctx context.Context) error {
	ask := gate.Ask{Action: access.TrainingPublish}
	for {
		found, err := gate.Read(ctx, s.gate, ask, func(v *gate.View) ([]*Reminder, error) { return toRemind(ctx, v, v.Now()) })
		if err != nil || len(found) == 0 {
			return err
		}
		if _, err := gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (int, error) { return len(found), s.remind(ctx, tx, found) }); err != nil {
			return err
		}
	}
}

func (s *Service) remind(ctx context.Context, tx *gate.Tx, all []*Reminder) error {
	given, err := insertReminders(ctx, tx, all)
	if err != nil {
		return err
	}
	tx.Record(audit.Entry{Outcome: audit.Done, Kind: "enrollment_reminder", ID: "-", Detail: map[string]int{"given": len(given)}})
	return tell(ctx, tx, given)
}
