package raster

import (
	"image"

	"github.com/portico-prm/portico/content/place"
)

// Flat is the drawn picture in memory, for comparison with encoded ones.
func (b *Base) Flat(s *place.Sheet) *image.RGBA {
	w, h := b.Size()
	f := b.frame(w, h, PNG)
	marks, _ := easel{base: b, scale: 1, frame: f.pix.Rect}.marks(s)
	out := image.NewRGBA(f.pix.Rect)
	copy(out.Pix, f.pix.Pix)
	for _, m := range marks {
		m.paint(out)
	}
	return out
}
