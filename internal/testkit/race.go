package testkit

import (
	"slices"
	"sync"

	"github.com/portico-prm/portico/internal/base/fault"
)

// comeAgain is how often a racer tries that was told that the row is in use: on
// a machine with much to do a lock may take its second.
const comeAgain = 20

// Race runs steps at once and counts how they ended, by code; "OK" for those
// that were done.
func Race(steps ...func() error) map[string]int {
	var mu sync.Mutex
	var all sync.WaitGroup
	ended := map[string]int{}
	for _, step := range steps {
		all.Go(func() {
			err := step()
			for range comeAgain {
				if fault.CodeOf(err) != "BUSY" {
					break
				}
				err = step()
			}
			mu.Lock()
			defer mu.Unlock()
			ended[CodeOf(err)]++
		})
	}
	all.Wait()
	return ended
}

// Times is one step many times, for a Race.
func Times(n int, step func() error) []func() error {
	return slices.Repeat([]func() error{step}, n)
}
