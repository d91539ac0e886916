package logo

import (
	"image"

	"github.com/disintegration/imaging"

	"github.com/portico-prm/portico/content/svg"
)

// Offer is a version of a mark that can be made from it. It is never used before
// its owner has seen it and said yes.
type Offer string

// A white version for dark grounds, a black one for a single ink, and the mark
// without the paper that it came on.
const (
	Reversed Offer = "reversed"
	OneColor Offer = "one-color"
	CutOut   Offer = "cut-out"
)

var offerColors = map[Offer]Color{Reversed: {255, 255, 255, 255}, OneColor: {0, 0, 0, 255}}

// maxShades is how far the colours of a mark may be apart in luminance, if one
// colour is to stand for all: where they are further apart, one shape lies on
// another and would vanish in it.
const maxShades = 0.2

// Offers are the versions that can be made of m: of a picture on flat paper one
// without it, of a mark of one hue, without a ground or a bitmap of its own, one
// in white and one in black.
func (m *Mark) Offers() []Offer {
	var out []Offer
	if m.cuttable() {
		return []Offer{CutOut}
	}
	if !m.plain() {
		return nil
	}
	if !m.Flags.NearWhite {
		out = append(out, Reversed)
	}
	if !m.Flags.NearBlack {
		out = append(out, OneColor)
	}
	return out
}

func (m *Mark) plain() bool {
	if !m.Flags.SingleHue || m.Flags.OwnPlate || m.Background.Kind != Transparent {
		return false
	}
	low, high := 1.0, 0.0
	for _, c := range m.Colors {
		if c.Share >= flagShare {
			low, high = min(low, c.Luminance), max(high, c.Luminance)
		}
	}
	return high-low <= maxShades && (m.Kind == Raster || drawn(m.Tree.Nodes))
}

// drawn tells whether nodes hold no bitmap.
func drawn(nodes []svg.Node) bool {
	for _, n := range nodes {
		if n.Picture != nil || n.Group != nil && !drawn(n.Group.Nodes) {
			return false
		}
	}
	return true
}

// Make makes a version of m that Offers names, analysed like any mark; nil when
// it does not.
func (m *Mark) Make(o Offer) (*Mark, error) {
	c, known := offerColors[o]
	switch {
	case o == CutOut && m.cuttable():
		return m.withoutPaper()
	case !known || !m.plain():
		return nil, nil
	}
	out := *m
	var pix *image.NRGBA
	if m.Kind == Vector {
		tree := *m.Tree
		tree.Nodes = recolored(m.Tree.Nodes, svg.Color{R: c.R, G: c.G, B: c.B})
		out.Tree, pix = &tree, picture(&tree)
	} else {
		pix = painted(m.Image, c)
		out.Image = pix
	}
	return (&intake{}).finish(&out, analyse(pix, ground{Background: m.Background}))
}

// painted is m in one colour, as opaque as before.
func painted(m *image.NRGBA, c Color) *image.NRGBA {
	out := imaging.Clone(m)
	for i := 0; i < len(out.Pix); i += 4 {
		if out.Pix[i+3] != 0 {
			out.Pix[i], out.Pix[i+1], out.Pix[i+2] = c.R, c.G, c.B
		}
	}
	return out
}

// recolored are nodes in one colour. Masks stay: their brightness is opacity.
func recolored(nodes []svg.Node, c svg.Color) []svg.Node {
	out := make([]svg.Node, len(nodes))
	for i, n := range nodes {
		if n.Group != nil {
			g := *n.Group
			g.Nodes = recolored(g.Nodes, c)
			out[i].Group = &g
		}
		if n.Shape != nil {
			s := *n.Shape
			s.Fill = inColor(s.Fill, c)
			if s.Stroke != nil {
				stroke := *s.Stroke
				stroke.Paint = *inColor(&stroke.Paint, c)
				s.Stroke = &stroke
			}
			out[i].Shape = &s
		}
	}
	return out
}

func inColor(p *svg.Paint, c svg.Color) *svg.Paint {
	if p == nil {
		return nil
	}
	out := *p
	out.Color = c
	if p.Gradient != nil {
		g := *p.Gradient
		g.Stops = append([]svg.Stop{}, g.Stops...)
		for i := range g.Stops {
			g.Stops[i].Color = c
		}
		out.Gradient = &g
	}
	return &out
}
