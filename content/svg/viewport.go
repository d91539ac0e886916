package svg

import (
	"fmt"
	"math"
	"strings"

	"github.com/portico-prm/portico/content/svg/geom"
)

// frame is the outermost viewport: the size of the tree, and the way into it.
type frame struct {
	size   extent
	m      geom.Matrix
	view   extent // in units of the viewBox
	shrink bool   // no size is given: the tree becomes as large as the drawing
}

// frame finds the size of the drawing in units of its viewBox, so that numbers
// stay as their author wrote them. Width and height decide the proportions.
func (c *compiler) frame(root *element) (frame, bool) {
	vb, has := parseViewBox(root.attr("viewBox"))
	w, hasW := absolute(root.attr("width"))
	h, hasH := absolute(root.attr("height"))
	switch {
	case !has && !(hasW && hasH):
		f := frame{size: extent{300, 150}, m: geom.Identity, view: extent{300, 150}, shrink: true}
		return f, true
	case !has:
		vb = geom.Box{X1: w, Y1: h}
	case !hasW && !hasH:
		w, h = vb.W(), vb.H()
	case !hasW:
		w = h * vb.W() / vb.H()
	case !hasH:
		h = w * vb.H() / vb.W()
	}
	if !c.drawable(vb, w, h) {
		return frame{}, false
	}
	return c.framed(vb, w, h, root.attr("preserveAspectRatio"))
}

// framed scales the viewport so that one unit of it is one of the viewBox.
func (c *compiler) framed(vb geom.Box, w, h float64, aspect string) (frame, bool) {
	if k := fit(vb, w, h, aspect); k.A == k.D {
		w, h = w/k.A, h/k.A
	}
	if math.Abs(w-vb.W()) < 1e-3*vb.W() && math.Abs(h-vb.H()) < 1e-3*vb.H() {
		w, h = vb.W(), vb.H() // width and height were rounded by an editor
	}
	if !c.drawable(vb, w, h) {
		return frame{}, false
	}
	d := decimals(max(w, h))
	size := extent{geom.Round(w, d), geom.Round(h, d)}
	return frame{size: size, m: fit(vb, w, h, aspect), view: extent{vb.W(), vb.H()}}, true
}

func (c *compiler) drawable(vb geom.Box, w, h float64) bool {
	most := c.lim.Size
	for _, v := range []float64{vb.X0, vb.Y0, vb.W(), vb.H(), w, h} {
		if !(math.Abs(v) <= most) {
			c.rep.add(foundViewBox, "", measures(w, h), most)
			return false
		}
	}
	if !(min(vb.W(), vb.H(), w, h) > 1e-3) {
		c.rep.add(foundViewBox, "", measures(w, h), most)
		return false
	}
	return true
}

func measures(w, h float64) string { return fmt.Sprintf("%.6g x %.6g", w, h) }

// root draws the outermost element.
func (c *compiler) root(e *element, f frame) []Node {
	s, o := c.cascade(e, firstStyle, f.view)
	if o.noDisplay {
		return nil
	}
	in := context{style: s, m: f.m.Mul(o.transform), view: f.view}
	return append(grounded(o.ground, f.size), c.wrap(e, o, in, c.children(e, in))...)
}

// grounded is the background that a style sheet gives the outermost element, as
// browsers paint it.
func grounded(t tint, size extent) []Node {
	if t.alpha == 0 {
		return nil
	}
	all := geom.Rectangle(geom.Box{X1: size.w, Y1: size.h})
	return []Node{{Shape: &Shape{Path: all, Fill: &Paint{Color: t.Color, Alpha: t.alpha}}}}
}

// nested draws an inner svg element.
func (c *compiler) nested(e *element, o own, in context) []Node {
	x, y := e.length("x", in.view.w, 0), e.length("y", in.view.h, 0)
	w := e.length("width", in.view.w, in.view.w)
	h := e.length("height", in.view.h, in.view.h)
	return c.viewport(e, o, in, geom.Box{X0: x, Y0: y, X1: x + w, Y1: y + h})
}

// viewport draws the children of e into box, through its viewBox if it has
// one, and cuts off what lies outside.
func (c *compiler) viewport(e *element, o own, in context, box geom.Box) []Node {
	if box.Empty() {
		return nil
	}
	inner := in
	inner.view = extent{box.W(), box.H()}
	inner.m = in.m.Mul(geom.Translate(box.X0, box.Y0))
	if vb, ok := parseViewBox(e.attr("viewBox")); ok {
		inner.m = inner.m.Mul(fit(vb, box.W(), box.H(), e.attr("preserveAspectRatio")))
		inner.view = extent{vb.W(), vb.H()}
	}
	nodes := c.children(e, inner)
	if o.overflow {
		return nodes
	}
	edge := geom.Rectangle(box)
	edge = edge.Transform(in.m)
	return clipTo(nodes, Clip{Path: edge.Round(c.decimals)})
}

// parseViewBox reads four numbers, the last two above zero.
func parseViewBox(s string) (geom.Box, bool) {
	v, ok := geom.NewScanner(s).Numbers(4)
	if !ok || !(v[2] > 0 && v[3] > 0) {
		return geom.Box{}, false
	}
	return geom.Box{X0: v[0], Y0: v[1], X1: v[0] + v[2], Y1: v[1] + v[3]}, true
}

// absolute reads a length above zero that is no percentage.
func absolute(s string) (float64, bool) {
	v, ok := parseLength(s, 0)
	return v, ok && v > 0
}

// fit maps a viewBox into a viewport of w x h as preserveAspectRatio says.
func fit(vb geom.Box, w, h float64, aspect string) geom.Matrix {
	sx, sy := w/vb.W(), h/vb.H()
	words := strings.Fields(strings.TrimPrefix(aspect, "defer "))
	align := "xMidYMid"
	if len(words) > 0 {
		align = words[0]
	}
	if align == "none" {
		return geom.Scale(sx, sy).Mul(geom.Translate(-vb.X0, -vb.Y0))
	}
	k := math.Min(sx, sy)
	if len(words) > 1 && words[1] == "slice" {
		k = math.Max(sx, sy)
	}
	dx := (w - float64(vb.W()*k)) * part(align, "xMin", "xMax")
	dy := (h - float64(vb.H()*k)) * part(align, "YMin", "YMax")
	return geom.Translate(dx, dy).Mul(geom.Scale(k, k)).Mul(geom.Translate(-vb.X0, -vb.Y0))
}

// part is how much of the free room lies before the picture.
func part(align, low, high string) float64 {
	switch {
	case strings.Contains(align, low):
		return 0
	case strings.Contains(align, high):
		return 1
	}
	return 0.5
}
