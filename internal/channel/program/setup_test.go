package program_test

import (
	"context"
	"sync"
	"testing"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 20)
}

const racers = 8

// race runs one step many times at once and counts how it ended.
func race(step func(context.Context) error, ctx context.Context) map[string]int {
	var mu sync.Mutex
	var all sync.WaitGroup
	ended := map[string]int{}
	for range racers {
		all.Go(func() {
			err := step(ctx)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				ended["OK"]++
				return
			}
			ended[fault.CodeOf(err)]++
		})
	}
	all.Wait()
	return ended
}
