package pdf

import "math"

// box is a rectangle in user space: left, bottom, right, top.
type box [4]float64

func (b box) width() float64  { return b[2] - b[0] }
func (b box) height() float64 { return b[3] - b[1] }

// largestSide is the longest page side that is believed, in user space units:
// far beyond any printer (Acrobat stops at 14,400).
const largestSide = 200_000

func (b box) valid() bool {
	for _, v := range b {
		if math.IsNaN(v) || math.Abs(v) > 10*largestSide {
			return false
		}
	}
	return b.width() > 0 && b.height() > 0 && b.width() <= largestSide && b.height() <= largestSide
}

func (b box) within(o box) box {
	return box{max(b[0], o[0]), max(b[1], o[1]), min(b[2], o[2]), min(b[3], o[3])}
}

// letter is what viewers assume for a page without a MediaBox.
var letter = box{0, 0, 612, 792}

// box reads a rectangle with its corners in any order.
func (d *document) box(o object) (box, bool) {
	a, ok := d.resolve(o).(array)
	if !ok || len(a) < 4 {
		return box{}, false
	}
	var v box
	for i := range v {
		n, ok := number(d.resolve(a[i]))
		if !ok {
			return box{}, false
		}
		v[i] = n
	}
	return box{min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3])}, true
}

// geometry is how a page is cut and turned.
type geometry struct {
	media, crop, trim, bleed box
	rotate                   int // 0, 90, 180 or 270, clockwise
	unit                     float64
	hasTrim, hasBleed        bool
	guessed                  bool // no MediaBox was given
	broken                   bool // the MediaBox given is no rectangle
}

func (d *document) geometry(l leaf) geometry {
	g := geometry{unit: 1}
	g.media, g.guessed = d.mediaBox(l.media)
	g.broken = g.guessed && d.resolve(l.media) != nil
	g.crop, _ = d.innerBox(l.crop, g.media)
	g.bleed, g.hasBleed = d.innerBox(l.dict.get("BleedBox"), g.media)
	g.trim, g.hasTrim = d.innerBox(l.dict.get("TrimBox"), g.crop)
	if !g.hasTrim {
		g.trim = g.crop
	}
	if !g.hasBleed {
		g.bleed = g.crop
	}
	if u, ok := number(d.resolve(l.dict.get("UserUnit"))); ok && u >= 0.01 && u <= 1000 {
		g.unit = u
	}
	g.rotate = quarterTurns(d.smallInt(l.rotate, 0))
	return g
}

func (d *document) mediaBox(o object) (box, bool) {
	if b, ok := d.box(o); ok && b.valid() {
		return b, false
	}
	return letter, true
}

// innerBox reads a box and cuts it by the outer one, which also stands in for
// a missing or empty box.
func (d *document) innerBox(o object, outer box) (box, bool) {
	b, ok := d.box(o)
	if !ok {
		return outer, false
	}
	if b = b.within(outer); !b.valid() {
		return outer, false
	}
	return b, true
}

func quarterTurns(degrees int) int {
	return ((degrees/90)%4 + 4) % 4 * 90
}

// matrix maps sheet space, in points from the bottom left of the displayed trim
// box with y up, to the user space of the page.
func (g geometry) matrix() [6]float64 {
	s := 1 / g.unit
	t := g.trim
	switch g.rotate {
	case 90:
		return [6]float64{0, s, -s, 0, t[2], t[1]}
	case 180:
		return [6]float64{-s, 0, 0, -s, t[2], t[3]}
	case 270:
		return [6]float64{0, -s, s, 0, t[0], t[3]}
	}
	return [6]float64{s, 0, 0, s, t[0], t[1]}
}

// size is the displayed trim box in points.
func (g geometry) size() (w, h float64) {
	w, h = g.trim.width()*g.unit, g.trim.height()*g.unit
	if g.rotate%180 != 0 {
		w, h = h, w
	}
	return w, h
}

// displayed maps a user space box to sheet space.
func (g geometry) displayed(b box) box {
	m := g.matrix()
	det := float64(m[0]*m[3]) - float64(m[1]*m[2])
	x1, y1 := unmap(m, det, b[0], b[1])
	x2, y2 := unmap(m, det, b[2], b[3])
	return box{min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)}
}

func unmap(m [6]float64, det, x, y float64) (float64, float64) {
	x, y = x-m[4], y-m[5]
	return (float64(m[3]*x) - float64(m[2]*y)) / det, (float64(m[0]*y) - float64(m[1]*x)) / det
}
