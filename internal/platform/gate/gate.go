// Package gate is the door. Who asks, what they may do, the transaction, what
// they may see and the trail meet here, and nothing else reaches the database.
//
// A service asks for an action; the gate finds the reach of the actor, opens a
// transaction under the database role of that reach with the actor's partner
// named, and hands out a View (read) or a Tx (write). A Tx without an entry in
// the trail does not commit. Closures may be run twice (serialization failure),
// so they touch nothing but the View or Tx.
package gate

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/db"
)

// Limits of one transaction; the database enforces them too.
const (
	statementTimeout = 5 * time.Second
	lockTimeout      = time.Second
	idleTimeout      = 5 * time.Second
	endTimeout       = 2 * time.Second // to commit or roll back after the caller gave up
)

// Gate opens transactions. Make one with New; it is safe for concurrent use.
type Gate struct {
	db      *db.DB
	log     *slog.Logger
	now     func() time.Time
	turns   turns
	commits atomic.Uint64
}

// New makes the door to a database. now is the clock.
func New(d *db.DB, log *slog.Logger, now func() time.Time) *Gate {
	return &Gate{db: d, log: log, now: now, turns: newTurns(d.Near())}
}

// Ask is what a service wants to do, and for which partner. An empty Partner
// means the actor's own matter, or no partner's in particular.
type Ask struct {
	Action  access.Action
	Partner string
}

// grant is an ask that was allowed.
type grant struct {
	ask   Ask
	who   *actor.Actor
	reach access.Reach
}

// admit decides by the permission table alone; rows are the database's matter.
func (g *Gate) admit(ctx context.Context, ask Ask) (grant, error) {
	who := actor.From(ctx)
	if who == nil {
		return grant{}, fault.New(fault.Unauthenticated, "Sign in first.")
	}
	reach := access.Of(who, ask.Action)
	if reach == access.None {
		return grant{}, fault.New(fault.Forbidden, "%s do not include %q. Ask an administrator of your company.", limits(who), ask.Action)
	}
	if reach == access.Own && ask.Partner != "" && ask.Partner != who.Partner {
		return grant{}, notYours()
	}
	return grant{ask: ask, who: who, reach: reach}, nil
}

func limits(who *actor.Actor) string {
	if who.Scopes != nil {
		return "The scopes of your token"
	}
	return "Your roles"
}

// notYours is the one answer for what does not exist and for what the actor
// may not see, so that neither can be told from the other.
func notYours() error {
	return fault.New(fault.NotFound, "There is nothing with this id that you may see.")
}

// Absent is the same answer, for services that looked and found no row.
func Absent() error { return notYours() }

// Reach tells how far an action goes for the actor of the context, without
// opening anything.
func Reach(ctx context.Context, action access.Action) access.Reach {
	if who := actor.From(ctx); who != nil {
		return access.Of(who, action)
	}
	return access.None
}

// conn is what a View needs of a connection or a transaction.
type conn = sqlx.QueryerContext

// Allow tells whether an ask would be let in, without doing anything: for work
// that has to come before the transaction, such as reading an upload.
func Allow(ctx context.Context, g *Gate, ask Ask) error {
	_, err := Read(ctx, g, ask, func(*View) (struct{}, error) { return struct{}{}, nil })
	return err
}

// Whose is the partner that the actor of the context works for; empty for the
// vendor's side and for nobody.
func Whose(ctx context.Context) string {
	if who := actor.From(ctx); who != nil {
		return who.Partner
	}
	return ""
}
