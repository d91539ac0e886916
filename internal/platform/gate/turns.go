package gate

import (
	"context"
	"runtime"
	"time"
)

// patience is how long a reader waits for its turn before it goes all the same.
const patience = 3 * time.Millisecond

// turns lets only so many read at once as the database on this machine has
// processors for: more sessions at once do not read sooner, they only push each
// other out of the caches. Most reads take less than a millisecond, so a turn
// comes soon; a reader that has waited long goes without one, so that slow
// reads never stand before quick ones for longer than that.
type turns struct{ free chan struct{} }

// newTurns is without a limit for a database on a machine that we do not know.
func newTurns(near bool) turns {
	if !near {
		return turns{}
	}
	return turns{free: make(chan struct{}, runtime.GOMAXPROCS(0)+1)}
}

// take waits for a turn, and gives what ends it.
func (t turns) take(ctx context.Context) (end func()) {
	if t.free == nil {
		return func() {}
	}
	select {
	case t.free <- struct{}{}:
		return t.end
	default:
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case t.free <- struct{}{}:
		return t.end
	case <-late.C:
	case <-ctx.Done():
	}
	return func() {}
}

func (t turns) end() { <-t.free }
