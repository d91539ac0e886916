package main

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
)

// long is the longer side of the pictures that are compared, in pixels.
const long = 1000

// renderer is another program that draws pages.
type renderer struct {
	tool string
	box  string // the page box that it draws
	args func(pdf, out string) []string
	file string // what it adds to the name of out
}

var renderers = []renderer{
	{"pdftoppm", "MediaBox", func(pdf, out string) []string {
		return []string{"-f", "1", "-l", "1", "-singlefile", "-scale-to", fmt.Sprint(long), pdf, out}
	}, ".ppm"},
	{"mutool", "CropBox", func(pdf, out string) []string {
		return []string{"draw", "-q", "-F", "ppm", "-w", fmt.Sprint(long), "-h", fmt.Sprint(long), "-o", out + ".ppm", pdf, "1"}
	}, ".ppm"},
}

// samePages looks whether page 1 changed inside the zones, and nowhere else,
// in the eyes of every renderer.
func samePages(ctx context.Context, source, copied, folder string) (found []finding) {
	zones, err := zonesOf(folder)
	if err != nil {
		return []finding{{"zones", "UNREADABLE", err.Error()}}
	}
	b, err := boxesOf(ctx, source)
	for _, r := range renderers {
		switch {
		case err != nil || !has(r.tool):
			found = append(found, finding{r.tool, unknown, ""})
		default:
			found = append(found, r.compare(ctx, source, copied, folder, b.place(zones, r.box)))
		}
	}
	return found
}

// compare draws both and judges. The zones are given as parts of the picture.
func (r renderer) compare(ctx context.Context, source, copied, folder string, zones []part) finding {
	before, errA := r.draw(ctx, source, filepath.Join(folder, "before"))
	if errA != nil {
		return finding{r.tool, unknown, ""}
	}
	after, errB := r.draw(ctx, copied, filepath.Join(folder, "after"))
	if errB != nil {
		return finding{r.tool, "UNREADABLE", errB.Error()}
	}
	if before.Bounds() != after.Bounds() {
		return finding{r.tool, "SIZE", fmt.Sprintf("the page was %v and is %v", before.Bounds().Size(), after.Bounds().Size())}
	}
	in, out, where := difference(before, after, zones)
	switch {
	case out > 0 && !r.steady(ctx, source, folder, before):
		return finding{r.tool, unknown, ""}
	case out > 0:
		return finding{r.tool, "OUTSIDE", fmt.Sprintf("%d pixels outside the zones, within %v of %v; zones %v", out, where, before.Bounds().Size(), pixelsOf(zones, before.Bounds()))}
	case in == 0:
		return finding{r.tool, "NOTHING_DRAWN", "no pixel changed"}
	}
	return finding{r.tool, "", ""}
}

// steady tells whether a renderer draws the source the same again. For a few
// files poppler does not.
func (r renderer) steady(ctx context.Context, source, folder string, first *pixmap) bool {
	for range 3 {
		again, err := r.draw(ctx, source, filepath.Join(folder, "again"))
		if err != nil || again.Bounds() != first.Bounds() {
			return false
		}
		if _, changed, _ := difference(first, again, nil); changed > 0 {
			return false
		}
	}
	return true
}

func (r renderer) draw(ctx context.Context, pdf, out string) (*pixmap, error) {
	got := command(ctx, toolTime, r.tool, r.args(pdf, out)...)
	defer os.Remove(out + r.file)
	text, err := os.ReadFile(out + r.file)
	if err != nil {
		return nil, fmt.Errorf("%s: exit code %d: %s", r.tool, got.code, got.err)
	}
	return parsePPM(text)
}

const (
	// closeEnough is how far two values of a colour may be apart: renderers round.
	closeEnough = 12
	// margin is how many pixels a zone is larger here: its edge is drawn smoothly.
	margin = 2
)

// difference counts the pixels that differ inside and outside of the zones.
func difference(a, b *pixmap, zones []part) (in, out int, where image.Rectangle) {
	allowed := pixelsOf(zones, a.Bounds())
	for y := range a.h {
		for x := range a.w {
			if a.near(b, x, y) {
				continue
			}
			if within(allowed, image.Pt(x, y)) {
				in++
				continue
			}
			out++
			where = where.Union(image.Rect(x, y, x+1, y+1))
		}
	}
	return in, out, where
}

func pixelsOf(zones []part, page image.Rectangle) (rects []image.Rectangle) {
	w, h := float64(page.Dx()), float64(page.Dy())
	for _, z := range zones {
		r := image.Rect(int(z.left*w), int(z.top*h), int(z.right*w)+1, int(z.bottom*h)+1)
		rects = append(rects, r.Inset(-margin))
	}
	return rects
}

func within(rects []image.Rectangle, p image.Point) bool {
	for _, r := range rects {
		if p.In(r) {
			return true
		}
	}
	return false
}
