package server

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// health answers whether requests are worth sending here. The check runs at
// most once a second and beside the request: /healthz answers within
// healthWait even when the database hangs.
type health struct {
	ready    func(context.Context) error
	stopping *atomic.Bool
	log      *slog.Logger

	mu      sync.Mutex
	err     error
	checked time.Time
	running chan struct{} // closed when the check that runs now is done; nil without one
}

const (
	healthAge   = time.Second
	healthWait  = 80 * time.Millisecond
	healthCheck = 2 * time.Second
)

func newHealth(ready func(context.Context) error, stopping *atomic.Bool, log *slog.Logger) *health {
	if ready == nil {
		ready = func(context.Context) error { return nil }
	}
	return &health{ready: ready, stopping: stopping, log: log}
}

// ServeHTTP answers 200 or 503 and no details: they are in the log.
func (h *health) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if h.stopping.Load() || !h.well() {
		refuse(w, r, refusal{http.StatusServiceUnavailable, "NOT_READY", "The server is not ready.", time.Second})
		return
	}
	_, _ = w.Write([]byte("ok\n"))
}

// well waits shortly for a check that is due; without its result in time the
// server counts as unwell.
func (h *health) well() bool {
	done := h.refresh()
	if done != nil {
		select {
		case <-done:
		case <-time.After(healthWait):
			return false
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.err == nil
}

// refresh starts a check when the last one is old, and gives what to wait for.
func (h *health) refresh() chan struct{} {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.running != nil || (!h.checked.IsZero() && timeNow().Sub(h.checked) < healthAge) {
		return h.running
	}
	h.running = make(chan struct{})
	go h.check(h.running)
	return h.running
}

func (h *health) check(done chan struct{}) {
	ctx, cancel := context.WithTimeout(context.Background(), healthCheck)
	defer cancel()
	err := h.ready(ctx)
	h.mu.Lock()
	defer h.mu.Unlock()
	if (err == nil) != (h.err == nil) {
		h.log.Warn("server: readiness changed", "ready", err == nil, "cause", err)
	}
	h.err, h.checked, h.running = err, timeNow(), nil
	close(done)
}
