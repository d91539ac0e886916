package logo

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"github.com/disintegration/imaging"
)

// maxPreview bounds the pictures that Preview makes.
const maxPreview = 1024

// Preview is the mark as a PNG with so many pixels on its long side, on a ground,
// with a tenth of room around it. It is what people look at before they say yes.
func (m *Mark) Preview(side int, on Color) ([]byte, error) {
	side = min(max(side, 16), maxPreview)
	k := float64(side) / max(m.Width, m.Height)
	w, h := max(int(m.Width*k+0.5), 1), max(int(m.Height*k+0.5), 1)
	pix := m.Image
	if m.Kind == Vector {
		pix = m.Tree.Raster(w, h)
	} else {
		pix = imaging.Resize(pix, w, h, imaging.Lanczos)
	}
	room := side / 10
	out := image.NewNRGBA(image.Rect(0, 0, w+2*room, h+2*room))
	draw.Draw(out, out.Rect, image.NewUniform(color.NRGBA(on)), image.Point{}, draw.Src)
	draw.Draw(out, image.Rect(room, room, room+w, room+h), pix, pix.Rect.Min, draw.Over)
	var b bytes.Buffer
	err := png.Encode(&b, out)
	return b.Bytes(), err
}
