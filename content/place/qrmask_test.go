package place

import (
	"strings"
	"testing"
)

func modules(s string) (out []bool) {
	for _, c := range s {
		out = append(out, c == '#')
	}
	return out
}

// The figures are counted by hand after the standard's table.
func TestWhatReadersHaveTroubleWithCosts(t *testing.T) {
	t.Parallel()
	for row, want := range map[string]int{
		"":                  0,
		"....":              0,
		"#####":             costOfRun,
		".....":             costOfRun,
		"#######":           costOfRun + 2,
		".#.#.#.#.#.#":      0,
		"#.###.#....":       costOfFinder,
		"....#.###.#":       costOfFinder,
		"#.###.#...#":       0,
		"....#.###.#....##": 2 * costOfFinder,
	} {
		if got := line(modules(row)); got != want {
			t.Errorf("%q costs %d, want %d", row, got, want)
		}
	}
	check := strings.Split("##|##", "|")
	if got := penalty([][]bool{modules(check[0]), modules(check[1])}); got != costOfBlock+10*costOfBalance {
		t.Errorf("a dark block costs %d", got)
	}
}
