package svg

import (
	"fmt"
	"slices"

	"github.com/portico-prm/portico/content/svg/geom"
)

func (s *stream) nodes(nodes []Node) {
	for _, n := range nodes {
		switch {
		case n.Shape != nil:
			s.shape(n.Shape)
		case n.Picture != nil:
			s.picture(n.Picture)
		case n.Group != nil:
			s.apart(func() { s.group(n.Group) })
		}
	}
}

func (s *stream) group(g *Group) {
	if g.Clip != nil {
		s.clip(&g.Clip.Path, g.Clip.EvenOdd)
	}
	if g.bare() {
		s.nodes(g.Nodes)
		return
	}
	if st := s.groupState(g); st != "" {
		s.op(s.name("G", s.w.state(st)), "gs")
	}
	s.op(s.name("X", s.w.form(g.Nodes, "DeviceRGB", nil)), "Do")
}

// groupState is how a group lies over what is below it.
func (s *stream) groupState(g *Group) string {
	st := ""
	if g.Opacity < 1 {
		st += " /ca " + number(g.Opacity) + " /CA " + number(g.Opacity)
	}
	if g.Blend != "" {
		st += " /BM /" + pdfBlend[g.Blend]
	}
	if g.Mask != nil {
		kind := "Luminosity"
		if g.Mask.Alpha {
			kind = "Alpha"
		}
		st += softMask(kind, s.w.form(g.Mask.Nodes, "DeviceRGB", nil))
	}
	return st
}

func softMask(kind string, form int) string {
	return fmt.Sprintf(" /SMask << /Type /Mask /S /%s /G @%d >>", kind, form)
}

// shape paints fill and stroke in one go where that means the same.
func (s *stream) shape(sh *Shape) {
	if sh.bothAtOnce() {
		s.apart(func() {
			s.setFill(sh.Fill.Color)
			s.pen(sh.Stroke)
			s.path(&sh.Path)
			s.op(ruled("B", sh.EvenOdd))
		})
		return
	}
	if sh.StrokeBelow {
		s.stroke(sh)
	}
	if sh.Fill != nil {
		p := sh.filled()
		s.paint(&p, sh.EvenOdd, sh.Fill)
	}
	if !sh.StrokeBelow {
		s.stroke(sh)
	}
}

func (s *Shape) bothAtOnce() bool {
	return s.Fill != nil && s.Stroke != nil && !s.StrokeBelow && s.Matrix == nil &&
		s.Fill.opaque() && s.Stroke.Paint.opaque() && !s.squareDots()
}

// squareDots tells whether lines of no length are to be seen as squares. PDF
// does not draw them, as it does not know which way they lie.
func (s *Shape) squareDots() bool {
	if s.Stroke.Pen.Cap != geom.SquareCap {
		return false
	}
	dots, length, steps := len(s.Stroke.Pen.Dash) > 0 && slices.Contains(s.Stroke.Pen.Dash, 0), false, 0
	s.Path.Each(func(o geom.Op, from geom.Point, pts []geom.Point) {
		if o == geom.Move {
			dots = dots || steps > 0 && !length
			length, steps = false, 0
			return
		}
		steps++
		length = length || slices.ContainsFunc(pts, func(p geom.Point) bool { return p != from })
	})
	return dots || steps > 0 && !length
}

// opaque tells whether p is one solid colour.
func (p *Paint) opaque() bool { return p.Gradient == nil && p.Alpha == 1 }

// paint fills an area.
func (s *stream) paint(p *geom.Path, evenOdd bool, paint *Paint) {
	switch {
	case paint.Gradient != nil:
		s.apart(func() { s.gradient(p, evenOdd, paint) })
	case paint.Alpha < 1:
		s.apart(func() {
			s.alpha(paint.Alpha)
			s.solid(p, evenOdd, paint.Color)
		})
	default:
		s.solid(p, evenOdd, paint.Color)
	}
}

func (s *stream) solid(p *geom.Path, evenOdd bool, c Color) {
	s.setFill(c)
	s.path(p)
	s.op(ruled("f", evenOdd))
}

func (s *stream) setFill(c Color) {
	if v := colorNumbers(c); v != s.fill {
		s.op(v, "rg")
		s.fill = v
	}
}

// stroke draws a line with PDF's own pen; what that cannot do becomes an area.
func (s *stream) stroke(sh *Shape) {
	if sh.Stroke == nil {
		return
	}
	if sh.Stroke.Paint.Gradient != nil || sh.squareDots() {
		p := sh.stroked(s.w.tolerance())
		s.paint(&p, false, &sh.Stroke.Paint)
		return
	}
	s.apart(func() {
		if sh.Matrix != nil {
			s.matrix(*sh.Matrix)
		}
		s.alpha(sh.Stroke.Paint.Alpha)
		s.pen(sh.Stroke)
		s.path(&sh.Path)
		s.op("S")
	})
}

// pen sets colour, width, ends, corners and dashes of a line.
func (s *stream) pen(st *Stroke) {
	p := st.Pen
	s.op(colorNumbers(st.Paint.Color), "RG")
	s.op(number(p.Width), "w")
	if p.Cap != geom.ButtCap {
		s.op(fmt.Sprint(p.Cap), "J")
	}
	if p.Join != geom.MiterJoin {
		s.op(fmt.Sprint(p.Join), "j")
	} else {
		s.op(number(p.Miter), "M")
	}
	if len(p.Dash) > 0 {
		s.op("["+numbers(p.Dash...)+"]", number(p.Offset), "d")
	}
}

// picture places an image XObject, whose first row lies at the top of the unit
// square of PDF, that is at y = 1.
func (s *stream) picture(p *Picture) {
	n := s.w.image(p)
	s.apart(func() {
		s.matrix(p.Matrix.Mul(geom.Matrix{A: 1, D: -1, F: 1}))
		s.op(s.name("X", n), "Do")
	})
}

// image writes the pixels, and their alpha as a soft mask if they have any.
func (w *formWriter) image(p *Picture) int {
	m := p.decode()
	size := m.Rect.Size()
	rgb, alpha := make([]byte, 0, size.X*size.Y*3), make([]byte, 0, size.X*size.Y)
	opaque := true
	for i := 0; i < len(m.Pix); i += 4 {
		rgb = append(rgb, m.Pix[i], m.Pix[i+1], m.Pix[i+2])
		alpha = append(alpha, m.Pix[i+3])
		opaque = opaque && m.Pix[i+3] == 255
	}
	head := fmt.Sprintf("<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace ", size.X, size.Y)
	if opaque {
		return w.object(head+"/DeviceRGB >>", rgb)
	}
	mask := w.object(head+"/DeviceGray >>", alpha)
	return w.object(head+fmt.Sprintf("/DeviceRGB /SMask @%d >>", mask), rgb)
}
