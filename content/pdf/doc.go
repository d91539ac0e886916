// Package pdf stamps a partner's part onto a vendor's page without touching the
// vendor's bytes.
//
// A PDF may grow at its end: a reader starts at the last cross-reference and
// follows it backwards, so a new section can replace a page dictionary and leave
// everything before it as it was. Portico uses only that. The work falls in two:
//
//	Prepare   once per vendor file, in the sandboxed worker. Reads the file
//	          tolerantly, looks for what must not be published, and writes down
//	          in a Plan what a render needs to know.
//	Tail      once per partner, in the server. Draws the sheets with gopdf and
//	          returns the bytes to append. It never sees the vendor's file.
//
// source + tail is the document. The source is a prefix of every copy, so its
// hash proves that the vendor's art was not altered, links, tags, bookmarks and
// signatures live on, and a copy costs only its tail to store.
//
// Strip makes a clean copy without active content, for a vendor who cannot
// export again.
//
// Files by subject: the reader (lexer, parse, xref, rebuild, filter, crypt), the
// look at the page (pagetree, box, balance), the judgement (survey, policy,
// report), the plan (prepare, plan, rewrite, strip) and the pen (overlay, words,
// fonts, signs, cut, compose, fragment, merge, tail).
//
// gopdf draws the fills, and keeps the order of everything else. It would pack
// every font and picture anew for every document, and of a font it knows only
// characters; so it is given stand-ins, and the merge puts what was packed once
// in their place (docs/adr/0032). A cluster of shaped text is a sign, and a sign
// is a code of the embedded font (docs/adr/0017).
//
// Rules that always hold: no input makes this package panic, hang or inflate
// more than its Limits; equal inputs give equal bytes; gopdf draws and never
// reads a foreign PDF.
package pdf
