package text

import (
	"slices"
	"unicode"

	"github.com/portico-prm/portico/content/problem"
)

// plain are the scripts that are right when each character is one glyph, set
// from left to right.
var plain = []*unicode.RangeTable{
	unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Armenian, unicode.Georgian,
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul, unicode.Common,
}

// conjoining jamo are Hangul letters that a shaper must join into syllables;
// NFC has already composed the modern ones.
var conjoining = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x1100, Hi: 0x11FF, Stride: 1}, {Lo: 0xA960, Hi: 0xA97C, Stride: 1}, {Lo: 0xD7B0, Hi: 0xD7FB, Stride: 1},
}}

// checkScripts refuses what a shaper would have to draw.
func checkScripts(where, s string) problem.List {
	var names []string
	var chars []rune
	for _, r := range s {
		name := needsShaping(r)
		if name == "" {
			continue
		}
		chars = addOnce(chars, r)
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	p := wrong("TEXT_SCRIPT_UNSUPPORTED", where,
		"The text needs "+shorten(names)+", which cannot be set yet: "+quoted(chars)+".",
		"Write it in Latin, Greek or Cyrillic letters.")
	p.Data = map[string]any{"scripts": names, "characters": codeList(chars)}
	return problem.List{p}
}

// needsShaping names the script of a character that cannot stand alone.
func needsShaping(r rune) string {
	switch {
	case r < 0x300:
		return ""
	case unicode.In(r, unicode.Mn, unicode.Mc, unicode.Me):
		if name := scriptOf(r); name != "Inherited" && name != "Common" {
			return name
		}
		return "combining marks"
	case unicode.In(r, conjoining):
		return "old Hangul"
	case unicode.In(r, plain...):
		return ""
	}
	return scriptOf(r)
}

// scriptOf is the Unicode name of a character's script; empty when Unicode does
// not know the character, which the fonts will not either.
func scriptOf(r rune) string {
	for name, t := range unicode.Scripts {
		if unicode.Is(t, r) {
			return name // a character has one script only
		}
	}
	return ""
}
