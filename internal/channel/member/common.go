package member

import (
	_ "embed"
	"strings"
	"sync"
)

// The list is no dump of leaked passwords. It holds some 2,700 words and whole
// phrases that leaked passwords are made of, in English, German and a little
// French and Spanish, written by hand. A list of leaked passwords would hardly
// help: of those with 15 characters and more, which alone pass here, nearly all
// are such words doubled, joined, reversed, spelt with digits or followed by a
// year, and guess.go looks for just that. It does not know of a password that
// was leaked and looks like none of this; a check against a breach service
// would, and could be added behind CheckPassword.
//
//go:embed common.txt
var commonText string

// minWord is the shortest word worth knowing: shorter ones are found in
// everything.
const minWord = 4

// common is the set of known words, and the length of the longest.
var common = sync.OnceValues(func() (map[string]bool, int) {
	words, longest := map[string]bool{}, 0
	for line := range strings.Lines(commonText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			words[w] = true
			longest = max(longest, len(w))
		}
	}
	return words, longest
})
