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

// Backdrop is what a preview stands on.
type Backdrop string

// The grounds. Checker shows what is transparent.
const (
	Light   Backdrop = "light"
	Dark    Backdrop = "dark"
	Checker Backdrop = "checker"
)

// Best is the plain ground on which the mark is seen.
func (m *Mark) Best() Backdrop {
	if m.Flags.NearWhite {
		return Dark
	}
	return Light
}

// squares are the pixels of one field of the checker board.
const squares = 8

func (b Backdrop) at(x, y int) color.NRGBA {
	switch {
	case b == Dark:
		return color.NRGBA{R: 32, G: 36, B: 44, A: 255}
	case b == Checker && (x/squares+y/squares)%2 == 1:
		return color.NRGBA{R: 216, G: 216, B: 216, A: 255}
	}
	return color.NRGBA{R: 255, G: 255, B: 255, A: 255}
}

// paint fills a picture.
func (b Backdrop) paint(p *image.NRGBA) {
	for y := range p.Rect.Dy() {
		for x := range p.Rect.Dx() {
			p.SetNRGBA(x, y, b.at(x, y))
		}
	}
}

// Preview is the mark as a PNG with so many pixels on its long side, on a ground,
// with a tenth of room around it. It is what people look at before they say yes.
func (m *Mark) Preview(side int, on Backdrop) ([]byte, error) {
	side = min(max(side, 16), maxPreview)
	k := float64(side) / max(m.Width, m.Height)
	w, h := max(int(float64(m.Width*k)+0.5), 1), max(int(float64(m.Height*k)+0.5), 1)
	pix := m.Image
	if m.Kind == Vector {
		pix = m.Tree.Raster(w, h)
	} else {
		pix = imaging.Resize(pix, w, h, imaging.Lanczos)
	}
	room := side / 10
	out := image.NewNRGBA(image.Rect(0, 0, w+2*room, h+2*room))
	on.paint(out)
	draw.Draw(out, image.Rect(room, room, room+w, room+h), pix, pix.Rect.Min, draw.Over)
	var b bytes.Buffer
	err := png.Encode(&b, out)
	return b.Bytes(), err
}
