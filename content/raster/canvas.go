package raster

import (
	"image"
)

// canvas is a frame with patches over it: the picture as it will be, of which
// only the patches are in memory of their own.
type canvas struct {
	base    *image.RGBA
	patches []*image.RGBA // they do not overlap
}

// grid is what patches are aligned to: the blocks of a JPEG and the strips of
// a PNG.
const grid = 16

// paint copies what the marks lie on and draws them there, in their order.
func paint(base *image.RGBA, marks []mark) *canvas {
	c := &canvas{base: base}
	for _, r := range regions(base.Rect, marks) {
		patch := image.NewRGBA(r)
		copyPixels(patch, base, r)
		for _, m := range marks {
			if m.bounds().In(r) {
				m.paint(patch)
			}
		}
		c.patches = append(c.patches, patch)
	}
	return c
}

// regions are disjoint areas such that each mark lies in one of them.
func regions(frame image.Rectangle, marks []mark) []image.Rectangle {
	var out []image.Rectangle
	for _, m := range marks {
		r := aligned(m.bounds()).Intersect(frame)
		for i := 0; i < len(out); {
			if !r.Overlaps(out[i]) {
				i++
				continue
			}
			r = r.Union(out[i])
			out = append(out[:i], out[i+1:]...)
			i = 0
		}
		out = append(out, r)
	}
	return out
}

func aligned(r image.Rectangle) image.Rectangle {
	return image.Rect(r.Min.X/grid*grid, r.Min.Y/grid*grid,
		(r.Max.X+grid-1)/grid*grid, (r.Max.Y+grid-1)/grid*grid)
}

// touched tells whether anything was drawn there.
func (c *canvas) touched(r image.Rectangle) bool {
	for _, p := range c.patches {
		if p.Rect.Overlaps(r) {
			return true
		}
	}
	return false
}

// copy takes a part of the finished picture into dst, which must hold it.
func (c *canvas) copy(dst *image.RGBA, r image.Rectangle) {
	copyPixels(dst, c.base, r)
	for _, p := range c.patches {
		copyPixels(dst, p, r.Intersect(p.Rect))
	}
}

// copyPixels copies r, which must lie in both pictures.
func copyPixels(dst, src *image.RGBA, r image.Rectangle) {
	if r.Empty() {
		return
	}
	n := 4 * r.Dx()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		d, s := dst.PixOffset(r.Min.X, y), src.PixOffset(r.Min.X, y)
		copy(dst.Pix[d:d+n], src.Pix[s:s+n])
	}
}
