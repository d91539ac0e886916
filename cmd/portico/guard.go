package main

import (
	"errors"
	"fmt"
	"runtime/metrics"
	"time"
)

// A file from outside gets so much time and memory, and no more. The time is that
// of the clock, which runs on while others have the processor: no sound file takes
// a second of work, so a minute is enough on a machine that is busy with builds too.
const (
	guardTime   = time.Minute
	guardMemory = 1 << 30 // bytes of heap
	guardLook   = 20 * time.Millisecond
)

// Why a guarded piece of work was given up.
var (
	errTime   = errors.New("it took more than a minute")
	errMemory = errors.New("it needed more than 1 GB of memory")
)

// guarded runs work on a foreign file. Work that is given up goes on until the
// programme ends, which it does at once: the reason is all that is still said.
func guarded[T any](work func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if p := recover(); p != nil {
				r.err = fmt.Errorf("it broke the reader: %v", p)
			}
			done <- r
		}()
		r.value, r.err = work()
	}()
	end, look := time.After(guardTime), time.NewTicker(guardLook)
	defer look.Stop()
	for {
		select {
		case r := <-done:
			return r.value, r.err
		case <-end:
			var none T
			return none, errTime
		case <-look.C:
			if heap() > guardMemory {
				var none T
				return none, errMemory
			}
		}
	}
}

func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
