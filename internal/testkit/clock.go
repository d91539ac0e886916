package testkit

import (
	"sync"
	"time"
)

// Clock is the time of one test. It runs with the real time, which the row
// policies of the database go by, until it is moved or stopped. It is safe for
// concurrent use.
type Clock struct {
	mu     sync.Mutex
	offset time.Duration
	fixed  time.Time
}

// Now is the time of the test.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.fixed.IsZero() {
		return c.fixed
	}
	return time.Now().Add(c.offset)
}

// Pass lets time go by; a negative duration turns the clock back.
func (c *Clock) Pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offset += d
	if !c.fixed.IsZero() {
		c.fixed = c.fixed.Add(d)
	}
}

// Fix stops the clock at a moment.
func (c *Clock) Fix(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fixed = at
}
