package db

import (
	"context"
	"database/sql/driver"
	"regexp"
)

// copyIn finds "copy t (a, b) from stdin", which lib/pq streams.
var copyIn = regexp.MustCompile(`(?i)^\s*copy\s`)

// PrepareContext serves those who prepare by hand: COPY, and checks of
// statement texts. Behind a pooler anything but COPY is kept as text.
func (c *conn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	if c.busy {
		return nil, errBusy
	}
	if c.pooled && !copyIn.MatchString(query) {
		return &text{conn: c, query: query}, nil
	}
	c.guard.begin(ctx, inOp)
	st, err := c.wire.PrepareContext(ctx, query)
	if c.guard.end(inOp) {
		c.spent = true
	}
	if err != nil {
		return nil, err
	}
	return &stmt{Stmt: st, conn: c}, nil
}

// stmt is a statement prepared by hand.
type stmt struct {
	driver.Stmt
	conn *conn
}

// ExecContext runs it; a COPY takes one row, or with no arguments ends.
func (s *stmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	return s.conn.run(ctx, func() (driver.Result, error) {
		if st, ok := s.Stmt.(driver.StmtExecContext); ok {
			return st.ExecContext(ctx, args)
		}
		values := make([]driver.Value, len(args))
		for i, a := range args {
			values[i] = a.Value
		}
		return s.Stmt.Exec(values) //nolint:staticcheck // COPY knows no other way
	})
}

// QueryContext runs it for its rows.
func (s *stmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	st, ok := s.Stmt.(driver.StmtQueryContext)
	if !ok {
		return nil, driver.ErrSkip
	}
	return s.conn.open(ctx, func() (driver.Rows, error) { return st.QueryContext(ctx, args) })
}

// Close tells the server to forget it, within a limit.
func (s *stmt) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), rollbackLimit)
	defer cancel()
	s.conn.guard.begin(ctx, inOp)
	return s.conn.end(s.Stmt.Close())
}

// text is a statement that is sent anew each time.
type text struct {
	conn  *conn
	query string
}

// NumInput is unknown before the server has seen the text.
func (t *text) NumInput() int { return -1 }

// Close has nothing to do.
func (t *text) Close() error { return nil }

// Exec is there for the interface; database/sql calls ExecContext.
func (t *text) Exec([]driver.Value) (driver.Result, error) { return nil, driver.ErrSkip }

// Query is there for the interface; database/sql calls QueryContext.
func (t *text) Query([]driver.Value) (driver.Rows, error) { return nil, driver.ErrSkip }

// ExecContext sends the text.
func (t *text) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	return t.conn.ExecContext(ctx, t.query, args)
}

// QueryContext sends the text and answers rows.
func (t *text) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	return t.conn.QueryContext(ctx, t.query, args)
}
