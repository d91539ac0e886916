package geom

import "math"

// MaxDashes is how many dashes one path may have. A finer pattern is grey to
// every eye, and costs as much as its author likes.
const MaxDashes = 20_000

// Dashed cuts lines into the dashes of the pen. Without a pattern, and with
// one of more than MaxDashes, it returns them as they are. A pattern of odd
// length is walked twice, as SVG says.
func Dashed(lines []Polyline, pen Pen) []Polyline {
	sum := total(pen.Dash)
	if n := DashCount(lines, pen); !(n > 0 && n <= MaxDashes) {
		return lines
	}
	pattern := pen.Dash
	if len(pattern)%2 == 1 {
		pattern = append(append([]float64{}, pattern...), pattern...)
		sum *= 2
	}
	var out []Polyline
	for _, l := range lines {
		c := newCutter(pattern, sum, pen.Offset)
		out = append(out, c.cut(l)...)
	}
	return out
}

// DashCount is how many dashes and gaps the pen makes of the lines, roughly.
func DashCount(lines []Polyline, pen Pen) float64 {
	sum, length := total(pen.Dash), 0.0
	if !(sum > 0) {
		return 0
	}
	for _, l := range lines {
		length += l.Length()
	}
	return (length/sum + 1) * float64(len(pen.Dash))
}

func total(dash []float64) float64 {
	sum := 0.0
	for _, d := range dash {
		sum += d
	}
	return sum
}

type cutter struct {
	pattern []float64
	i       int     // current entry; even entries are drawn
	left    float64 // of the current entry
	out     []Polyline
	dash    []Point
}

func newCutter(pattern []float64, sum, offset float64) *cutter {
	offset = math.Mod(offset, sum)
	if offset < 0 {
		offset += sum
	}
	c := &cutter{pattern: pattern, left: pattern[0]}
	for offset >= c.left && offset > 0 {
		offset -= c.left
		c.next()
	}
	c.left -= offset
	return c
}

func (c *cutter) next() {
	c.i = (c.i + 1) % len(c.pattern)
	c.left = c.pattern[c.i]
}

func (c *cutter) drawn() bool { return c.i%2 == 0 }

func (c *cutter) cut(l Polyline) []Polyline {
	pts := l.Pts
	if l.Closed && len(pts) > 1 {
		pts = append(append([]Point{}, pts...), pts[0])
	}
	if c.drawn() {
		c.dash = []Point{pts[0]}
	}
	for i := 1; i < len(pts); i++ {
		c.segment(pts[i-1], pts[i])
	}
	c.flush()
	return c.out
}

// segment walks from a to b, switching at every end of an entry.
func (c *cutter) segment(a, b Point) {
	length := b.Sub(a).Len()
	d := direction(a, b)
	for done := 0.0; ; {
		if c.left > length-done {
			c.left -= length - done
			c.extend(b)
			return
		}
		done += c.left
		p := a.Add(d.Mul(done))
		c.extend(p)
		c.flush()
		c.next()
		if c.drawn() {
			c.dash = []Point{p}
		}
	}
}

func (c *cutter) extend(p Point) {
	if n := len(c.dash); n > 0 && c.dash[n-1] != p {
		c.dash = append(c.dash, p)
	}
}

func (c *cutter) flush() {
	if len(c.dash) > 0 {
		c.out = append(c.out, Polyline{Pts: c.dash})
	}
	c.dash = nil
}
