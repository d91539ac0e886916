package text

import (
	"math"
	"unicode/utf8"
)

// perSize is how many parts of a size widths count in: fine enough that a line
// of any font adds up to what its own units say.
const perSize = 1_000_000

// millionths turns font units into millionths of the size.
func (f *Font) millionths(units int32) int {
	return int(math.Round(float64(units) * perSize / float64(f.unitsPerEm)))
}

// Run is text in one font, script and direction, as it is drawn: clusters from
// left to right.
type Run struct {
	Font     *Font
	S        string  // in reading order
	X        float64 // of its left end; 0 for a run outside a block
	Clusters []Cluster
}

// Width is how wide the run is drawn at a size.
func (r Run) Width(size float64) float64 {
	return float64(r.units()) * (size / perSize)
}

// units is the width in millionths of the size.
func (r Run) units() int {
	sum := 0
	for i := range r.Clusters {
		sum += r.Clusters[i].Advance
	}
	return sum
}

// Line sets a string in this font alone, on one line; nil when the font lacks
// one of its characters. Blocks of text are set with Fit.
func (f *Font) Line(s string) []Run {
	set, missing := setOnce(s, "", []*Font{f})
	if !utf8.ValidString(s) || len(missing) > 0 {
		return nil
	}
	return set.runs(row{to: len(set.chars)}, 0, 1)
}
