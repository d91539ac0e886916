// Package shelf keeps what is dear to make and large to keep.
package shelf

import (
	"errors"
	"slices"
	"sync"
)

// Shelf keeps the most recently used values, as many as there is room for. The
// zero value has no room. It is safe for concurrent use.
type Shelf[K comparable, V any] struct {
	Room int // in the unit in which makers measure; set it before the first Get

	mu    sync.Mutex
	taken int
	order []K // least recently used first
	items map[K]*slot[V]
}

type slot[V any] struct {
	once  sync.Once
	value V
	size  int
	kept  bool
	err   error
}

// errBroken is what those get who waited for a making that panicked.
var errBroken = errors.New("shelf: what was waited for broke while it was made")

// Get returns the value, making it when it is not there. Two callers who ask
// for the same value at once wait for one making of it.
func (s *Shelf[K, V]) Get(k K, make func() (V, int)) V {
	v, err := s.Try(k, func() (V, int, error) {
		v, size := make()
		return v, size, nil
	})
	if err != nil {
		panic(err) // as it did for the one who made it
	}
	return v
}

// Try is Get for values that cannot always be made: a failure is not kept, and
// neither is a panic.
func (s *Shelf[K, V]) Try(k K, make func() (V, int, error)) (V, error) {
	t := s.slot(k)
	t.once.Do(func() {
		t.err = errBroken // until it is made
		defer func() {
			if t.err != nil {
				s.drop(k)
			}
		}()
		if t.value, t.size, t.err = make(); t.err == nil {
			s.keep(k, t)
		}
	})
	return t.value, t.err
}

func (s *Shelf[K, V]) drop(k K) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.items, k)
	s.order = slices.DeleteFunc(s.order, func(have K) bool { return have == k })
}

// slot finds or opens the place of a value and marks it as used last.
func (s *Shelf[K, V]) slot(k K) *slot[V] {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.items == nil {
		s.items = map[K]*slot[V]{}
	}
	if t, ok := s.items[k]; ok {
		s.touch(k)
		return t
	}
	t := &slot[V]{}
	s.items[k] = t
	s.order = append(s.order, k)
	return t
}

func (s *Shelf[K, V]) touch(k K) {
	for i, have := range s.order {
		if have == k {
			s.order = append(slices.Delete(s.order, i, i+1), k)
			return
		}
	}
}

// keep counts a new value and lets go of the oldest until all have room.
func (s *Shelf[K, V]) keep(k K, t *slot[V]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t.kept = true
	s.taken += t.size
	for i := 0; s.taken > s.Room && i < len(s.order); {
		old := s.items[s.order[i]]
		if !old.kept {
			i++ // being made just now
			continue
		}
		s.taken -= old.size
		delete(s.items, s.order[i])
		s.order = slices.Delete(s.order, i, i+1)
	}
}
