package content

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
)

// art is a file of the folder, less the pages and layers that a partner may not
// see. A tail can only cover what a page shows, never take it away; so a partner's
// copy begins with a file in which these never were.
type art struct {
	file   string
	pages  []int    // that are left out, from 1, ascending
	layers []string // that are left out, sorted
}

// name is the name of the art in a package.
func (a art) name() string {
	name := a.file
	if len(a.pages) > 0 {
		name += " without pages " + strings.Trim(fmt.Sprint(a.pages), "[]")
	}
	if len(a.layers) > 0 {
		sum := sha256.Sum256([]byte(strings.Join(a.layers, "\x00")))
		name += " without layers " + hex.EncodeToString(sum[:8])
	}
	return name
}

// index is where page n of the file, from 1, stands in the art, from 0.
func (a art) index(n int) int {
	before := 0
	for _, gone := range a.pages {
		if gone < n {
			before++
		}
	}
	return n - 1 - before
}

// artOf is the art of a piece less some of its pages, given by their index, and
// some layers.
func artOf(p *spec.Piece, lang string, hidden []int, layers []string) art {
	first, _ := spec.ParseBase(p.Pages[0].Base[lang])
	a := art{file: first.File, layers: slices.Sorted(slices.Values(layers))}
	for _, i := range hidden {
		ref, _ := spec.ParseBase(p.Pages[i].Base[lang])
		a.pages = append(a.pages, ref.Page)
	}
	slices.Sort(a.pages)
	return a
}

// variants are all that the conditions of pages and layers can make of a piece:
// first the whole, last what nobody has to earn. Those without a page are among
// them.
func variants(p *spec.Piece, lang string) []art {
	n := min(len(p.Conditions()), spec.MostConditions)
	var out []art
	for unmet := range 1 << n {
		pages, layers := p.Hidden(func(c int) bool { return unmet>>c&1 == 0 })
		out = append(out, artOf(p, lang, pages, layers))
	}
	return out
}

// variants makes a clean copy of the art for each set of pages and layers that a
// partner may have to do without.
func (c *compiler) variants(p spec.Shape, lang string) {
	if p.Kind != spec.KindPDF || !c.layered(p.Name, p.Piece, lang) {
		return
	}
	for _, a := range variants(p.Piece, lang) {
		whole, _ := c.pkg.meta.base(a.file)
		if _, done := c.pkg.meta.base(a.name()); !done && len(a.pages) < len(whole.Plan.Slots) {
			c.without(a)
		}
	}
}

// layered tells whether the art has the layers that the piece names.
func (c *compiler) layered(name string, p *spec.Piece, lang string) bool {
	ref, _ := spec.ParseBase(p.Pages[0].Base[lang])
	have := c.saw[ref.File].LayerNames
	before := len(c.found)
	for _, l := range p.Layers {
		if slices.Contains(have, l.Name) {
			continue
		}
		fix := "Export the art with its layers: in InDesign as PDF 1.5 or later with “Create Acrobat Layers”."
		if near := spec.Nearest(l.Name, have); near != "" {
			fix = fmt.Sprintf("Did you mean %q?", near)
		} else if len(have) > 0 {
			fix = "Its layers are: " + strings.Join(have, ", ") + "."
		}
		c.once(problem.List{c.m.Problem("pieces."+name+".layers", "LAYER_MISSING", fmt.Sprintf("%s has no layer %q.", ref.File, l.Name), fix)})
	}
	return len(c.found) == before
}

func (c *compiler) without(a art) {
	cut := pdf.Cut{Layers: a.layers}
	for _, n := range a.pages {
		cut.Pages = append(cut.Pages, n-1)
	}
	data, err := pdf.Without(c.pkg.blobs[a.file], cut, c.lim.PDF)
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

// variant chooses the art by the pages and layers whose rule is met. What nobody
// knows does not show them.
func (w *work) variant() bool {
	conditions := w.piece.Conditions()
	hidden, layers := w.piece.Hidden(func(c int) bool { return conditions[c].Holds(w.job.Facts) == rule.Met })
	w.art = artOf(w.piece, w.language, hidden, layers)
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
	Layout   string `json:"layout,omitempty"` // where it is not the piece's own
	Language string `json:"language"`
	File     string `json:"file"`
	Pages    int    `json:"pages"`
	Bytes    int64  `json:"bytes"`
	SHA256   string `json:"sha256"`

	WithoutPages  []int    `json:"withoutPages,omitempty"` // pages of the file that are gone, from 1
	WithoutLayers []string `json:"withoutLayers,omitempty"`
}

// Variants lists the PDFs of the pieces that show some pages or layers to some
// partners only.
func (p *Package) Variants() []Variant {
	var out []Variant
	for _, s := range p.meta.Manifest.Shapes() {
		if len(s.Conditions()) == 0 {
			continue
		}
		for _, lang := range p.meta.Manifest.Languages.Available {
			for _, a := range variants(s.Piece, lang) {
				if b, have := p.meta.base(a.name()); have {
					out = append(out, Variant{Piece: s.Name, Layout: s.Layout, Language: lang, File: a.file, WithoutPages: a.pages, WithoutLayers: a.layers,
						Pages: len(b.Plan.Slots), Bytes: b.Plan.SourceSize, SHA256: b.Plan.SourceSHA256})
				}
			}
		}
	}
	return out
}
