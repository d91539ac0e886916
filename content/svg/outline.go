package svg

import (
	"github.com/portico-prm/portico/content/svg/geom"
)

// outline is the path of a basic shape in its own coordinates.
func (c *compiler) outline(e *element, view extent) geom.Path {
	x := func(name string) float64 { return e.length(name, view.w, 0) }
	y := func(name string) float64 { return e.length(name, view.h, 0) }
	r := func(name string) float64 { return e.length(name, view.diagonal(), 0) }
	switch e.Name {
	case "path":
		return c.pathData(e)
	case "rect":
		return rectangle(e, view)
	case "circle":
		return ellipse(x("cx"), y("cy"), r("r"), r("r"))
	case "ellipse":
		return ellipse(x("cx"), y("cy"), orOther(e, "rx", "ry", view), orOther(e, "ry", "rx", view))
	case "line":
		var p geom.Path
		p.MoveTo(geom.Point{X: x("x1"), Y: y("y1")})
		p.LineTo(geom.Point{X: x("x2"), Y: y("y2")})
		return p
	}
	return points(e.attr("points"), e.Name == "polygon")
}

// pathData parses a path once, however often it is used.
func (c *compiler) pathData(e *element) geom.Path {
	if e.path == nil {
		d := e.attr("d")
		c.left.operation(len(d) / 8)
		p, err := geom.ParsePath(d)
		if err != nil && d != "none" {
			c.rep.add(foundPath, line(e.line))
		}
		e.path = &p
	}
	return *e.path
}

func rectangle(e *element, view extent) geom.Path {
	x, y := e.length("x", view.w, 0), e.length("y", view.h, 0)
	b := geom.Box{X0: x, Y0: y, X1: x + e.length("width", view.w, 0), Y1: y + e.length("height", view.h, 0)}
	if b.Empty() {
		return geom.Path{}
	}
	return geom.RoundRect(b, orOther(e, "rx", "ry", view), orOther(e, "ry", "rx", view))
}

// orOther reads a radius; one that is missing equals the other.
func orOther(e *element, name, other string, view extent) float64 {
	if !e.has(name) || e.attr(name) == "auto" {
		name, other = other, name
	}
	whole := view.w
	if name == "ry" {
		whole = view.h
	}
	return e.length(name, whole, 0)
}

func ellipse(cx, cy, rx, ry float64) geom.Path {
	if !(rx > 0 && ry > 0) {
		return geom.Path{}
	}
	return geom.Ellipse(geom.Point{X: cx, Y: cy}, rx, ry)
}

// points reads the corners of a polyline or polygon, up to a damaged number.
func points(list string, closed bool) geom.Path {
	var p geom.Path
	in := geom.NewScanner(list)
	for n := 0; ; n++ {
		v, ok := in.Numbers(2)
		if !ok {
			break
		}
		q := geom.Point{X: v[0], Y: v[1]}
		if n == 0 {
			p.MoveTo(q)
			continue
		}
		p.LineTo(q)
	}
	if closed {
		p.Close()
	}
	return p
}
