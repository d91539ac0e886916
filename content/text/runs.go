package text

import "unicode"

// assign gives each character the first font that has it. A word is kept in
// one font where one font has all of it: a single strange letter looks worse
// than a strange word. It returns the characters that no font has.
func (p *prose) assign() []rune {
	var missing []rune
	p.fonts = make([]*Font, len(p.chars))
	for from := 0; from < len(p.chars); {
		to := p.wordEnd(from)
		f := p.whole(from, to)
		for i := from; i < to; i++ {
			if f != nil {
				p.fonts[i] = f
			} else if !p.single(i) {
				missing = addOnce(missing, p.chars[i])
			}
		}
		from = to
	}
	return missing
}

// wordEnd is the end of the word, or of the spaces, that starts here.
func (p *prose) wordEnd(from int) int {
	to := from + 1
	for to < len(p.chars) && unicode.IsSpace(p.chars[to]) == unicode.IsSpace(p.chars[from]) {
		to++
	}
	return to
}

// whole is the first font that has all these characters. Spaces stay in the
// font before them, so that they do not split a run.
func (p *prose) whole(from, to int) *Font {
	if from > 0 && unicode.IsSpace(p.chars[from]) && covers(p.fonts[from-1], p.chars[from:to]) {
		return p.fonts[from-1]
	}
	for _, f := range p.Fonts {
		if covers(f, p.chars[from:to]) {
			return f
		}
	}
	return nil
}

func covers(f *Font, chars []rune) bool {
	for _, r := range chars {
		if r != '\n' && f.glyph(r) == 0 {
			return false
		}
	}
	return true
}

// single finds a font for one character, or for a plainer one in its place.
// Where both fail the first font stands in, and the text is refused.
func (p *prose) single(i int) bool {
	for _, r := range []rune{p.chars[i], plainer(p.chars[i])} {
		for _, f := range p.Fonts {
			if f.glyph(r) != 0 {
				p.chars[i], p.fonts[i] = r, f
				return true
			}
		}
	}
	p.fonts[i] = p.Fonts[0]
	return p.chars[i] == '\n'
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

// runs splits a line where the font changes.
func (p *prose) runs(r row, x, size float64) []Run {
	var runs []Run
	at := 0
	for from := r.from; from < r.to; {
		to := from + 1
		for to < r.to && p.fonts[to] == p.fonts[from] {
			to++
		}
		runs = append(runs, Run{Font: p.fonts[from], S: string(p.chars[from:to]), X: x + float64(at)*(size/1000)})
		at += p.width(from, to)
		from = to
	}
	return runs
}
