package pdf

import (
	"errors"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/svg/geom"
)

// Artwork reads page 1 of a PDF, or of an Illustrator file saved with PDF
// compatibility, as a drawing. The page is played through once, and only what
// it paints is kept, as paths, gradients and bitmaps of ours: no script, action,
// attachment, annotation or hidden layer can survive, as a tree has no place
// for them.
//
// What cannot be drawn so (text, pattern tiles, meshes) is a finding with its
// repair; with one that blocks there is no tree. Limits are those of the reader
// and of the drawing.
func Artwork(src []byte, lim Limits, drawing svg.Limits) (*svg.Tree, problem.List) {
	s, err := look(src, lim)
	if err != nil {
		return nil, asList(err)
	}
	a := newArtist(s.d, s.leaves[0], drawing)
	a.page(s.leaves[0])
	if s.d.check() {
		return nil, s.d.refusal
	}
	nodes := a.nodes()
	if len(nodes) == 0 && a.found.has(artText) && s.fromIllustrator() {
		a.found = artFindings{}
		a.found.add(artNoPDF)
	}
	tree, found := a.canvas.Tree(nodes)
	if own := problem.List(a.found); own.Blocking() {
		return nil, own
	} else if found = append(own, renamed(found)...); found.Blocking() {
		return nil, found
	}
	return tree, append(found, s.leftOut()...)
}

// fromIllustrator tells whether page 1 has the private data of Illustrator.
// Without PDF content beside it, all that the page shows is a notice.
func (s *survey) fromIllustrator() bool {
	return s.d.dict(s.leaves[0].dict.get("PieceInfo")).has("Illustrator")
}

func asList(err error) problem.List {
	var l problem.List
	if errors.As(err, &l) {
		return l
	}
	return tooDamaged(err.Error())
}

// artist plays the content of a page onto a canvas.
type artist struct {
	d      *document
	canvas *svg.Canvas
	easel
	found  artFindings
	layers layers
	view   geom.Box
	unpack map[*stream][]byte
	open   []*stream // forms being drawn, outermost first
}

func newArtist(d *document, l leaf, lim svg.Limits) *artist {
	w, h := d.geometry(l).size()
	view := geom.Box{X1: w, Y1: h}
	return &artist{
		d: d, canvas: svg.NewCanvas(view, lim), view: view,
		layers: d.layers(), unpack: map[*stream][]byte{},
	}
}

// page plays the whole page: its trim box becomes the view, upright, y down.
func (a *artist) page(l leaf) {
	g := a.d.geometry(l)
	_, h := g.size()
	m := g.matrix()
	sheet := geom.Matrix{A: m[0], B: m[1], C: m[2], D: m[3], E: m[4], F: m[5]}
	user, _ := sheet.Invert()
	start := firstState(geom.Matrix{A: 1, D: -1, F: h}.Mul(user))
	var content []byte
	for _, o := range a.d.contents(l.dict.get("Contents")) {
		content = append(append(content, a.bytes(a.d.resolve(o).(*stream))...), '\n')
	}
	a.play(content, a.d.dict(l.resources), start)
}

// bytes are those of a stream, unpacked once however often it is drawn. Damage
// leaves what could be read, as viewers do.
func (a *artist) bytes(s *stream) []byte {
	b, ok := a.unpack[s]
	if !ok {
		b, _ = a.d.unpackAll(s)
		a.unpack[s] = b
	}
	return b
}
