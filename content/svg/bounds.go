package svg

import (
	"math"

	"github.com/portico-prm/portico/content/svg/geom"
)

// View is the part of the plane that the tree shows.
func (t *Tree) View() geom.Box {
	return geom.Box{X0: t.X, Y0: t.Y, X1: t.X + t.Width, Y1: t.Y + t.Height}
}

// Bounds is the box around all that can be seen: fills, strokes and pictures,
// inside their clips and inside the view. White counts as visible.
func (t *Tree) Bounds() geom.Box { return visible(t.Nodes).Intersect(t.View()) }

// Crop is the tree with another view. The nodes are shared.
func (t *Tree) Crop(b geom.Box) *Tree {
	d := decimals(math.Max(b.W(), b.H()))
	return &Tree{
		X: geom.Round(b.X0, d), Y: geom.Round(b.Y0, d),
		Width: geom.Round(b.W(), d), Height: geom.Round(b.H(), d),
		Nodes: t.Nodes,
	}
}

// cropAll makes the view as large as the drawing.
func (t *Tree) cropAll() *Tree {
	if box := visible(t.Nodes); !box.Empty() {
		return t.Crop(box)
	}
	return t
}

// visible is the box around the nodes inside their clips.
func visible(nodes []Node) geom.Box {
	var box geom.Box
	for _, n := range nodes {
		box = box.Union(n.visible())
	}
	return box
}

func (n Node) visible() geom.Box {
	switch {
	case n.Shape != nil:
		return n.Shape.bounds()
	case n.Picture != nil:
		return n.Picture.bounds()
	}
	g := n.Group
	box := visible(g.Nodes)
	if g.Clip != nil {
		box = box.Intersect(g.Clip.Path.Bounds())
	}
	if g.Mask != nil {
		box = box.Intersect(visible(g.Mask.Nodes))
	}
	return box
}

// bounds is the box of fill and stroke together.
func (s *Shape) bounds() geom.Box {
	var box geom.Box
	if s.Fill != nil {
		p := s.filled()
		box = p.Bounds()
	}
	if s.Stroke != nil {
		p := s.stroked(math.Max(s.rough().W(), s.rough().H()) / 40_000)
		box = box.Union(p.Bounds())
	}
	return box
}

// filled is the path in the tree's coordinates.
func (s *Shape) filled() geom.Path {
	if s.Matrix == nil {
		return s.Path
	}
	return s.Path.Transform(*s.Matrix)
}

// stroked is the area of the stroke in the tree's coordinates, to be filled
// with the nonzero rule.
func (s *Shape) stroked(tolerance float64) geom.Path {
	m := geom.Identity
	if s.Matrix != nil {
		m = *s.Matrix
		tolerance /= math.Max(m.Scale(), 1e-9)
	}
	p := geom.Polylines(s.Path.Outline(s.Stroke.Pen, math.Max(tolerance, 1e-9)))
	return p.Transform(m)
}

func (p *Picture) bounds() geom.Box { return geom.Box{X1: 1, Y1: 1}.Transform(p.Matrix) }

// roughBox holds all nodes and may be larger than they are; it costs little.
func roughBox(nodes []Node) geom.Box {
	var box geom.Box
	for _, n := range nodes {
		box = box.Union(n.rough())
	}
	return box
}

func (n Node) rough() geom.Box {
	switch {
	case n.Shape != nil:
		return n.Shape.rough()
	case n.Picture != nil:
		return n.Picture.bounds()
	}
	box := roughBox(n.Group.Nodes)
	if n.Group.Clip != nil {
		box = box.Intersect(n.Group.Clip.Path.Bounds())
	}
	return box
}

// rough grows the box of the path by the furthest that its stroke can reach.
func (s *Shape) rough() geom.Box {
	box := s.Path.Bounds()
	if s.Stroke != nil {
		box = box.Grow(s.Stroke.Pen.Width / 2 * math.Max(1.5, s.Stroke.Pen.Miter))
	}
	if s.Matrix != nil {
		box = box.Transform(*s.Matrix)
	}
	return box
}

// fillBounds is the box of the paths alone, without strokes and clips.
func (n Node) fillBounds() geom.Box {
	switch {
	case n.Shape != nil:
		p := n.Shape.filled()
		return p.Bounds()
	case n.Picture != nil:
		return n.Picture.bounds()
	}
	var box geom.Box
	for _, in := range n.Group.Nodes {
		box = box.Union(in.fillBounds())
	}
	return box
}
