package main

import (
	"bytes"
	"image"
	"image/png"

	"github.com/disintegration/imaging"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/svg/bitmap"
	"github.com/portico-prm/portico/content/svg/geom"
)

// readBitmap decodes a PNG, JPEG or WebP as the intake does, into a drawing that
// is nothing but this picture: it is compared like the others.
func readBitmap(data []byte) (*svg.Tree, problem.List, error) {
	m, _, err := bitmap.Decode(data, bitmap.Default)
	if err != nil {
		return nil, problem.List{{Code: err.Error(), Severity: problem.Error}}, nil
	}
	w, h := float64(m.Rect.Dx()), float64(m.Rect.Dy())
	// Scaled here, to the size at which it is compared: how a PDF viewer scales
	// says nothing about the file.
	k := side / max(w, h)
	m = imaging.Resize(m, max(int(w*k+0.5), 1), max(int(h*k+0.5), 1), imaging.Linear)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		return nil, nil, err
	}
	p := &svg.Picture{Matrix: geom.Scale(w, h), PNG: b.Bytes()}
	return &svg.Tree{Width: w, Height: h, Nodes: []svg.Node{{Picture: p}}}, nil, nil
}

// tint is how far apart the mean colours of two pictures are, in levels of the
// channel that differs most. Edges do not matter to it; a profile does.
func tint(a, b *image.NRGBA) float64 {
	var sum [3]float64
	for i := 0; i < len(a.Pix); i += 4 {
		for c := range sum {
			sum[c] += float64(a.Pix[i+c]) - float64(b.Pix[i+c])
		}
	}
	most := 0.0
	for _, s := range sum {
		most = max(most, s/(side*side), -s/(side*side))
	}
	return most
}
