package text

// Thai and Lao write no spaces between words, and the Unicode rules leave them
// to a dictionary. Portico has one of Thai; lines break between its words.
// Elsewhere, in names and in Lao, they break where the spelling itself shows an
// edge of a syllable: before a vowel that is written first, and after a short a,
// a repetition mark or an abbreviation mark. Such a break can fall within a word
// of several syllables, but never within a syllable. Khmer and Burmese break at
// spaces only.

// thai is a character of the Thai block, and of the Lao one as if it were Thai.
func thai(r rune) rune {
	switch {
	case 0x0E01 <= r && r <= 0x0E5B:
		return r
	case 0x0E81 <= r && r <= 0x0EDF:
		return r - 0x80
	}
	return 0
}

func firstVowel(r rune) bool { return 0x0E40 <= r && r <= 0x0E44 }

func consonant(r rune) bool { return 0x0E01 <= r && r <= 0x0E2E }

// syllableEdge tells whether the spelling shows an edge between two characters.
func syllableEdge(before, after rune) bool {
	b, a := thai(before), thai(after)
	switch {
	case b == 0 || a == 0 || firstVowel(b):
		return false
	case firstVowel(a):
		return true
	}
	return consonant(a) && (b == 0x0E30 || b == 0x0E46 || b == 0x0E2F)
}

// edges tells after which characters of a stretch without spaces a line may
// break, besides its end.
func edges(chars []rune) []bool {
	out := make([]bool, len(chars)+1)
	for from := 0; from < len(chars); from++ {
		to := from
		for to < len(chars) && thai(chars[to]) != 0 {
			to++
		}
		if to > from {
			wordEdges(chars[from:to], out[from:to+1])
			from = to
		}
	}
	for i := 1; i < len(chars); i++ {
		out[i] = out[i] || syllableEdge(chars[i-1], chars[i])
	}
	return out
}
