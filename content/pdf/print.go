package pdf

import (
	"strings"

	"github.com/portico-prm/portico/content/place"
)

// Print is how a file for the press differs from one for the screen: nothing
// in it answers to a click, and it may carry marks that show where to cut.
type Print struct {
	CropMarks bool
}

// PrintTail is Tail for the press. Links inside the bleed go, the vendor's too:
// standards for the press allow annotations outside of it only. With crop marks
// every page grows by the room that they need; art and bleed stay where they are.
func (p *Plan) PrintTail(sheets map[int]*place.Sheet, print Print) ([]byte, error) {
	return p.tail(sheets, &print)
}

// changes tells whether a page looks different in print, even without a sheet.
func (p *Print) changes(s *Slot) bool {
	return p != nil && (p.CropMarks || s.Paper != nil)
}

// paper lists the annotations that stay in print, if some do not.
func (s *survey) paper(annots array, g geometry) *string {
	stay := array{}
	for _, a := range annots {
		if !s.clickable(s.d.dict(a), g) {
			stay = append(stay, a)
		}
	}
	if len(stay) == len(annots) {
		return nil
	}
	text := string(writer{same}.elements(nil, stay))
	return &text
}

// clickable tells whether an annotation is a link that touches the bleed.
func (s *survey) clickable(a dict, g geometry) bool {
	if s.nameOf(a, "Subtype") != "Link" {
		return false
	}
	b, ok := s.d.box(a.get("Rect"))
	common := b.within(g.bleed)
	return !ok || common.width() >= 0 && common.height() >= 0
}

func (s *Slot) onPaper() string {
	if s.Paper != nil {
		return *s.Paper
	}
	return s.Annots
}

// Crop marks begin outside the bleed, and never nearer to the edge than what
// presses allow to be off; all in points.
const (
	marksNearest = 8.5 // 3 mm
	marksLong    = 14.2
	marksRoom    = 2.8 // of paper behind them
	marksWide    = 0.25
)

// marksName is a name for the form of the marks that the page does not use.
func (s *Slot) marksName() string {
	name := s.Name + "m"
	for strings.Contains(s.XObjects, "/"+name+" ") {
		name += "m"
	}
	return name
}

// cropMarks draws the marks of a page and gives it room for them.
func (t *tail) cropMarks(d *drawnPage) {
	if t.print == nil || !t.print.CropMarks {
		return
	}
	room := d.marksBox()
	d.forms[d.marksName()] = t.addPart(streamPart(marksForm(room), d.marks()), 0)
	d.head = d.resized(room)
}

// marksBox is the paper with the marks, in sheet space.
func (s *Slot) marksBox() box {
	left, bottom, right, top := s.marksFrom()
	const more = marksLong + marksRoom
	return box{min(s.View[0], -left-more), min(s.View[1], -bottom-more), max(s.View[2], s.Width+right+more), max(s.View[3], s.Height+top+more)}
}

// marksFrom is how far from the trimmed edge marks begin.
func (s *Slot) marksFrom() (left, bottom, right, top float64) {
	b := s.Bleed
	return max(b.Left, marksNearest), max(b.Bottom, marksNearest), max(b.Right, marksNearest), max(b.Top, marksNearest)
}

// marks are eight strokes, two at each corner.
func (s *Slot) marks() []byte {
	left, bottom, right, top := s.marksFrom()
	b := appendFixed([]byte("/All CS 1 SCN "), marksWide)
	b = append(b, " w\n"...)
	stroke := func(x1, y1, x2, y2 float64) {
		for i, v := range []float64{x1, y1, x2, y2} {
			b = append(appendFixed(b, v), ' ')
			if i == 1 {
				b = append(b, "m "...)
			}
		}
		b = append(b, "l S\n"...)
	}
	for _, x := range []float64{0, s.Width} {
		stroke(x, -bottom, x, -bottom-marksLong)
		stroke(x, s.Height+top, x, s.Height+top+marksLong)
	}
	for _, y := range []float64{0, s.Height} {
		stroke(-left, y, -left-marksLong, y)
		stroke(s.Width+right, y, s.Width+right+marksLong, y)
	}
	return b
}

// marksForm is the dictionary of the marks. They are printed on every plate.
func marksForm(room box) string {
	return "<</Type /XObject\n/Subtype /Form\n/BBox [" + figures(room) + "]\n/Resources <</ColorSpace <</All [/Separation /All /DeviceGray " +
		"<</FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1>>]>>>>\n>>"
}

func figures(b box) string {
	var out []byte
	for i, v := range b {
		if i > 0 {
			out = append(out, ' ')
		}
		out = appendFixed(out, v)
	}
	return string(out)
}

// resized are the entries of the page with a larger sheet, and with the boxes
// that were its own to say where it is cut.
func (s *Slot) resized(room box) string {
	head, _ := (&parser{b: []byte("<<" + s.Head + ">>"), depth: ownLimits.Nesting * 8, most: ownLimits.Objects}).value().(dict)
	head = head.without("MediaBox", "CropBox", "BleedBox", "TrimBox")
	b := s.Bleed
	bleed := box{-b.Left, -b.Bottom, s.Width + b.Right, s.Height + b.Top}
	for _, e := range []struct {
		key name
		box box
	}{{"MediaBox", room}, {"CropBox", room}, {"BleedBox", bleed}, {"TrimBox", box{0, 0, s.Width, s.Height}}} {
		head = head.set(e.key, ready("["+figures(s.inUserSpace(e.box))+"]"))
	}
	return string(writer{same}.entries(nil, head))
}

// inUserSpace maps a box of sheet space, y up.
func (s *Slot) inUserSpace(b box) box {
	return s.userBox(place.Rect{X: b[0], Y: s.Height - b[3], W: b.width(), H: b.height()})
}
