package content

import (
	"fmt"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
)

// check looks at what was laid out, whoever laid it out: nothing leaves its
// zone, and words can be read where they stand.
func check(w *work) error {
	for _, d := range w.drawn {
		for _, item := range d.items {
			if box, ok := extent(item); ok && !d.box.Inset(-leeway).Contains(box) {
				w.say(d.where, "ZONE_ESCAPED", fmt.Sprintf("What zone %s shows does not stay in its box.", d.zone.ID), "This is a fault of the renderer; please report it.")
				break
			}
		}
		w.readable(d)
	}
	return nil
}

const leeway = 0.5 // points or pixels, for strokes and rounding

// extent is the box of an item; of a line of text, its advance and its font's
// ascent above the line.
func extent(item place.Item) (place.Rect, bool) {
	switch i := item.(type) {
	case place.Text:
		return place.Rect{X: i.At.X, Y: i.At.Y - i.Run.Font.CapHeight(i.Size), W: i.Run.Width(i.Size), H: i.Run.Font.CapHeight(i.Size)}, true
	case place.Picture:
		return i.Box, true
	case place.Drawing:
		return i.Box, true
	case place.Modules:
		return i.Box, true
	case place.Fill:
		return i.Box, true
	}
	return place.Rect{}, false
}

// leastRead is WCAG's ratio for large text; below it words are hard to read.
const leastRead = 3

func (w *work) readable(d drawnZone) {
	p := &pen{work: w, zone: d.zone, box: d.box}
	for _, item := range d.items {
		t, ok := item.(place.Text)
		if !ok {
			continue
		}
		if under, known := p.background(); known {
			if ratio := place.Ratio(t.Color.Luminance(), under.Mean); ratio < leastRead {
				w.found = append(w.found, problem.Problem{Code: "TEXT_LOW_CONTRAST", Severity: problem.Warning, Where: d.where,
					Message: fmt.Sprintf("The words stand out by %.1f to 1 only.", ratio), Fix: "Use color: auto, or a colour that differs more from the art.",
					Data: map[string]any{"ratio": ratio, "wanted": leastRead}})
			}
		}
		return
	}
}
