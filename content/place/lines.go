package place

import "github.com/portico-prm/portico/content/text"

// Lines puts fitted text into its box as drawing items, one for each run.
func Lines(b text.Block, box Rect, c Color) []Item {
	var items []Item
	for _, line := range b.Lines {
		for _, run := range line.Runs {
			items = append(items, Text{
				At: Point{box.X + run.X, box.Y + line.Y}, Size: b.Size, Run: run, Color: c,
			})
		}
	}
	return items
}

// LineBox is the area of one line of fitted text, for links: from its ascent to
// its descent.
func LineBox(b text.Block, line int, box Rect) Rect {
	l := b.Lines[line]
	if len(l.Runs) == 0 {
		return Rect{box.X + l.X, box.Y + l.Y, 0, 0}
	}
	f := l.Runs[0].Font
	return Rect{box.X + l.X, box.Y + l.Y - f.Ascent(b.Size), l.Width, f.Ascent(b.Size) + f.Descent(b.Size)}
}

// Readable is the colour that stands out best on a background, the earlier one
// when equal. It answers `color: auto` with the template's ink and paper.
func Readable(on Background, choices ...Color) Color {
	best, most := Color{A: 255}, 0.0 // black where there is no choice
	for _, c := range choices {
		if r := on.worst(c.Luminance()); r > most {
			best, most = c, r
		}
	}
	return best
}
