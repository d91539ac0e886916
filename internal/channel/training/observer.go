package training

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/gate"
)

// Observer is told of certifications in the unit of work that gives them or
// takes them back: what it writes is there exactly when that is. Its error
// undoes it. Of one whose first day is still to come it is told on that day.
type Observer interface {
	Certified(ctx context.Context, tx *gate.Tx, c *Certification) error
	Lost(ctx context.Context, tx *gate.Tx, c *Certification) error
}

// Tell adds an observer. It belongs to putting the house together: nobody is
// added once requests are served.
func (s *Service) Tell(o Observer) { s.observers = append(s.observers, o) }

// give writes a certification and tells of it. fresh is false, and nobody is
// told, when the same one was issued already.
func (s *Service) give(ctx context.Context, tx *gate.Tx, c *Certification) (fresh bool, err error) {
	c.Begun = !c.IssuedAt.After(tx.Now())
	if fresh, err = insert(ctx, tx, c); err != nil || !fresh || !c.Begun {
		return fresh, err
	}
	return true, s.tell(ctx, tx, c)
}

func (s *Service) tell(ctx context.Context, tx *gate.Tx, c *Certification) error {
	for _, o := range s.observers {
		if err := o.Certified(ctx, tx, c); err != nil {
			return err
		}
	}
	return nil
}

// take writes a revocation and tells of it.
func (s *Service) take(ctx context.Context, tx *gate.Tx, c *Certification) error {
	if err := saveRevocation(ctx, tx, c); err != nil {
		return err
	}
	for _, o := range s.observers {
		if err := o.Lost(ctx, tx, c); err != nil {
			return err
		}
	}
	return nil
}
