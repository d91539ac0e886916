package geom

import "math"

// Far bounds every coordinate that may be drawn. What lies further out is a
// mistake or an attack; float32 pens lose whole pixels there.
const Far = 1e7

// Box is an upright rectangle from (X0, Y0) to (X1, Y1). The zero Box is empty.
type Box struct{ X0, Y0, X1, Y1 float64 }

// W is the width.
func (b Box) W() float64 { return b.X1 - b.X0 }

// H is the height.
func (b Box) H() float64 { return b.Y1 - b.Y0 }

// Empty tells whether b holds no area.
func (b Box) Empty() bool { return !(b.X1 > b.X0 && b.Y1 > b.Y0) }

// Area is W x H, or 0 for an empty box.
func (b Box) Area() float64 {
	if b.Empty() {
		return 0
	}
	return float64(b.W() * b.H())
}

// Intersect is the part that b and c share.
func (b Box) Intersect(c Box) Box {
	r := Box{math.Max(b.X0, c.X0), math.Max(b.Y0, c.Y0), math.Min(b.X1, c.X1), math.Min(b.Y1, c.Y1)}
	if r.X1 < r.X0 || r.Y1 < r.Y0 {
		return Box{}
	}
	return r
}

// Union is the smallest box that holds b and c; an empty box adds nothing.
func (b Box) Union(c Box) Box {
	if b.Empty() {
		return c
	}
	if c.Empty() {
		return b
	}
	return Box{math.Min(b.X0, c.X0), math.Min(b.Y0, c.Y0), math.Max(b.X1, c.X1), math.Max(b.Y1, c.Y1)}
}

// Contains tells whether c lies wholly inside b.
func (b Box) Contains(c Box) bool {
	return b.X0 <= c.X0 && b.Y0 <= c.Y0 && b.X1 >= c.X1 && b.Y1 >= c.Y1
}

// Grow moves every side outwards by d.
func (b Box) Grow(d float64) Box { return Box{b.X0 - d, b.Y0 - d, b.X1 + d, b.Y1 + d} }

// Corners are the four corners, clockwise from the top left.
func (b Box) Corners() [4]Point {
	return [4]Point{{b.X0, b.Y0}, {b.X1, b.Y0}, {b.X1, b.Y1}, {b.X0, b.Y1}}
}

// Transform is the upright box around b mapped by m.
func (b Box) Transform(m Matrix) Box {
	g := newGatherer()
	for _, p := range b.Corners() {
		g.add(m.Apply(p))
	}
	return g.box
}

// gatherer grows a box point by point. Unlike Union it keeps boxes without
// area, as the box of a straight line is one.
type gatherer struct{ box Box }

func newGatherer() gatherer {
	return gatherer{Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}}
}

func (g *gatherer) add(p Point) {
	g.box.X0, g.box.X1 = math.Min(g.box.X0, p.X), math.Max(g.box.X1, p.X)
	g.box.Y0, g.box.Y1 = math.Min(g.box.Y0, p.Y), math.Max(g.box.Y1, p.Y)
}

// result is the gathered box, zero when nothing was added.
func (g *gatherer) result() Box {
	if g.box.X1 < g.box.X0 {
		return Box{}
	}
	return g.box
}
