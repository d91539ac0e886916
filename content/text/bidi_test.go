package text

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"
)

// TestLevelsAreThoseOfUnicode holds levels and order against Unicode's own cases.
func TestLevelsAreThoseOfUnicode(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("testdata/bidi.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for line := range strings.Lines(string(file)) {
		if line[0] != '#' {
			checkLevels(t, strings.Split(strings.TrimSpace(line), ";"))
			cases++
		}
	}
	if cases < 300 {
		t.Errorf("%d cases only", cases)
	}
}

func checkLevels(t *testing.T, f []string) {
	t.Helper()
	var chars []rune
	for _, hex := range strings.Fields(f[0]) {
		r, _ := strconv.ParseUint(hex, 16, 32)
		chars = append(chars, rune(r))
	}
	b := newBidi(chars)
	base := map[string]level{"0": 0, "1": 1, "2": b.firstLetter(0, len(chars))}[f[1]]
	b.resolve(0, len(chars), base)
	b.resetEnd(base)
	var got, places []string
	var seen []level
	for i, want := range strings.Fields(f[3]) {
		l := strconv.Itoa(int(b.levels[i]))
		if want == "x" {
			got = append(got, "x")
			continue
		}
		got, seen, places = append(got, l), append(seen, b.levels[i]), append(places, strconv.Itoa(i))
	}
	var order []string
	for _, i := range visual(seen) {
		order = append(order, places[i])
	}
	if strings.Join(got, " ") != f[3] || strings.Join(order, " ") != f[4] {
		t.Errorf("%s, line %s: levels %v, order %v; want %s, %s", f[0], f[1], got, order, f[3], f[4])
	}
}

// resetEnd is rule L1, which lines need not follow here: they have no spaces at
// their ends.
func (b *bidiText) resetEnd(base level) {
	end := true
	blank := []bidi.Class{bidi.WS, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI, bidi.BN}
	for i := len(b.chars) - 1; i >= 0; i-- {
		separator := b.classes[i] == bidi.S || b.classes[i] == bidi.B
		if end = separator || end && slices.Contains(blank, b.classes[i]); end {
			b.levels[i] = base
		}
	}
}

func TestOneLetterOfArabicTurnsAnArabicLine(t *testing.T) {
	t.Parallel()
	latinFirst := []rune("Veldmark شبكة")
	if l := levels(latinFirst, false); l[0] != 0 || l[9] != 1 {
		t.Errorf("in English the levels are %v", l)
	}
	if l := levels(latinFirst, true); l[0] != 2 || l[9] != 1 {
		t.Errorf("in Arabic the levels are %v", l)
	}
	if l := levels([]rune("+966 11 234 5678"), true); l != nil {
		t.Errorf("a telephone number is turned: %v", l)
	}
}
