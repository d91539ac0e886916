package graph

import (
	"context"
	"testing"

	"github.com/portico-prm/portico/internal/base/fault"
)

// readings is a watch that gives these, one a reading: an event, an error, or
// a panic with a text.
func readings(all ...any) *watch {
	next := 0
	return &watch{read: func(context.Context) ([]any, error) {
		r := all[next]
		next++
		switch r := r.(type) {
		case error:
			return nil, r
		case string:
			panic(r)
		}
		return []any{r}, nil
	}}
}

// followed is what a subscriber gets when everything wakes it.
func followed(t *testing.T, w *watch) []any {
	t.Helper()
	wake, out := make(chan struct{}), make(chan any)
	close(wake)
	go func() {
		defer close(out)
		w.run(t.Context(), wake, nil, out)
	}()
	var got []any
	for e := range out {
		got = append(got, e)
	}
	return got
}

// P20: a stream outlives a database that is away for a while.
func TestAStreamOutlivesAReadingThatFailsForTheMoment(t *testing.T) {
	t.Parallel()
	away := fault.RetryAfter(fault.Unavailable, 1, "The database cannot be reached at the moment.")
	got := followed(t, readings(1, away, 2, fault.New(fault.NotFound, "There is nothing with this id that you may see.")))
	if len(got) != 3 || got[0] != 1 || got[1] != 2 {
		t.Fatalf("got %v", got)
	}
	if err, ok := got[2].(error); !ok || fault.KindOf(err) != fault.NotFound {
		t.Errorf("the last is %v, not why it ended", got[2])
	}
}

func TestAPanicEndsAStreamAndNotTheServer(t *testing.T) {
	t.Parallel()
	got := followed(t, readings(1, "a mistake of ours"))
	if len(got) != 2 {
		t.Fatalf("got %v", got)
	}
	if err, ok := got[1].(error); !ok || fault.KindOf(err) != fault.Internal {
		t.Errorf("the last is %v", got[1])
	}
}
