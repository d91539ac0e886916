package library_test

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

// race runs a few steps at once and counts how they ended.
func race(steps ...func(context.Context) error) map[string]int {
	var mu sync.Mutex
	var all sync.WaitGroup
	ended := map[string]int{}
	for _, step := range steps {
		all.Go(func() {
			err := step(context.Background())
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
