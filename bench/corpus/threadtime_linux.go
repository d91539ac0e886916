package main

import (
	"syscall"
	"time"
)

// threadTime is what the running thread has had of the processor so far.
func threadTime() time.Duration {
	const thisThread = 1 // RUSAGE_THREAD, which package syscall does not name
	var u syscall.Rusage
	if err := syscall.Getrusage(thisThread, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
