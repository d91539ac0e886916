// Package cover tells how much of each pixel a path covers. It is arithmetic in
// plain Go in one order, so that every machine finds the same pixels.
package cover

import (
	"image"
	"math"

	"github.com/portico-prm/portico/content/svg/geom"
)

// coverage tells for each pixel of its rectangle how much of it a path covers.
//
// It sums signed areas: each edge adds, to the row it crosses, the change of
// the area at its right. A running sum along the row then is the winding, and
// at edges a fraction of it. Unlike the rasteriser of x/image/vector, which
// ends with that sum cut off at one, this one can fold it for the even-odd
// rule.
type coverage struct {
	rect image.Rectangle
	sum  []float32 // (width + 1) a row
}

// Fill is the share of each pixel, 0 to 255, that lines in pixels enclose within
// bounds, by the nonzero or the even-odd rule. It is nil when nothing lies inside.
func Fill(lines []geom.Polyline, evenOdd bool, bounds image.Rectangle) *image.Alpha {
	rect := pixelBox(lines).Intersect(bounds)
	if rect.Empty() {
		return nil
	}
	c := coverage{rect, make([]float32, (rect.Dx()+1)*rect.Dy())}
	for _, l := range lines {
		for i, p := range l.Pts { // an open line is filled as if it were closed
			c.edge(p, l.Pts[(i+1)%len(l.Pts)])
		}
	}
	return c.alpha(evenOdd)
}

// pixelBox is the smallest rectangle of whole pixels around lines.
func pixelBox(lines []geom.Polyline) image.Rectangle {
	b := geom.Box{X0: geom.Far, Y0: geom.Far, X1: -geom.Far, Y1: -geom.Far}
	for _, l := range lines {
		for _, p := range l.Pts {
			b.X0, b.X1 = min(b.X0, p.X), max(b.X1, p.X)
			b.Y0, b.Y1 = min(b.Y0, p.Y), max(b.Y1, p.Y)
		}
	}
	return Pixels(b)
}

// Pixels are the whole pixels that a box touches, and up to one more.
func Pixels(b geom.Box) image.Rectangle {
	low := func(v float64) int { return int(math.Floor(math.Max(-geom.Far, math.Min(geom.Far, v)))) }
	return image.Rect(low(b.X0), low(b.Y0), low(b.X1)+1, low(b.Y1)+1)
}

// edge adds the line from a to b, row by row.
func (c *coverage) edge(a, b geom.Point) {
	sign := 1.0
	if a.Y > b.Y {
		a, b, sign = b, a, -1
	}
	if a.Y == b.Y {
		return
	}
	left, top := float64(c.rect.Min.X), float64(c.rect.Min.Y)
	slope := (b.X - a.X) / (b.Y - a.Y)
	from, to := math.Max(a.Y, top), math.Min(b.Y, float64(c.rect.Max.Y))
	for y := int(math.Floor(from)); float64(y) < to; y++ {
		y0, y1 := math.Max(from, float64(y)), math.Min(to, float64(y+1))
		x0, x1 := a.X+float64((y0-a.Y)*slope), a.X+float64((y1-a.Y)*slope)
		row := c.sum[(y-c.rect.Min.Y)*(c.rect.Dx()+1):]
		addRow(row[:c.rect.Dx()+1], math.Min(x0, x1)-left, math.Max(x0, x1)-left, sign*(y1-y0))
	}
}

// addRow adds a piece of edge that lies within one row, between x0 and x1, and
// is d high. Its area right of it within column i is P(i+1) - P(i), where P is
// the integral of the height left behind so far.
func addRow(row []float32, x0, x1, d float64) {
	first := int(math.Max(math.Floor(x0), 0))
	last := len(row) - 1
	if first >= last {
		return
	}
	if x1 <= float64(first+1) && x0 >= 0 { // within one column, the usual case
		part := d * (float64(first+1) - (x0+x1)/2)
		row[first] += float32(part)
		row[first+1] += float32(d - part)
		return
	}
	last = int(math.Min(math.Ceil(math.Max(x1, 0)), float64(last)))
	before, p := 0.0, heightBehind(float64(first), x0, x1, d)
	for i := first; i <= last; i++ {
		next := heightBehind(float64(i+1), x0, x1, d)
		area := next - p
		row[i] += float32(area - before)
		before, p = area, next
	}
}

// heightBehind integrates, from the far left up to x, how much of an edge of
// height d lies to the left.
func heightBehind(x, x0, x1, d float64) float64 {
	switch {
	case x <= x0:
		return 0
	case x >= x1:
		return d * (x - (x0+x1)/2)
	}
	return d * (x - x0) * (x - x0) / (2 * (x1 - x0))
}

// alpha sums up the rows. Nonzero: any winding counts in full. Even-odd: the
// winding is folded, so that two is nothing again.
func (c *coverage) alpha(evenOdd bool) *image.Alpha {
	out := image.NewAlpha(c.rect)
	w := c.rect.Dx()
	for y := range c.rect.Dy() {
		row, dst := c.sum[y*(w+1):], out.Pix[y*out.Stride:y*out.Stride+w]
		var acc float32
		for x := range dst {
			acc += row[x]
			v := acc
			if v < 0 {
				v = -v
			}
			if evenOdd {
				v = fold(v)
			}
			dst[x] = uint8(float32(min(v, 1)*255) + 0.5)
		}
	}
	return out
}

func fold(v float32) float32 {
	v -= float32(2 * float32(int(v/2)))
	if v > 1 {
		return 2 - v
	}
	return v
}
