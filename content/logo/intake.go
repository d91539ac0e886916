package logo

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/svg"
)

// Intake reads an uploaded file. A refusal is a list with an Error, and no
// mark; warnings come with the mark. Zero limits mean those of Default. The
// error is for bugs alone, never for the file.
func Intake(name string, data []byte, lim Limits) (*Mark, problem.List, error) {
	in := &intake{name: name, data: data, lim: lim.orDefault()}
	m, err := in.run()
	if in.list.Blocking() || err != nil {
		return nil, in.list, err
	}
	return m, in.list, nil
}

// intake is one file on its way.
type intake struct {
	name string
	data []byte
	lim  Limits
	list problem.List
}

func (in *intake) run() (*Mark, error) {
	if len(in.data) > in.lim.Bytes {
		in.tooLarge("bytes", int64(len(in.data)), int64(in.lim.Bytes))
		return nil, nil
	}
	t := sniff(in.data)
	if !t.accepted {
		in.refuseType(t)
		return nil, nil
	}
	if ext := extension(in.name); !t.fits(ext) {
		in.wrongExtension(t, ext)
	}
	switch t.name {
	case typeSVG.name:
		return in.vector()
	case typePDF.name:
		return in.page()
	}
	return in.raster()
}

// mark begins a mark with what is known of its file.
func (in *intake) mark(kind Kind, format string, w, h float64) *Mark {
	sum := sha256.Sum256(in.data)
	return &Mark{
		Kind: kind, SourceSHA256: hex.EncodeToString(sum[:]),
		Source: Source{Format: format, Bytes: len(in.data), Width: w, Height: h},
	}
}

// finish adds what both kinds share: analysis, key and warnings.
func (in *intake) finish(m *Mark, a analysis) (*Mark, error) {
	m.Background, m.Density, m.Centre = a.background, a.density, a.centre
	m.Colors, m.Flags, m.Look = a.colors, a.flags, a.look
	key, err := m.key()
	m.Key = key
	in.warn(m)
	return m, err
}

// vector reads an SVG file.
func (in *intake) vector() (*Mark, error) {
	tree, found, err := svg.Parse(in.data, in.lim.SVG)
	if err != nil {
		return nil, err
	}
	return in.drawn("svg", tree, found)
}

// page reads page 1 of a PDF.
func (in *intake) page() (*Mark, error) {
	tree, found := pdf.Artwork(in.data, in.lim.PDF, in.lim.SVG)
	return in.drawn("pdf", tree, found)
}

// drawn analyses a drawing, or says why there is none.
func (in *intake) drawn(format string, tree *svg.Tree, found problem.List) (*Mark, error) {
	for _, p := range found {
		p.Where = strings.TrimPrefix(in.name+", "+p.Where, ", ")
		p.Where = strings.TrimSuffix(p.Where, ", ")
		in.list = append(in.list, p)
	}
	if tree == nil {
		return nil, nil
	}
	return in.analyseTree(format, tree)
}
