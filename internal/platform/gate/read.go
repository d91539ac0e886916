package gate

import (
	"context"
	"database/sql/driver"

	"github.com/jmoiron/sqlx"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/db"
)

// beginRead goes in one message with the role, who asks and the limits.
const beginRead = "begin isolation level repeatable read read only; "

// Read runs fn in one read-only snapshot under the actor's reach.
func Read[T any](ctx context.Context, g *Gate, ask Ask, fn func(*View) (T, error)) (T, error) {
	var none T
	ok, err := g.admit(ctx, ask)
	if err != nil {
		g.refused(ctx, ask, err)
		return none, err
	}
	c, err := g.db.Connx(ctx)
	if err != nil {
		return none, db.Fault(err)
	}
	out, err := readOn(ctx, g, ok, c, fn)
	_ = c.Close()
	if err != nil {
		g.refused(ctx, ask, err)
	}
	return out, err
}

func readOn[T any](ctx context.Context, g *Gate, ok grant, c *sqlx.Conn, fn func(*View) (T, error)) (T, error) {
	var none T
	if _, err := c.ExecContext(ctx, beginRead+ok.context(ctx)); err != nil {
		end(c, "rollback")
		return none, db.Fault(err)
	}
	v := &View{q: c, grant: ok, gate: g}
	if err := v.reachable(ctx); err != nil {
		end(c, "rollback")
		return none, err
	}
	out, err := call(v, fn)
	end(c, "rollback") // nothing was written
	return out, err
}

// end closes a transaction on a pinned connection even when the caller's
// context is over. A connection that cannot be cleaned does not go back.
func end(c *sqlx.Conn, how string) {
	ctx, cancel := context.WithTimeout(context.Background(), endTimeout)
	defer cancel()
	if _, err := c.ExecContext(ctx, how); err != nil {
		_ = c.Raw(func(any) error { return driver.ErrBadConn })
	}
}

// call turns a panic of a closure into an error, so that the transaction ends.
func call[C, T any](c C, fn func(C) (T, error)) (out T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault.Wrap(fault.Internal, panicked{p}, "Something broke on our side.")
		}
	}()
	return fn(c)
}
