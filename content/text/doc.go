// Package text measures, breaks and fits lines of text in a given font, for
// pages and for pictures alike.
//
// A Font is a TrueType file that was checked whole when it was parsed: every
// table, every glyph, and the licence bits that say whether it may be embedded.
// What passes Parse can be drawn; nothing is checked again later.
//
//	bytes -> Parse -> Font -> Width, Outline
//	                    \
//	Request -> Fit -> Block (lines of runs, each with its place and font)
//
// Three rules hold. Text is never cut: what does not fit is refused with the
// number of characters too many. A character is never drawn wrongly: what the
// fonts lack, and scripts that need shaping, are refused by name. And the width
// that Fit counts with is the width that the PDF writer draws: whole
// thousandths of an em, no kerning, so a preview and the printed page break
// their lines alike.
//
// Parsing OpenType shaping tables is left to a later change; until then Arabic,
// Hebrew, Indic scripts, Thai and free combining marks answer
// TEXT_SCRIPT_UNSUPPORTED.
package text
