package bitmap

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
)

// A profile of a press is a table (ICC.1, 10.10 and 10.11: lut16Type and
// lut8Type): curves for the four inks, a grid of colours with as many points for
// each ink, and curves for the three numbers of Lab that come out. Without one,
// inks are taken for ideal: cyan becomes the glaring cyan of a screen.

const (
	inks  = 4
	steps = 16 // between the points of our own grid, along each ink
)

// press says which colour of sRGB inks make: by a grid of its own, with steps+1
// points along each ink, black the fastest.
type press struct{ grid [][3]uint8 }

// pressOf reads a profile of a press; nil when it is none, or of another kind.
func pressOf(data []byte) *press {
	if len(data) < 132 || string(data[16:20]) != "CMYK" || string(data[20:24]) != "Lab " {
		return nil
	}
	t := parseTable(profileTags(data)["A2B0"])
	if t == nil {
		return nil
	}
	p := &press{grid: make([][3]uint8, 0, (steps+1)*(steps+1)*(steps+1)*(steps+1))}
	out := encodeTable()
	for n := range cap(p.grid) {
		var ink [inks]float64
		for i, rest := inks-1, n; i >= 0; i, rest = i-1, rest/(steps+1) {
			ink[i] = float64(rest%(steps+1)) / steps
		}
		p.grid = append(p.grid, t.color(ink, out))
	}
	return p
}

// print converts a picture.
func (p *press) print(m *image.CMYK) *image.NRGBA {
	var last [inks]uint8
	now := p.at(last)
	return each(m.Rect, func(x, y int) color.NRGBA {
		if ink := [inks]uint8(m.Pix[m.PixOffset(x, y):]); ink != last {
			last, now = ink, p.at(ink)
		}
		return now
	})
}

// at mixes the points of the grid around ink: from the lowest corner along the
// ink that has the most left, then along the next.
func (p *press) at(ink [inks]uint8) color.NRGBA {
	var left, stride [inks]int
	base, size := 0, 1
	for i := inks - 1; i >= 0; i-- {
		pos := int(ink[i]) * steps
		cell := min(pos/255, steps-1)
		left[i], stride[i] = pos-255*cell, size
		base += cell * size
		size *= steps + 1
	}
	for i := range inks {
		for j := i; j > 0 && left[j] > left[j-1]; j-- {
			left[j], left[j-1], stride[j], stride[j-1] = left[j-1], left[j], stride[j-1], stride[j]
		}
	}
	var sum [3]int
	before := 255
	for i := range inks + 1 {
		next := 0
		if i < inks {
			next = left[i]
		}
		for c := range sum {
			sum[c] += (before - next) * int(p.grid[base][c])
		}
		if i < inks {
			base += stride[i]
		}
		before = next
	}
	return color.NRGBA{uint8((sum[0] + 127) / 255), uint8((sum[1] + 127) / 255), uint8((sum[2] + 127) / 255), 255}
}

// table is the tag, its numbers from 0 to 1.
type table struct {
	points  int // of the grid, along each ink
	in, out [][]float64
	grid    []float64
	lab     [3]float64 // what 1 stands for: L, and a and b above -128
}

// parseTable reads the tag; nil when it is of another kind, or cut off.
func parseTable(b []byte) *table {
	if len(b) < 52 || b[8] != inks || b[9] != 3 || b[10] < 2 {
		return nil
	}
	t := &table{points: int(b[10])}
	entriesIn, entriesOut, width, rest := 256, 256, 1, b[48:]
	t.lab = [3]float64{100, 255, 255}
	switch string(b[:4]) {
	case "mft2":
		entriesIn, entriesOut, width, rest = int(binary.BigEndian.Uint16(b[48:])), int(binary.BigEndian.Uint16(b[50:])), 2, b[52:]
		t.lab = [3]float64{100 * 65535. / 65280, 65535. / 256, 65535. / 256}
	case "mft1":
	default:
		return nil
	}
	points := t.points * t.points * t.points * t.points
	if entriesIn < 2 || entriesOut < 2 || len(rest) < width*(inks*entriesIn+3*points+3*entriesOut) {
		return nil
	}
	take := func(n int) []float64 {
		v := make([]float64, n)
		for i := range v {
			if v[i] = float64(rest[i]) / 255; width == 2 {
				v[i] = float64(binary.BigEndian.Uint16(rest[2*i:])) / 65535
			}
		}
		rest = rest[width*n:]
		return v
	}
	for range inks {
		t.in = append(t.in, take(entriesIn))
	}
	t.grid = take(3 * points)
	for range 3 {
		t.out = append(t.out, take(entriesOut))
	}
	return t
}

// color is what inks from 0 to 1 make.
func (t *table) color(ink [inks]float64, out *[4097]uint8) (rgb [3]uint8) {
	for i := range ink {
		ink[i] = curve(t.in[i], ink[i])
	}
	var lab [3]float64
	for corner := range 1 << inks {
		weight, at := 1.0, 0
		for i, v := range ink {
			pos := v * float64(t.points-1)
			cell := min(int(pos), t.points-2)
			share := pos - float64(cell)
			if corner>>i&1 == 1 {
				cell++
			} else {
				share = 1 - share
			}
			weight, at = weight*share, at*t.points+cell
		}
		for c := range lab {
			lab[c] += float64(weight * t.grid[3*at+c])
		}
	}
	for c := range lab {
		lab[c] = curve(t.out[c], lab[c]) * t.lab[c]
	}
	x, y, z := fromLab(lab[0], lab[1]-128, lab[2]-128)
	for c := range rgb {
		rgb[c] = encode(out, float64(xyzToSRGB[3*c]*x)+float64(xyzToSRGB[3*c+1]*y)+float64(xyzToSRGB[3*c+2]*z))
	}
	return rgb
}

// curve is a table of equal steps at x from 0 to 1.
func curve(table []float64, x float64) float64 {
	pos := max(0, min(1, x)) * float64(len(table)-1)
	i := min(int(pos), len(table)-2)
	return table[i] + float64((table[i+1]-table[i])*(pos-float64(i)))
}

// fromLab gives XYZ under D50.
func fromLab(l, a, b float64) (x, y, z float64) {
	f := func(t float64) float64 {
		if t > 6./29 {
			return t * t * t
		}
		return 3 * (6. / 29) * (6. / 29) * (t - 4./29)
	}
	m := (l + 16) / 116
	return 0.9642 * f(m+a/500), f(m), 0.8249 * f(math.Max(m-b/200, 0))
}
