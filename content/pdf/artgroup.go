package pdf

import (
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/svg/geom"
)

// do draws an XObject.
func (r *player) do() {
	s, ok := r.d.resolve(r.resource("XObject", r.name())).(*stream)
	if !ok || r.hidden > 0 || !r.layers.shown(s.dict.get("OC")) {
		return
	}
	switch n, _ := r.d.resolve(s.dict.get("Subtype")).(name); n {
	case "Form":
		r.form(s)
	case "Image":
		r.image(s)
	}
}

// form draws a form: as a sheet of its own where it is a transparency group that
// fades or blends as one, else in place.
func (r *player) form(s *stream) {
	inner, m := r.state, r.d.matrix(s.dict.get("Matrix"))
	group := r.d.dict(s.dict.get("Group"))
	if n, _ := r.d.resolve(group.get("S")).(name); n != "Transparency" || r.plain() {
		r.content(s, m, inner)
		return
	}
	sheet := &svg.Group{Opacity: r.state.fill.alpha, Blend: r.state.blend}
	inner.fill.alpha, inner.stroke.alpha, inner.blend, inner.cover = 1, 1, "", nil
	sheet.Nodes = r.apart(func() { r.content(s, m, inner) })
	if len(sheet.Nodes) > 0 && sheet.Opacity > 0 {
		r.put(r.state.cover, []svg.Node{{Group: sheet}})
	}
}

// plain tells whether nothing is set that a group must be apart for.
func (r *player) plain() bool { return r.state.fill.alpha == 1 && r.state.blend == "" }

// mostForms bounds forms within forms.
const mostForms = 24

// content plays a form's own operators under a matrix, cut to its box. A form inside itself
// draws nothing.
func (a *artist) content(s *stream, m geom.Matrix, state artState) {
	if slices.Contains(a.open, s) || len(a.open) == mostForms {
		return
	}
	a.open = append(a.open, s)
	defer func() { a.open = a.open[:len(a.open)-1] }()
	state.m = state.m.Mul(m)
	state.base = state.m
	if b, ok := a.d.box(s.dict.get("BBox")); ok {
		area := geom.Rectangle(geom.Box{X0: b[0], Y0: b[1], X1: b[2], Y1: b[3]})
		state.cover = state.cover.under(cover{clip: area.Transform(state.m)})
	}
	a.play(a.bytes(s), a.d.dict(s.dict.get("Resources")), state)
}

// extState takes a named bundle of settings.
func (r *player) extState() {
	d := r.d.dict(r.resource("ExtGState", r.name()))
	value := func(key name, set func(float64)) {
		if v, ok := number(r.d.resolve(d.get(key))); ok {
			set(v)
		}
	}
	value("LW", func(v float64) { r.state.pen.Width = max(v, 0) })
	value("LC", func(v float64) { r.state.pen.Cap = penCap(v) })
	value("LJ", func(v float64) { r.state.pen.Join = penJoin(v) })
	value("ML", func(v float64) { r.state.pen.Miter = max(v, 1) })
	value("ca", func(v float64) { r.state.fill.alpha = max(0, min(v, 1)) })
	value("CA", func(v float64) { r.state.stroke.alpha = max(0, min(v, 1)) })
	if a, ok := r.d.resolve(d.get("D")).(array); ok && len(a) == 2 {
		r.setDash(a[0], a[1])
	}
	if bm := r.d.resolve(d.get("BM")); bm != nil {
		r.setBlend(bm)
	}
	if m := r.d.resolve(d.get("SMask")); m != nil {
		r.setMask(dictOf(m))
	}
}

// setBlend takes a blend mode, or the first of a list that is known. CSS calls
// the modes by the same words, with dashes.
func (r *player) setBlend(o object) {
	list, ok := o.(array)
	if !ok {
		list = array{o}
	}
	for _, o := range list {
		n, _ := r.d.resolve(o).(name)
		if b, known := blendOf(string(n)); known {
			r.state.blend = b
			return
		}
	}
	r.state.blend = ""
}

func blendOf(n string) (svg.Blend, bool) {
	var b strings.Builder
	for i, c := range n {
		if c >= 'A' && c <= 'Z' && i > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(c)
	}
	mode := svg.Blend(strings.ToLower(b.String()))
	if n == "Normal" || n == "Compatible" {
		return "", true
	}
	return mode, mode != "" && mode.Known()
}

// setMask takes a soft mask: the cover that is open is replaced by one with the
// mask, as a mask set later takes the place of the earlier.
func (r *player) setMask(d dict) {
	r.state.cover = r.state.cover.withoutMasks()
	form, ok := r.d.resolve(d.get("G")).(*stream)
	if !ok {
		return
	}
	if tr := r.d.resolve(d.get("TR")); tr != nil && tr != name("Identity") {
		r.found.add(artMask)
		return
	}
	kind, _ := r.d.resolve(d.get("S")).(name)
	m := &svg.Mask{Alpha: kind == "Alpha"}
	start := firstState(r.state.m)
	m.Nodes = append(r.backdrop(d, form), r.apart(func() { r.content(form, r.d.matrix(form.dict.get("Matrix")), start) })...)
	r.state.cover = r.state.cover.under(cover{mask: m})
}

// withoutMasks is the cover with its clips alone.
func (c *cover) withoutMasks() *cover {
	if c == nil {
		return nil
	}
	up := c.up.withoutMasks()
	switch {
	case c.mask != nil:
		return up
	case up == c.up:
		return c
	}
	return up.under(*c)
}

// backdrop is the colour behind a mask where it is not black.
func (r *player) backdrop(d dict, form *stream) []svg.Node {
	v := r.d.floats(d.get("BC"), mostArgs)
	space := r.space(r.d.dict(form.dict.get("Group")).get("CS"), 0)
	if len(v) < space.n || space.n == 0 || space.color == nil {
		return nil
	}
	c := r.mixed(space, v)
	if c == (svg.Color{}) {
		return nil
	}
	return r.canvas.Shape(svg.Shape{Path: geom.Rectangle(r.view), Fill: &svg.Paint{Color: c, Alpha: 1}}, geom.Identity)
}
