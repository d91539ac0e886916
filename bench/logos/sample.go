package main

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/svg/geom"
)

// side is the size of the pictures in pixels.
const side = 256

// sample is one file and its pictures, all of them side x side on white.
type sample struct {
	file  string
	tree  *svg.Tree // nil when the file was refused
	found problem.List
	took  time.Duration // to read it

	reference, pdf, pixels *image.NRGBA
	asPDF, asPixels        difference
	second                 bool // MuPDF's picture is the reference
}

func (s *sample) name() string { return filepath.Base(s.file) }

// collect reads the files of a folder that are wanted.
func collect(dir string, match *regexp.Regexp, read func([]byte) (*svg.Tree, problem.List, error)) ([]*sample, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		return nil, err
	}
	var all []*sample
	for _, f := range files {
		if !match.MatchString(filepath.Base(f)) {
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		s := &sample{file: f}
		began := time.Now()
		if s.tree, s.found, err = read(data); err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		s.took = time.Since(began)
		all = append(all, s)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no file of %s is wanted", dir)
	}
	return all, nil
}

func readSVG(data []byte) (*svg.Tree, problem.List, error) { return svg.Parse(data, svg.Limits{}) }

func readPDF(data []byte) (*svg.Tree, problem.List, error) {
	t, found := pdf.Artwork(data, pdf.DefaultLimits(), svg.Limits{})
	return t, found, nil
}

// squared is the drawing in the middle of a square view, cut to its own.
func squared(t *svg.Tree) *svg.Tree {
	size := max(t.Width, t.Height)
	cut := svg.Group{Opacity: 1, Clip: &svg.Clip{Path: geom.Rectangle(t.View())}, Nodes: t.Nodes}
	return &svg.Tree{
		X: t.X - (size-t.Width)/2, Y: t.Y - (size-t.Height)/2, Width: size, Height: size,
		Nodes: []svg.Node{{Group: &cut}},
	}
}
