package question

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Normal is a short answer as it is compared: composed (Unicode NFC), every run
// of blanks one space, none at the ends, and folded unless case matters.
// Small letters after the fold, because Cherokee folds to capitals and back.
func Normal(s string, caseMatters bool) string {
	s = strings.Join(strings.Fields(norm.NFC.String(s)), " ")
	if !caseMatters {
		s = norm.NFC.String(strings.ToLower(cases.Fold().String(s)))
	}
	return s
}

// like compares a text with a pattern in which * stands for any run of
// characters. It goes back to the last star only, so it takes at most
// len(pattern) × len(text) steps.
func like(pattern, text string) bool {
	want, star := stars(pattern)
	got := []rune(text)
	p, t, mark, from := 0, 0, -1, 0
	for t < len(got) {
		switch {
		case p < len(want) && star[p]:
			mark, from, p = p, t, p+1
		case p < len(want) && want[p] == got[t]:
			p, t = p+1, t+1
		case mark >= 0:
			from++
			p, t = mark+1, from
		default:
			return false
		}
	}
	for p < len(want) && star[p] {
		p++
	}
	return p == len(want)
}

// stars takes a pattern apart: its characters, and which of them are stars.
func stars(pattern string) (want []rune, star []bool) {
	escaped := false
	for _, r := range pattern {
		if r == '\\' && !escaped {
			escaped = true
			continue
		}
		if escaped && r != '*' && r != '\\' {
			want, star = append(want, '\\'), append(star, false)
		}
		want, star = append(want, r), append(star, r == '*' && !escaped)
		escaped = false
	}
	if escaped {
		want, star = append(want, '\\'), append(star, false)
	}
	return want, star
}
