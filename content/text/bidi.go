package text

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// level counts how often the direction has changed around a character: even is
// left to right, odd is right to left.
type level int8

func (l level) rtl() bool { return l%2 != 0 }

// own is the class of letters that run as the level does.
func (l level) own() bidi.Class {
	if l.rtl() {
		return bidi.R
	}
	return bidi.L
}

// turns tells whether a text has characters that read from right to left, or
// marks that make it so.
func turns(chars []rune) bool {
	return slices.ContainsFunc(chars, func(r rune) bool {
		switch {
		case r < 0x590:
			return false
		case r <= 0x8FF, 0xFB1D <= r && r <= 0xFDFF, 0xFE70 <= r && r <= 0xFEFF, 0x10800 <= r && r <= 0x10FFF, 0x1E800 <= r && r <= 0x1EFFF:
			return true
		}
		return r == '\u200F' || r == '\u2067'
	})
}

// levels follows the Unicode bidirectional algorithm (UAX 9) for one line of
// input; nil when all of it runs from left to right. Embeddings and overrides
// do not occur: Clean has removed them. In Arabic or Hebrew one letter makes
// the whole line run from the right, so that a Latin name at its beginning does
// not turn the sentence; elsewhere the first letter decides.
func levels(chars []rune, rightToLeft bool) []level {
	if !turns(chars) {
		return nil
	}
	b := newBidi(chars)
	base := b.firstLetter(0, len(chars))
	if rightToLeft {
		base = 1
	}
	b.resolve(0, len(chars), base)
	return b.levels
}

// visual is the order of runs on a line for the eye (rule L2): from the highest
// level down, everything at it or above is turned round.
func visual(ls []level) []int {
	order := make([]int, len(ls))
	most := level(0)
	for i, l := range ls {
		order[i], most = i, max(most, l)
	}
	for l := most; l > 0; l-- {
		for from := 0; from < len(ls); from++ {
			to := from
			for to < len(ls) && ls[order[to]] >= l {
				to++
			}
			slices.Reverse(order[from:to])
			from = max(from, to)
		}
	}
	return order
}

// bidiText is a line with what the rules know of each character.
type bidiText struct {
	chars   []rune
	classes []bidi.Class // as Unicode gives them
	now     []bidi.Class // as the rules have changed them
	levels  []level
}

func newBidi(chars []rune) *bidiText {
	b := &bidiText{chars: chars, classes: make([]bidi.Class, len(chars)), levels: make([]level, len(chars))}
	for i, r := range chars {
		p, _ := bidi.LookupRune(r)
		b.classes[i] = p.Class()
	}
	b.now = slices.Clone(b.classes)
	return b
}

// firstLetter is the level that a stretch asks for (rules P2 and P3). Isolates
// within it do not count.
func (b *bidiText) firstLetter(from, to int) level {
	for i := from; i < to; i++ {
		switch b.classes[i] {
		case bidi.L:
			return 0
		case bidi.R, bidi.AL:
			return 1
		case bidi.LRI, bidi.RLI, bidi.FSI:
			i = b.closing(i, to)
		}
	}
	return 0
}

// closing is where the isolate that begins at i ends, or the end of the stretch.
func (b *bidiText) closing(i, to int) int {
	depth := 0
	for ; i < to; i++ {
		switch b.classes[i] {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			depth++
		case bidi.PDI:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return to
}

// deepest is the highest level that the algorithm knows.
const deepest = 125

// resolve gives a stretch its levels. What is isolated in it is resolved on its
// own, and seen from outside it is one neutral sign.
func (b *bidiText) resolve(from, to int, l level) {
	var seq []int
	for i := from; i < to; i++ {
		b.levels[i] = l
		switch b.classes[i] {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			end := b.closing(i, to)
			b.resolve(i+1, end, b.inner(i, end, l))
			b.now[i] = bidi.ON
			seq = append(seq, i)
			i = end - 1
		case bidi.PDI:
			b.now[i] = bidi.ON
			seq = append(seq, i)
		case bidi.BN, bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF:
		default:
			seq = append(seq, i)
		}
	}
	b.weak(seq, l)
	b.brackets(seq, l)
	b.neutral(seq, l)
	b.implicit(seq, l)
}

// inner is the level of what is isolated from i to end.
func (b *bidiText) inner(i, end int, l level) level {
	odd := b.classes[i] == bidi.RLI || b.classes[i] == bidi.FSI && b.firstLetter(i+1, end).rtl()
	next := l + 1
	if next.rtl() != odd {
		next++
	}
	if next > deepest {
		return l
	}
	return next
}
