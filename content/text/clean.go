package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/portico-prm/portico/content/problem"
	"golang.org/x/text/unicode/norm"
)

// maxRunes of one paragraph; legal text is the longest there is.
const maxRunes = 20_000

// Clean prepares a value for drawing: composed letters (NFC), line ends as \n,
// tabs as spaces, no space at either end. Hidden characters (controls,
// zero-width and direction marks, soft hyphens), which come along when people
// copy from a phone or a web page, are removed with a warning
// TEXT_HIDDEN_REMOVED, so that what is stored is what is seen. Joiners and
// direction marks stay where a script is written with them; overrides, which
// make text look other than it is, never do. Refused: TEXT_ENCODING,
// TEXT_TOO_LONG.
func Clean(where, s string) (string, problem.List) {
	if !utf8.ValidString(s) {
		return "", problem.List{wrong("TEXT_ENCODING", where,
			"The text is not valid UTF-8.", "Type it again, or save the file as UTF-8.")}
	}
	if n := utf8.RuneCountInString(s); n > maxRunes {
		return "", problem.List{wrong("TEXT_TOO_LONG", where,
			fmt.Sprintf("The text has %d characters; at most %d are read.", n, maxRunes), "Shorten it.")}
	}
	seen, hidden := visible(norm.NFC.String(s))
	if len(hidden) > 0 {
		return seen, problem.List{removed(where, hidden)}
	}
	return seen, nil
}

// visible removes what is not seen and returns it too, each character once.
func visible(s string) (string, []rune) {
	var b strings.Builder
	var hidden []rune
	b.Grow(len(s))
	s = strings.ReplaceAll(s, "\r\n", "\n")
	needed, left := guided(s), mostSteering
	for _, r := range s {
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			b.WriteRune('\n')
		case r == '\t':
			b.WriteRune(' ')
		case needed && joiner(r):
			b.WriteRune(r)
		case needed && left > 0 && steers(r):
			left--
			b.WriteRune(r)
		case '\u2066' <= r && r <= '\u2069': // isolates do nothing here
		case isHidden(r):
			hidden = addOnce(hidden, r)
		default:
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String()), hidden
}

// fillers are letters by name and blanks by look; they make empty names.
var fillers = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x115F, Hi: 0x1160, Stride: 1}, {Lo: 0x2800, Hi: 0x2800, Stride: 1}, {Lo: 0x3164, Hi: 0x3164, Stride: 1},
	{Lo: 0xFFA0, Hi: 0xFFA0, Stride: 1},
}}

// mostSteering marks of one text are kept: nobody writes so many, and each
// isolate within another costs a look over the rest.
const mostSteering = 500

// guided tells whether a text is in a script that is written with joiners or
// direction marks.
func guided(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x590 && !unicode.In(r, alone...) })
}

// alone are the scripts whose letters neither join nor run from right to left.
var alone = []*unicode.RangeTable{
	unicode.Common, unicode.Inherited, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Armenian, unicode.Georgian,
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul, unicode.Thai, unicode.Lao,
}

// joiner tells of the two signs that part or bind letters.
func joiner(r rune) bool { return r == '\u200C' || r == '\u200D' }

func isHidden(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector, fillers) || r == '\u034F'
}

func addOnce(rs []rune, r rune) []rune {
	for _, have := range rs {
		if have == r {
			return rs
		}
	}
	return append(rs, r)
}

func removed(where string, hidden []rune) problem.Problem {
	return problem.Problem{Code: "TEXT_HIDDEN_REMOVED", Severity: problem.Warning, Where: where,
		Message: "Hidden characters were removed: " + codes(hidden) + ".",
		Fix:     "Nothing to do if the text reads well; else type it instead of pasting it.",
		Data:    map[string]any{"characters": codeList(hidden)}}
}

func wrong(code, where, message, fix string) problem.Problem {
	return problem.Problem{Code: code, Severity: problem.Error, Where: where, Message: message, Fix: fix}
}

// codeList names characters as U+0142.
func codeList(rs []rune) []string {
	names := make([]string, len(rs))
	for i, r := range rs {
		names[i] = fmt.Sprintf("U+%04X", r)
	}
	return names
}

const shownAtMost = 8

func codes(rs []rune) string { return shorten(codeList(rs)) }

// quoted names characters as "ł" (U+0142).
func quoted(rs []rune) string {
	names := codeList(rs)
	for i, r := range rs {
		names[i] = fmt.Sprintf("%q (%s)", string(r), names[i])
	}
	return shorten(names)
}

func shorten(names []string) string {
	if more := len(names) - shownAtMost; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:shownAtMost], ", "), more)
	}
	return strings.Join(names, ", ")
}
