package main

import (
	"fmt"
	"image"
)

const (
	nearBy   = 32   // levels in each channel up to which two colours are near
	wrongOff = 0.03 // share of pixels off from which a drawing is wrong
	holeSize = 48   // pixels off with all around them: a spot of 9 x 9 is wrong too
	mostTint = 4    // levels between the mean colours
	rightBar = 0.99 // share of drawings that must be right
)

// difference is how far a picture is from the reference. Edges differ by their
// smoothing, so pixels that are off lie in lines there; where all pixels around
// are off as well, something is missing, or should not be there.
type difference struct {
	off   float64 // share of the pixels
	solid int     // pixels off with all around them
	tint  float64 // how far apart the mean colours are, in levels
}

func (d difference) wrong() bool { return d.off > wrongOff || d.solid > holeSize || d.tint > mostTint }

// String is for people.
func (d difference) String() string {
	return fmt.Sprintf("%.1f %% off, %d px missing, colours %.1f apart", 100*d.off, d.solid, d.tint)
}

// judge compares both pictures of every sample with the reference.
func judge(all []*sample) {
	for _, s := range all {
		if s.reference != nil && s.tree != nil {
			s.asPDF, s.asPixels = differ(s.reference, s.pdf), differ(s.reference, s.pixels)
		}
	}
}

// differ compares two pictures, each way.
func differ(a, b *image.NRGBA) (d difference) {
	var off [side][side]bool
	for y := range side {
		for x := range side {
			if lost(a, b, x, y) || lost(b, a, x, y) {
				off[y][x] = true
				d.off += 1. / (side * side)
			}
		}
	}
	for y := 1; y < side-1; y++ {
		for x := 1; x < side-1; x++ {
			if solid(&off, x, y) {
				d.solid++
			}
		}
	}
	d.tint = tint(a, b)
	return d
}

func solid(off *[side][side]bool, x, y int) bool {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if !off[y+dy][x+dx] {
				return false
			}
		}
	}
	return true
}

// lost tells whether b has nothing like the pixel of a, there or beside it.
func lost(a, b *image.NRGBA, x, y int) bool {
	p := a.Pix[a.PixOffset(x, y):]
	for dy := max(y-1, 0); dy <= min(y+1, side-1); dy++ {
		for dx := max(x-1, 0); dx <= min(x+1, side-1); dx++ {
			if like(p, b.Pix[b.PixOffset(dx, dy):]) {
				return false
			}
		}
	}
	return true
}

func like(p, q []uint8) bool {
	for c := range 3 {
		if d := int(p[c]) - int(q[c]); d > nearBy || d < -nearBy {
			return false
		}
	}
	return true
}
