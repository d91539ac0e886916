// Package budget keeps leaky buckets: everybody may use points up to a
// maximum at once, and gets them back at a steady rate. Buckets live in this
// process. One that is full again is forgotten, and there are never more than
// MostBuckets: who comes then shares one bucket with the others who do.
package budget

import (
	"sync"
	"time"
)

// MostBuckets is how many keys are kept apart. A bucket takes about 100 bytes.
const MostBuckets = 100_000

// Rate is how much a bucket holds, and how much comes back in a second.
type Rate struct{ Maximum, PerSecond float64 }

// Book is the buckets of one kind of key. A nil Book sets no limits. It is safe
// for concurrent use.
type Book struct {
	rate Rate
	most int
	now  func() time.Time

	mu      sync.Mutex
	buckets map[string]bucket
	sweepAt int       // buckets that are there when the full ones are forgotten
	swept   time.Time // when they were forgotten last
}

// bucket is what was left at a moment.
type bucket struct {
	left float64
	at   time.Time
}

// New makes a book in which all buckets are full.
func New(rate Rate, now func() time.Time) *Book {
	return &Book{rate: rate, most: MostBuckets, now: now, buckets: map[string]bucket{}, sweepAt: 1024}
}

// State is how a bucket stands.
type State struct {
	Rate
	Left float64
	Wait time.Duration // until what was asked for is there; 0 when it was taken or never will be
}

// Take takes points, all or none. More than the maximum is never there.
func (b *Book) Take(key string, points float64) (State, bool) {
	if b == nil {
		return State{}, true
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	key, left := b.open(key)
	ok := points <= left
	if ok {
		left -= points
		b.keep(key, left)
	}
	s := State{Rate: b.rate, Left: left}
	if !ok && points <= b.rate.Maximum {
		s.Wait = time.Duration((points - left) / b.rate.PerSecond * float64(time.Second))
	}
	return s, ok
}

// Settle gives points back or, with a negative number, takes them after the
// fact, as far as there are any.
func (b *Book) Settle(key string, points float64) State {
	if b == nil {
		return State{}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	key, left := b.open(key)
	left = min(b.rate.Maximum, max(0, left+points))
	b.keep(key, left)
	return State{Rate: b.rate, Left: left}
}

// shared is the key of those who find no bucket of their own.
const shared = "\x00"

// open says which bucket a key has, and what is in it now.
func (b *Book) open(key string) (string, float64) {
	if _, ok := b.buckets[key]; !ok && len(b.buckets) >= b.sweepAt && b.due() {
		b.sweep()
	}
	if _, ok := b.buckets[key]; !ok && len(b.buckets) >= b.most {
		key = shared
	}
	return key, b.filled(key)
}

// filled is what is in a bucket; a clock that went backwards brings nothing.
func (b *Book) filled(key string) float64 {
	k, ok := b.buckets[key]
	if !ok {
		return b.rate.Maximum
	}
	passed := max(0, b.now().Sub(k.at).Seconds())
	return min(b.rate.Maximum, k.left+passed*b.rate.PerSecond)
}

func (b *Book) keep(key string, left float64) {
	if left >= b.rate.Maximum {
		delete(b.buckets, key)
		return
	}
	b.buckets[key] = bucket{left, b.now()}
}

// due tells whether a sweep may find something. A book that cannot grow any more
// is swept once a second: under a flood most buckets are still empty, and to
// look at all of them holds up everybody.
func (b *Book) due() bool {
	passed := b.now().Sub(b.swept)
	return b.sweepAt < b.most || passed >= time.Second || passed < 0
}

// sweep forgets full buckets. The next one waits until there are twice as many,
// so that while a book grows a request pays for two buckets at most, on the
// average.
func (b *Book) sweep() {
	b.swept = b.now()
	for key := range b.buckets {
		if b.filled(key) >= b.rate.Maximum {
			delete(b.buckets, key)
		}
	}
	b.sweepAt = min(b.most, max(1024, 2*len(b.buckets)))
}
