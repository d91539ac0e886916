package pdf

import (
	"encoding/binary"
	"math"

	"github.com/portico-prm/portico/content/text"
)

// compose makes one glyph of several of the face, each at its place.
func (c *cutFont) compose(glyphs []text.Glyph) ([]byte, error) {
	box, ok := c.around(glyphs)
	if !ok {
		return nil, errFont
	}
	out := binary.BigEndian.AppendUint16(nil, math.MaxUint16) // composed
	for _, v := range box {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	for i, g := range glyphs {
		flags := uint16(partWords | partPlaces)
		if i+1 < len(glyphs) {
			flags |= partMore
		}
		for _, v := range []uint16{flags, uint16(c.take(g.ID)), uint16(g.X), uint16(g.Y)} {
			out = binary.BigEndian.AppendUint16(out, v)
		}
	}
	c.count(glyphs)
	return out, nil
}

// around is the box of the glyphs at their places: left, bottom, right, top. It
// is false where it leaves what the format can say.
func (c *cutFont) around(glyphs []text.Glyph) ([4]int32, bool) {
	box := [4]int32{math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16}
	for _, g := range glyphs {
		outline := c.face.Outlined(g.ID)
		if len(outline) < 10 || g.X != int32(int16(g.X)) || g.Y != int32(int16(g.Y)) {
			return box, false
		}
		for i, by := range []int32{g.X, g.Y, g.X, g.Y} {
			v := int32(int16(binary.BigEndian.Uint16(outline[2+2*i:]))) + by
			if i < 2 {
				box[i] = min(box[i], v)
			} else {
				box[i] = max(box[i], v)
			}
			if v != int32(int16(v)) {
				return box, false
			}
		}
	}
	return box, true
}

// count keeps the figures of the largest composed glyph.
func (c *cutFont) count(glyphs []text.Glyph) {
	var n counts
	for _, g := range glyphs {
		points, contours := c.face.Extent(g.ID)
		n.points, n.contours = n.points+points, n.contours+contours
	}
	c.most.points, c.most.contours = max(c.most.points, n.points), max(c.most.contours, n.contours)
	c.most.parts = max(c.most.parts, len(glyphs))
}
