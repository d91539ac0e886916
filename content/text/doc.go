// Package text sets, breaks and fits lines of text in given fonts, for pages and
// for pictures alike.
//
// A Font is a TrueType file that was checked whole when it was parsed: every
// table, every glyph, and the licence bits that say whether it may be embedded.
// What passes Parse can be drawn.
//
//	bytes -> Parse -> Font
//	                    \
//	Request -> Fit -> Block: lines of runs of clusters, each with its place
//
// A text goes through these hands, a file each:
//
//	clean     one spelling, nothing hidden
//	runs      the first font that has a word; for a word that none has whole,
//	          the first that has a letter with its marks
//	bidi      which way characters run (UAX 9), and their order for the eye
//	item      stretches of one font, script and direction, ...
//	shape     ... set by the rules in the font (HarfBuzz, as go-text ported it)
//	cluster   what came out: letters with their marks, ligatures, syllables
//	pieces    where lines may break (UAX 14, and a dictionary for Thai)
//	fit       the largest size that fits, by binary search; what is dropped
//
// Three rules hold. Text is never cut: what does not fit is refused with the
// number of characters too many. A character is never drawn wrongly: what the
// fonts lack is refused by name, and so are letters without the rules of their
// script. And pages and pictures draw the same clusters at the same places, so a
// preview and the printed page break their lines alike.
//
// Setting does not depend on size or width, so a font remembers the texts that
// it has set.
package text
