package member

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// ChangePassword replaces the password of the person who asks and who knows the
// present one; a wrong one counts like a failed sign-in. Every session ends, and
// the answer is a new one for the browser that asked.
func (s *Service) ChangePassword(ctx context.Context, present, next string, from Origin) (*Session, error) {
	who := actor.From(ctx)
	if who == nil {
		return nil, fault.New(fault.Unauthenticated, "Sign in first.")
	}
	if err := inPerson(who); err != nil {
		return nil, err
	}
	c, err := s.holder(ctx, ID(who.Person))
	if err != nil {
		return nil, err
	}
	if err := CheckPassword(next, c.Email, c.Name, c.Company); err != nil {
		return nil, err
	}
	try, err := s.prove(ctx, c, present, from)
	if err != nil {
		return nil, err
	}
	sealed, err := s.hasher.seal(ctx, next)
	if err != nil {
		return nil, err
	}
	return s.replace(ctx, c, try, sealed, from)
}

func (s *Service) holder(ctx context.Context, id ID) (candidate, error) {
	return gate.Door(ctx, s.gate, func(tx *gate.Tx) (candidate, error) {
		c, err := candidateByPerson(ctx, &tx.View, id)
		return c, orElse(err, sessionOver())
	})
}

// prove makes sure that it is the person who sits at the session.
func (s *Service) prove(ctx context.Context, c candidate, present string, from Origin) (attempt, error) {
	try, err := s.count(ctx, c.Email, from)
	if err != nil {
		return try, err
	}
	yes, _, err := s.hasher.opens(ctx, c.Hash, present)
	if err != nil {
		s.withdraw(ctx, try)
		return try, err
	}
	if !yes {
		return try, s.recordFailure(ctx, try, fault.Field(fault.Invalid, "present", "PASSWORD_WRONG", "This is not your present password."))
	}
	return try, nil
}

func (s *Service) replace(ctx context.Context, c candidate, try attempt, sealed string, from Origin) (*Session, error) {
	return gate.Door(ctx, s.gate, func(tx *gate.Tx) (*Session, error) {
		p := c.person()
		tx.As(p.actor())
		if err := holdPassword(ctx, tx, c); err != nil {
			return nil, orElse(err, sessionOver())
		}
		if err := try.succeed(ctx, tx); err != nil {
			return nil, err
		}
		if err := setPassword(ctx, tx, p.ID, sealed); err != nil {
			return nil, err
		}
		tx.Record(audit.Entry{Action: actionPassword, Outcome: audit.Done, Kind: "person", ID: string(p.ID)})
		return s.begin(ctx, tx, p, from)
	})
}
