package graph

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/feed"
)

const (
	// lookAgain is how often a stream reads without having been told: what a
	// certificate that ends does to a decision, nobody tells.
	lookAgain = time.Minute
	// breath is the least pause between two readings of one stream: what comes
	// in a burst is read once.
	breath = 250 * time.Millisecond
	// readsAtOnce bounds the readings of all streams after one change.
	readsAtOnce = 4
)

// watch is a subscription: what it reads, and which changes make that worth
// while. read gives the events since the last reading; the first reading gives
// what is so now. Every reading goes through the gate as the subscriber.
type watch struct {
	wants func(feed.Change) bool
	read  func(context.Context) ([]any, error)
}

var reading = make(chan struct{}, readsAtOnce)

// begin reads once, so that a refusal is an answer, and then goes on beside
// the request. The channel is closed when ctx ends, or after an error: when the
// subscriber may not read any more, or something broke.
func (w *watch) begin(ctx context.Context, hub *feed.Hub) (<-chan any, error) {
	wake, stop := hub.Follow(w.wants) // before the first reading: nothing falls between
	first, err := w.once(ctx)
	if err != nil {
		stop()
		return nil, err
	}
	out := make(chan any)
	go func() {
		defer close(out)
		defer stop()
		w.run(ctx, wake, first, out)
	}()
	return out, nil
}

func (w *watch) run(ctx context.Context, wake <-chan struct{}, events []any, out chan<- any) {
	again := time.NewTicker(lookAgain)
	defer again.Stop()
	for {
		for _, e := range events {
			if !offer(ctx, out, e) {
				return
			}
		}
		if !pause(ctx, breath) {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-wake:
		case <-again.C:
		}
		var err error
		if events, err = w.once(ctx); err != nil && !passes(err) {
			offer(ctx, out, err)
			return
		}
	}
}

// passes tells whether a reading that failed may go well the next time: a
// database that was away for a moment is no reason to end a stream, and when it
// is back the feed wakes everybody.
func passes(err error) bool {
	kind := fault.KindOf(err)
	return kind == fault.Unavailable || kind == fault.Exhausted
}

// offer hands an event on, unless the subscriber goes first.
func offer(ctx context.Context, out chan<- any, event any) bool {
	select {
	case out <- event:
		return true
	case <-ctx.Done():
		return false
	}
}

// once reads when there is a place.
func (w *watch) once(ctx context.Context) ([]any, error) {
	select {
	case reading <- struct{}{}:
		defer func() { <-reading }()
		ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
		defer cancel()
		return w.survived(ctx)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// survived turns a panic into an error: this runs beside the request, where it
// would end the server.
func (w *watch) survived(ctx context.Context) (events []any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicked(ctx, p)
		}
	}()
	return w.read(ctx)
}

func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
