package text

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// The rules of UAX 9 under their names there, each over the characters of one
// isolating run sequence. Both of its ends count as letters of its own level.

// weak is W1 to W7: marks follow their letters, figures their neighbours.
func (b *bidiText) weak(seq []int, l level) {
	before, letter := l.own(), l.own() // W1; W2 and W7
	for k, i := range seq {
		if b.now[i] == bidi.NSM {
			b.now[i] = before
			if c := b.now[i]; k > 0 && b.isolate(seq[k-1]) || c == bidi.NSM {
				b.now[i] = bidi.ON
			}
		}
		before = b.now[i]
		switch b.now[i] {
		case bidi.L, bidi.R, bidi.AL:
			letter = b.now[i]
		case bidi.EN:
			if letter == bidi.AL {
				b.now[i] = bidi.AN
			}
		}
	}
	b.each(seq, bidi.AL, bidi.R) // W3
	b.separators(seq)
	b.terminators(seq)
	for _, other := range []bidi.Class{bidi.ES, bidi.ET, bidi.CS} { // W6
		b.each(seq, other, bidi.ON)
	}
	letter = l.own()
	for _, i := range seq {
		switch b.now[i] {
		case bidi.L, bidi.R:
			letter = b.now[i]
		case bidi.EN:
			if letter == bidi.L {
				b.now[i] = bidi.L
			}
		}
	}
}

// isolate tells whether a character opens or closes an isolate.
func (b *bidiText) isolate(i int) bool {
	return slices.Contains([]bidi.Class{bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI}, b.classes[i])
}

func (b *bidiText) each(seq []int, old, new bidi.Class) {
	for _, i := range seq {
		if b.now[i] == old {
			b.now[i] = new
		}
	}
}

// separators is W4: one comma or plus between two figures of a kind is of it.
func (b *bidiText) separators(seq []int) {
	for k := 1; k+1 < len(seq); k++ {
		left, right := b.now[seq[k-1]], b.now[seq[k+1]]
		switch c := b.now[seq[k]]; {
		case left != right:
		case left == bidi.EN && (c == bidi.ES || c == bidi.CS), left == bidi.AN && c == bidi.CS:
			b.now[seq[k]] = left
		}
	}
}

// terminators is W5: signs such as % and € beside figures are of them.
func (b *bidiText) terminators(seq []int) {
	for from := 0; from < len(seq); from++ {
		to := b.span(seq, from, bidi.ET)
		if from < to && (from > 0 && b.now[seq[from-1]] == bidi.EN || to < len(seq) && b.now[seq[to]] == bidi.EN) {
			for _, i := range seq[from:to] {
				b.now[i] = bidi.EN
			}
		}
		from = max(from, to)
	}
}

// span is the end of a stretch of these classes.
func (b *bidiText) span(seq []int, from int, of ...bidi.Class) int {
	for from < len(seq) && slices.Contains(of, b.now[seq[from]]) {
		from++
	}
	return from
}

// strong is the direction that a character lends its neighbours; figures count
// as right to left there. ON means none.
func (b *bidiText) strong(i int) bidi.Class {
	switch b.now[i] {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

// neutral is N1 and N2: what lies between two of a direction takes it, else
// that of the level.
func (b *bidiText) neutral(seq []int, l level) {
	before := l.own()
	for from := 0; from < len(seq); from++ {
		to := b.span(seq, from, bidi.B, bidi.S, bidi.WS, bidi.ON)
		if from < to {
			after := l.own()
			if to < len(seq) {
				after = b.strong(seq[to])
			}
			if after != before {
				before = l.own()
			}
			for _, i := range seq[from:to] {
				b.now[i] = before
			}
		}
		if to < len(seq) {
			before = b.strong(seq[to])
		}
		from = max(from, to)
	}
}

// implicit is I1 and I2.
func (b *bidiText) implicit(seq []int, l level) {
	for _, i := range seq {
		switch c := b.now[i]; {
		case c == l.own():
		case c == bidi.L || c == bidi.R || l.rtl():
			b.levels[i] = l + 1
		default: // figures in a line from left to right
			b.levels[i] = l + 2
		}
	}
}
