package db

import (
	"container/list"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// keepPrepared is how many statement texts a connection keeps prepared. A
// server keeps a plan for each, some 10 to 50 kB.
const keepPrepared = 256

// statement is what lib/pq's prepared statement can do with a context.
type statement interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// statements are the prepared statements of one connection by their text, the
// one used longest ago last.
type statements struct {
	byText map[string]*list.Element
	order  *list.List
}

type entry struct {
	text string
	stmt statement
}

func newStatements() *statements {
	return &statements{byText: map[string]*list.Element{}, order: list.New()}
}

func (s *statements) get(text string) (statement, bool) {
	e, ok := s.byText[text]
	if !ok {
		return nil, false
	}
	s.order.MoveToFront(e)
	return e.Value.(entry).stmt, true
}

// add keeps a statement and gives back the one that had to go, if any.
func (s *statements) add(text string, st statement) (gone statement) {
	s.byText[text] = s.order.PushFront(entry{text, st})
	if s.order.Len() <= keepPrepared {
		return nil
	}
	return s.drop(s.order.Back())
}

// forget drops a statement that the server will not run any more.
func (s *statements) forget(text string) (gone statement) {
	if e, ok := s.byText[text]; ok {
		return s.drop(e)
	}
	return nil
}

func (s *statements) drop(e *list.Element) statement {
	s.order.Remove(e)
	old := e.Value.(entry)
	delete(s.byText, old.text)
	return old.stmt
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
		discard(c.stmts.forget(text))
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
	discard(c.stmts.add(text, full))
	return full, nil
}

func discard(st statement) {
	if st != nil {
		_ = st.Close() // a broken connection shows itself at the next statement
	}
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
