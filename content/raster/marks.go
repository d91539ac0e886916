package raster

import (
	"image"
	"math"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/svg/geom"
	"github.com/portico-prm/portico/content/text"
)

// mark is one drawn thing: the pixels it may change, and how it changes them.
// Paint is given a picture that holds all of these pixels.
type mark interface {
	bounds() image.Rectangle
	paint(dst *image.RGBA)
}

// farthest is how far out an item may lie, in pixels; beyond it the arithmetic
// of the pen ends.
const farthest = 100_000

// easel turns the items of a sheet into marks on a frame.
type easel struct {
	base  *Base
	scale float64 // pixels of the frame per unit of the sheet
	frame image.Rectangle
}

// marks are the visible items, in drawing order.
func (e easel) marks(s *place.Sheet) ([]mark, problem.List) {
	if s == nil {
		return nil, nil
	}
	var out []mark
	for _, item := range s.Items {
		m, sound := e.mark(item)
		if !sound {
			return nil, problem.List{wrong("SHEET_OUTSIDE", "An item lies far outside the picture.",
				"Correct the box of its zone in template.yaml.")}
		}
		if m != nil && !m.bounds().Empty() {
			out = append(out, m)
		}
	}
	return out, nil
}

// mark is nil for what pictures do not show.
func (e easel) mark(item place.Item) (mark, bool) {
	switch it := item.(type) {
	case place.Text:
		return e.text(it)
	case place.Fill:
		return e.fill(it)
	case place.Modules:
		return e.modules(it)
	case place.Picture:
		return e.picture(it)
	case place.Drawing:
		return e.drawing(it)
	}
	return nil, true // a Link
}

func (e easel) text(t place.Text) (mark, bool) {
	size, at := t.Size*e.scale, text.Point{X: t.At.X * e.scale, Y: t.At.Y * e.scale}
	if t.Run.Font == nil || !near(at.X, at.Y, size, t.Run.Width(size)) {
		return nil, false
	}
	return e.shape(outline(t.Run.Outline(size), at), t.Color), true
}

func (e easel) fill(f place.Fill) (mark, bool) {
	r := f.Box.Scaled(e.scale)
	if !nearBox(r) {
		return nil, false
	}
	var path geom.Path
	roundedBox(&path, r, f.Radius*e.scale)
	return e.shape(path, f.Color), true
}

// modules are one shape, so that neighbours meet without a seam.
func (e easel) modules(m place.Modules) (mark, bool) {
	r := m.Box.Scaled(e.scale)
	if !nearBox(r) {
		return nil, false
	}
	var path geom.Path
	side := r.W / float64(max(1, len(m.Dark)))
	for y, row := range m.Dark {
		for x, dark := range row {
			if dark {
				box(&path, place.Rect{X: r.X + float64(float64(x)*side), Y: r.Y + float64(float64(y)*side), W: side, H: side})
			}
		}
	}
	return e.shape(path, m.Color), true
}

func near(vs ...float64) bool {
	for _, v := range vs {
		if !(math.Abs(v) <= farthest) { // NaN too
			return false
		}
	}
	return true
}

func nearBox(r place.Rect) bool { return near(r.X, r.Y, r.W, r.H) }
