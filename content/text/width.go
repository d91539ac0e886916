package text

// Width is how wide the string is drawn at a size: the sum of its advances,
// without kerning. Characters that the font lacks count as its blank box.
func (f *Font) Width(s string, size float64) float64 {
	return float64(f.units(s)) * (size / 1000)
}

// units is the width in thousandths of the size.
func (f *Font) units(s string) int {
	sum := 0
	for _, r := range s {
		sum += f.advance(r)
	}
	return sum
}

func (f *Font) advance(r rune) int { return int(f.advances[f.glyph(r)]) }

// glyph is the glyph of a character, 0 when the font has none.
func (f *Font) glyph(r rune) uint16 {
	if r >= 0 && int(r) < len(f.low) {
		return f.low[r]
	}
	return f.find(r)
}

// find asks the file; a glyph number beyond the last glyph is as good as none.
func (f *Font) find(r rune) uint16 {
	g := f.chars.glyph(r)
	if int(g) >= f.count {
		return 0
	}
	return g
}

// Covers tells whether the font has a glyph for every character.
func (f *Font) Covers(s string) bool {
	for _, r := range s {
		if f.glyph(r) == 0 {
			return false
		}
	}
	return true
}

// Missing lists the characters without a glyph, each once, in the order of the
// text.
func (f *Font) Missing(s string) []rune {
	var no []rune
	seen := map[rune]bool{}
	for _, r := range s {
		if f.glyph(r) == 0 && !seen[r] {
			seen[r] = true
			no = append(no, r)
		}
	}
	return no
}
