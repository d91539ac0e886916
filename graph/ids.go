package graph

import (
	"github.com/portico-prm/portico/internal/base/ids"
)

// local reads a global id of a type.
func local[T ~string](kind, global string) (T, error) {
	id, err := ids.Local(kind, global)
	return T(id), err
}

// maybe reads a global id that may be left out; the zero value says it was.
func maybe[T ~string](kind string, global *string) (T, error) {
	if global == nil {
		return "", nil
	}
	return local[T](kind, *global)
}

func orEmpty[T ~string](s *T) T {
	if s == nil {
		return ""
	}
	return *s
}
