package svg

import (
	"strings"

	"github.com/portico-prm/portico/content/svg/geom"
)

// clipped cuts nodes to a clipPath. Where the clip is one path, or several that
// do not touch, it stays a path; else it becomes a mask of white shapes.
func (c *compiler) clipped(e *element, ref string, in context, nodes []Node) []Node {
	if !strings.HasPrefix(ref, "url(") {
		c.rep.add(foundClip, line(e.line), quote(ref))
		return nodes
	}
	target := c.target(e, ref)
	if target == nil || target.Name != "clipPath" || !c.enter(target) {
		return nodes
	}
	defer c.leave()
	s, o := c.cascade(target, firstStyle, in.view)
	area := context{style: s, m: in.m.Mul(o.transform), view: in.view, clipping: true}
	if target.attr("clipPathUnits") == "objectBoundingBox" {
		area.m = area.m.Mul(boxMatrix(c.frameOf(e, in)))
	}
	if !area.m.Finite() || area.m.Det() == 0 {
		return nil
	}
	shapes := c.children(target, area)
	if named(o.clip) {
		shapes = c.clipped(target, o.clip, in, shapes)
	}
	return cut(nodes, shapes)
}

// cut leaves of nodes what the shapes cover.
func cut(nodes, shapes []Node) []Node {
	if len(shapes) == 0 {
		return nil
	}
	if clip, ok := asClip(shapes); ok {
		return clipTo(nodes, clip)
	}
	return []Node{{Group: &Group{Opacity: 1, Mask: &Mask{Nodes: shapes}, Nodes: nodes}}}
}

// asClip joins shapes to one path. That is right only when their boxes do not
// touch: where two shapes overlap, their windings could cancel out.
func asClip(shapes []Node) (Clip, bool) {
	var clip Clip
	var boxes []geom.Box
	for i, n := range shapes {
		s := n.Shape
		if s == nil || s.Matrix != nil || (i > 0 && s.EvenOdd != clip.EvenOdd) || i >= maxJoined {
			return clip, false
		}
		box := s.Path.Bounds()
		for _, b := range boxes {
			if !b.Intersect(box).Empty() {
				return clip, false
			}
		}
		boxes = append(boxes, box)
		clip.EvenOdd = s.EvenOdd
		clip.Path = joined(clip.Path, s.Path)
	}
	return clip, true
}

// maxJoined bounds the boxes that are compared with each other.
const maxJoined = 200

func joined(a, b geom.Path) geom.Path {
	if a.Empty() {
		return b
	}
	var p geom.Path
	p.Append(&a)
	p.Append(&b)
	return p
}

// clipTo cuts nodes to a path, unless all of them lie inside it anyway, as they
// do in most exported artboards.
func clipTo(nodes []Node, clip Clip) []Node {
	if len(nodes) == 0 || clip.Path.Empty() {
		return nil
	}
	if box, ok := clip.Path.AsBox(); ok && box.Contains(roughBox(nodes)) {
		return nodes
	}
	return []Node{{Group: &Group{Opacity: 1, Clip: &clip, Nodes: nodes}}}
}
