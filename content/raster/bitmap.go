package raster

import (
	"image"
	"image/draw"
	"math"

	"github.com/disintegration/imaging"
	"github.com/portico-prm/portico/content/place"
)

// bitmap is a picture in its final size at whole pixels: at most half a pixel
// off, and sharp.
type bitmap struct {
	image *image.NRGBA
	at    image.Rectangle
	clip  image.Rectangle
}

func (b *bitmap) bounds() image.Rectangle { return b.at.Intersect(b.clip) }

func (b *bitmap) paint(dst *image.RGBA) {
	r := b.bounds()
	draw.Draw(dst, r, b.image, b.image.Rect.Min.Add(r.Min.Sub(b.at.Min)), draw.Over)
}

// scaledKey names a mark in one size; size is what tells two previews apart.
type scaledKey struct {
	key  string
	w, h int
}

func (e easel) picture(p place.Picture) (mark, bool) {
	if p.Image == nil || p.Image.Rect.Empty() {
		return nil, true
	}
	return e.bitmap(p.Box, p.Key, func(w, h int) *image.NRGBA {
		return imaging.Resize(p.Image, w, h, filterFor(p.Image.Rect.Dx(), w))
	})
}

func (e easel) drawing(d place.Drawing) (mark, bool) {
	if d.Tree == nil {
		return nil, true
	}
	return e.bitmap(d.Box, d.Key, d.Tree.Raster)
}

// bitmap makes the pixels of a mark, or takes them from the shelf. A mark
// without a key is made anew each time.
func (e easel) bitmap(at place.Rect, key string, make func(w, h int) *image.NRGBA) (mark, bool) {
	r := at.Scaled(e.scale)
	if !nearBox(r) {
		return nil, false
	}
	px := image.Rect(round(r.X), round(r.Y), round(r.Right()), round(r.Bottom()))
	if px.Empty() {
		return nil, true
	}
	if px.Dx()*px.Dy() > e.base.lim.Pixels {
		return nil, false
	}
	made := func() (*image.NRGBA, int) {
		img := make(px.Dx(), px.Dy())
		return img, len(img.Pix)
	}
	if key == "" {
		img, _ := made()
		return &bitmap{img, px, e.frame}, true
	}
	return &bitmap{e.base.scaled.Get(scaledKey{key, px.Dx(), px.Dy()}, made), px, e.frame}, true
}

func round(v float64) int { return int(math.Round(v)) }
