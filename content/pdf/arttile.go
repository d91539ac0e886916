package pdf

import (
	"math"

	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/svg/geom"
)

// mostTiles bounds how often a pattern is laid out for one shape.
const mostTiles = 400

// tileOf is the pattern of tiles that an ink is set to, or nil.
func (r *player) tileOf(in *ink) *stream {
	s, ok := in.pattern.(*stream)
	if !ok || r.d.smallInt(s.dict.get("PatternType"), 0) != 1 {
		return nil
	}
	return s
}

// tiled lays a pattern out, cut to the path. Tiles that meet are refused, as
// hairlines show between them wherever edges are smoothed.
func (r *player) tiled(tile *stream, path geom.Path, evenOdd bool) []svg.Node {
	m := r.state.base.Mul(r.d.matrix(tile.dict.get("Matrix")))
	back, ok := m.Invert()
	area := path.Transform(r.state.m)
	cells, known := r.cells(tile, area.Bounds().Intersect(r.view).Transform(back))
	if !ok || !known {
		r.found.add(artPattern)
		return nil
	}
	var nodes []svg.Node
	for j := cells.Y0; j < cells.Y1; j++ {
		for i := cells.X0; i < cells.X1; i++ {
			one := r.tile(tile, m.Mul(geom.Translate(i*cells.step.X, j*cells.step.Y)))
			if cells.Area() > 1 && !r.loose(one, m, cells.step) {
				r.found.add(artPattern)
				return nil
			}
			nodes = append(nodes, one...)
		}
	}
	nodes = r.canvas.Clip(nodes, area, evenOdd)
	if a := r.state.fill.alpha; a < 1 && len(nodes) > 0 {
		nodes = []svg.Node{{Group: &svg.Group{Opacity: a, Nodes: nodes}}}
	}
	return nodes
}

// grid is which cells of a pattern are needed.
type grid struct {
	geom.Box
	step geom.Point
}

// cells are those whose tiles may reach into the area; false when there are too
// many of them.
func (r *player) cells(tile *stream, area geom.Box) (g grid, ok bool) {
	b, ok := r.d.box(tile.dict.get("BBox"))
	dx, _ := number(r.d.resolve(tile.dict.get("XStep")))
	dy, _ := number(r.d.resolve(tile.dict.get("YStep")))
	dx, dy = math.Abs(dx), math.Abs(dy)
	if !ok || !(dx > 0 && dy > 0) {
		return g, false
	}
	g.step = geom.Point{X: dx, Y: dy}
	g.X0, g.X1 = math.Floor((area.X0-b[2])/dx)+1, math.Ceil((area.X1-b[0])/dx)
	g.Y0, g.Y1 = math.Floor((area.Y0-b[3])/dy)+1, math.Ceil((area.Y1-b[1])/dy)
	return g, g.Area() <= mostTiles
}

// tile draws one tile.
func (r *player) tile(tile *stream, m geom.Matrix) []svg.Node {
	start := firstState(m)
	if r.d.smallInt(tile.dict.get("PaintType"), 1) == 2 {
		start.fill.color, start.stroke.color = r.state.fill.color, r.state.fill.color
	}
	return r.apart(func() { r.content(tile, geom.Identity, start) })
}

// loose tells whether a tile leaves room to its neighbours.
func (r *player) loose(nodes []svg.Node, m geom.Matrix, step geom.Point) bool {
	back, ok := m.Invert()
	b := r.canvas.Bounds(nodes).Transform(back)
	return ok && (len(nodes) == 0 || b.W() < 0.999*step.X && b.H() < 0.999*step.Y)
}
