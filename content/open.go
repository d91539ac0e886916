package content

import (
	"crypto/sha256"
	"encoding"
	"fmt"
	"hash"
	"slices"
	"sync"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/raster"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/content/text"
)

// Template is a compiled template, ready to render. It is safe for concurrent
// use and keeps its fonts and its decoded art.
type Template struct {
	hash   string
	m      *spec.Manifest
	fonts  map[string]*text.Font // file -> font
	pdfs   map[string]*pdfBase   // art.name -> vendor PDF
	images map[string]*imageBase
	marked map[marker]spec.Box
	papers map[picture]*paper
}

// pdfBase is a vendor PDF: its plan, and the state of its hash, so that the hash
// of source and tail costs only the tail.
type pdfBase struct {
	plan   *pdf.Plan
	source []byte
	state  func() []byte
}

// imageBase is a picture, decoded when it is first needed.
type imageBase struct {
	open func() (*raster.Base, error)
}

// Open reads a compiled template.
func Open(b []byte) (*Template, error) {
	p := &Package{}
	if err := p.UnmarshalBinary(b); err != nil {
		return nil, err
	}
	return p.Template()
}

// Template makes the package ready to render without writing it to a file.
func (p *Package) Template() (*Template, error) {
	t := &Template{hash: p.meta.Hash, m: p.whole(), fonts: map[string]*text.Font{}, pdfs: map[string]*pdfBase{}, images: map[string]*imageBase{}, marked: map[marker]spec.Box{}}
	for _, file := range p.meta.Fonts {
		f, err := text.Parse(file, p.blobs[file])
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", file, err)
		}
		t.fonts[file] = f
	}
	for _, b := range p.meta.Bases {
		t.base(b, p.blobs[b.File])
		for _, m := range b.Markers {
			t.marked[marker{b.File, m.Page, m.Name}] = millimetres(m.Box)
		}
	}
	p.pictured(t)
	return t, nil
}

func (t *Template) base(b base, data []byte) {
	if b.Plan != nil {
		t.pdfs[b.File] = &pdfBase{plan: b.Plan, source: data, state: sync.OnceValue(func() []byte { return hashState(data) })}
		return
	}
	t.images[b.File] = &imageBase{open: sync.OnceValues(func() (*raster.Base, error) { return raster.Prepare(data, raster.Limits{}) })}
}

func hashState(data []byte) []byte {
	h := sha256.New()
	h.Write(data)
	state, err := h.(encoding.BinaryMarshaler).MarshalBinary()
	if err != nil {
		return nil
	}
	return state
}

// sum is the hash of the source with a tail.
func (b *pdfBase) sum(tail []byte) (hash.Hash, error) {
	h := sha256.New()
	if err := h.(encoding.BinaryUnmarshaler).UnmarshalBinary(b.state()); err != nil {
		return nil, err
	}
	h.Write(tail)
	return h, nil
}

// complete tells whether a package has every file that it speaks of.
func (p *Package) complete() error {
	if p.meta.Manifest == nil || p.meta.Hash == "" {
		return errPackage
	}
	for _, file := range p.meta.Fonts {
		if p.blobs[file] == nil {
			return fmt.Errorf("%w: no font %s", errPackage, file)
		}
	}
	for _, b := range p.meta.Bases {
		data := p.blobs[b.File]
		if data == nil || b.Plan != nil && b.Plan.SourceSize != int64(len(data)) {
			return fmt.Errorf("%w: no art %s", errPackage, b.File)
		}
	}
	for _, one := range p.meta.Pictures {
		if b, have := p.meta.base(one.Art); !have || b.Plan == nil || one.Page < 0 || one.Page >= len(b.Plan.Slots) || p.blobs[one.blob()] == nil {
			return fmt.Errorf("%w: no picture %s", errPackage, one.blob())
		}
	}
	return p.refers()
}

// refers tells whether every page finds its art, so that a render need not ask.
func (p *Package) refers() error {
	for _, e := range p.meta.Manifest.Pieces {
		if e.Value == nil || len(e.Value.Pages) == 0 || len(e.Value.Outputs) == 0 {
			return fmt.Errorf("%w: empty piece %s", errPackage, e.Name)
		}
		for _, o := range e.Value.Outputs {
			if o.Value.Layout != "" && p.meta.Layouts[o.Value.Layout] == nil {
				return fmt.Errorf("%w: no layout %s", errPackage, o.Value.Layout)
			}
		}
	}
	for _, s := range p.meta.Manifest.Shapes() {
		for lang := range s.Pages[0].Base {
			if !p.drawable(s.Piece, lang) {
				return fmt.Errorf("%w: no art for %s in %s", errPackage, s.Name, lang)
			}
		}
	}
	return nil
}

// drawable tells whether every variant of a piece has its art with all pages
// that are drawn on.
func (p *Package) drawable(piece *spec.Piece, lang string) bool {
	for _, a := range variants(piece, lang) {
		b, have := p.meta.base(a.name())
		if !have && len(a.pages) > 0 {
			continue // nothing would be left of the file
		}
		if !have || (b.Plan != nil) != (piece.Kind == spec.KindPDF) {
			return false
		}
		for i := range piece.Pages {
			ref, ok := spec.ParseBase(piece.Pages[i].Base[lang])
			if !p.marks(ref, &piece.Pages[i]) {
				return false
			}
			if slices.Contains(a.pages, ref.Page) {
				continue
			}
			if at := a.index(ref.Page); !ok || ref.File != a.file || b.Plan != nil && at >= len(b.Plan.Slots) {
				return false
			}
		}
	}
	return true
}

// Hash names the template; see Package.Hash.
func (t *Template) Hash() string { return t.hash }

// Manifest is the template's manifest with its texts. Do not change it.
func (t *Template) Manifest() *spec.Manifest { return t.m }

// Rules is who may use the template.
func (t *Template) Rules() rule.Access { return t.m.Rules() }

// Source finds a vendor PDF by the SHA-256 of Output.Source.
func (t *Template) Source(sha256 string) ([]byte, bool) {
	for _, b := range t.pdfs {
		if b.plan.SourceSHA256 == sha256 {
			return b.source, true
		}
	}
	return nil, false
}
