package geom

import "math"

// Cap is the shape of the ends of a stroke, numbered as PDF numbers it.
type Cap uint8

// The line ends at its last point, or half a width behind it.
const (
	ButtCap Cap = iota
	RoundCap
	SquareCap
)

// Join is the shape of the corners of a stroke, numbered as PDF numbers it.
type Join uint8

// Corners are pointed, rounded or cut off.
const (
	MiterJoin Join = iota
	RoundJoin
	BevelJoin
)

// Pen is how a line is drawn.
type Pen struct {
	Width  float64   `json:"width"`
	Cap    Cap       `json:"cap,omitempty"`
	Join   Join      `json:"join,omitempty"`
	Miter  float64   `json:"miter,omitempty"` // limit of miter length to width; longer ones become bevels
	Dash   []float64 `json:"dash,omitempty"`
	Offset float64   `json:"offset,omitempty"` // where in the dash pattern the line starts
}

// Outline is the area that the pen covers along the path, as closed polygons
// to be filled with the nonzero rule. All of it winds the same way, so a pen
// that sums areas instead of counting edges shows no holes either.
func (p *Path) Outline(pen Pen, tolerance float64) []Polyline {
	s := stroker{pen: pen, r: pen.Width / 2, step: arcStep(pen.Width/2, tolerance)}
	for _, l := range Dashed(p.Flatten(tolerance), pen) {
		s.line(l)
	}
	return s.out
}

// arcStep is the angle of the chords that keep a circle of radius r round.
func arcStep(r, tolerance float64) float64 {
	if r <= tolerance {
		return math.Pi / 2
	}
	return math.Max(2*math.Acos(1-tolerance/r), math.Pi/64)
}

type stroker struct {
	pen  Pen
	r    float64
	step float64
	out  []Polyline
	side []Point // being built
}

func (s *stroker) line(l Polyline) {
	switch {
	case len(l.Pts) == 0 || s.r <= 0:
	case len(l.Pts) == 1:
		s.dot(l.Pts[0])
	case l.Closed && len(l.Pts) > 2:
		s.ring(l.Pts)
		s.ring(reversed(l.Pts))
	default:
		s.open(l)
	}
}

// dot is a line of no length: its caps alone.
func (s *stroker) dot(p Point) {
	if s.pen.Cap == ButtCap {
		return
	}
	d := Point{1, 0}
	s.cap(p, d)
	s.cap(p, d.Mul(-1))
	s.finish()
}

// open draws one side there, a cap, the other side back, and a cap. A closed
// line of two points is drawn there and back with joins instead of caps.
func (s *stroker) open(l Polyline) {
	pts, back := l.Pts, reversed(l.Pts)
	for _, side := range [2][]Point{pts, back} {
		s.sideOf(side)
		n := len(side)
		d := direction(side[n-2], side[n-1])
		if l.Closed {
			s.corner(side[n-1], d, d.Mul(-1), 0)
			continue
		}
		s.cap(side[n-1], d)
	}
	s.finish()
}

// sideOf walks along the left side of an open line, corners between included.
func (s *stroker) sideOf(pts []Point) {
	d := direction(pts[0], pts[1])
	s.put(pts[0], d)
	for i := 1; i < len(pts)-1; i++ {
		next := direction(pts[i], pts[i+1])
		room := math.Min(pts[i].Sub(pts[i-1]).Len(), pts[i+1].Sub(pts[i]).Len())
		s.corner(pts[i], d, next, room)
		d = next
	}
	s.put(pts[len(pts)-1], d)
}

// ring walks once around the left side of a closed line.
func (s *stroker) ring(pts []Point) {
	n := len(pts)
	for i, p := range pts {
		before, after := pts[(i+n-1)%n], pts[(i+1)%n]
		room := math.Min(p.Sub(before).Len(), after.Sub(p).Len())
		s.corner(p, direction(before, p), direction(p, after), room)
	}
	s.finish()
}

