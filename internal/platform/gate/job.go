package gate

import (
	"context"
	"database/sql"
)

// Enqueue lends the transaction to the queue, under the role that may insert
// jobs: a job exists if and only if the change that asked for it was committed.
// Only internal/platform/queue calls it; a test says so.
func (t *Tx) Enqueue(ctx context.Context, insert func(*sql.Tx) error) error {
	was := t.under
	if err := t.role(ctx, "portico_queue"); err != nil {
		return err
	}
	if err := insert(t.tx.Tx); err != nil {
		return err
	}
	return t.role(ctx, was)
}
