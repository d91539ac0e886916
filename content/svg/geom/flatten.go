package geom

import "math"

// Polyline is a polyline: a subpath whose curves have become chords.
type Polyline struct {
	Pts    []Point
	Closed bool // the last point is joined to the first
}

// maxChords bounds the chords of one curve, whatever its size.
const maxChords = 400

// Flatten turns every subpath into a polyline that is nowhere further than
// tolerance from the path. Equal neighbours are dropped; a subpath of zero
// length remains as one point, as a round cap makes a dot of it.
func (p *Path) Flatten(tolerance float64) []Polyline {
	f := flattener{tolerance: tolerance}
	p.Each(f.step)
	f.end(false)
	return f.lines
}

type flattener struct {
	tolerance float64
	lines     []Polyline
	pts       []Point
	drawn     bool // something follows the move
}

func (f *flattener) step(o Op, from Point, pts []Point) {
	switch o {
	case Move:
		f.end(false)
		f.push(pts[0])
	case Line:
		f.drawn = true
		f.push(pts[0])
	case Curve:
		f.drawn = true
		f.curve(from, pts)
	case Close:
		f.drawn = true
		f.end(true)
	}
}

func (f *flattener) push(q Point) {
	if n := len(f.pts); n > 0 && f.pts[n-1] == q {
		return
	}
	f.pts = append(f.pts, q)
}

func (f *flattener) end(closed bool) {
	if n := len(f.pts); closed && n > 1 && f.pts[n-1] == f.pts[0] {
		f.pts = f.pts[:n-1]
	}
	if f.drawn && len(f.pts) > 0 {
		f.lines = append(f.lines, Polyline{Pts: f.pts, Closed: closed})
	}
	f.pts, f.drawn = nil, false
}

func (f *flattener) curve(from Point, pts []Point) {
	n := chords(from, pts, f.tolerance)
	for i := 1; i < n; i++ {
		f.push(cubicAt(from, pts[0], pts[1], pts[2], float64(i)/float64(n)))
	}
	f.push(pts[2])
}

// chords is the number of equal steps in which a cubic stays within tolerance:
// the error of a chord is at most an eighth of the second derivative times the
// square of the step.
func chords(a Point, pts []Point, tolerance float64) int {
	b, c, d := pts[0], pts[1], pts[2]
	bend := math.Max(a.Sub(b.Mul(2)).Add(c).Len(), b.Sub(c.Mul(2)).Add(d).Len())
	n := math.Ceil(math.Sqrt(6 * bend / (8 * tolerance)))
	if !(n > 1) {
		return 1
	}
	return int(math.Min(n, maxChords))
}

// Length is the length of the polyline.
func (l Polyline) Length() float64 {
	sum := 0.0
	for i := 1; i < len(l.Pts); i++ {
		sum += l.Pts[i].Sub(l.Pts[i-1]).Len()
	}
	if n := len(l.Pts); l.Closed && n > 1 {
		sum += l.Pts[0].Sub(l.Pts[n-1]).Len()
	}
	return sum
}

// Polylines is a path of straight lines.
func Polylines(lines []Polyline) Path {
	var p Path
	for _, l := range lines {
		for i, pt := range l.Pts {
			if i == 0 {
				p.MoveTo(pt)
				continue
			}
			p.LineTo(pt)
		}
		if l.Closed {
			p.Close()
		}
	}
	return p
}
