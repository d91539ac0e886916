package member

import (
	"slices"
	"strings"
	"unicode"
)

// Guesswork of the pieces that a password can be made of, in bits, as an
// attacker would pay who knows the pieces. They are rough on purpose: the sum
// has to tell "Summer-Winter-2026" from four unrelated words, no more.
const (
	bitsWord     = 12 // one of some 3,000, in capitals, with digits for letters, or backwards
	bitsPersonal = 3  // a part of the own name, e-mail or company
	bitsRun      = 6  // 1234, cba, aaaa
	bitsWalk     = 8  // along the keys: qwertz, 1qaz2wsx
	bitsYear     = 7
	bitsDate     = 15
	bitsRepeat   = 4 // what stood before, again
	bitsJoint    = 3 // space, hyphen, dot
	bitsDigit    = 3
	bitsLetter   = 5
	bitsSign     = 6
)

// guesswork estimates how many bits of guessing a password takes: of all ways
// to cut it into known pieces and single characters, the cheapest.
func guesswork(password string, about ...string) int {
	g := newGuess(password, about)
	best := make([]int, len(g.text)+1)
	for i := range best {
		best[i] = i * bitsSign
	}
	for i := range g.text {
		for _, p := range g.piecesAt(i) {
			best[i+p.length] = min(best[i+p.length], best[i]+p.bits)
		}
	}
	return best[len(g.text)]
}

// guess is a password seen as an attacker would: in small letters, and with
// digits and signs read as the letters they look like.
type guess struct {
	text  []rune
	looks [][]rune
	own   map[string]bool
}

type piece struct{ length, bits int }

func newGuess(password string, about []string) guess {
	text := []rune(strings.ToLower(password))
	g := guess{text: text, own: personal(about)}
	g.looks = [][]rune{text, look(text, 'i'), look(text, 'l')}
	return g
}

var lookalike = map[rune]rune{'4': 'a', '@': 'a', '8': 'b', '(': 'c', '3': 'e', '€': 'e', '6': 'g', '9': 'g',
	'0': 'o', '5': 's', '$': 's', '7': 't', '+': 't', '2': 'z'}

func look(text []rune, one rune) []rune {
	out := slices.Clone(text)
	for i, r := range text {
		if r == '1' || r == '!' || r == '|' {
			out[i] = one
		} else if l, ok := lookalike[r]; ok {
			out[i] = l
		}
	}
	return out
}

// personal is the words of three letters and more in what is known of a person.
func personal(about []string) map[string]bool {
	own := map[string]bool{}
	for _, s := range about {
		for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if len([]rune(w)) >= 3 {
				own[w] = true
			}
		}
	}
	return own
}

func (g guess) piecesAt(i int) []piece {
	ps := []piece{{1, single(g.text[i])}}
	ps = append(ps, g.words(i)...)
	ps = append(ps, g.runs(i)...)
	ps = append(ps, g.walks(i)...)
	ps = append(ps, g.repeats(i)...)
	return append(ps, g.dates(i)...)
}

func single(r rune) int {
	switch {
	case strings.ContainsRune(" -_.,/", r):
		return bitsJoint
	case unicode.IsDigit(r):
		return bitsDigit
	case unicode.IsLetter(r):
		return bitsLetter
	}
	return bitsSign
}

func (g guess) words(i int) []piece {
	known, longest := common()
	var ps []piece
	for _, seen := range g.looks {
		for n := 3; n <= longest && i+n <= len(seen); n++ {
			word := seen[i : i+n]
			back := slices.Clone(word)
			slices.Reverse(back)
			switch there, again := string(word), string(back); {
			case g.own[there] || g.own[again]:
				ps = append(ps, piece{n, bitsPersonal})
			case n >= minWord && (known[there] || known[again]):
				ps = append(ps, piece{n, bitsWord})
			}
		}
	}
	return ps
}

// runs finds characters that stay the same or go up or down by one.
func (g guess) runs(i int) []piece {
	var ps []piece
	for n := 2; i+n <= len(g.text); n++ {
		step := g.text[i+1] - g.text[i]
		if step < -1 || step > 1 || g.text[i+n-1]-g.text[i+n-2] != step {
			break
		}
		if n >= 3 {
			ps = append(ps, piece{n, bitsRun})
		}
	}
	return ps
}

// keyRows are the ways that fingers go: along the rows of the usual keyboards,
// and down their columns.
var keyRows = func() []string {
	rows := []string{"1234567890", "!@#$%^&*()", "!\"§$%&/()=", "qwertyuiop", "qwertzuiopü", "asdfghjkl", "asdfghjklöä", "zxcvbnm", "yxcvbnm",
		"azertyuiop", "qsdfghjklm", "wxcvbn", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1qay2wsx3edc4rfv5tgb6zhn7ujm",
		"qazwsxedcrfvtgbyhnujmikolp", "q1w2e3r4t5y6u7i8o9p0", "1q2w3e4r5t6y7u8i9o0p", "147258369", "789456123"}
	for _, row := range rows[:len(rows):len(rows)] {
		back := []rune(row)
		slices.Reverse(back)
		rows = append(rows, string(back))
	}
	return rows
}()

func (g guess) walks(i int) []piece {
	var ps []piece
	for n := 4; i+n <= len(g.text); n++ {
		way := string(g.text[i : i+n])
		if !slices.ContainsFunc(keyRows, func(row string) bool { return strings.Contains(row, way) }) {
			break
		}
		ps = append(ps, piece{n, bitsWalk})
	}
	return ps
}

// repeats finds what stood earlier in the password already.
func (g guess) repeats(i int) []piece {
	longest := 0
	for j := range i {
		n := 0
		for j+n < i && i+n < len(g.text) && g.text[j+n] == g.text[i+n] {
			n++
		}
		longest = max(longest, n)
	}
	var ps []piece
	for n := 2; n <= longest; n++ {
		ps = append(ps, piece{n, bitsRepeat})
	}
	return ps
}

func (g guess) dates(i int) []piece {
	digits := 0
	for i+digits < len(g.text) && digits < 8 && g.text[i+digits] >= '0' && g.text[i+digits] <= '9' {
		digits++
	}
	var ps []piece
	if digits >= 4 && year(string(g.text[i:i+4])) {
		ps = append(ps, piece{4, bitsYear})
	}
	if digits == 8 && (year(string(g.text[i:i+4])) || year(string(g.text[i+4:i+8]))) {
		ps = append(ps, piece{8, bitsDate})
	}
	return ps
}

func year(s string) bool { return strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20") }
