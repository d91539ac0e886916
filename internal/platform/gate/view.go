package gate

import (
	"context"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/db"
)

// View reads under the reach that the gate found. Row policies do the rest, so
// a forgotten "where" shows nothing.
type View struct {
	q     conn
	grant grant
	gate  *Gate
	snap  *Snapshot // nil for a view with a transaction of its own
}

// ready makes sure that the statement to come runs under this view's role.
func (v *View) ready(ctx context.Context) error {
	if v.snap == nil {
		return nil
	}
	return v.snap.enter(ctx, v)
}

// Actor is who asks.
func (v *View) Actor() *actor.Actor { return v.grant.who }

// Reach is how far the ask goes.
func (v *View) Reach() access.Reach { return v.grant.reach }

// Now is the one clock value that rules should use.
func (v *View) Now() time.Time { return v.gate.now() }

// Partner is whose matter this is: the partner asked for, else the actor's own.
func (v *View) Partner() string {
	if v.grant.ask.Partner != "" {
		return v.grant.ask.Partner
	}
	return v.grant.who.Partner
}

// Via is the distributor through whom the matter goes: the actor's own partner
// when it acts for a reseller of its portfolio, else empty.
func (v *View) Via() string {
	if v.grant.reach == access.Portfolio && v.Partner() != v.grant.who.Partner {
		return v.grant.who.Partner
	}
	return ""
}

// Select reads all rows of a statement into dst, a pointer to a slice.
func (v *View) Select(ctx context.Context, dst any, query string, args ...any) error {
	if err := v.ready(ctx); err != nil {
		return err
	}
	return db.Fault(sqlx.SelectContext(ctx, v.q, dst, query, args...))
}

// Get reads one row into dst, a pointer to a struct or a value. No row is
// NotFound, with the same words as a row that the actor may not see.
func (v *View) Get(ctx context.Context, dst any, query string, args ...any) error {
	if err := v.ready(ctx); err != nil {
		return err
	}
	err := db.Fault(sqlx.GetContext(ctx, v.q, dst, query, args...))
	if fault.KindOf(err) == fault.NotFound {
		return notYours()
	}
	return err
}

// Array lets a slice stand for a PostgreSQL array, as argument or destination.
func Array(slice any) any { return pq.Array(slice) }

// reachable fails unless the partner asked for is one the actor may see.
func (v *View) reachable(ctx context.Context) error {
	if v.grant.ask.Partner == "" || v.grant.ask.Partner == v.grant.who.Partner {
		return nil
	}
	const seen = `select true from partner where id = $1`
	var yes bool
	return v.Get(ctx, &yes, seen, v.grant.ask.Partner)
}

// Strings is a text[] column: the type of a field that rows are read into.
type Strings = pq.StringArray

// Texts is a slice as the argument for a text[] column; nil is the empty array.
func Texts(s []string) Strings {
	if s == nil {
		return Strings{}
	}
	return s
}
