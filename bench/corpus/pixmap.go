package main

import (
	"bytes"
	"fmt"
	"image"
)

// pixmap is a picture in the form that every renderer can write: binary PPM,
// three bytes a pixel.
type pixmap struct {
	w, h int
	rgb  []byte
}

// parsePPM reads what the renderers write: P6, width, height, 255, pixels.
func parsePPM(text []byte) (*pixmap, error) {
	var p pixmap
	var most int
	r := bytes.NewReader(text)
	if _, err := fmt.Fscanf(r, "P6\n%d %d\n%d\n", &p.w, &p.h, &most); err != nil || most != 255 {
		return nil, fmt.Errorf("no PPM of one byte a colour: %v", err)
	}
	p.rgb = text[len(text)-r.Len():]
	if p.w <= 0 || p.h <= 0 || len(p.rgb) != 3*p.w*p.h {
		return nil, fmt.Errorf("a PPM of %d x %d pixels has %d bytes", p.w, p.h, len(p.rgb))
	}
	return &p, nil
}

// Bounds is the size as a rectangle from the origin.
func (p *pixmap) Bounds() image.Rectangle { return image.Rect(0, 0, p.w, p.h) }

// near tells whether two pictures of one size look the same at a place.
func (p *pixmap) near(o *pixmap, x, y int) bool {
	i := 3 * (y*p.w + x)
	for c := range 3 {
		d := int(p.rgb[i+c]) - int(o.rgb[i+c])
		if d > closeEnough || d < -closeEnough {
			return false
		}
	}
	return true
}
