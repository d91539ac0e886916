package transfer_test

import (
	"context"
	"errors"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// stubborn is an observer that does not take completions of one person.
type stubborn struct{ no member.ID }

func (s *stubborn) Completed(_ context.Context, _ *gate.Tx, c *learning.Completion) error {
	if c.PersonID == s.no {
		return errors.New("no")
	}
	return nil
}

func (s *stubborn) Revoked(context.Context, *gate.Tx, *learning.Completion) error { return nil }

func learningID(id string) learning.CompletionID { return learning.CompletionID(id) }
