package logotest

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
)

// PNG encodes m.
func PNG(m image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err) // a buffer does not fail
	}
	return b.Bytes()
}

// JPEG encodes m.
func JPEG(m image.Image, quality int) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		panic(err) // a buffer does not fail
	}
	return b.Bytes()
}

// Fill is a picture of one colour.
func Fill(w, h int, c color.NRGBA) *image.NRGBA {
	return paint(w, h, func(float64, float64) float64 { return 0 }, c, c)
}

// Bars draws the invented mark in ink on ground, filling the picture up to pad
// pixels from its edges: a ring at the left and bars at the right, or above
// and below in a tall one.
func Bars(w, h int, ink, ground color.NRGBA, pad float64) *image.NRGBA {
	x, y := float64(w)-2*pad, float64(h)-2*pad
	shape := barShape(x, y)
	if y > x {
		tall := barShape(y, x)
		shape = func(px, py float64) float64 { return tall(py, px) }
	}
	return paint(w, h, func(px, py float64) float64 { return shape(px-pad, py-pad) }, ink, ground)
}

// barShape fills w x h: a ring of the height h, and three bars beside it, of
// which the lowest is the longest. It tells how far inside a point is, in px.
func barShape(w, h float64) func(x, y float64) float64 {
	r := h / 2
	return func(x, y float64) float64 {
		d := math.Hypot(x-r, y-r)
		inside := math.Min(r-d, d-float64(r*0.55))
		for i := range 3 {
			top := float64(float64(i) * h * 0.375)
			right := w - float64(float64(2-i)*0.15*(w-h))
			bar := math.Min(math.Min(x-float64(h*1.2), right-x), math.Min(y-top, top+float64(h*0.25)-y))
			inside = math.Max(inside, bar)
		}
		return inside
	}
}

// RoundIcon is a square with round corners and a disc in it, on nothing.
func RoundIcon(size int, plate, ink color.NRGBA) *image.NRGBA {
	s := float64(size)
	square := paint(size, size, func(x, y float64) float64 {
		r := float64(s * 0.2)
		dx, dy := math.Max(math.Abs(x-s/2)-s/2+r, 0), math.Max(math.Abs(y-s/2)-s/2+r, 0)
		return r - math.Hypot(dx, dy)
	}, plate, Clear)
	for y := range size {
		for x := range size {
			if math.Hypot(float64(x)+0.5-s/2, float64(y)+0.5-s/2) < s/4 {
				square.SetNRGBA(x, y, ink)
			}
		}
	}
	return square
}

// paint colours each pixel by how far inside the shape its centre lies; the
// edge is one pixel soft.
func paint(w, h int, inside func(x, y float64) float64, ink, ground color.NRGBA) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			k := math.Max(0, math.Min(1, inside(float64(x)+0.5, float64(y)+0.5)+0.5))
			m.SetNRGBA(x, y, mix(ground, ink, k))
		}
	}
	return m
}

func mix(a, b color.NRGBA, k float64) color.NRGBA {
	if a.A == 0 {
		return color.NRGBA{b.R, b.G, b.B, uint8(float64(float64(b.A)*k) + 0.5)}
	}
	ch := func(a, b uint8) uint8 { return uint8(float64(float64(a)*(1-k)) + float64(float64(b)*k) + 0.5) }
	return color.NRGBA{ch(a.R, b.R), ch(a.G, b.G), ch(a.B, b.B), 255}
}
