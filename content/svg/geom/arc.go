package geom

import "math"

// ArcTo draws an elliptical arc to q as SVG's A command means it: radii rx and
// ry, the ellipse turned by degrees, the large or the small way round, and
// sweep for clockwise on the page. Radii too small for the distance grow.
func (p *Path) ArcTo(rx, ry, degrees float64, large, sweep bool, q Point) {
	from := p.At()
	rx, ry = math.Abs(rx), math.Abs(ry)
	if rx == 0 || ry == 0 || !(rx < Far && ry < Far) {
		p.LineTo(q)
		return
	}
	if from == q {
		return
	}
	c, start, delta, m := centre(from, q, rx, ry, degrees, large, sweep)
	p.arc(m, c, start, delta, q)
}

// centre finds the circle behind an arc: the points are mapped so that the
// ellipse becomes the unit circle, which m maps back.
func centre(from, to Point, rx, ry, degrees float64, large, sweep bool) (c Point, start, delta float64, m Matrix) {
	m = Rotate(degrees).Mul(Scale(rx, ry))
	inv := Scale(1/rx, 1/ry).Mul(Rotate(-degrees))
	a, b := inv.Apply(from), inv.Apply(to)
	half := b.Sub(a).Mul(0.5)
	mid := a.Add(half)
	d := half.Len()
	if d > 1 { // the ends are further apart than the ellipse is wide
		m = m.Mul(Scale(d, d))
		a, b, half, mid, d = a.Mul(1/d), b.Mul(1/d), half.Mul(1/d), mid.Mul(1/d), 1
	}
	h := math.Sqrt(math.Max(0, 1-float64(d*d))) / d
	if large == sweep {
		h = -h
	}
	c = Point{mid.X - float64(h*half.Y), mid.Y + float64(h*half.X)}
	start = math.Atan2(a.Y-c.Y, a.X-c.X)
	delta = math.Atan2(b.Y-c.Y, b.X-c.X) - start
	if sweep && delta < 0 {
		delta += 2 * math.Pi
	}
	if !sweep && delta > 0 {
		delta -= 2 * math.Pi
	}
	return c, start, delta, m
}

// arc adds a part of the unit circle around c, mapped by m, in pieces of at
// most a quarter turn; a cubic is off by 0.03 % of the radius there.
func (p *Path) arc(m Matrix, c Point, start, delta float64, end Point) {
	n := int(math.Ceil(math.Abs(delta)/(math.Pi/2) - 1e-9))
	n = min(max(n, 1), 4)
	step := delta / float64(n)
	k := 4.0 / 3 * math.Tan(step/4)
	for i := range n {
		s0, c0 := math.Sincos(start + float64(float64(i)*step))
		s1, c1 := math.Sincos(start + float64(float64(i+1)*step))
		a := m.Apply(Point{c.X + c0 - float64(k*s0), c.Y + s0 + float64(k*c0)})
		b := m.Apply(Point{c.X + c1 + float64(k*s1), c.Y + s1 - float64(k*c1)})
		q := m.Apply(Point{c.X + c1, c.Y + s1})
		if i == n-1 {
			q = end
		}
		p.CurveTo(a, b, q)
	}
}

// Ellipse is a closed ellipse around c.
func Ellipse(c Point, rx, ry float64) Path {
	var p Path
	right := Point{c.X + rx, c.Y}
	p.MoveTo(right)
	m := Translate(c.X, c.Y).Mul(Scale(rx, ry))
	p.arc(m, Point{}, 0, 2*math.Pi, right)
	p.Close()
	return p
}

// RoundRect is b with elliptical corners of the radii rx and ry, which shrink
// to half a side at most.
func RoundRect(b Box, rx, ry float64) Path {
	rx, ry = math.Min(rx, b.W()/2), math.Min(ry, b.H()/2)
	if rx <= 0 || ry <= 0 {
		return Rectangle(b)
	}
	var p Path
	p.MoveTo(Point{b.X0 + rx, b.Y0})
	p.LineTo(Point{b.X1 - rx, b.Y0})
	p.ArcTo(rx, ry, 0, false, true, Point{b.X1, b.Y0 + ry})
	p.LineTo(Point{b.X1, b.Y1 - ry})
	p.ArcTo(rx, ry, 0, false, true, Point{b.X1 - rx, b.Y1})
	p.LineTo(Point{b.X0 + rx, b.Y1})
	p.ArcTo(rx, ry, 0, false, true, Point{b.X0, b.Y1 - ry})
	p.LineTo(Point{b.X0, b.Y0 + ry})
	p.ArcTo(rx, ry, 0, false, true, Point{b.X0 + rx, b.Y0})
	p.Close()
	return p
}
