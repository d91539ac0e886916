// Package feed tells one process what any process has committed, so that
// streams can show it. The database tells it (triggers of 0008_feed.sql, NOTIFY)
// and one connection of each process listens; here it is handed on to all who
// follow.
//
// What is told is kind, partner and id, and never contents. A follower only
// learns that it is worth to read again, which it does under its own rights.
// Several changes may come as one signal. After a lost connection everybody
// gets one, because something may have been missed.
package feed

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/portico-prm/portico/internal/platform/db"
)

// Kind is what sort of thing has changed.
type Kind string

// The kinds, as the triggers write them.
const (
	Rendition Kind = "rendition" // a copy was made or withdrawn
	Standing  Kind = "standing"  // of one partner: what decisions are made of
	Library   Kind = "library"   // of the vendor: what all decisions are made of
	Bulk      Kind = "bulk"      // an order for many copies is some further
	Approval  Kind = "approval"  // a piece waits for a person, or was answered
)

const channel = "portico_feed"

// Change is one thing that was committed.
type Change struct {
	Kind    Kind
	Partner string // empty: nobody's in particular
	ID      string
}

// Hub hands changes on. It is safe for concurrent use.
type Hub struct {
	log *slog.Logger

	mu        sync.Mutex
	followers map[*follower]struct{}
}

type follower struct {
	wants func(Change) bool
	wake  chan struct{}
}

// New makes a hub that hears nothing before Run.
func New(log *slog.Logger) *Hub {
	return &Hub{log: log, followers: map[*follower]struct{}{}}
}

// again is how long a feed that was refused waits before it asks once more.
const again = 5 * time.Second

// Run listens until ctx ends. Behind a pooler that passes nothing on, it says
// so and returns: followers then see changes when they look by themselves. A
// server that refuses, because it is stopping or has no place left, is asked
// again.
func (h *Hub) Run(ctx context.Context, d *db.DB) {
	for {
		err := d.Listen(ctx, channel, h.heard, h.missed)
		switch {
		case err == nil:
			return
		case errors.Is(err, db.ErrPooler):
			h.log.WarnContext(ctx, "streams are slow: DATABASE_URL leads to a pooler, so changes are seen once a minute")
			return
		}
		h.log.WarnContext(ctx, "the feed is silent, and tries again", "cause", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(again):
		}
	}
}

// Follow gives a signal whenever something that is wanted has changed. wants
// must be quick: it is asked for every change of the channel.
func (h *Hub) Follow(wants func(Change) bool) (wake <-chan struct{}, stop func()) {
	f := &follower{wants, make(chan struct{}, 1)}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.followers[f] = struct{}{}
	return f.wake, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.followers, f)
	}
}

func (h *Hub) heard(text string) {
	part := strings.SplitN(text, "|", 3)
	if len(part) != 3 {
		return // of a newer process, in words that this one does not know
	}
	c := Change{Kind(part[0]), part[1], part[2]}
	h.each(func(f *follower) bool { return f.wants(c) })
}

func (h *Hub) missed() {
	h.each(func(*follower) bool { return true })
}

func (h *Hub) each(wanted func(*follower) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for f := range h.followers {
		if !wanted(f) {
			continue
		}
		select {
		case f.wake <- struct{}{}:
		default: // it has not come to the last signal yet
		}
	}
}
