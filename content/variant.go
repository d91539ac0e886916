package content

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
)

// art is a file of the folder, less the pages that a partner may not see. A tail
// can only cover what a page shows, never take it away; so a partner's copy
// begins with a file in which these pages never were.
type art struct {
	file    string
	without []int // pages from 1, ascending
}

// name is the name of the art in a package.
func (a art) name() string {
	if len(a.without) == 0 {
		return a.file
	}
	return a.file + " without " + a.pages()
}

func (a art) pages() string {
	words := make([]string, len(a.without))
	for i, n := range a.without {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, ",")
}

// index is where page n of the file, from 1, stands in the art, from 0.
func (a art) index(n int) int {
	before := 0
	for _, gone := range a.without {
		if gone < n {
			before++
		}
	}
	return n - 1 - before
}

// artOf is the art of a piece less some of its pages, given by their index.
func artOf(p *spec.Piece, lang string, hidden []int) art {
	first, _ := spec.ParseBase(p.Pages[0].Base[lang])
	a := art{file: first.File}
	for _, i := range hidden {
		ref, _ := spec.ParseBase(p.Pages[i].Base[lang])
		a.without = append(a.without, ref.Page)
	}
	slices.Sort(a.without)
	return a
}

// variants are all that the pages' conditions can make of a piece: first the
// whole, last what nobody has to earn. Those without a page are among them.
func variants(p *spec.Piece, lang string) []art {
	n := min(len(p.Conditions()), spec.MostConditions)
	var out []art
	for unmet := range 1 << n {
		out = append(out, artOf(p, lang, p.Hidden(func(c int) bool { return unmet>>c&1 == 0 })))
	}
	return out
}

// variants makes a clean copy of the art for each set of pages that a partner
// may have to do without.
func (c *compiler) variants(p *spec.Piece, lang string) {
	for _, a := range variants(p, lang) {
		if _, done := c.pkg.meta.base(a.name()); done || len(a.without) == 0 {
			continue
		}
		whole, _ := c.pkg.meta.base(a.file)
		if len(a.without) == len(whole.Plan.Slots) {
			continue
		}
		c.without(a)
	}
}

func (c *compiler) without(a art) {
	gone := make([]int, len(a.without))
	for i, n := range a.without {
		gone[i] = n - 1
	}
	data, err := pdf.Without(c.pkg.blobs[a.file], gone, c.lim.PDF)
	if err != nil {
		c.refused(a.name(), err)
		return
	}
	lim := c.lim.PDF
	lim.Bytes = max(lim.Bytes, int64(len(data)))
	plan, source, _, err := pdf.Prepare(data, lim)
	if err != nil {
		c.refused(a.name(), err)
		return
	}
	c.pkg.blobs[a.name()] = source
	c.pkg.meta.Bases = append(c.pkg.meta.Bases, base{File: a.name(), Plan: plan})
}

// variant chooses the art by the pages whose rule is met. What nobody knows does
// not show a page.
func (w *work) variant() bool {
	conditions := w.piece.Conditions()
	hidden := w.piece.Hidden(func(c int) bool { return conditions[c].Holds(w.job.Facts) == rule.Met })
	w.art = artOf(w.piece, w.language, hidden)
	for i := range w.piece.Pages {
		if !slices.Contains(hidden, i) {
			w.pages = append(w.pages, i)
		}
	}
	if _, there := w.t.pdfs[w.art.name()]; !there && len(hidden) > 0 {
		w.say("piece", "PIECE_WITHOUT_PAGES", fmt.Sprintf("No page of %s is for this partner.", w.pieceName), "Choose another piece.")
		return false
	}
	return true
}

// Variant is one PDF that copies of a piece are made from.
type Variant struct {
	Piece    string `json:"piece"`
	Language string `json:"language"`
	File     string `json:"file"`
	Without  []int  `json:"without,omitempty"` // pages of the file that are gone, from 1
	Pages    int    `json:"pages"`
	Bytes    int64  `json:"bytes"`
	SHA256   string `json:"sha256"`
}

// Variants lists the PDFs of the pieces that show some pages to some partners
// only.
func (p *Package) Variants() []Variant {
	var out []Variant
	for _, e := range p.meta.Manifest.Pieces {
		if len(e.Value.Conditions()) == 0 {
			continue
		}
		for _, lang := range p.meta.Manifest.Languages.Available {
			for _, a := range variants(e.Value, lang) {
				if b, have := p.meta.base(a.name()); have {
					out = append(out, Variant{Piece: e.Name, Language: lang, File: a.file, Without: a.without,
						Pages: len(b.Plan.Slots), Bytes: b.Plan.SourceSize, SHA256: b.Plan.SourceSHA256})
				}
			}
		}
	}
	return out
}
