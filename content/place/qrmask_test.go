package place

import (
	"slices"
	"strings"
	"testing"

	"rsc.io/qr/coding"
)

func modules(s string) (out row) {
	for i, c := range s {
		if c == '#' {
			out = out.with(i)
		}
	}
	return out
}

// Codes of more than 64 and 128 modules cross the words of a row.
func TestWhatCostsIsSeenAcrossWords(t *testing.T) {
	t.Parallel()
	for _, at := range []int{0, 55, 58, 63, 64, 120, 125, 128, 160} {
		before := strings.Repeat("#.", at/2)
		if at%2 == 1 {
			before = "." + before
		}
		for end, want := range map[string]int{"#####": costOfRun, "#.###.#....": costOfFinder} {
			line := before + end
			if got := widthOf(len(line)).line(modules(line)); got != want {
				t.Errorf("%q behind %d modules costs %d, want %d", end, at, got, want)
			}
		}
	}
}

func same(a, b grid) bool {
	return slices.Equal(a.rows, b.rows) && slices.Equal(a.columns, b.columns)
}

// A code under each mask is the code of mask 0 with the changes of that mask.
func TestAMaskChangesTheSameModulesWhateverIsSaid(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"https://go.vendor.example/r/abcd1234", strings.Repeat("A long text. ", 60), strings.Repeat("7", 3000)} {
		for version := coding.Version(1); version <= coding.MaxVersion; version++ {
			words := wordsOf(text)
			if words.Bits(version) > version.DataBytes(coding.M)*8 {
				continue
			}
			plain, err := masked(words, version, coding.M, 0)
			if err != nil {
				t.Fatal(err)
			}
			for mask := coding.Mask(1); mask < 8; mask++ {
				want, err1 := masked(words, version, coding.M, mask)
				change, err2 := changeTo(version, coding.M, mask)
				if err1 != nil || err2 != nil || !same(plain.changed(change), want) {
					t.Fatalf("version %d, mask %d: %v %v", version, mask, err1, err2)
				}
			}
		}
	}
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
		if got := widthOf(len(row)).line(modules(row)); got != want {
			t.Errorf("%q costs %d, want %d", row, got, want)
		}
	}
	square := []row{modules("##"), modules("##")}
	if got := (grid{square, square}).penalty(); got != costOfBlock+10*costOfBalance {
		t.Errorf("a dark block costs %d", got)
	}
}
