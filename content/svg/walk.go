package svg

import (
	"strings"

	"github.com/portico-prm/portico/content/svg/geom"
)

// context is what an element hands down to its children.
type context struct {
	style    style
	m        geom.Matrix // from here to the tree's coordinates
	view     extent      // the viewport that percentages refer to
	clipping bool        // inside a clipPath, where all that counts is the area
}

// nodeCost is what one element takes from the operations.
const nodeCost = 50

// children draws all children of e.
func (c *compiler) children(e *element, ctx context) []Node {
	var nodes []Node
	for _, child := range e.children {
		nodes = append(nodes, c.node(child, ctx)...)
	}
	return nodes
}

// node draws one element: nothing, or a node, or several of a group that needs
// no sheet of its own.
func (c *compiler) node(e *element, ctx context) []Node {
	if !c.left.operation(nodeCost) {
		return nil
	}
	draw := drawers[e.Name]
	if draw == nil {
		return nil
	}
	s, o := c.cascade(e, ctx.style, ctx.view)
	if o.noDisplay {
		return nil
	}
	in := context{s, ctx.m.Mul(o.transform), ctx.view, ctx.clipping}
	if !in.m.Finite() {
		c.rep.add(foundRange, line(e.line))
		return nil
	}
	if in.m.Det() == 0 {
		return nil // pressed flat: nothing to see
	}
	return c.wrap(e, o, in, draw(c, e, o, in))
}

// drawers says who draws what. It is filled in init, as drawing recurses.
var drawers map[string]func(*compiler, *element, own, context) []Node

func init() {
	group := func(c *compiler, e *element, _ own, in context) []Node { return c.children(e, in) }
	text := func(c *compiler, e *element, _ own, in context) []Node { return c.text(e, in) }
	drawers = map[string]func(*compiler, *element, own, context) []Node{
		"g": group, "a": group, "text": text, "flowRoot": text,
		"svg": (*compiler).nested, "switch": (*compiler).choice, "use": (*compiler).use,
		"image": (*compiler).image, "foreignObject": (*compiler).foreign,
	}
	for name := range outlined {
		drawers[name] = (*compiler).shape
	}
}

// choice draws the first child of a switch that needs nothing special.
// Illustrator keeps its own data in the first and the picture in the second.
func (c *compiler) choice(e *element, _ own, in context) []Node {
	for _, child := range e.children {
		if drawers[child.Name] == nil || child.has("requiredExtensions") || foreignLanguage(child) {
			continue
		}
		return c.node(child, in)
	}
	return nil
}

func foreignLanguage(e *element) bool {
	l := strings.ToLower(e.attr("systemLanguage"))
	return l != "" && !strings.HasPrefix(l, "en")
}

func (c *compiler) foreign(e *element, _ own, in context) []Node {
	if !in.style.hidden {
		c.rep.add(foundForeign, line(e.line))
	}
	return nil
}

// text draws nothing, and says so if there is anything to read.
func (c *compiler) text(e *element, in context) []Node {
	if words := wordsOf(e); words != "" && !in.style.hidden {
		c.rep.add(foundText, line(e.line), words)
	}
	return nil
}

func wordsOf(e *element) string {
	words := string(e.text)
	for _, child := range e.children {
		if len(words) >= maxQuote {
			break
		}
		words = strings.TrimSpace(words + " " + wordsOf(child))
	}
	return strings.ToValidUTF8(words[:min(len(words), maxQuote)], "")
}
