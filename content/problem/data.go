package problem

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// Figure is one of the data of a problem, as text.
type Figure struct{ Name, Value string }

// Figures are the data of a problem by their names.
func (p Problem) Figures() []Figure {
	out := make([]Figure, 0, len(p.Data))
	for _, name := range slices.Sorted(maps.Keys(p.Data)) {
		value := fmt.Sprint(p.Data[name])
		if n, ok := asNumber(p.Data[name]); ok {
			value = strconv.FormatFloat(n, 'f', -1, 64)
		}
		out = append(out, Figure{name, value})
	}
	return out
}
