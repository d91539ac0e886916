package text

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// mostOpen is how many open brackets the algorithm remembers.
const mostOpen = 63

// pair is two brackets that belong together, as places in a sequence.
type pair struct{ open, close int }

// brackets is N0: a pair goes with what it holds, so that both of its sides
// look the same way.
func (b *bidiText) brackets(seq []int, l level) {
	for _, p := range b.pairs(seq) {
		inside, found := b.within(seq, p, l)
		switch {
		case !found:
			continue
		case inside != l.own() && b.contextOf(seq, p.open, l) != inside:
			inside = l.own()
		}
		b.turn(seq, p.open, inside)
		b.turn(seq, p.close, inside)
	}
}

// within is the level's own direction if the pair holds any of it, else the
// other one, if it holds any.
func (b *bidiText) within(seq []int, p pair, l level) (dir bidi.Class, found bool) {
	for _, i := range seq[p.open+1 : p.close] {
		switch s := b.strong(i); s {
		case l.own():
			return s, true
		case bidi.L, bidi.R:
			dir, found = s, true
		}
	}
	return dir, found
}

// contextOf is the direction of the letters before a place.
func (b *bidiText) contextOf(seq []int, at int, l level) bidi.Class {
	for at--; at >= 0; at-- {
		if s := b.strong(seq[at]); s != bidi.ON {
			return s
		}
	}
	return l.own()
}

// turn gives a bracket a direction, and the marks that stand on it.
func (b *bidiText) turn(seq []int, at int, dir bidi.Class) {
	b.now[seq[at]] = dir
	for at++; at < len(seq) && b.classes[seq[at]] == bidi.NSM; at++ {
		b.now[seq[at]] = dir
	}
}

// pairs finds the brackets that belong together, by their first one.
func (b *bidiText) pairs(seq []int) []pair {
	var open, out []pair // close of an open one is the bracket that would end it
	for k, i := range seq {
		p, _ := bidi.LookupRune(b.chars[i])
		if !p.IsBracket() || b.now[i] != bidi.ON {
			continue
		}
		if p.IsOpeningBracket() {
			if len(open) == mostOpen {
				break
			}
			open = append(open, pair{k, int(mirrored(b.chars[i]))})
			continue
		}
		for n := len(open) - 1; n >= 0; n-- {
			if open[n].close == int(usual(b.chars[i])) {
				out = append(out, pair{open[n].open, k})
				open = open[:n]
				break
			}
		}
	}
	slices.SortFunc(out, func(a, b pair) int { return a.open - b.open })
	return out
}

func mirrored(r rune) rune { return usual([]rune(bidi.ReverseString(string(r)))[0]) }

// usual makes the two pairs of angle brackets one that Unicode holds for equal.
func usual(r rune) rune {
	switch r {
	case '\u2329':
		return '\u3008'
	case '\u232A':
		return '\u3009'
	}
	return r
}
