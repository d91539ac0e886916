package svg

import (
	"math"

	"github.com/portico-prm/portico/content/svg/geom"
)

// gradient resolves a gradient element for a shape whose own box is given.
// Gradients of one colour, or of no length, become that colour.
func (c *compiler) gradient(e *element, opacity float64, ctx context, box geom.Box) *Paint {
	chain := c.chain(e)
	stops := c.stops(chain, ctx)
	if len(stops) == 0 {
		return nil
	}
	last := stops[len(stops)-1]
	flat := &Paint{Color: last.Color, Alpha: digits(last.Alpha * opacity)}
	if uniform(stops) {
		return flat.visible()
	}
	g := &Gradient{Radial: e.Name == "radialGradient", Stops: stops}
	g.Spread = spread(chain)
	view := ctx.view
	g.Matrix = ctx.m
	if first(chain, "gradientUnits") != "userSpaceOnUse" {
		if box.Empty() {
			return nil // no area to measure by: SVG paints nothing
		}
		view, g.Matrix = extent{1, 1}, ctx.m.Mul(boxMatrix(box))
	}
	g.Matrix = significant(g.Matrix.Mul(parseTransform(first(chain, "gradientTransform"))))
	if g.Matrix.Det() == 0 || !g.Matrix.Finite() {
		return nil
	}
	if !g.measure(chain, view) {
		return flat.visible()
	}
	return &Paint{Color: last.Color, Alpha: digits(opacity), Gradient: g}
}

func (p *Paint) visible() *Paint {
	if p.Alpha == 0 {
		return nil
	}
	return p
}

// chain is the gradient and those that it takes attributes from, by href.
func (c *compiler) chain(e *element) []*element {
	chain := []*element{e}
	for len(chain) <= 10 && c.left.operation(1) {
		up := c.target(e, e.attr("href"))
		if up == nil || (up.Name != "linearGradient" && up.Name != "radialGradient") {
			break
		}
		chain, e = append(chain, up), up
	}
	return chain
}

// first is the value of an attribute in the nearest gradient that has it.
func first(chain []*element, name string) string {
	for _, e := range chain {
		if e.has(name) {
			return e.attr(name)
		}
	}
	return ""
}

func spread(chain []*element) Spread {
	switch s := Spread(first(chain, "spreadMethod")); s {
	case Repeat, Reflect:
		return s
	}
	return Pad
}

// measure reads the end points; false when the gradient has no length.
func (g *Gradient) measure(chain []*element, view extent) bool {
	at := func(name string, whole, otherwise float64) float64 {
		if v, ok := parseLength(first(chain, name), whole); ok {
			return digits(v)
		}
		return digits(otherwise)
	}
	if !g.Radial {
		g.X1, g.Y1 = at("x1", view.w, 0), at("y1", view.h, 0)
		g.X2, g.Y2 = at("x2", view.w, view.w), at("y2", view.h, 0)
		return g.X1 != g.X2 || g.Y1 != g.Y2
	}
	d := view.diagonal()
	g.X2, g.Y2 = at("cx", view.w, view.w/2), at("cy", view.h, view.h/2)
	g.R2 = at("r", d, d/2)
	g.X1, g.Y1, g.R1 = at("fx", view.w, g.X2), at("fy", view.h, g.Y2), math.Max(0, at("fr", d, 0))
	g.pullFocus()
	return g.R2 > 0 && g.R1 >= 0 && g.R1 < g.R2
}

// pullFocus moves a focus that lies outside the circle just inside its edge.
func (g *Gradient) pullFocus() {
	dx, dy := g.X1-g.X2, g.Y1-g.Y2
	if far, most := math.Hypot(dx, dy), g.R2*0.999; far > most && far > 0 {
		g.X1, g.Y1 = digits(g.X2+dx*most/far), digits(g.Y2+dy*most/far)
	}
}

// maxStops bounds the stops of one gradient.
const maxStops = 500

// stops reads the stops of the nearest gradient that has any, in order.
func (c *compiler) stops(chain []*element, ctx context) []Stop {
	var stops []Stop
	for _, e := range chain {
		if stops = c.stopsOf(e, ctx); len(stops) > 0 {
			break
		}
	}
	return stops
}

func (c *compiler) stopsOf(e *element, ctx context) []Stop {
	var stops []Stop
	at := 0.0
	for _, child := range e.children {
		if child.Name != "stop" || len(stops) == maxStops || !c.left.operation(nodeCost/5) {
			continue
		}
		s, o := c.cascade(child, firstStyle, ctx.view)
		color := o.stopColor
		if o.stopCurrent {
			color = s.color
		}
		at = math.Max(at, stopOffset(child.attr("offset")))
		stops = append(stops, Stop{At: at, Color: color.Color, Alpha: digits(color.alpha * o.stopOpacity)})
	}
	return stops
}

// stopOffset reads a number or a percentage; anything else counts as 0.
func stopOffset(s string) float64 {
	v, ok := parseLength(s, 1)
	if in := geom.NewScanner(s); ok {
		in.Number()
		if u := in.Unit(); u == "" || u == "%" {
			return digits(unit(v))
		}
	}
	return 0
}

func uniform(stops []Stop) bool {
	for _, s := range stops[1:] {
		if s.Color != stops[0].Color || s.Alpha != stops[0].Alpha {
			return false
		}
	}
	return true
}
