//go:build unix

package logotest

import (
	"syscall"
	"testing"
	"time"
)

// CPU is the processor time that f takes, of all its threads. Unlike the clock
// on the wall it does not depend on who else is at work. Tests that run at the
// same time count too, so a test that asks must not be parallel.
func CPU(t testing.TB, f func()) time.Duration {
	t.Helper()
	before := processTime(t)
	f()
	return processTime(t) - before
}

func processTime(t testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
