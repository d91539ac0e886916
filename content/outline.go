package content

import (
	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/text"
)

// What a designer sees of a page that partners do not: zones in the one colour,
// what they must keep clear of in the other.
var (
	zoneColor = place.Color{R: 0xE5, G: 0x00, B: 0x7D, A: 0xFF}
	keepColor = place.Color{R: 0x00, G: 0x7A, B: 0xC2, A: 0xFF}
)

const (
	outlineShare = 1.0 / 600 // of the page's longer side: the width of a line
	nameShare    = 1.0 / 90  // the size of a name
)

// outlines are the boxes of all zones of a page, of those too that are not
// shown, and of its forbidden art, each with its name.
func (w *work) outlines(page int) (items []place.Item) {
	size := w.piece.At(page)
	long := max(size.Width, size.Height) * w.unit
	for _, k := range w.piece.Pages[page].KeepOut {
		items = append(items, w.outline(k.ID, w.rect(k.Box), long, keepColor)...)
	}
	for i := range w.piece.Pages[page].Zones {
		z := &w.piece.Pages[page].Zones[i]
		items = append(items, w.outline(z.ID, w.rect(w.box(page, z)), long, zoneColor)...)
	}
	return items
}

func (w *work) outline(name string, b place.Rect, long float64, c place.Color) []place.Item {
	thin := long * outlineShare
	wash := c
	wash.A = 0x1C
	items := []place.Item{place.Fill{Box: b, Color: wash}}
	for _, side := range []place.Rect{{X: b.X, Y: b.Y, W: b.W, H: thin}, {X: b.X, Y: b.Bottom() - thin, W: b.W, H: thin},
		{X: b.X, Y: b.Y, W: thin, H: b.H}, {X: b.Right() - thin, Y: b.Y, W: thin, H: b.H}} {
		items = append(items, place.Fill{Box: side, Color: c})
	}
	return append(items, w.nameTag(name, b, long*nameShare, c)...)
}

// nameTag hangs the name above the box, or inside where the page ends.
func (w *work) nameTag(name string, b place.Rect, size float64, c place.Color) []place.Item {
	fonts := w.houseFont()
	if fonts == nil || fonts.lacks(name) != "" {
		return nil
	}
	box := place.Rect{X: b.X, Y: b.Y - float64(1.5*size), W: 100 * size, H: 1.5 * size}
	if box.Y < 0 {
		box.Y = b.Y
	}
	block, found := text.Fit(text.Request{Where: name, Paragraphs: []text.Paragraph{{Text: name, Fonts: fonts, MaxLines: 1}}, Width: box.W, Height: box.H, MaxSize: size, MinSize: size})
	if found.Blocking() {
		return nil
	}
	return place.Lines(block, box, c)
}
