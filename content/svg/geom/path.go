package geom

import "math"

// Op is one step of a path.
type Op byte

// The steps, and the points that each takes.
const (
	Move  Op = 'M' // 1
	Line  Op = 'L' // 1
	Curve Op = 'C' // 3: two controls and the end
	Close Op = 'Z' // 0
)

// Size is the number of points that the step takes.
func (o Op) Size() int {
	switch o {
	case Curve:
		return 3
	case Close:
		return 0
	}
	return 1
}

// Path is one or more open or closed lines. Pts holds the points of all Ops
// one after another. Paths are built with MoveTo, LineTo, CurveTo, QuadTo,
// ArcTo and Close, and are not changed afterwards.
type Path struct {
	Ops []Op
	Pts []Point

	start Point // of the current subpath
}

// Empty tells whether there is nothing to draw.
func (p *Path) Empty() bool { return len(p.Ops) == 0 }

// At is the current point.
func (p *Path) At() Point {
	if len(p.Ops) > 0 && p.Ops[len(p.Ops)-1] == Close {
		return p.start
	}
	if len(p.Pts) == 0 {
		return Point{}
	}
	return p.Pts[len(p.Pts)-1]
}

// MoveTo begins a subpath.
func (p *Path) MoveTo(q Point) {
	p.start = q
	if n := len(p.Ops); n > 0 && p.Ops[n-1] == Move {
		p.Pts[len(p.Pts)-1] = q // a move after a move draws nothing
		return
	}
	p.add(Move, q)
}

// LineTo draws a straight line.
func (p *Path) LineTo(q Point) {
	p.begin()
	p.add(Line, q)
}

// CurveTo draws a cubic curve to q with the controls a and b.
func (p *Path) CurveTo(a, b, q Point) {
	p.begin()
	p.add(Curve, a, b, q)
}

// QuadTo draws a quadratic curve to q with the control a.
func (p *Path) QuadTo(a, q Point) {
	at := p.At()
	p.CurveTo(at.Add(a.Sub(at).Mul(2.0/3)), q.Add(a.Sub(q).Mul(2.0/3)), q)
}

// Close draws back to the start of the subpath and joins the ends.
func (p *Path) Close() {
	if n := len(p.Ops); n > 0 && p.Ops[n-1] != Close {
		p.add(Close)
	}
}

// Append adds all of q.
func (p *Path) Append(q *Path) {
	p.Ops = append(p.Ops, q.Ops...)
	p.Pts = append(p.Pts, q.Pts...)
	p.start = q.start
}

func (p *Path) add(o Op, pts ...Point) {
	p.Ops = append(p.Ops, o)
	p.Pts = append(p.Pts, pts...)
}

// begin starts a new subpath where the last one was closed, as SVG does.
func (p *Path) begin() {
	if n := len(p.Ops); n == 0 || p.Ops[n-1] == Close {
		p.MoveTo(p.At())
	}
}

// Each calls f for every step with its points, and with the point before it.
func (p *Path) Each(f func(o Op, from Point, pts []Point)) {
	var at, start Point
	i := 0
	for _, o := range p.Ops {
		pts := p.Pts[i : i+o.Size()]
		i += o.Size()
		f(o, at, pts)
		switch o {
		case Move:
			at, start = pts[0], pts[0]
		case Close:
			at = start
		default:
			at = pts[len(pts)-1]
		}
	}
}

// Transform is the path mapped by m.
func (p *Path) Transform(m Matrix) Path {
	q := Path{Ops: p.Ops, Pts: make([]Point, len(p.Pts)), start: m.Apply(p.start)}
	for i, pt := range p.Pts {
		q.Pts[i] = m.Apply(pt)
	}
	return q
}

// Round is the path on a grid of the given number of decimals, so that the
// last bits of a platform's arithmetic do not show in stored bytes.
func (p *Path) Round(decimals int) Path {
	q := Path{Ops: p.Ops, Pts: make([]Point, len(p.Pts)), start: p.start}
	for i, pt := range p.Pts {
		q.Pts[i] = Point{Round(pt.X, decimals), Round(pt.Y, decimals)}
	}
	return q
}

// Round is v with the given number of decimals, never minus zero.
func Round(v float64, decimals int) float64 {
	k := math.Pow10(decimals)
	return math.Round(v*k)/k + 0
}

// Finite tells whether every coordinate can be drawn.
func (p *Path) Finite() bool {
	for _, pt := range p.Pts {
		if !(math.Abs(pt.X) <= Far && math.Abs(pt.Y) <= Far) {
			return false
		}
	}
	return true
}

// Rectangle is b as a closed path.
func Rectangle(b Box) Path {
	var p Path
	c := b.Corners()
	p.MoveTo(c[0])
	for _, q := range c[1:] {
		p.LineTo(q)
	}
	p.Close()
	return p
}

// AsBox returns the box that the path draws, when it draws just an upright
// rectangle.
func (p *Path) AsBox() (Box, bool) {
	if len(p.Pts) < 4 || len(p.Pts) > 5 || (len(p.Pts) == 5 && p.Pts[4] != p.Pts[0]) {
		return Box{}, false
	}
	for i, o := range p.Ops {
		if (i == 0) != (o == Move) || o == Curve || (o == Close && i < len(p.Pts)) {
			return Box{}, false
		}
	}
	a, b, c, d := p.Pts[0], p.Pts[1], p.Pts[2], p.Pts[3]
	lying := a.Y == b.Y && b.X == c.X && c.Y == d.Y && d.X == a.X
	standing := a.X == b.X && b.Y == c.Y && c.X == d.X && d.Y == a.Y
	return p.Bounds(), lying || standing
}
