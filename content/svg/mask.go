package svg

import (
	"strings"

	"github.com/portico-prm/portico/content/svg/geom"
)

// masked lays a mask element on nodes.
func (c *compiler) masked(e *element, ref string, in context, nodes []Node) []Node {
	if !strings.HasPrefix(ref, "url(") {
		return nodes
	}
	target := c.target(e, ref)
	if len(nodes) == 0 || target == nil || target.Name != "mask" || !c.enter(target) {
		return nodes
	}
	defer c.leave()
	s, o := c.cascade(target, firstStyle, in.view)
	box := geom.Box{}
	if target.attr("maskUnits") != "userSpaceOnUse" || target.attr("maskContentUnits") == "objectBoundingBox" {
		box = c.frameOf(e, in)
	}
	inner := context{style: s, m: in.m, view: in.view}
	if target.attr("maskContentUnits") == "objectBoundingBox" {
		inner.m = in.m.Mul(boxMatrix(box))
	}
	content := clipTo(c.children(target, inner), Clip{Path: c.maskRegion(target, in, box)})
	alpha := o.alphaMask || target.attr("mask-type") == "alpha"
	if len(content) == 0 {
		return nil
	}
	return []Node{{Group: &Group{Opacity: 1, Mask: &Mask{Alpha: alpha, Nodes: content}, Nodes: nodes}}}
}

// maskRegion is the area outside which a mask hides everything: by default the
// box of the element and a tenth more on each side.
func (c *compiler) maskRegion(target *element, in context, box geom.Box) geom.Path {
	view, m := in.view, in.m
	if target.attr("maskUnits") != "userSpaceOnUse" {
		view, m = extent{1, 1}, in.m.Mul(boxMatrix(box))
	}
	x, y := target.length("x", view.w, -0.1*view.w), target.length("y", view.h, -0.1*view.h)
	w, h := target.length("width", view.w, 1.2*view.w), target.length("height", view.h, 1.2*view.h)
	p := geom.Rectangle(geom.Box{X0: x, Y0: y, X1: x + w, Y1: y + h})
	p = p.Transform(m)
	return p.Round(c.decimals)
}
