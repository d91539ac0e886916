package svg

import (
	"math"

	"github.com/portico-prm/portico/content/svg/geom"
)

// shape draws a path or a basic shape.
func (c *compiler) shape(e *element, _ own, in context) []Node {
	if in.style.hidden {
		return nil
	}
	p := c.outline(e, in.view)
	if p.Empty() || !c.left.segment(len(p.Ops)) {
		return nil
	}
	if in.style.markers {
		c.rep.add(foundMarker, line(e.line))
	}
	s := &Shape{Path: p}
	tiles := c.patterned(e, in, p)
	if len(tiles) > 0 {
		in.style.fill = ink{} // the tiles are the fill
	}
	c.inks(s, e, in)
	if s.Fill == nil && s.Stroke == nil {
		return tiles
	}
	if !c.place(s, in.m) {
		c.rep.add(foundRange, line(e.line))
		return nil
	}
	return append(tiles, Node{Shape: s})
}

// inks finds the paints of s. In a clip only the area counts: it is white.
func (c *compiler) inks(s *Shape, e *element, in context) {
	st := in.style
	if in.clipping {
		s.Fill, s.EvenOdd = &Paint{Color: Color{255, 255, 255}, Alpha: 1}, st.clipEvenOdd
		return
	}
	box := s.Path.Bounds()
	s.Fill = c.paint(e, st.fill, st.fillOpacity, in, box)
	s.EvenOdd = st.evenOdd && s.Fill != nil
	if st.pen.Width > 0 {
		if p := c.paint(e, st.stroke, st.strokeOpacity, in, box); p != nil {
			s.Stroke = &Stroke{Paint: *p, Pen: st.pen}
		}
	}
	s.StrokeBelow = st.strokeBelow && s.Fill != nil && s.Stroke != nil
}

// place brings s into the tree's coordinates. Where m would press the pen flat
// the path stays as it is, and m is kept beside it.
func (c *compiler) place(s *Shape, m geom.Matrix) bool {
	if s.Stroke == nil || m.Similar() {
		s.Path = s.Path.Transform(m)
		s.Path = s.Path.Round(c.decimals)
		if s.Stroke != nil {
			s.Stroke.Pen = c.pen(s.Stroke.Pen, m.Scale())
		}
	} else {
		m = significant(m)
		s.Matrix = &m
		s.Path = s.Path.Round(6)
		s.Stroke.Pen = c.pen(s.Stroke.Pen, 1)
	}
	return s.Path.Finite() && (s.Stroke == nil || c.dashable(s))
}

// pen scales a pen.
func (c *compiler) pen(p geom.Pen, k float64) geom.Pen {
	p.Width = digits(p.Width * k)
	p.Offset = digits(p.Offset * k)
	dash := make([]float64, len(p.Dash))
	for i, d := range p.Dash {
		dash[i] = digits(d * k)
	}
	if p.Dash = dash; len(dash) == 0 {
		p.Dash, p.Offset = nil, 0
	}
	if p.Join != geom.MiterJoin {
		p.Miter = 0
	}
	return p
}

// dashable spends what the dashes of s cost, and is false for a pen that is
// out of all proportion.
func (c *compiler) dashable(s *Shape) bool {
	p := s.Stroke.Pen
	if !(p.Width <= geom.Far && math.Abs(p.Offset) <= geom.Far) {
		return false
	}
	if len(p.Dash) > 0 {
		n := geom.DashCount(s.Path.Flatten(s.tolerance(c.decimals)), p)
		c.left.segment(int(math.Min(n, 1e9)))
	}
	return true
}

// tolerance is a length far below a pixel in a drawing of that many decimals.
func (s *Shape) tolerance(decimals int) float64 {
	t := 1000 * math.Pow10(-decimals)
	if s.Matrix != nil {
		t /= math.Max(s.Matrix.Scale(), 1e-9)
	}
	return t
}

// digits keeps eight digits of a number that is no coordinate.
func digits(v float64) float64 {
	if math.Abs(v) < 1e-12 {
		return 0
	}
	return geom.Round(v, 7-int(math.Floor(math.Log10(math.Abs(v)))))
}

func significant(m geom.Matrix) geom.Matrix {
	return geom.Matrix{
		A: digits(m.A), B: digits(m.B), C: digits(m.C),
		D: digits(m.D), E: digits(m.E), F: digits(m.F),
	}
}
