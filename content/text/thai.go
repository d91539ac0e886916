package text

// Thai and Lao write no spaces between words, and the Unicode rules leave them
// to a dictionary. Without one, lines may break where the spelling itself shows
// an edge of a syllable: before a vowel that is written first, and after a
// short a, a repetition mark or an abbreviation mark. Such a break can fall
// within a word of several syllables, but never within a syllable.

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

// syllableEdge tells whether a line may break between two characters.
func syllableEdge(before, after rune) bool {
	b, a := thai(before), thai(after)
	switch {
	case b == 0 || a == 0 || firstVowel(b):
		return false
	case firstVowel(a):
		return true
	}
	consonant := 0x0E01 <= a && a <= 0x0E2E
	return consonant && (b == 0x0E30 || b == 0x0E46 || b == 0x0E2F)
}
