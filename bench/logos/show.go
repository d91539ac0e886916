package main

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"
)

// show writes side-by-side pictures of what is wrong and of the worst of what
// is right.
func show(all []*sample, o options) error {
	if o.out == "" {
		return nil
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return err
	}
	left := o.worst
	for _, s := range worstFirst(all) {
		if !s.wrong() {
			left--
		}
		if left < 0 {
			break
		}
		if err := writePNG(filepath.Join(o.out, s.name()+".png"), s.strip()); err != nil {
			return err
		}
	}
	return nil
}

// wrong tells whether the reference shows something else.
func (s *sample) wrong() bool {
	return s.reference != nil && s.tree != nil && (s.asPDF.wrong() || s.asPixels.wrong())
}

// worstFirst are those that could be compared.
func worstFirst(all []*sample) []*sample {
	var some []*sample
	for _, s := range all {
		if s.tree != nil && s.reference != nil {
			some = append(some, s)
		}
	}
	slices.SortStableFunc(some, func(a, b *sample) int {
		return cmp.Compare(b.badness(), a.badness())
	})
	return some
}

// badness orders by what is missing, then by what is off.
func (s *sample) badness() float64 {
	return float64(max(s.asPDF.solid, s.asPixels.solid)) + max(s.asPDF.off, s.asPixels.off)
}

// strip is reference, PDF and pixels, and red where either of them is off.
func (s *sample) strip() image.Image {
	out := image.NewNRGBA(image.Rect(0, 0, 4*side, side))
	marks := image.NewNRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			marks.SetNRGBA(x, y, color.NRGBA{240, 240, 240, 255})
			for _, ours := range []*image.NRGBA{s.pdf, s.pixels} {
				if lost(s.reference, ours, x, y) || lost(ours, s.reference, x, y) {
					marks.SetNRGBA(x, y, color.NRGBA{220, 0, 0, 255})
				}
			}
		}
	}
	for i, m := range []image.Image{s.reference, s.pdf, s.pixels, marks} {
		draw.Draw(out, image.Rect(i*side, 0, (i+1)*side, side), m, image.Point{}, draw.Src)
	}
	return out
}

func writePNG(file string, m image.Image) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := png.Encode(f, m); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return f.Close()
}
