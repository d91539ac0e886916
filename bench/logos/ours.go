package main

import (
	"context"
	"fmt"
	"image"
	"image/draw"
	"os"
	"path/filepath"
	"strings"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/place"
)

// asPixels draws with our own rasteriser.
func asPixels(_ context.Context, all []*sample) error {
	for _, s := range all {
		if s.tree != nil {
			s.pixels = onWhite(squared(s.tree).Raster(side, side), image.Point{})
		}
	}
	return nil
}

// asPDF appends every drawing to a blank page, the way that logos reach a
// vendor's page, and lets poppler draw the document.
func asPDF(ctx context.Context, all []*sample) error {
	dir, err := os.MkdirTemp("", "portico-logos-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "logos.pdf")
	doc, err := document(all)
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, doc, 0o600); err != nil {
		return err
	}
	return pages(ctx, file, len(all), func(i int, m *image.NRGBA) {
		if all[i].tree != nil {
			all[i].pdf = m
		}
	})
}

// document has one page of side x side points for each sample.
func document(all []*sample) ([]byte, error) {
	lim := pdf.DefaultLimits()
	lim.Pages = len(all)
	plan, source, _, err := pdf.Prepare(blank(len(all)), lim)
	if err != nil {
		return nil, err
	}
	sheets := map[int]*place.Sheet{}
	for i, s := range all {
		if s.tree == nil {
			continue
		}
		k := side / max(s.tree.Width, s.tree.Height)
		w, h := s.tree.Width*k, s.tree.Height*k
		box := place.Rect{X: (side - w) / 2, Y: (side - h) / 2, W: w, H: h}
		sheets[i] = &place.Sheet{Items: []place.Item{place.Drawing{Box: box, Tree: s.tree, Key: s.file}}}
	}
	tail, err := plan.Tail(sheets)
	return append(source, tail...), err
}

// blank is a PDF of empty pages; readers repair what it leaves out.
func blank(pages int) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [")
	for i := range pages {
		fmt.Fprintf(&b, "%d 0 R ", i+3)
	}
	fmt.Fprintf(&b, "] /Count %d /MediaBox [0 0 %d %d] /Resources <<>> >> endobj\n", pages, side, side)
	for i := range pages {
		fmt.Fprintf(&b, "%d 0 obj <</Type /Page /Parent 2 0 R>> endobj\n", i+3)
	}
	b.WriteString("trailer <</Root 1 0 R>>\n%%EOF\n")
	return []byte(b.String())
}

// onWhite is the square of m that begins at from, on white.
func onWhite(m image.Image, from image.Point) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, side, side))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, m, from, draw.Over)
	return out
}
