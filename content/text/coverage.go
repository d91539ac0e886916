package text

import (
	"unicode"

	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"golang.org/x/text/unicode/norm"
)

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

// Covers tells whether the font can draw every character.
func (f *Font) Covers(s string) bool { return f.covers([]rune(s)) }

func (f *Font) covers(chars []rune) bool {
	for _, r := range chars {
		if !f.has(r) {
			return false
		}
	}
	return true
}

// has tells whether the font can draw a character: by a glyph, with the rules
// of its script; or of its parts, as a letter with a mark on it. Line ends and
// signs without a look need none.
func (f *Font) has(r rune) bool {
	if f.glyph(r) != 0 {
		return r < 0x590 || f.joins(language.LookupScript(r))
	}
	if r == '\n' || harfbuzz.IsDefaultIgnorable(r) {
		return true
	}
	parts := []rune(norm.NFD.String(string(r)))
	return len(parts) > 1 && unicode.IsLetter(r) && f.covers(parts)
}
