//go:build !unix

package logotest

import (
	"testing"
	"time"
)

// CPU is the time that f takes, by the clock on the wall: this system does not
// tell processor time in the same way.
func CPU(t testing.TB, f func()) time.Duration {
	t.Helper()
	start := time.Now()
	f()
	return time.Since(start)
}
