package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// statement is what lib/pq's prepared statement can do with a context.
type statement interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// prepared runs a statement from the cache. A plan that the schema has outgrown
// is made anew once; inside a transaction the server refuses that, and the first
// error, which is Retryable, stands.
func prepared[T any](ctx context.Context, c *conn, text string, run func(statement) (T, error)) (T, error) {
	out, err := attempt(ctx, c, text, run)
	if !stale(err) {
		return out, err
	}
	again, err2 := attempt(ctx, c, text, run)
	if StateOf(err2) == InFailedTransaction {
		return out, err
	}
	return again, err2
}

func attempt[T any](ctx context.Context, c *conn, text string, run func(statement) (T, error)) (T, error) {
	var none T
	st, err := c.statement(ctx, text)
	if err != nil {
		return none, err
	}
	out, err := run(st)
	if stale(err) {
		if old, any := c.stmts.forget(text); any {
			discard(old)
		}
	}
	return out, err
}

// statement finds or prepares a statement. Until it is prepared nothing has
// run, so a connection found dead here may be exchanged.
func (c *conn) statement(ctx context.Context, text string) (statement, error) {
	if st, ok := c.stmts.get(text); ok {
		return st, nil
	}
	st, err := c.wire.PrepareContext(ctx, text)
	c.guard.sent.Store(false)
	if err != nil {
		return nil, err
	}
	full, ok := st.(statement)
	if !ok {
		_ = st.Close()
		return nil, fmt.Errorf("db: %T cannot be kept prepared", st)
	}
	if old, any := c.stmts.add(text, full); any {
		discard(old)
	}
	return full, nil
}

func discard(st statement) {
	_ = st.Close() // a broken connection shows itself at the next statement
}

// stale tells whether a prepared statement has lost its plan or is gone.
func stale(err error) bool {
	var e *pq.Error
	if !errors.As(err, &e) {
		return false
	}
	return e.Code == pqerror.Code(InvalidStatementName) ||
		e.Code == pqerror.Code(FeatureNotSupported) && e.Routine == "RevalidateCachedQuery"
}
