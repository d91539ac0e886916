package geom

import "math"

// Bounds is the tight box around the path, curves measured at their extremes
// and not at their controls. A lone move counts for nothing.
func (p *Path) Bounds() Box {
	g := newGatherer()
	p.Each(func(o Op, from Point, pts []Point) {
		switch o {
		case Line:
			g.add(from)
			g.add(pts[0])
		case Curve:
			g.add(from)
			g.add(pts[2])
			extremes(&g, from, pts)
		}
	})
	return g.result()
}

// extremes adds the points where a cubic turns back in x or in y.
func extremes(g *gatherer, a Point, pts []Point) {
	b, c, d := pts[0], pts[1], pts[2]
	for _, t := range turns(a.X, b.X, c.X, d.X) {
		g.add(cubicAt(a, b, c, d, t))
	}
	for _, t := range turns(a.Y, b.Y, c.Y, d.Y) {
		g.add(cubicAt(a, b, c, d, t))
	}
}

// turns solves where the derivative of one coordinate of a cubic is zero, for
// t between 0 and 1.
func turns(a, b, c, d float64) []float64 {
	if lo, hi := math.Min(a, d), math.Max(a, d); b >= lo && b <= hi && c >= lo && c <= hi {
		return nil // controls within the ends: no turn can leave the box
	}
	qa := -a + float64(3*b) - float64(3*c) + d
	qb := 2 * (a - float64(2*b) + c)
	qc := b - a
	var ts []float64
	for _, t := range quadratic(qa, qb, qc) {
		if t > 0 && t < 1 {
			ts = append(ts, t)
		}
	}
	return ts
}

// quadratic solves a t^2 + b t + c = 0.
func quadratic(a, b, c float64) []float64 {
	if math.Abs(a) < 1e-12*(math.Abs(b)+math.Abs(c)) {
		if b == 0 {
			return nil
		}
		return []float64{-c / b}
	}
	disc := float64(b*b) - float64(4*a*c)
	if disc < 0 {
		return nil
	}
	q := -(b + math.Copysign(math.Sqrt(disc), b)) / 2
	if q == 0 {
		return []float64{0}
	}
	return []float64{q / a, c / q}
}

func cubicAt(a, b, c, d Point, t float64) Point {
	s := 1 - t
	k0, k1, k2, k3 := s*s*s, 3*s*s*t, 3*s*t*t, t*t*t
	return Point{
		float64(k0*a.X) + float64(k1*b.X) + float64(k2*c.X) + float64(k3*d.X),
		float64(k0*a.Y) + float64(k1*b.Y) + float64(k2*c.Y) + float64(k3*d.Y),
	}
}

// Length is the length of the path, curves measured along their controls,
// which is never too short.
func (p *Path) Length() float64 {
	sum := 0.0
	p.Each(func(o Op, from Point, pts []Point) {
		if o == Move {
			return
		}
		for _, q := range pts {
			sum += q.Sub(from).Len()
			from = q
		}
	})
	return sum
}
