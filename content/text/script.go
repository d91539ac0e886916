package text

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/language"
	"github.com/portico-prm/portico/content/problem"
)

// joined are the scripts whose letters change with their neighbours: a font
// that has the letters and not the rules would draw them apart. Fonts file the
// rules under these tags.
var joined = map[language.Script][]string{
	language.Arabic: {"arab"}, language.Syriac: {"syrc"}, language.Nko: {"nko "}, language.Mongolian: {"mong"},
	language.Devanagari: {"dev2", "deva"}, language.Bengali: {"bng2", "beng"}, language.Gurmukhi: {"gur2", "guru"},
	language.Gujarati: {"gjr2", "gujr"}, language.Oriya: {"ory2", "orya"}, language.Tamil: {"tml2", "taml"},
	language.Telugu: {"tel2", "telu"}, language.Kannada: {"knd2", "knda"}, language.Malayalam: {"mlm2", "mlym"},
	language.Sinhala: {"sinh"}, language.Khmer: {"khmr"}, language.Myanmar: {"mym2", "mymr"}, language.Tibetan: {"tibt"},
}

// scriptOf is the script of a character; Common and Inherited are none of their own.
func scriptOf(r rune) language.Script {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
		return language.Latin
	case r < 0x80:
		return language.Common
	}
	return language.LookupScript(r)
}

// scripts gives each character the script it is read in: marks, figures and
// signs go with the letter before them, at the beginning with the one after.
func scripts(chars []rune) []language.Script {
	out := make([]language.Script, len(chars))
	now := language.Common
	for i, r := range chars {
		if s := scriptOf(r); s.Strong() && s != language.Unknown {
			if now == language.Common {
				now = s
				for k := range i {
					out[k] = s
				}
			}
			now = s
		}
		out[i] = now
	}
	return out
}

// joins tells whether the font can set a script: all can, where letters stand
// alone.
func (f *Font) joins(s language.Script) bool {
	tags, needed := joined[s]
	return !needed || slices.ContainsFunc(tags, func(tag string) bool { return f.layout().ruled[tag] })
}

// unjoined names the scripts among characters that some font has, but none can
// set.
func unjoined(fonts []*Font, chars []rune) (names []string, of []rune) {
	for _, r := range chars {
		if _, needed := joined[scriptOf(r)]; !needed || !slices.ContainsFunc(fonts, func(f *Font) bool { return f.glyph(r) != 0 }) {
			continue
		}
		of = addOnce(of, r)
		if name := scriptName(r); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names, of
}

func scriptUnsupported(where string, fonts []*Font, names []string, chars []rune) problem.Problem {
	p := wrong("TEXT_SCRIPT_UNSUPPORTED", where,
		"The fonts of this text ("+fontNames(fonts)+") have letters of "+shorten(names)+" but not the rules by which they join: "+quoted(chars)+".",
		"Add a fallback font made for the script, such as one of the Noto family.")
	p.Data = map[string]any{"scripts": names, "characters": codeList(chars)}
	return p
}

// scriptName is the Unicode name of a character's script.
func scriptName(r rune) string {
	for name, t := range unicode.Scripts {
		if unicode.Is(t, r) {
			return strings.ReplaceAll(name, "_", " ") // a character has one script only
		}
	}
	return "an unknown script"
}
