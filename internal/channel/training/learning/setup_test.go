package learning_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 30)
}

// ear is an observer that remembers what it was told.
type ear struct {
	mu                 sync.Mutex
	completed, revoked []learning.CompletionID
	refuse             bool
}

func (e *ear) Completed(_ context.Context, _ *gate.Tx, c *learning.Completion) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.refuse {
		return errors.New("no")
	}
	e.completed = append(e.completed, c.ID)
	return nil
}

func (e *ear) Revoked(_ context.Context, _ *gate.Tx, c *learning.Completion) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.revoked = append(e.revoked, c.ID)
	return nil
}
