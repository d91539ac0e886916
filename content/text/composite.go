package text

// Flags of the parts of a composed glyph.
const (
	argsAreWords   = 1 << 0
	argsAreOffsets = 1 << 1
	oneScale       = 1 << 3
	moreParts      = 1 << 5
	twoScales      = 1 << 6
	fourScales     = 1 << 7
)

// part is one glyph within a composed glyph.
type part struct {
	glyph    uint16
	a, b     int // offset, or the two points that must meet
	byPoints bool
	m        [4]float64
}

// composite adds the parts of a glyph, such as a letter and its accent.
func (g glyphs) composite(p *pen, data table, depth int) bool {
	c := cursor{data: data, at: 10}
	base := len(p.points)
	for range maxComponents {
		q, more := c.part()
		if c.bad || int(q.glyph)+1 >= len(g.starts) {
			return false
		}
		from := len(p.points)
		if !g.draw(p, q.glyph, depth+1) || !p.move(q, base, from) {
			return false
		}
		if !more {
			return true
		}
	}
	return false
}

// part reads one record and tells whether another follows.
func (c *cursor) part() (part, bool) {
	flags := c.u16()
	q := part{glyph: c.u16(), byPoints: flags&argsAreOffsets == 0, m: [4]float64{1, 0, 0, 1}}
	q.a, q.b = c.argument(flags), c.argument(flags)
	switch {
	case flags&oneScale != 0:
		q.m[0] = c.fraction()
		q.m[3] = q.m[0]
	case flags&twoScales != 0:
		q.m[0], q.m[3] = c.fraction(), c.fraction()
	case flags&fourScales != 0:
		q.m = [4]float64{c.fraction(), c.fraction(), c.fraction(), c.fraction()}
	}
	return q, flags&moreParts != 0
}

func (c *cursor) argument(flags uint16) int {
	words, signed := flags&argsAreWords != 0, flags&argsAreOffsets != 0
	switch {
	case words && signed:
		return int(int16(c.u16()))
	case words:
		return int(c.u16())
	case signed:
		return int(int8(c.u8()))
	}
	return int(c.u8())
}

// fraction is a number with 14 bits behind the point.
func (c *cursor) fraction() float64 { return float64(int16(c.u16())) / (1 << 14) }

// move puts the points from a position on into place. Base is the first point
// of the composed glyph.
func (p *pen) move(q part, base, from int) bool {
	added := p.points[from:]
	for i, k := range added {
		added[i].x = float64(k.x*q.m[0]) + float64(k.y*q.m[2])
		added[i].y = float64(k.x*q.m[1]) + float64(k.y*q.m[3])
	}
	dx, dy := float64(q.a), float64(q.b)
	if q.byPoints {
		if base+q.a >= from || q.b >= len(added) {
			return false
		}
		dx = p.points[base+q.a].x - added[q.b].x
		dy = p.points[base+q.a].y - added[q.b].y
	}
	for i := range added {
		added[i].x += dx
		added[i].y += dy
	}
	return true
}
