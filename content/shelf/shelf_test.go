package shelf

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
)

func TestOneMakingServesAllWhoWait(t *testing.T) {
	t.Parallel()
	s := Shelf[string, int]{Room: 10}
	var makings atomic.Int32
	var all sync.WaitGroup
	for range 32 {
		all.Go(func() {
			if v := s.Get("a", func() (int, int) { makings.Add(1); return 7, 1 }); v != 7 {
				t.Errorf("got %d", v)
			}
		})
	}
	all.Wait()
	if n := makings.Load(); n != 1 {
		t.Errorf("made %d times", n)
	}
}

func TestWhatCouldNotBeMadeIsMadeTheNextTime(t *testing.T) {
	t.Parallel()
	bad := errors.New("not now")
	ways := map[string]func() (int, int, error){
		"an error": func() (int, int, error) { return 0, 0, bad },
		"a panic":  func() (int, int, error) { panic("broken") },
	}
	for name, way := range ways {
		s := Shelf[string, int]{Room: 10}
		func() {
			defer func() { _ = recover() }()
			if _, err := s.Try("a", way); !errors.Is(err, bad) {
				t.Errorf("%s: %v", name, err)
			}
		}()
		if v, err := s.Try("a", func() (int, int, error) { return 7, 1, nil }); v != 7 || err != nil {
			t.Errorf("after %s: %d, %v", name, v, err)
		}
	}
}

// Who waits for a making that panics must not get a value that is none.
func TestAPanicReachesThoseWhoWait(t *testing.T) {
	t.Parallel()
	s := Shelf[string, *int]{Room: 10}
	waiting := s.slot("a") // of one who came second
	func() {
		defer func() { _ = recover() }()
		s.Get("a", func() (*int, int) { panic("broken") })
	}()
	if !errors.Is(waiting.err, errBroken) {
		t.Errorf("a waiter gets %v, %v", waiting.value, waiting.err)
	}
}

func TestTheLeastRecentlyUsedGoesFirst(t *testing.T) {
	t.Parallel()
	s := Shelf[int, int]{Room: 2}
	made := map[int]int{}
	get := func(k int) { s.Get(k, func() (int, int) { made[k]++; return k, 1 }) }
	for _, k := range []int{1, 2, 1, 3, 1, 2} {
		get(k)
	}
	if made[1] != 1 || made[2] != 2 || made[3] != 1 {
		t.Errorf("made %v", made)
	}
}
