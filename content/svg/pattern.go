package svg

import (
	"math"

	"github.com/portico-prm/portico/content/svg/geom"
)

// maxTiles bounds how often a pattern is laid out for one shape. A pattern of
// more is a texture, and no part of a logo.
const maxTiles = 400

// patterned is the pattern that fills e, laid out tile by tile and cut to the
// path; nil for any other fill. In a clip only the area counts.
func (c *compiler) patterned(e *element, in context, path geom.Path) []Node {
	st := in.style
	if st.fill.kind != inkRef || in.clipping || st.fillOpacity == 0 {
		return nil
	}
	target, _ := c.doc.byRef(st.fill.ref)
	if target == nil || target.Name != "pattern" || !c.enter(target) {
		return nil
	}
	defer c.leave()
	tiles := c.tiles(c.patternChain(target), in, path.Bounds())
	area := path.Transform(in.m)
	if !area.Finite() {
		return nil
	}
	return faded(clipTo(tiles, Clip{Path: area.Round(c.decimals), EvenOdd: st.evenOdd}), st.fillOpacity, "")
}

// patternChain is the pattern and those that it takes attributes from, by href.
func (c *compiler) patternChain(e *element) []*element {
	chain := []*element{e}
	for len(chain) <= 10 && c.left.operation(1) {
		up := c.target(e, e.attr("href"))
		if up == nil || up.Name != "pattern" {
			break
		}
		chain, e = append(chain, up), up
	}
	return chain
}

// tiles lays the pattern out over box, which is that of the shape.
func (c *compiler) tiles(chain []*element, in context, box geom.Box) []Node {
	tile, ok := patternTile(chain, in.view, box)
	m := in.m.Mul(parseTransform(first(chain, "patternTransform")))
	back, flat := m.Invert()
	if !ok || !flat {
		return nil
	}
	need := box.Transform(back.Mul(in.m))
	i0, i1 := math.Floor((need.X0-tile.X0)/tile.W()), math.Ceil((need.X1-tile.X0)/tile.W())
	j0, j1 := math.Floor((need.Y0-tile.Y0)/tile.H()), math.Ceil((need.Y1-tile.Y0)/tile.H())
	if !((i1-i0)*(j1-j0) <= maxTiles) {
		c.rep.add(foundPattern, line(chain[0].line))
		return nil
	}
	var nodes []Node
	for j := j0; j < j1; j++ {
		for i := i0; i < i1; i++ {
			at := m.Mul(geom.Translate(tile.X0+float64(i*tile.W()), tile.Y0+float64(j*tile.H())))
			nodes = append(nodes, c.tile(chain, in, at, tile, box)...)
		}
	}
	if (i1-i0)*(j1-j0) > 1 && !c.loose(chain, in, tile, box) {
		c.rep.add(foundPattern, line(chain[0].line))
		return nil
	}
	return nodes
}

// loose tells whether tiles stand apart: what a tile shows lies inside it and
// does not reach from edge to edge. Tiles that meet show hairlines between them
// in every viewer that smooths edges, so those are refused.
func (c *compiler) loose(chain []*element, in context, tile, box geom.Box) bool {
	whole := geom.Box{X1: tile.W(), Y1: tile.H()}
	content := roughBox(c.children(withChildren(chain), c.inTile(chain, in, geom.Identity, tile, box)))
	return whole.Contains(content) && content.W() < 0.999*tile.W() && content.H() < 0.999*tile.H()
}

// patternTile is the first tile in the coordinates of the pattern.
func patternTile(chain []*element, view extent, box geom.Box) (geom.Box, bool) {
	ofBox := first(chain, "patternUnits") != "userSpaceOnUse"
	if ofBox {
		view = extent{1, 1}
	}
	at := func(name string, whole float64) float64 {
		v, _ := parseLength(first(chain, name), whole)
		return v
	}
	x, y := at("x", view.w), at("y", view.h)
	t := geom.Box{X0: x, Y0: y, X1: x + at("width", view.w), Y1: y + at("height", view.h)}
	if ofBox {
		t = t.Transform(boxMatrix(box))
	}
	return t, !t.Empty() && !box.Empty()
}

// tile draws one tile, whose corner is the origin of m, cut to its edges.
func (c *compiler) tile(chain []*element, in context, m geom.Matrix, tile, box geom.Box) []Node {
	edge := geom.Rectangle(geom.Box{X1: tile.W(), Y1: tile.H()})
	edge = edge.Transform(m)
	return clipTo(c.children(withChildren(chain), c.inTile(chain, in, m, tile, box)), Clip{Path: edge.Round(c.decimals)})
}

// inTile is what the content of a pattern begins with.
func (c *compiler) inTile(chain []*element, in context, m geom.Matrix, tile, box geom.Box) context {
	s, _ := c.cascade(withChildren(chain), firstStyle, in.view)
	inner := context{style: s, m: m, view: in.view}
	if vb, ok := parseViewBox(first(chain, "viewBox")); ok {
		inner.m = m.Mul(fit(vb, tile.W(), tile.H(), first(chain, "preserveAspectRatio")))
		inner.view = extent{vb.W(), vb.H()}
	} else if first(chain, "patternContentUnits") == "objectBoundingBox" {
		inner.m = m.Mul(geom.Scale(box.W(), box.H()))
	}
	return inner
}

// withChildren is the nearest pattern that holds something.
func withChildren(chain []*element) *element {
	for _, e := range chain {
		if len(e.children) > 0 {
			return e
		}
	}
	return chain[0]
}
