package svg

import "github.com/portico-prm/portico/content/svg/geom"

// use draws another element of the file at (x, y).
func (c *compiler) use(e *element, _ own, in context) []Node {
	target := c.target(e, e.attr("href"))
	if target == nil || !c.enter(target) {
		return nil
	}
	defer c.leave()
	x, y := e.length("x", in.view.w, 0), e.length("y", in.view.h, 0)
	in.m = in.m.Mul(geom.Translate(x, y))
	if target.Name == "symbol" || target.Name == "svg" {
		return c.useViewport(e, target, in)
	}
	return c.node(target, in)
}

// useViewport draws a symbol or svg, whose size the use may set.
func (c *compiler) useViewport(e, target *element, in context) []Node {
	if !c.left.operation(nodeCost) {
		return nil
	}
	s, o := c.cascade(target, in.style, in.view)
	if o.noDisplay {
		return nil
	}
	w := e.length("width", in.view.w, target.length("width", in.view.w, in.view.w))
	h := e.length("height", in.view.h, target.length("height", in.view.h, in.view.h))
	inner := context{s, in.m.Mul(o.transform), in.view, in.clipping}
	nodes := c.viewport(target, o, inner, geom.Box{X1: w, Y1: h})
	return c.wrap(target, o, inner, nodes)
}

// target finds what a reference names, and reports when that is nothing.
func (c *compiler) target(e *element, ref string) *element {
	t, outside := c.doc.byRef(ref)
	switch {
	case outside:
		c.rep.add(foundExternal, line(e.line), quote(ref))
	case t == nil && ref != "":
		c.rep.add(foundReference, line(e.line), quote(ref))
	}
	return t
}

// enter begins to expand a reference; false when it would contain itself, or
// when there have been too many.
func (c *compiler) enter(t *element) bool {
	if !c.left.reference() {
		return false
	}
	for _, open := range c.open {
		if open == t {
			c.rep.add(foundReference, line(t.line), "#"+quote(t.ID))
			return false
		}
	}
	if len(c.open) >= c.lim.Depth {
		c.left.spent = "references"
		return false
	}
	c.open = append(c.open, t)
	return true
}

func (c *compiler) leave() { c.open = c.open[:len(c.open)-1] }
