package text

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"strings"
	"sync"
)

//go:embed thai/words.txt.gz
var thaiPacked []byte

// longestThai is how many characters a word of the dictionary has at most.
const longestThai = 20

// thaiWords is read when the first Thai text comes.
var thaiWords = sync.OnceValue(func() map[string]bool {
	r, err := gzip.NewReader(bytes.NewReader(thaiPacked))
	if err != nil {
		panic(err) // it is part of the program
	}
	list, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	words := make(map[string]bool, 61_000)
	for w := range strings.Lines(string(list)) {
		words[w[:len(w)-1]] = true
	}
	return words
})

// reading is a way to read a stretch up to some place: best is what leaves the
// fewest characters without a word, and then what has the fewest words.
type reading struct {
	unknown, words int
	from           int  // where its last part begins
	word           bool // the last part is in the dictionary
	reached        bool
}

func (r reading) worse(than reading) bool {
	return !r.reached || than.unknown < r.unknown || than.unknown == r.unknown && than.words < r.words
}

// wordEdges marks the edges between words of a Thai stretch.
func wordEdges(chars []rune, out []bool) {
	s, words := string(chars), thaiWords()
	at := func(i int) int { return 3 * i } // in UTF-8
	best := make([]reading, len(chars)+1)
	best[0].reached = true
	offer := func(to int, r reading) {
		if best[to].worse(r) {
			best[to] = r
		}
	}
	for i := range chars {
		if !best[i].reached {
			continue
		}
		b := best[i]
		offer(clusterEnd(chars, i), reading{b.unknown + clusterEnd(chars, i) - i, b.words + 1, i, false, true})
		for to := i + 2; to <= min(len(chars), i+longestThai); to++ {
			if end := withMark(chars, to); parts(chars, end) && words[s[at(i):at(to)]] {
				offer(end, reading{b.unknown, b.words + 1, i, true, true})
			}
		}
	}
	for to := len(chars); to > 0; to = best[to].from {
		if best[to].word {
			out[to], out[best[to].from] = true, true
		}
	}
	out[0], out[len(chars)] = false, false
}

// withMark takes the mark that repeats or shortens a word to it.
func withMark(chars []rune, to int) int {
	if to < len(chars) && (chars[to] == 0x0E46 || chars[to] == 0x0E2F) {
		to++
	}
	return to
}

// parts tells whether the character at i can begin a word: no mark, no vowel
// that follows its consonant, and the one before is no vowel that stands first.
func parts(chars []rune, i int) bool {
	if i == len(chars) {
		return true
	}
	a := thai(chars[i])
	return (consonant(a) || firstVowel(a)) && !firstVowel(thai(chars[i-1]))
}

// clusterEnd is the end of the least part that begins at i.
func clusterEnd(chars []rune, i int) int {
	for i++; i < len(chars) && !parts(chars, i); i++ {
	}
	return i
}
