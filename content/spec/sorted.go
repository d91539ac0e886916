package spec

import (
	"iter"
	"maps"
	"slices"
)

// keys lists the keys of a map in one order, so that equal folders give equal reports.
func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// sorted ranges over a map in the order of its keys.
func sorted[M ~map[string]V, V any](m M) iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for _, k := range keys(m) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}
