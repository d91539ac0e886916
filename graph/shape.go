package graph

import (
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
)

func orTime(t *time.Time, other time.Time) time.Time {
	if t == nil {
		return other
	}
	return *t
}

// two reads two ids, and says which is wrong only by being absent.
func two[A, B ~string](kindA, a, kindB, b string) (idA A, idB B, err error) {
	if idA, err = local[A](kindA, a); err == nil {
		idB, err = local[B](kindB, b)
	}
	return idA, idB, err
}

// optional reads an id that may be left out, as a pointer.
func optional(kind string, global *string) (*string, error) {
	if global == nil {
		return nil, nil
	}
	id, err := ids.Local(kind, *global)
	return &id, err
}

func upper(s string) string { return strings.ToUpper(s) }

// filled is null for no text.
func filled(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// positive is null for no number.
func positive(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// orNone is a list that is never null.
func orNone[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
