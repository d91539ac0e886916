package pdf

import (
	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/svg/geom"
)

// paint ends a path: it is filled, stroked, and lastly made the clip if that was
// asked for.
func (r *player) paint(fill, evenOdd, stroke bool) {
	path := r.path
	r.path = geom.Path{}
	if !path.Empty() && r.hidden == 0 {
		r.shape(path, fill, evenOdd, stroke)
	}
	if r.clipNext != 0 {
		area := path.Transform(r.state.m)
		r.state.cover = r.state.cover.under(cover{clip: area, evenOdd: r.clipNext == '*'})
		r.clipNext = 0
	}
}

func (r *player) shape(path geom.Path, fill, evenOdd, stroke bool) {
	s := svg.Shape{Path: path}
	if tile := r.tileOf(&r.state.fill); fill && tile != nil {
		r.lay(r.tiled(tile, path, evenOdd))
	} else if fill {
		s.Fill = r.paintOf(&r.state.fill)
		s.EvenOdd = evenOdd && s.Fill != nil
	}
	if stroke {
		if p := r.paintOf(&r.state.stroke); p != nil {
			s.Stroke = &svg.Stroke{Paint: *p, Pen: r.pen()}
		}
	}
	r.lay(r.canvas.Shape(s, r.state.m))
}

// hairShare of the longer side is how wide a line of no width is drawn, which
// PDF leaves to the device.
const hairShare = 1. / 1000

func (r *player) pen() geom.Pen {
	p := r.state.pen
	if p.Width == 0 {
		p.Width = max(r.view.W(), r.view.H()) * hairShare / max(r.state.m.Scale(), 1e-9)
	}
	return p
}

// lay puts nodes onto the page with the blend mode that is set.
func (r *player) lay(nodes []svg.Node) {
	if len(nodes) > 0 && r.state.blend != "" {
		nodes = []svg.Node{{Group: &svg.Group{Opacity: 1, Blend: r.state.blend, Nodes: nodes}}}
	}
	r.put(r.state.cover, nodes)
}

// paintOf is an ink as a paint; nil when nothing would be seen.
func (r *player) paintOf(in *ink) *svg.Paint {
	switch {
	case in.alpha == 0:
		return nil
	case in.pattern == nil:
		return &svg.Paint{Color: in.color, Alpha: in.alpha}
	case r.tileOf(in) != nil: // of a stroke
		r.found.add(artPattern)
		return nil
	}
	d := dictOf(in.pattern)
	return r.shading(d.get("Shading"), r.state.base.Mul(r.d.matrix(d.get("Matrix"))), in.alpha)
}

// shade fills all that the clip leaves with a shading.
func (r *player) shade() {
	o := r.resource("Shading", r.name())
	if r.hidden > 0 || r.state.fill.alpha == 0 {
		return
	}
	if p := r.shading(o, r.state.m, r.state.fill.alpha); p != nil {
		r.lay(r.canvas.Shape(svg.Shape{Path: geom.Rectangle(r.view), Fill: p}, geom.Identity))
	}
}

// matrix reads six numbers; anything else changes nothing.
func (d *document) matrix(o object) geom.Matrix {
	a, _ := d.resolve(o).(array)
	if len(a) != 6 {
		return geom.Identity
	}
	var v [6]float64
	for i := range v {
		v[i], _ = number(d.resolve(a[i]))
	}
	return geom.Matrix{A: v[0], B: v[1], C: v[2], D: v[3], E: v[4], F: v[5]}
}

// floats reads a list of numbers, at most n.
func (d *document) floats(o object, n int) []float64 {
	a, _ := d.resolve(o).(array)
	out := make([]float64, 0, min(len(a), n))
	for _, o := range a[:min(len(a), n)] {
		v, _ := number(d.resolve(o))
		out = append(out, v)
	}
	return out
}
