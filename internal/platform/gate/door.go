package gate

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/db"
)

// Door runs fn for a caller who has not yet a name: sign-in, and finding out
// whose session or token it is. It runs under portico_door, which sees people
// and their proofs and nothing of the trade. Only the member module calls it;
// a test says so.
//
// What fn records goes into the trail; a look-up may record nothing.
func Door[T any](ctx context.Context, g *Gate, fn func(*Tx) (T, error)) (T, error) {
	var none T
	t, err := g.begin(ctx, grant{who: &actor.Actor{System: "door"}, reach: access.Door})
	if err != nil {
		return none, err
	}
	defer t.tx.Rollback() //nolint:errcheck // after a commit this does nothing
	out, err := call(t, fn)
	if err != nil {
		return none, err
	}
	return out, t.leave(ctx)
}

// leave commits with whatever trail there is.
func (t *Tx) leave(ctx context.Context) error {
	switch {
	case len(t.trail) > 0:
		return t.commit(ctx)
	case t.changed:
		return t.finish()
	}
	return db.Fault(t.tx.Commit())
}

// As names the person whom a door transaction turned out to be about, for the
// trail. It changes nothing of what the transaction may see.
func (t *Tx) As(who *actor.Actor) {
	if t.grant.reach == access.Door {
		t.grant.who = who
	}
}
