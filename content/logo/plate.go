package logo

import "image"

const (
	plateCover = 0.75 // share of its box that a plate covers; a disc has 0.785
	plateRim   = 0.80 // share of the rim in one colour
	plateInk   = 0.03 // share of the plate in other colours: the mark on it
)

// shapedPlate tells whether a transparent picture shows a mark on a plate of
// its own, such as an icon with rounded corners or a disc: it fills most of
// its box, its rim has one colour, and on it stands something else.
func shapedPlate(m *image.NRGBA) bool {
	var h histogram
	n := eachRim(m, func(c Color) { h.add(c) })
	rim, count := h.largest()
	if n == 0 || float64(count) < plateRim*float64(n) {
		return false
	}
	covered, ink := 0, 0
	for i := 0; i < len(m.Pix); i += 4 {
		c := Color{m.Pix[i], m.Pix[i+1], m.Pix[i+2], m.Pix[i+3]}
		if c.A <= minAlpha {
			continue
		}
		covered++
		if c.distance(rim) >= minDistance {
			ink++
		}
	}
	area := float64(m.Rect.Dx() * m.Rect.Dy())
	return float64(covered) >= plateCover*area && float64(ink) >= plateInk*float64(covered)
}

// rimDepth is how many pixels under its soft edge the rim is looked at.
const rimDepth = 2

// eachRim visits the outermost content of every row and column, and returns
// how many there were.
func eachRim(m *image.NRGBA, f func(Color)) int {
	n := 0
	w, h := m.Rect.Dx(), m.Rect.Dy()
	visit := func(length int, get func(i int) Color) {
		for _, back := range []bool{false, true} {
			if c, ok := outermost(length, back, get); ok {
				n++
				f(c)
			}
		}
	}
	for y := range h {
		visit(w, func(x int) Color { return at(m, m.Rect.Min.X+x, m.Rect.Min.Y+y) })
	}
	for x := range w {
		visit(h, func(y int) Color { return at(m, m.Rect.Min.X+x, m.Rect.Min.Y+y) })
	}
	return n
}

// outermost walks inwards to the first content and rimDepth further.
func outermost(length int, back bool, get func(int) Color) (Color, bool) {
	for i := range length {
		at := func(i int) int {
			i = min(i, length-1)
			if back {
				return length - 1 - i
			}
			return i
		}
		if get(at(i)).A >= solidAlpha {
			return get(at(i + rimDepth)), true
		}
	}
	return Color{}, false
}
