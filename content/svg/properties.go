package svg

import (
	"strings"

	"github.com/portico-prm/portico/content/svg/geom"
)

// parseInk reads a value of fill or stroke; old stands when it is damaged.
func parseInk(v string, old, up ink) ink {
	switch strings.ToLower(v) {
	case "none":
		return ink{}
	case "currentcolor":
		return ink{kind: inkCurrent}
	case "inherit":
		return up
	}
	if strings.HasPrefix(strings.ToLower(v), "url(") {
		return parseRef(v)
	}
	if c, ok := parseColor(v); ok {
		return ink{kind: inkColor, tint: c}
	}
	return old
}

// parseRef reads url(#id), and the colour behind it that stands in when the
// reference leads nowhere.
func parseRef(v string) ink {
	ref, back, _ := strings.Cut(v, ")")
	in := ink{kind: inkRef, ref: ref + ")"}
	if other := parseInk(strings.TrimSpace(back), ink{}, ink{}); other.kind != inkRef {
		in.tint, in.back = other.tint, other.kind
	}
	return in
}

// fraction reads a number or a percentage between 0 and 1.
func fraction(to *float64, v string) {
	in := geom.NewScanner(v)
	if x, ok := in.Number(); ok {
		if in.Unit() == "%" {
			x /= 100
		}
		*to = unit(x)
	}
}

func fillRule(to *bool, v string) {
	switch v {
	case "evenodd":
		*to = true
	case "nonzero":
		*to = false
	}
}

// setGround reads a background that is one colour; other kinds are not drawn.
func (s *setter) setGround(v string) {
	if c, ok := parseColor(v); ok {
		s.ground = c
	}
}

func (s *setter) setColor(v string) {
	if c, ok := parseColor(v); ok {
		s.color = c
	}
}

func (s *setter) setStopColor(v string) {
	if strings.EqualFold(v, "currentcolor") {
		s.stopCurrent = true
		return
	}
	if c, ok := parseColor(v); ok {
		s.stopColor, s.stopCurrent = c, false
	}
}

func (s *setter) setWidth(v string) {
	if w, ok := parseLength(v, s.view.diagonal()); ok && w >= 0 {
		s.pen.Width = w
	}
}

func (s *setter) setCap(v string) {
	switch v {
	case "butt":
		s.pen.Cap = geom.ButtCap
	case "round":
		s.pen.Cap = geom.RoundCap
	case "square":
		s.pen.Cap = geom.SquareCap
	}
}

func (s *setter) setJoin(v string) {
	switch v {
	case "miter", "miter-clip", "arcs":
		s.pen.Join = geom.MiterJoin
	case "round":
		s.pen.Join = geom.RoundJoin
	case "bevel":
		s.pen.Join = geom.BevelJoin
	}
}

func (s *setter) setMiter(v string) {
	if m, ok := parseLength(v, 1); ok && m >= 1 {
		s.pen.Miter = m
	}
}

// setDash takes a pattern of lengths that are not negative; a pattern of
// nothing but zeros is a solid line.
func (s *setter) setDash(v string) {
	if v == "inherit" {
		s.pen.Dash = s.up.pen.Dash
		return
	}
	list := parseLengths(v, s.view.diagonal())
	sum := 0.0
	for _, d := range list {
		if d < 0 {
			return
		}
		sum += d
	}
	if sum == 0 || !(sum < geom.Far) {
		list = nil
	}
	s.pen.Dash = list
}

func (s *setter) setOffset(v string) {
	if o, ok := parseLength(v, s.view.diagonal()); ok {
		s.pen.Offset = o
	}
}

// setOrder knows of paint-order only whether the stroke comes first.
func (s *setter) setOrder(v string) { s.strokeBelow = strings.HasPrefix(v, "stroke") }

func (s *setter) setVisibility(v string) {
	switch v {
	case "visible":
		s.hidden = false
	case "hidden", "collapse":
		s.hidden = true
	}
}

func (s *setter) setBlend(v string) {
	if v == "normal" {
		s.blend = ""
	}
	if b := Blend(v); pdfBlend[b] != "" {
		s.blend = b
	}
}

func (s *setter) setMarker(v string) {
	if strings.HasPrefix(v, "url(") {
		s.markers = true
	}
	if v == "none" {
		s.markers = false
	}
}
