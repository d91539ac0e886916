package pdf

import (
	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/svg/geom"
)

// artState is the graphics state, as far as it shows.
type artState struct {
	m            geom.Matrix // user space to the tree's coordinates
	base         geom.Matrix // that of the page or form, which patterns refer to
	fill, stroke ink
	pen          geom.Pen
	blend        svg.Blend
	cover        *cover // clips and masks, innermost first
	invisible    bool   // text that is not painted
}

// ink is a colour space with the colour, or the pattern, that is set in it.
type ink struct {
	space   colorSpace
	color   svg.Color
	pattern object // a dictionary or a stream; nil for a plain colour
	alpha   float64
}

func firstState(m geom.Matrix) artState {
	black := ink{space: grey, alpha: 1}
	return artState{m: m, base: m, fill: black, stroke: black, pen: geom.Pen{Width: 1, Miter: 10}}
}

// cover is what lies around a painted object: a clip or a soft mask, and those
// around it.
type cover struct {
	clip    geom.Path // in the tree's coordinates
	evenOdd bool
	mask    *svg.Mask // instead of a clip
	up      *cover
	depth   int
}

func (c *cover) under(inner cover) *cover {
	inner.up, inner.depth = c, 1
	if c != nil {
		inner.depth = c.depth + 1
	}
	return &inner
}

// easel gathers painted objects, those under the same clips together.
type easel struct {
	levels []level
}

// level is a cover that is open, and what was painted under it so far. The
// first level has none.
type level struct {
	cover *cover
	nodes []svg.Node
}

// put adds nodes under a cover.
func (a *artist) put(under *cover, nodes []svg.Node) {
	if len(nodes) == 0 {
		return
	}
	a.reach(under)
	top := &a.levels[len(a.levels)-1]
	top.nodes = append(top.nodes, nodes...)
}

// reach closes levels up to one that is around the cover, and opens those that
// are missing.
func (a *artist) reach(c *cover) {
	if len(a.levels) == 0 {
		a.levels = []level{{}}
	}
	var missing []*cover
	for w := c; w != nil && !a.isOpen(w); w = w.up {
		missing = append(missing, w)
	}
	depth := 0
	if c != nil {
		depth = c.depth - len(missing)
	}
	for len(a.levels)-1 > depth {
		a.closeLevel()
	}
	for i := len(missing) - 1; i >= 0; i-- {
		a.levels = append(a.levels, level{cover: missing[i]})
	}
}

func (a *artist) isOpen(c *cover) bool {
	return c.depth < len(a.levels) && a.levels[c.depth].cover == c
}

func (a *artist) closeLevel() {
	last := a.levels[len(a.levels)-1]
	a.levels = a.levels[:len(a.levels)-1]
	top := &a.levels[len(a.levels)-1]
	top.nodes = append(top.nodes, a.covered(last)...)
}

func (a *artist) covered(l level) []svg.Node {
	switch {
	case len(l.nodes) == 0:
		return nil
	case l.cover.mask != nil:
		return []svg.Node{{Group: &svg.Group{Opacity: 1, Mask: l.cover.mask, Nodes: l.nodes}}}
	}
	return a.canvas.Clip(l.nodes, l.cover.clip, l.cover.evenOdd)
}

// nodes ends the drawing and returns all of it.
func (a *artist) nodes() []svg.Node {
	a.reach(nil)
	return a.levels[0].nodes
}

// apart draws onto an easel of its own and returns what was painted.
func (a *artist) apart(draw func()) []svg.Node {
	kept := a.easel
	a.easel = easel{}
	draw()
	nodes := a.nodes()
	a.easel = kept
	return nodes
}
