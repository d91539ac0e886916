package logo

import (
	"fmt"
	"image"
	"math"
	"math/bits"
	"slices"
)

// Look is a fingerprint of how a mark looks, 63 yes-or-no features of its coarse
// shapes: nearly equal for the same mark at another size, in another file format
// or in another colour, and far apart for other marks. Zero means that it is not
// known. Its text form is 16 hexadecimal digits.
type Look uint64

// Distance is the number of features that differ. A mark and its negative, light
// for dark, count as alike.
func (l Look) Distance(o Look) int {
	d := bits.OnesCount64(uint64(l ^ o))
	return min(d, 63-d)
}

// Resembles tells whether two marks can be taken for each other: their features
// are nearly the same, and so are their proportions. Among 268 real marks no two
// of different companies came nearer than 12 features; of their copies as PNG and
// JPEG in three sizes, 95 in 100 came within 10.
func (l Look) Resembles(o Look, aspect, other float64) bool {
	ratio := aspect / other
	return l != 0 && o != 0 && l.Distance(o) <= MaxDistance && ratio <= MaxStretch && ratio >= 1/MaxStretch
}

// The limits of resemblance.
const (
	MaxDistance = 10
	MaxStretch  = 1.1
)

// String is the text form.
func (l Look) String() string { return fmt.Sprintf("%016x", uint64(l)) }

// MarshalText writes what String writes.
func (l Look) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (l *Look) UnmarshalText(b []byte) error {
	if _, err := fmt.Sscanf(string(b), "%016x", (*uint64)(l)); err != nil || len(b) != 16 {
		return fmt.Errorf("%q is no look", b)
	}
	return nil
}

const (
	lookGrid = 32 // cells a side that the mark is summed up in
	lookSide = 8  // of the waves along each axis that are compared
)

// lookOf reads the coarse shapes off the pixels: how much ink is in each cell of
// a grid over the mark, split into waves (a cosine transform); a feature is
// whether a wave is above the middle one. Of colours only their lightness counts, and that a
// little, so that a version in one colour looks much the same.
func lookOf(m *image.NRGBA, g ground, colors []Cluster) Look {
	w := well{g, shareOf(colors, Color.nearWhite) >= mostlyWhite}
	waves := transform(w.grid(m))
	middle := slices.Sorted(slices.Values(waves[1:]))[len(waves)/2-1]
	var l Look
	for i, w := range waves[1:] { // the first wave is the mean
		if w > middle {
			l |= 1 << (i + 1)
		}
	}
	return l | 1 // so that no look is zero
}

// well says what counts as ink.
type well struct {
	ground
	white bool // the mark itself is white, or most of it
}

// grid is the ink in each cell, 0 to 1.
func (w well) grid(m *image.NRGBA) (cells [lookGrid][lookGrid]float64) {
	size := m.Rect.Size()
	for cy := range lookGrid {
		y0, y1 := cy*size.Y/lookGrid, max((cy+1)*size.Y/lookGrid, cy*size.Y/lookGrid+1)
		for cx := range lookGrid {
			x0, x1 := cx*size.X/lookGrid, max((cx+1)*size.X/lookGrid, cx*size.X/lookGrid+1)
			sum := 0.0
			for y := y0; y < y1; y++ {
				for x := x0; x < x1; x++ {
					sum += w.ink(at(m, m.Rect.Min.X+x, m.Rect.Min.Y+y))
				}
			}
			cells[cy][cx] = sum / float64((y1-y0)*(x1-x0))
		}
	}
	return cells
}

// mostlyWhite is the share of white from which a mark is taken for a reversed one.
const mostlyWhite = 0.5

// lightInk is how much less the lightest colour counts than black.
const lightInk = 0.6

// ink of a pixel. White counts as paper, as it does in files without
// transparency, unless the mark is white.
func (w well) ink(c Color) float64 {
	if !w.weighs(c) || c.nearWhite() && !w.white {
		return 0
	}
	return float64(c.A) / 255 * (1 - float64(lightInk*math.Cbrt(c.Luminance())))
}

// transform are the slowest waves of a grid, row by row.
func transform(cells [lookGrid][lookGrid]float64) []float64 {
	var rows [lookGrid][lookSide]float64
	for y := range lookGrid {
		for u := range lookSide {
			for x := range lookGrid {
				rows[y][u] += float64(cells[y][x] * wave(x, u))
			}
		}
	}
	out := make([]float64, 0, lookSide*lookSide)
	for v := range lookSide {
		for u := range lookSide {
			sum := 0.0
			for y := range lookGrid {
				sum += float64(rows[y][u] * wave(y, v))
			}
			out = append(out, sum)
		}
	}
	return out
}

func wave(at, n int) float64 {
	return math.Cos((float64(2*float64(at)) + 1) * float64(n) * math.Pi / (2 * lookGrid))
}
