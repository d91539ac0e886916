package text

import "fmt"

// glyphs are the outlines as the file holds them, checked by readGlyphs.
type glyphs struct {
	glyf   table
	starts []uint32 // per glyph, and the end of the last
}

const (
	maxNesting    = 6          // glyphs made of glyphs made of glyphs
	maxComponents = 64         // parts of one glyph
	maxPoints     = 20_000     // of one glyph with all its parts
	maxWork       = 16_000_000 // points and parts of all glyphs together
)

// readGlyphs checks every outline of the font once, so that drawing, here or in
// the PDF writer, never meets a broken one.
func readGlyphs(t tables, m metrics) (glyphs, error) {
	g := glyphs{glyf: t.part["glyf"], starts: make([]uint32, m.count+1)}
	loca := t.part["loca"]
	width := 2
	if m.longLoca {
		width = 4
	}
	if len(loca) < width*(m.count+1) {
		return g, t.damaged("its table loca is too short")
	}
	for i := range g.starts {
		if m.longLoca {
			g.starts[i] = loca.u32(4 * i)
		} else {
			g.starts[i] = 2 * uint32(loca.u16(2*i))
		}
		if int64(g.starts[i]) > int64(len(g.glyf)) || i > 0 && g.starts[i] < g.starts[i-1] {
			return g, t.damaged(fmt.Sprintf("glyph %d lies outside the file", i))
		}
	}
	return g, g.checkAll(t)
}

func (g glyphs) checkAll(t tables) error {
	var p pen
	work := 0
	for i := range len(g.starts) - 1 {
		p.reset()
		if !g.draw(&p, uint16(i), 0) {
			return t.damaged(fmt.Sprintf("glyph %d is broken", i))
		}
		if work += len(p.points) + p.parts; work > maxWork {
			return t.damaged("its glyphs are made of too many parts")
		}
	}
	return nil
}

// outline is the data of one glyph, empty for a blank.
func (g glyphs) outline(i uint16) table {
	if int(i)+1 >= len(g.starts) {
		return nil
	}
	return g.glyf[g.starts[i]:g.starts[i+1]]
}

// pen collects the points of a glyph, contour after contour.
type pen struct {
	points []knot
	ends   []int // index after the last point of each contour
	parts  int   // glyphs drawn so far
}

// knot is a point of an outline, in font units, y up.
type knot struct {
	x, y float64
	on   bool // on the curve; the others pull it
}

func (p *pen) reset() { p.points, p.ends, p.parts = p.points[:0], p.ends[:0], 0 }

// draw adds a glyph to the pen and tells whether it was sound.
func (g glyphs) draw(p *pen, i uint16, depth int) bool {
	data := g.outline(i)
	p.parts++
	switch {
	case p.parts > maxComponents*maxNesting:
		return false
	case len(data) == 0:
		return true
	case len(data) < 10 || depth > maxNesting || len(p.points) > maxPoints:
		return false
	case data.i16(0) >= 0:
		return p.simple(data)
	}
	return g.composite(p, data, depth)
}
