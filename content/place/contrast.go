package place

import (
	"cmp"
	"math"
	"slices"
)

// Background is what a mark stands on: one colour, or the spread of a
// photograph's luminance under the zone.
type Background struct {
	Mean, P5, P95 float64 // relative luminance, 0 black to 1 white
}

// Solid is a background of one colour.
func Solid(c Color) Background {
	l := c.Luminance()
	return Background{l, l, l}
}

// Luminance is the relative luminance of WCAG 2: 0 for black, 1 for white.
// Alpha is not looked at.
func (c Color) Luminance() float64 {
	return float64(0.2126*linear(c.R)) + float64(0.7152*linear(c.G)) + float64(0.0722*linear(c.B))
}

func linear(v uint8) float64 {
	s := float64(v) / 255
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}

// Ratio is the WCAG contrast of two luminances, from 1 to 21.
func Ratio(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	return (a + 0.05) / (b + 0.05)
}

// worst is the contrast of a luminance with the least favourable part of the
// background: none at all, when the background has that very luminance.
func (b Background) worst(l float64) float64 {
	switch {
	case l < b.P5:
		return Ratio(l, b.P5)
	case l > b.P95:
		return Ratio(l, b.P95)
	}
	return 1
}

// Tone is one colour of a mark and the share of the mark that has it.
type Tone struct {
	Color     Color
	Share     float64
	Luminance float64
}

// smallShare of a mark may vanish in the background without harm.
const smallShare = 0.08

// visibility is how well a mark stands out: Score is the share of it whose
// contrast reaches the minimum, low the contrast that nine tenths of it exceed.
type visibility struct {
	score, low float64
}

// boxRatio is the contrast from which a mark's paper shows as a box.
const boxRatio = 1.1

// boxed tells whether the paper of a mark shows on a background.
func (c Candidate) boxed(b Background) bool {
	if c.Ground == nil || c.OwnPlate {
		return false
	}
	l := c.Ground.Luminance()
	return max(Ratio(l, b.P5), Ratio(l, b.P95)) > boxRatio
}

// shown judges a mark as it would stand there: in a box it is not seen well,
// however well it reads.
func (c Candidate) shown(b Background, least float64) visibility {
	if c.boxed(b) {
		return visibility{0, 1}
	}
	return c.see(b, least)
}

// see judges the ink of a mark on a background.
func (c Candidate) see(b Background, least float64) visibility {
	if c.OwnPlate {
		return visibility{1, 21} // it brings its own background along
	}
	type part struct{ ratio, share float64 }
	var parts []part
	total := 0.0
	for _, t := range c.tones() {
		parts = append(parts, part{b.worst(t.Luminance), t.Share})
		total += t.Share
	}
	slices.SortFunc(parts, func(x, y part) int { return cmp.Compare(x.ratio, y.ratio) })
	var v visibility
	sum := 0.0
	for _, p := range parts {
		if p.ratio >= least {
			v.score += p.share / total
		}
		if sum += p.share / total; v.low == 0 && sum >= 0.1 {
			v.low = p.ratio
		}
	}
	return v
}

// tones are the colours that count; when all are small, all count.
func (c Candidate) tones() []Tone {
	large := slices.DeleteFunc(slices.Clone(c.Tones), func(t Tone) bool { return t.Share < smallShare })
	if len(large) == 0 {
		return slices.DeleteFunc(slices.Clone(c.Tones), func(t Tone) bool { return t.Share <= 0 })
	}
	return large
}
