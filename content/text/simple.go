package text

// Flags of the points of a simple glyph.
const (
	onCurve = 1 << iota
	shortX
	shortY
	repeated
	sameX // with shortX: positive
	sameY
)

// cursor reads on; bad tells that it ran off the end.
type cursor struct {
	data table
	at   int
	bad  bool
}

func (c *cursor) skip(n int) {
	c.at += n
	c.bad = c.bad || c.at > len(c.data)
}

func (c *cursor) u8() byte {
	c.skip(1)
	if c.bad {
		return 0
	}
	return c.data[c.at-1]
}

func (c *cursor) u16() uint16 {
	c.skip(2)
	if c.bad {
		return 0
	}
	return c.data.u16(c.at - 2)
}

// simple adds the contours of a glyph that is drawn, not composed.
func (p *pen) simple(data table) bool {
	c := cursor{data: data, at: 10}
	base := len(p.points)
	total := 0
	for range int(data.i16(0)) {
		end := int(c.u16()) + 1
		if c.bad || end <= total {
			return false
		}
		total = end
		p.ends = append(p.ends, base+total)
	}
	if total == 0 {
		return true
	}
	c.skip(int(c.u16())) // instructions
	if c.bad || total > maxPoints || len(p.points)+total > maxPoints {
		return false
	}
	flags := c.flags(total)
	xs := c.coordinates(flags, shortX, sameX)
	ys := c.coordinates(flags, shortY, sameY)
	for i, f := range flags {
		p.points = append(p.points, knot{float64(xs[i]), float64(ys[i]), f&onCurve != 0})
	}
	return !c.bad
}

func (c *cursor) flags(n int) []byte {
	flags := make([]byte, 0, n)
	for len(flags) < n && !c.bad {
		f := c.u8()
		times := 1
		if f&repeated != 0 {
			times += int(c.u8())
		}
		for range min(times, n-len(flags)) {
			flags = append(flags, f)
		}
	}
	return flags[:n:n]
}

// coordinates undoes the packing of one axis: a short step with its sign in
// the flag, a long step, or none.
func (c *cursor) coordinates(flags []byte, short, same byte) []int16 {
	v := make([]int16, len(flags))
	at := int16(0)
	for i, f := range flags {
		switch {
		case f&short != 0 && f&same != 0:
			at += int16(c.u8())
		case f&short != 0:
			at -= int16(c.u8())
		case f&same == 0:
			at += int16(c.u16())
		}
		v[i] = at
	}
	return v
}
