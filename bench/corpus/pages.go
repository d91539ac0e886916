package main

import (
	"context"
	"fmt"
	"image"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// long is the longer side of the pictures that are compared, in pixels.
const long = 1000

// renderer is another program that draws pages.
type renderer struct {
	tool string
	box  string // the page box that it draws
	args func(pdf, out, page string) []string
	file string // what it adds to the name of out
}

var renderers = []renderer{
	{"pdftoppm", "MediaBox", func(pdf, out, page string) []string {
		return []string{"-f", page, "-l", page, "-singlefile", "-scale-to", fmt.Sprint(long), pdf, out}
	}, ".ppm"},
	{"mutool", "CropBox", func(pdf, out, page string) []string {
		return []string{"draw", "-q", "-F", "ppm", "-w", fmt.Sprint(long), "-h", fmt.Sprint(long), "-o", out + ".ppm", pdf, page}
	}, ".ppm"},
}

// samePages looks whether every page changed inside its zones, and nowhere else,
// in the eyes of every renderer.
func samePages(ctx context.Context, source, copied, folder string) (found []finding) {
	zones, err := zonesOf(folder)
	if err != nil {
		return []finding{{"zones", "UNREADABLE", err.Error()}}
	}
	for _, page := range slices.Sorted(maps.Keys(zones)) {
		b, err := boxesOf(ctx, source, page)
		for _, r := range renderers {
			switch {
			case err != nil || !has(r.tool):
				found = append(found, finding{r.tool, unknown, ""})
			default:
				found = append(found, r.compare(ctx, pair{source, copied, folder, strconv.Itoa(page)}, b.place(zones[page], r.box)))
			}
		}
	}
	return found
}

// pair is a page of the source and of the copy, and where pictures may lie.
type pair struct{ source, copied, folder, page string }

// compare draws both and judges. The zones are given as parts of the picture.
func (r renderer) compare(ctx context.Context, p pair, zones []part) finding {
	before, errA := r.draw(ctx, p.source, filepath.Join(p.folder, "before"), p.page)
	if errA != nil {
		return finding{r.tool, unknown, ""}
	}
	after, errB := r.draw(ctx, p.copied, filepath.Join(p.folder, "after"), p.page)
	if errB != nil {
		return finding{r.tool, "UNREADABLE", "page " + p.page + ": " + errB.Error()}
	}
	if before.Bounds() != after.Bounds() {
		return finding{r.tool, "SIZE", fmt.Sprintf("page %s was %v and is %v", p.page, before.Bounds().Size(), after.Bounds().Size())}
	}
	in, out, where := difference(before, after, zones)
	switch {
	case out > 0 && !r.steady(ctx, p, before):
		return finding{r.tool, unknown, ""}
	case out > 0:
		return finding{r.tool, "OUTSIDE", fmt.Sprintf("page %s: %d pixels outside the zones, within %v of %v; zones %v", p.page, out, where, before.Bounds().Size(), pixelsOf(zones, before.Bounds()))}
	case in == 0:
		return finding{r.tool, "NOTHING_DRAWN", "page " + p.page + ": no pixel changed"}
	}
	return finding{r.tool, "", ""}
}

// steady tells whether a renderer draws the source the same again. For a few
// files poppler does not.
func (r renderer) steady(ctx context.Context, p pair, first *pixmap) bool {
	for range 3 {
		again, err := r.draw(ctx, p.source, filepath.Join(p.folder, "again"), p.page)
		if err != nil || again.Bounds() != first.Bounds() {
			return false
		}
		if _, changed, _ := difference(first, again, nil); changed > 0 {
			return false
		}
	}
	return true
}

func (r renderer) draw(ctx context.Context, pdf, out, page string) (*pixmap, error) {
	got := command(ctx, toolTime, r.tool, r.args(pdf, out, page)...)
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
