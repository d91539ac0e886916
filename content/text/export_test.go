package text

// Forget takes a character out of the font, for tests of fallback fonts.
func (f *Font) Forget(r rune) { f.low[r] = 0 }
