package effect

import (
	"context"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Completed gives what a completed course brings. It runs in the unit of work
// of the completion.
func (s *Service) Completed(ctx context.Context, tx *gate.Tx, c *learning.Completion) error {
	key, err := courseKey(ctx, &tx.View, c.CourseID)
	if err != nil {
		return err
	}
	who := string(c.PersonID)
	return give(ctx, tx, event{cause: CourseCompleted, id: string(c.ID), subject: key, partner: c.PartnerID, person: &who, at: c.CompletedAt})
}

// Revoked takes back what a completion brought. Where the course was completed
// another time, that completion counts in its place.
func (s *Service) Revoked(ctx context.Context, tx *gate.Tx, c *learning.Completion) error {
	if err := takeBack(ctx, tx, string(c.ID)); err != nil {
		return err
	}
	other, err := lastCompletion(ctx, &tx.View, c)
	if err != nil || other == nil {
		return err
	}
	return s.Completed(ctx, tx, other)
}

// Passed gives what a passed quiz brings.
func (s *Service) Passed(ctx context.Context, tx *gate.Tx, p quiz.Pass) error {
	who := string(p.PersonID)
	return give(ctx, tx, event{cause: QuizPassed, id: string(p.AttemptID), subject: p.QuizKey, partner: p.PartnerID, person: &who, at: p.At})
}

// Unpassed takes back what a pass brought that does not count any more. Where
// the quiz was passed another time, that pass counts in its place.
func (s *Service) Unpassed(ctx context.Context, tx *gate.Tx, u quiz.Unpass) error {
	if err := takeBack(ctx, tx, string(u.AttemptID)); err != nil || u.Next == nil {
		return err
	}
	return s.Passed(ctx, tx, *u.Next)
}

// Certified gives what a certification brings, as long as it counts.
func (s *Service) Certified(ctx context.Context, tx *gate.Tx, c *training.Certification) error {
	until := c.CountsUntil()
	return give(ctx, tx, event{cause: Certified, id: string(c.ID), subject: c.DefinitionKey, partner: c.PartnerID, person: c.PersonID, at: c.IssuedAt, until: &until})
}

// Lost takes back what a certification brought that was revoked. Where the
// holder has another that counts, such as the one that it renewed, that one
// counts in its place.
func (s *Service) Lost(ctx context.Context, tx *gate.Tx, c *training.Certification) error {
	if err := takeBack(ctx, tx, string(c.ID)); err != nil {
		return err
	}
	other, err := lastProof(ctx, &tx.View, c)
	if err != nil || other == nil {
		return err
	}
	return s.Certified(ctx, tx, other)
}

// lastProof is the one that counts longest of all that the holder of another
// has besides; nil for none.
func lastProof(ctx context.Context, v *gate.View, of *training.Certification) (out *training.Certification, err error) {
	held, err := training.HeldOf(ctx, v, []string{of.DefinitionKey}, of.PartnerID, of.PersonID)
	for _, c := range held {
		if c.RevokedAt == nil && c.Begun && c.CountsUntil().After(v.Now()) && (out == nil || c.CountsUntil().After(out.CountsUntil())) {
			out = c
		}
	}
	return out, err
}

// give applies every rule that was in force when the event happened. It is
// harmless to repeat.
func give(ctx context.Context, tx *gate.Tx, e event) error {
	rules, err := rulesAt(ctx, &tx.View, e)
	if err != nil || len(rules) == 0 {
		return err
	}
	if err := lockHolder(ctx, tx, e.holder()); err != nil {
		return err
	}
	for _, r := range rules {
		if err := apply(ctx, tx, r, e); err != nil {
			return err
		}
	}
	return nil
}

func apply(ctx context.Context, tx *gate.Tx, r *Rule, e event) error {
	held, err := heldOf(ctx, &tx.View, r.Key, e)
	if err != nil {
		return err
	}
	switch r.meet(e, held) {
	case leave:
		return nil
	case replace:
		if err := reverse(ctx, tx, held); err != nil {
			return err
		}
	}
	return enter(ctx, tx, r, e.by(r, ID(ids.New())))
}

// enter writes an effect, unless its cause has had it.
func enter(ctx context.Context, tx *gate.Tx, r *Rule, x *Effect) error {
	fresh, err := insert(ctx, tx, x)
	if err != nil || !fresh {
		return err
	}
	tx.Record(note("effect.given", x))
	if r.AssetID == nil {
		return nil
	}
	return library.Unlock(ctx, tx, x.PartnerID, *r.AssetID, string(x.ID), x.Until)
}

// takeBack reverses everything that a cause brought and that still stands.
func takeBack(ctx context.Context, tx *gate.Tx, cause string) error {
	standing, err := standingOf(ctx, tx, cause)
	if err != nil {
		return err
	}
	for _, x := range standing {
		if err := reverse(ctx, tx, x); err != nil {
			return err
		}
	}
	return nil
}

func reverse(ctx context.Context, tx *gate.Tx, x *Effect) error {
	back := x.reversed(ID(ids.New()), tx.Now())
	fresh, err := insert(ctx, tx, back)
	if err != nil || !fresh {
		return err
	}
	tx.Record(note("effect.reversed", back))
	if x.Kind != ContentUnlock {
		return nil
	}
	return library.Relock(ctx, tx, string(x.ID))
}

func note(action string, x *Effect) audit.Entry {
	return audit.Entry{Action: action, Outcome: audit.Done, Kind: "effect", ID: string(x.ID), Partner: string(x.PartnerID), Detail: x}
}
