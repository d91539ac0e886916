package gate

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
)

func TestReadersTakeTurns(t *testing.T) {
	t.Parallel()
	all := newTurns(true)
	var inside, most atomic.Int64
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() {
			end := all.take(t.Context())
			n := inside.Add(1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			inside.Add(-1)
			end()
		})
	}
	wait.Wait()
	if len(all.free) != 0 {
		t.Errorf("%d turns were not given back", len(all.free))
	}
	if most.Load() == 0 {
		t.Error("nobody read")
	}
}

func TestNobodyWaitsLongForASlowReader(t *testing.T) {
	t.Parallel()
	all := newTurns(true)
	for range cap(all.free) {
		all.take(t.Context())
	}
	for range 3 { // comes back, although no turn is free
		all.take(t.Context())()
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	all.take(ctx)()
	if len(all.free) != cap(all.free) {
		t.Error("a reader without a turn gave one back")
	}
}

func TestAFarDatabaseHasNoTurns(t *testing.T) {
	t.Parallel()
	all := newTurns(false)
	for range 1000 {
		all.take(t.Context())
	}
}
