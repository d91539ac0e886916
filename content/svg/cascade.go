package svg

import (
	"strings"

	"github.com/portico-prm/portico/content/svg/css"
	"github.com/portico-prm/portico/content/svg/geom"
)

// cascade resolves the properties of e: what it takes over from up, then its
// attributes, the rules of the style sheet, its style attribute, and last
// whatever is marked important. A later value wins if it makes sense.
func (c *compiler) cascade(e *element, up style, view extent) (style, own) {
	s := &setter{style: up, own: firstOwn(), view: view, up: up}
	rules, cost := c.doc.sheet.Match(&e.Element)
	inline := css.Inline(e.attr("style"))
	c.left.operation(4*cost + len(inline) + len(e.attrs))
	for _, d := range e.attrs {
		s.set(d.Name, d.Value)
	}
	for _, important := range []bool{false, true} {
		for _, ds := range [][]css.Declaration{rules, inline} {
			s.setAll(ds, important)
		}
	}
	if o := s.origin; o != (geom.Point{}) {
		s.transform = geom.Translate(o.X, o.Y).Mul(s.transform).Mul(geom.Translate(-o.X, -o.Y))
	}
	return s.style, s.own
}

// setter changes a style value by value. Unknown properties and values that
// make no sense change nothing.
type setter struct {
	style
	own
	up   style
	view extent
}

func (s *setter) setAll(ds []css.Declaration, important bool) {
	for _, d := range ds {
		if d.Important == important {
			s.set(d.Name, d.Value)
		}
	}
}

func (s *setter) set(name, value string) {
	f := properties[name]
	if f == nil {
		return
	}
	f(s, strings.TrimSpace(value))
}

// properties is the list of what may be styled.
var properties = map[string]func(*setter, string){
	"fill":              func(s *setter, v string) { s.fill = parseInk(v, s.fill, s.up.fill) },
	"stroke":            func(s *setter, v string) { s.stroke = parseInk(v, s.stroke, s.up.stroke) },
	"fill-opacity":      func(s *setter, v string) { fraction(&s.fillOpacity, v) },
	"stroke-opacity":    func(s *setter, v string) { fraction(&s.strokeOpacity, v) },
	"opacity":           func(s *setter, v string) { fraction(&s.opacity, v) },
	"stop-opacity":      func(s *setter, v string) { fraction(&s.stopOpacity, v) },
	"fill-rule":         func(s *setter, v string) { fillRule(&s.evenOdd, v) },
	"clip-rule":         func(s *setter, v string) { fillRule(&s.clipEvenOdd, v) },
	"color":             (*setter).setColor,
	"stop-color":        (*setter).setStopColor,
	"stroke-width":      (*setter).setWidth,
	"stroke-linecap":    (*setter).setCap,
	"stroke-linejoin":   (*setter).setJoin,
	"stroke-miterlimit": (*setter).setMiter,
	"stroke-dasharray":  (*setter).setDash,
	"stroke-dashoffset": (*setter).setOffset,
	"paint-order":       (*setter).setOrder,
	"visibility":        (*setter).setVisibility,
	"display":           func(s *setter, v string) { s.noDisplay = v == "none" },
	"overflow":          func(s *setter, v string) { s.overflow = v == "visible" || v == "auto" },
	"transform":         func(s *setter, v string) { s.transform = parseTransform(v) },
	"transform-origin":  (*setter).setTransformOrigin,
	"background":        (*setter).setGround,
	"background-color":  (*setter).setGround,
	"mix-blend-mode":    (*setter).setBlend,
	"clip-path":         func(s *setter, v string) { s.clip = v },
	"mask":              func(s *setter, v string) { s.mask = v },
	"filter":            func(s *setter, v string) { s.filter = v },
	"mask-type":         func(s *setter, v string) { s.alphaMask = v == "alpha" },
	"marker":            (*setter).setMarker,
	"marker-start":      (*setter).setMarker,
	"marker-mid":        (*setter).setMarker,
	"marker-end":        (*setter).setMarker,
}
