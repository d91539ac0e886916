package main

import (
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// pages draws the pages of a PDF at one pixel a point and hands them out.
func pages(ctx context.Context, file string, n int, take func(i int, m *image.NRGBA)) error {
	out := strings.TrimSuffix(file, ".pdf")
	if err := tool(ctx, "pdftoppm", "-png", "-r", "72", "-cropbox", file, out); err != nil {
		return err
	}
	digits := len(strconv.Itoa(n))
	for i := range n {
		m, err := readPNG(fmt.Sprintf("%s-%0*d.png", out, digits, i+1))
		if err != nil {
			return err
		}
		take(i, onWhite(m, image.Point{}))
	}
	return nil
}

// poppler draws page 1 of each PDF as the reference. What it cannot draw has no
// reference and is not judged.
func poppler(ctx context.Context, all []*sample) error {
	dir, err := os.MkdirTemp("", "portico-logos-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "page")
	for _, s := range all {
		if err := tool(ctx, "pdftoppm", "-png", "-f", "1", "-singlefile", "-scale-to", strconv.Itoa(side), "-cropbox", "-hide-annotations", s.file, out); err != nil {
			continue
		}
		m, err := readPNG(out + ".png")
		if err != nil {
			return err
		}
		s.reference = centred(m)
	}
	return ctx.Err()
}

// secondOpinion takes MuPDF's picture as the reference where poppler's differs
// and MuPDF's does not.
func secondOpinion(ctx context.Context, all []*sample) error {
	dir, err := os.MkdirTemp("", "portico-logos-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "page.png")
	for _, s := range all {
		if !s.wrong() || tool(ctx, "mutool", "draw", "-o", out, "-w", strconv.Itoa(side), "-h", strconv.Itoa(side), s.file, "1") != nil {
			continue
		}
		m, err := readPNG(out)
		if err != nil {
			return err
		}
		other := *s
		other.reference = centred(m)
		if judge([]*sample{&other}); !other.wrong() {
			*s = other
			s.second = true
		}
	}
	return ctx.Err()
}

func centred(m image.Image) *image.NRGBA {
	size := m.Bounds().Size()
	return onWhite(m, image.Pt((size.X-side)/2, (size.Y-side)/2))
}

func tool(ctx context.Context, name string, args ...string) error {
	if said, err := exec.CommandContext(ctx, name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %.500s", name, err, said)
	}
	return nil
}

func readPNG(file string) (image.Image, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return png.Decode(f)
}
