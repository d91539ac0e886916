package sandbox

import (
	"context"
	"time"
)

// budget is what one exchange may take.
type budget struct {
	wall, cpu time.Duration
	memory    int64 // bytes, resident
}

// look is how often a running worker is measured. A job that is done sooner
// is never measured: its short life bounds what it can take.
const look = 4 * time.Millisecond

// guard watches one exchange from the outside and kills what breaks its budget.
type guard struct {
	done  chan struct{}
	cause chan cause
}

func (w *worker) guard(ctx context.Context, closing <-chan struct{}, b budget) guard {
	g := guard{make(chan struct{}), make(chan cause, 1)}
	go func() {
		c := w.watch(ctx, closing, g.done, b)
		if c != finished {
			w.kill()
		}
		g.cause <- c
	}()
	return g
}

// stop ends the watch and tells whether it had to kill.
func (g guard) stop() cause {
	close(g.done)
	return <-g.cause
}

func (w *worker) watch(ctx context.Context, closing, done <-chan struct{}, b budget) cause {
	wall := time.NewTimer(b.wall)
	defer wall.Stop()
	ticker := time.NewTicker(look)
	defer ticker.Stop()
	var before usage
	for {
		select {
		case <-done:
			return finished
		case <-closing:
			return closedDown
		case <-ctx.Done():
			return abandoned(ctx.Err())
		case <-wall.C:
			return overWall
		case <-ticker.C:
			now, ok := measure(w.cmd.Process.Pid)
			if !ok {
				continue
			}
			if before == (usage{}) {
				before = now
			}
			if now.resident > b.memory-b.memory/32 { // what a fast bomb takes between two looks
				return overMemory
			}
			if now.cpu-before.cpu > b.cpu {
				return overCPU
			}
		}
	}
}

// abandoned tells a caller that left from one whose time was up: for the
// upload, a request deadline is a wall limit like ours.
func abandoned(err error) cause {
	if err == context.DeadlineExceeded {
		return overWall
	}
	return callerLeft
}

// swollen tells whether a worker kept so much memory after its job that the
// next one would start with little of its own.
func (w *worker) swollen() bool {
	now, ok := measure(w.cmd.Process.Pid)
	return ok && now.resident > w.cfg.Memory/4
}

// usage is what a process takes at one moment.
type usage struct {
	resident int64 // bytes
	cpu      time.Duration
}
