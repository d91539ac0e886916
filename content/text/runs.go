package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"
)

// assign gives each character the first font that has it. A word is kept in
// one font where one font has all of it: a single strange letter looks worse
// than a strange word. It returns the characters that no font has.
func (p *setText) assign(seg *segmenter.Segmenter, fonts []*Font) []rune {
	var missing []rune
	p.fonts = make([]*Font, len(p.chars))
	whole := true
	for from := 0; from < len(p.chars); {
		to := p.wordEnd(from)
		f := p.whole(from, to, fonts)
		for i := from; i < to; i++ {
			p.fonts[i] = f
		}
		whole = whole && f != nil
		from = to
	}
	if whole {
		return nil
	}
	for parts := seg.GraphemeIterator(); parts.Next(); {
		g := parts.Grapheme()
		if end := g.Offset + len(g.Text); p.fonts[g.Offset] == nil && !p.single(g.Offset, end, fonts) {
			for _, r := range lacking(p.chars[g.Offset:end], fonts) {
				missing = addOnce(missing, r)
			}
		}
	}
	return missing
}

// lacking are the characters of a letter with its marks that no font has; where
// each is in some font and none has them all, it is the marks that miss.
func lacking(chars []rune, fonts []*Font) (out []rune) {
	for _, r := range chars {
		if !slices.ContainsFunc(fonts, func(f *Font) bool { return f.has(r) }) {
			out = append(out, r)
		}
	}
	if len(out) == 0 && len(chars) > 1 {
		return chars[1:]
	}
	return out
}

// wordEnd is the end of the word, or of the spaces, that starts here.
func (p *setText) wordEnd(from int) int {
	to := from + 1
	for to < len(p.chars) && unicode.IsSpace(p.chars[to]) == unicode.IsSpace(p.chars[from]) {
		to++
	}
	return to
}

// whole is the first font that has all these characters. Spaces are therefore
// of the first font wherever they stand: words lie equally far apart.
func (p *setText) whole(from, to int, fonts []*Font) *Font {
	for _, f := range fonts {
		if f.covers(p.chars[from:to]) {
			return f
		}
	}
	return nil
}

// single finds a font for one character with its marks, or for a plainer one in
// its place.
func (p *setText) single(from, to int, fonts []*Font) bool {
	if p.assignOne(from, to, fonts) {
		return true
	}
	plain := plainer(p.chars[from])
	if plain == p.chars[from] {
		return false
	}
	p.chars[from] = plain
	return p.assignOne(from, to, fonts)
}

func (p *setText) assignOne(from, to int, fonts []*Font) bool {
	f := p.whole(from, to, fonts)
	for i := from; i < to; i++ {
		p.fonts[i] = f
	}
	return f != nil
}

// plainer characters stand in for typographic ones that a font lacks.
func plainer(r rune) rune {
	switch {
	case unicode.Is(unicode.Zs, r):
		return ' '
	case r == '\u2010' || r == '\u2011':
		return '-'
	}
	return r
}

// runs are the parts of a line, from left to right.
func (p *setText) runs(r row, x, size float64) []Run {
	var parts []item
	var ls []level
	for _, it := range p.items {
		if it.from < r.to && it.to > r.from {
			parts, ls = append(parts, it), append(ls, it.level)
		}
	}
	runs := make([]Run, len(parts))
	at := 0
	order := visual(ls)
	for k, i := range order {
		it := parts[i]
		from, to := max(it.from, r.from), min(it.to, r.to)
		runs[k] = Run{Font: it.font, S: string(p.chars[from:to]), X: x + float64(float64(at)*(size/perSize)), Clusters: it.part(from, to)}
		at += runs[k].units()
	}
	lean(runs, func(k int) bool { return ls[order[k]].rtl() })
	return runs
}

// lean marks the signs beside figures or Latin words in a line from right to
// left, such as spaces and brackets, as going with the line. Readers of a PDF see
// the line from the left, and would take them for a part of those.
func lean(runs []Run, rtl func(int) bool) {
	beside := func(k int, backwards, open bool) bool {
		if !rtl(k) {
			return true
		}
		if open {
			runs[k].Clusters, open = leaning(runs[k].Clusters, backwards)
		}
		return open
	}
	open := false
	for k := len(runs) - 1; k >= 0; k-- {
		open = beside(k, true, open)
	}
	open = false
	for k := range runs {
		open = beside(k, false, open)
	}
}

// leaning marks the signs at one end of a run, up to its first letter from there,
// and tells whether there was none.
func leaning(cs []Cluster, backwards bool) (out []Cluster, through bool) {
	out = slices.Clone(cs)
	for k := range out {
		c := &out[k]
		if backwards {
			c = &out[len(out)-1-k]
		}
		if lettered(c.Text) {
			return out, false
		}
		if !strings.HasSuffix(c.Text, rightMark) {
			c.Text += rightMark
		}
	}
	return out, true
}

func lettered(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.In(r, unicode.L, unicode.M)
}

const rightMark = "\u200F"
