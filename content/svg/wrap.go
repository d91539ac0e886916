package svg

import "github.com/portico-prm/portico/content/svg/geom"

// wrap applies what concerns an element as a whole to what it has drawn:
// filter (refused), clip, mask, opacity, blend mode, in this order.
func (c *compiler) wrap(e *element, o own, in context, nodes []Node) []Node {
	if len(nodes) == 0 || o.opacity == 0 {
		return nil
	}
	if o.filter != "" && o.filter != "none" {
		c.rep.add(foundFilter, line(e.line), quote(o.filter))
	}
	if named(o.clip) {
		nodes = c.clipped(e, o.clip, in, nodes)
	}
	if in.clipping {
		return nodes // opacity does not concern an area
	}
	if named(o.mask) {
		nodes = c.masked(e, o.mask, in, nodes)
	}
	return faded(nodes, o.opacity, o.blend)
}

// named tells whether a clip or mask is given at all.
func named(v string) bool { return v != "" && v != "none" }

// faded lays nodes over what is below with opacity and blend mode. A shape
// that is painted once needs no sheet of its own to become translucent.
func faded(nodes []Node, opacity float64, blend Blend) []Node {
	if len(nodes) == 0 || (opacity == 1 && blend == "") {
		return nodes
	}
	opacity = digits(opacity)
	if len(nodes) == 1 && blend == "" && nodes[0].Shape != nil {
		if s := *nodes[0].Shape; s.Fill == nil || s.Stroke == nil {
			return []Node{{Shape: s.faded(opacity)}}
		}
	}
	if len(nodes) == 1 && nodes[0].Group != nil && nodes[0].Group.plain() {
		g := *nodes[0].Group
		g.Opacity, g.Blend = opacity, blend
		return []Node{{Group: &g}}
	}
	return []Node{{Group: &Group{Opacity: opacity, Blend: blend, Nodes: nodes}}}
}

func (s Shape) faded(opacity float64) *Shape {
	if s.Fill != nil {
		fill := *s.Fill
		fill.Alpha = digits(fill.Alpha * opacity)
		s.Fill = &fill
	}
	if s.Stroke != nil {
		stroke := *s.Stroke
		stroke.Paint.Alpha = digits(stroke.Paint.Alpha * opacity)
		s.Stroke = &stroke
	}
	return &s
}

// plain tells whether g neither fades nor blends.
func (g *Group) plain() bool { return g.Opacity == 1 && g.Blend == "" }

// bare tells whether g needs no sheet of its own: it only cuts.
func (g *Group) bare() bool { return g.plain() && g.Mask == nil }

// outlined names the elements that outline knows.
var outlined = set("path rect circle ellipse line polyline polygon")

// frameOf is the bounding box of an element in its own coordinates, which
// objectBoundingBox units refer to: fills alone, unclipped.
func (c *compiler) frameOf(e *element, in context) geom.Box {
	if outlined[e.Name] {
		p := c.outline(e, in.view)
		return p.Bounds()
	}
	if e.Name == "image" {
		return imageBox(e, in.view)
	}
	draw := drawers[e.Name]
	if draw == nil || c.left.spent != "" {
		return geom.Box{}
	}
	in.m, in.clipping = geom.Identity, true // areas only: no paint is looked up
	var box geom.Box
	for _, n := range draw(c, e, firstOwn(), in) {
		box = box.Union(n.fillBounds())
	}
	return box
}

// boxMatrix maps the unit square to b.
func boxMatrix(b geom.Box) geom.Matrix {
	return geom.Matrix{A: b.W(), D: b.H(), E: b.X0, F: b.Y0}
}
