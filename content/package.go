package content

import (
	"encoding/json"
	"slices"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
)

// Package is a compiled template: the manifest, its texts, the prepared art and
// the fonts. It never changes; its Hash is its name.
type Package struct {
	meta  meta
	blobs map[string][]byte // file of the folder -> bytes; for a PDF the source of its plan
}

// meta is all of a package that is not a file, kept as JSON.
type meta struct {
	Hash     string                  `json:"hash"`
	Manifest *spec.Manifest          `json:"manifest"`
	Strings  map[string]spec.Texts   `json:"strings,omitempty"`
	Legal    map[string]spec.Clauses `json:"legal,omitempty"`
	Layouts  map[string]*spec.Layout `json:"layouts,omitempty"`
	Bases    []base                  `json:"bases"`
	Fonts    []string                `json:"fonts,omitempty"`
	Pictures []picture               `json:"pictures,omitempty"` // of pages, for previews
	Drawn    map[string]string       `json:"drawn,omitempty"`    // art and fonts of the folder -> SHA-256
}

// base is one file of art, whole or less some pages.
type base struct {
	File string    `json:"file"` // art.name: a file of the folder, or a copy of one
	Plan *pdf.Plan `json:"plan,omitempty"`
	// Markers are the places that the art itself names; never of a copy.
	Markers []pdf.Marker `json:"markers,omitempty"`
	Width   int          `json:"width,omitempty"` // pixels, of images
	Height  int          `json:"height,omitempty"`
}

func newPackage() *Package { return &Package{blobs: map[string][]byte{}} }

func (m *meta) take(from *spec.Manifest) {
	m.Manifest, m.Strings, m.Legal, m.Layouts = from, from.Strings, from.Legal, from.Layouts
}

func (m *meta) base(file string) (*base, bool) {
	i := slices.IndexFunc(m.Bases, func(b base) bool { return b.File == file })
	if i < 0 {
		return nil, false
	}
	return &m.Bases[i], true
}

// Hash is the SHA-256 of the folder's file list, in hex.
func (p *Package) Hash() string { return p.meta.Hash }

// Manifest is the template's manifest with its texts. Do not change it.
func (p *Package) Manifest() *spec.Manifest { return p.meta.Manifest }

// Rules is who may use the template.
func (p *Package) Rules() rule.Access { return p.meta.Manifest.Rules() }

// Sources are the PDFs that tails are appended to, by file of the folder and
// what is left out of it. A server stores each once under its SHA-256 and streams it before the tail.
func (p *Package) Sources() map[string][]byte {
	out := map[string][]byte{}
	for _, b := range p.meta.Bases {
		if b.Plan != nil {
			out[b.File] = p.blobs[b.File]
		}
	}
	return out
}

// MarshalBinary is the package as one file; equal packages give equal bytes.
func (p *Package) MarshalBinary() ([]byte, error) {
	head, err := json.Marshal(&p.meta)
	if err != nil {
		return nil, err
	}
	return pack(head, p.blobs), nil
}

// UnmarshalBinary reads what MarshalBinary wrote. Anything else is an error.
func (p *Package) UnmarshalBinary(b []byte) error {
	head, blobs, err := unpack(b)
	if err != nil {
		return err
	}
	p.meta, p.blobs = meta{}, blobs
	if err := json.Unmarshal(head, &p.meta); err != nil {
		return err
	}
	if p.meta.Manifest != nil {
		p.meta.Manifest.WithLayouts(p.meta.Layouts)
	}
	return p.complete()
}
