package main

import (
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"golang.org/x/image/webp"
)

const (
	dpi       = 50
	far       = 24    // of 255: a pixel that differs by more is another one
	leastInk  = 0.004 // of a zone has to be new
	mostOther = 0.002 // of the rest may be
)

// look holds a file against the vendor's: something new stands in every zone,
// and nothing anywhere else. What was made from nothing has only to have ink.
func (s *stage) look(ctx context.Context, t task, w way, file string, r *report) error {
	for page := 1; page <= max(t.pages, 1); page++ {
		base, scale, err := s.see(ctx, filepath.Join(s.dir, t.base), page)
		if err == errNoPoppler {
			r.note(t, w, "not looked at: pdftoppm is not installed (Debian: poppler-utils)")
			return nil
		}
		if err != nil {
			return err
		}
		got, _, err := s.see(ctx, file, page)
		if err != nil {
			return err
		}
		if err := compare(base, got, t.zones, scale, w); err != nil {
			return fmt.Errorf("page %d of %s: %w", page, file, err)
		}
	}
	return nil
}

var errNoPoppler = fmt.Errorf("no pdftoppm")

// see draws a page, or reads a picture; scale is pixels for a unit of its boxes.
func (s *stage) see(ctx context.Context, file string, page int) (image.Image, float64, error) {
	if !strings.HasSuffix(file, ".pdf") {
		img, err := picturesOf(file)
		return img, 1, err
	}
	program, err := exec.LookPath("pdftoppm")
	if err != nil {
		return nil, 0, errNoPoppler
	}
	n, to := fmt.Sprint(page), filepath.Join(s.dir, "seen")
	cmd := exec.CommandContext(ctx, program, "-r", fmt.Sprint(dpi), "-f", n, "-l", n, "-png", "-singlefile", file, to)
	if told, err := cmd.CombinedOutput(); err != nil {
		return nil, 0, fmt.Errorf("pdftoppm: %w: %s", err, told)
	}
	img, err := picturesOf(to + ".png")
	return img, dpi / 72.0, err
}

func picturesOf(file string) (image.Image, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	switch filepath.Ext(file) {
	case ".png":
		return png.Decode(f)
	case ".webp":
		return webp.Decode(f)
	}
	return jpeg.Decode(f)
}

func compare(base, got image.Image, zones []box, scale float64, w way) error {
	b := base.Bounds()
	if d := got.Bounds(); abs(d.Dx()-b.Dx()) > 1 || abs(d.Dy()-b.Dy()) > 1 {
		return fmt.Errorf("it is %v, the vendor's is %v", d.Size(), b.Size())
	}
	inside, changed, outside, all := make([]int, len(zones)), make([]int, len(zones)), 0, 0
	for y := range b.Dy() {
		for x := range b.Dx() {
			at := zoneAt(zones, float64(x)/scale, float64(y)/scale)
			differs := distance(base, got, x, y) > far
			switch {
			case at >= 0:
				inside[at]++
				changed[at] += one(differs)
			default:
				all++
				outside += one(differs)
			}
		}
	}
	for i := range zones {
		if float64(changed[i]) < leastInk*float64(inside[i]) && !(w.worker == "pdfcpu" && i > 1) { // it has no block and no code
			return fmt.Errorf("nothing new in zone %d (%d of %d pixels)", i, changed[i], inside[i])
		}
	}
	if !w.whole && float64(outside) > mostOther*float64(all) {
		return fmt.Errorf("%d of %d pixels outside the zones are others", outside, all)
	}
	return nil
}

// zoneAt allows a zone a margin: ink may touch its edge.
func zoneAt(zones []box, x, y float64) int {
	for i, z := range zones {
		if m := 4.0; x >= z.X-m && x < z.X+z.W+m && y >= z.Y-m && y < z.Y+z.H+m {
			return i
		}
	}
	return -1
}

func distance(a, b image.Image, x, y int) int {
	r1, g1, b1, _ := a.At(a.Bounds().Min.X+x, a.Bounds().Min.Y+y).RGBA()
	r2, g2, b2, _ := b.At(b.Bounds().Min.X+x, b.Bounds().Min.Y+y).RGBA()
	return max(abs(int(r1>>8)-int(r2>>8)), abs(int(g1>>8)-int(g2>>8)), abs(int(b1>>8)-int(b2>>8)))
}

func abs(n int) int { return max(n, -n) }

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