func (s *stroker) finish() {
	s.out = append(s.out, Polyline{Pts: s.side, Closed: true})
	s.side = nil
}

// put adds the point left of p for a line that runs in direction d.
func (s *stroker) put(p, d Point) { s.side = append(s.side, p.Add(left(d).Mul(s.r))) }

// corner joins two directions at p on the left side.
func (s *stroker) corner(p, d0, d1 Point, room float64) {
	cross := float64(d0.X*d1.Y) - float64(d0.Y*d1.X)
	dot := float64(d0.X*d1.X) + float64(d0.Y*d1.Y)
	if cross < 0 || (cross == 0 && dot > 0) {
		s.inner(p, d0, d1, dot, room)
		return
	}
	s.outer(p, d0, d1, dot)
}

// inner is the corner on the side that the line turns to. Where the segments
// are long enough for the corners at both their ends the two sides simply meet;
// else the way leads over p, which keeps every piece winding the same way.
func (s *stroker) inner(p, d0, d1 Point, dot, room float64) {
	if t := tanHalf(dot) * s.r; t < room/2 {
		s.side = append(s.side, p.Add(left(d0).Mul(s.r)).Add(d0.Mul(-t)))
		return
	}
	s.put(p, d0)
	s.side = append(s.side, p)
	s.put(p, d1)
}

// outer is the corner on the side that the line turns away from.
func (s *stroker) outer(p, d0, d1 Point, dot float64) {
	s.put(p, d0)
	switch s.pen.Join {
	case RoundJoin:
		s.fan(p, left(d0), math.Acos(clamp(dot, -1, 1)))
	case MiterJoin:
		// The miter is 1/sin(half the angle between the segments) long.
		if half := math.Sqrt(math.Max(0, (1+dot)/2)); half > 1e-6 && 1/half <= s.pen.Miter {
			s.side = append(s.side, p.Add(left(d0).Mul(s.r)).Add(d0.Mul(tanHalf(dot)*s.r)))
		}
	}
	s.put(p, d1)
}

// cap ends a line that runs in direction d at p, from its left to its right.
func (s *stroker) cap(p, d Point) {
	s.put(p, d)
	switch s.pen.Cap {
	case RoundCap:
		s.fan(p, left(d), math.Pi)
	case SquareCap:
		l, f := left(d).Mul(s.r), d.Mul(s.r)
		s.side = append(s.side, p.Add(l).Add(f), p.Sub(l).Add(f))
	}
	s.put(p, d.Mul(-1))
}

// fan adds points of the circle around p, from the direction n through angle,
// both ends left out.
func (s *stroker) fan(p, n Point, angle float64) {
	steps := int(math.Ceil(angle / s.step))
	for i := 1; i < steps; i++ {
		sin, cos := math.Sincos(angle * float64(i) / float64(steps))
		s.side = append(s.side, p.Add(Point{float64(n.X*cos) - float64(n.Y*sin), float64(n.X*sin) + float64(n.Y*cos)}.Mul(s.r)))
	}
}

// left is the direction at the left of d on a page whose y grows downwards.
func left(d Point) Point { return Point{d.Y, -d.X} }

func direction(a, b Point) Point {
	d := b.Sub(a)
	l := d.Len()
	if l == 0 {
		return Point{1, 0}
	}
	return d.Mul(1 / l)
}

// tanHalf is the tangent of half the angle whose cosine is dot.
func tanHalf(dot float64) float64 {
	if dot <= -1 {
		return math.Inf(1)
	}
	return math.Sqrt(math.Max(0, 1-dot) / (1 + dot))
}

func clamp(v, lo, hi float64) float64 { return math.Max(lo, math.Min(hi, v)) }

func reversed(pts []Point) []Point {
	r := make([]Point, len(pts))
	for i, p := range pts {
		r[len(pts)-1-i] = p
	}
	return r
}
