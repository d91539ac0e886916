package db

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
)

// wire is what lib/pq's connection can do, all of which we pass on.
type wire interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.NamedValueChecker
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// conn is one connection: lib/pq's, guarded, with its prepared statements.
// database/sql uses it from one goroutine at a time.
type conn struct {
	wire
	guard  *guard
	asked  *atomic.Int64
	pooled bool // nothing can be kept prepared
	clear  bool // without TLS, so that frames can be seen
	stmts  kept[statement]
	busy   bool // rows are open
	spent  bool // a context ended on it; a late cancel may still be on its way
}

func newConn(raw driver.Conn, g *guard, asked *atomic.Int64, pooled, clear bool) (*conn, error) {
	w, ok := raw.(wire)
	if !ok || g == nil {
		_ = raw.Close()
		return nil, fmt.Errorf("db: the driver's connection %T lacks what we rely on", raw)
	}
	return &conn{wire: w, guard: g, asked: asked, pooled: pooled, clear: clear, stmts: newKept[statement]()}, nil
}

// QueryContext runs a statement that answers rows.
func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	return c.open(ctx, func() (driver.Rows, error) { return c.query(ctx, query, args) })
}

// ExecContext runs a statement whose rows are not wanted.
func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	return c.run(ctx, func() (driver.Result, error) { return c.exec(ctx, query, args) })
}

// open runs what answers rows; the operation ends when they are closed.
func (c *conn) open(ctx context.Context, fn func() (driver.Rows, error)) (driver.Rows, error) {
	if c.busy {
		return nil, errBusy
	}
	c.guard.begin(ctx, inOp)
	c.asked.Add(1)
	r, err := fn()
	if err != nil {
		return nil, c.end(err)
	}
	c.busy = true
	return &rows{wireRows: r.(wireRows), conn: c}, nil
}

func (c *conn) run(ctx context.Context, fn func() (driver.Result, error)) (driver.Result, error) {
	if c.busy {
		return nil, errBusy
	}
	c.guard.begin(ctx, inOp)
	c.asked.Add(1)
	res, err := fn()
	return res, c.end(err)
}

// end closes the operation and judges its error.
func (c *conn) end(err error) error {
	if c.guard.end(inOp) {
		c.spent = true
	}
	return c.verdict(err)
}

// verdict takes database/sql's leave to repeat from a statement that may have
// run: a lost answer is not a lost statement.
func (c *conn) verdict(err error) error {
	if errors.Is(err, driver.ErrBadConn) && c.guard.sent.Load() {
		return errLost
	}
	return err
}

func (c *conn) query(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if c.pooled || len(args) == 0 {
		return c.wire.QueryContext(ctx, query, args)
	}
	return prepared(ctx, c, query, func(st statement) (driver.Rows, error) { return st.QueryContext(ctx, args) })
}

func (c *conn) exec(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if c.pooled || len(args) == 0 {
		return c.wire.ExecContext(ctx, query, args)
	}
	return prepared(ctx, c, query, func(st statement) (driver.Result, error) { return st.ExecContext(ctx, args) })
}

// CheckNamedValue lets JSON travel as text: behind a pooler bytes go in binary,
// which jsonb reads as another format.
func (c *conn) CheckNamedValue(v *driver.NamedValue) error {
	if j, ok := v.Value.(json.RawMessage); ok && j != nil {
		v.Value = string(j)
		return nil
	}
	return c.wire.CheckNamedValue(v)
}

// Ping asks for a sign of life.
func (c *conn) Ping(ctx context.Context) error {
	c.guard.begin(ctx, inOp)
	err := c.wire.Ping(ctx)
	if c.guard.end(inOp) {
		c.spent = true
	}
	return err // nothing ran, so it may be repeated
}

// ResetSession refuses a connection that died while it was idle.
func (c *conn) ResetSession(ctx context.Context) error {
	if c.spent || !c.guard.quiet() {
		return driver.ErrBadConn
	}
	return c.wire.ResetSession(ctx)
}

// IsValid tells whether the pool may keep the connection.
func (c *conn) IsValid() bool { return !c.spent && c.wire.IsValid() }

// Close says goodbye, and does not wait for a server that does not listen.
func (c *conn) Close() error {
	_ = c.guard.SetDeadline(soon())
	return c.wire.Close()
}
