package text

import (
	"encoding/binary"
	"math"
)

// Glyphs composed of composed glyphs (an accent upon an accent upon a letter)
// are legal, and common in DejaVu and in fonts with Vietnamese. Subsetting PDF
// writers follow only one level of it and lose the innermost letter. The file
// for embedding therefore has such glyphs drawn out.

// embeddable is the file as it may be embedded: the given one, unless glyphs
// had to be drawn out.
func embeddable(file []byte, t tables, g glyphs) []byte {
	outlines := make([][]byte, len(g.starts)-1)
	changed := false
	for i := range outlines {
		outlines[i] = g.outline(uint16(i))
		if !g.nested(uint16(i)) {
			continue
		}
		if drawn := g.drawnOut(uint16(i)); drawn != nil {
			outlines[i], changed = drawn, true
		}
	}
	if !changed {
		return padded(file)
	}
	return t.rebuilt(outlines)
}

// composed tells whether a glyph is made of others.
func (g glyphs) composed(i uint16) bool { return g.outline(i).i16(0) < 0 }

// nested tells whether a part of a composed glyph is composed itself.
func (g glyphs) nested(i uint16) bool {
	if !g.composed(i) {
		return false
	}
	c := cursor{data: g.outline(i), at: 10}
	for more := true; more && !c.bad; {
		var q part
		if q, more = c.part(); g.composed(q.glyph) {
			return true
		}
	}
	return false
}

// drawnOut is a composed glyph as a simple one, without instructions; nil when
// its points do not fit into the format.
func (g glyphs) drawnOut(i uint16) []byte {
	var p pen
	g.draw(&p, i, 0)
	out := binary.BigEndian.AppendUint16(nil, uint16(len(p.ends)))
	out = append(out, g.outline(i)[2:10]...) // the bounding box stays
	for _, end := range p.ends {
		out = binary.BigEndian.AppendUint16(out, uint16(end-1))
	}
	out = append(out, 0, 0) // no instructions
	for _, k := range p.points {
		flag := byte(0)
		if k.on {
			flag = onCurve
		}
		out = append(out, flag)
	}
	out, okX := appendSteps(out, p.points, func(k knot) float64 { return k.x })
	out, okY := appendSteps(out, p.points, func(k knot) float64 { return k.y })
	if !okX || !okY || len(p.ends) == 0 {
		return nil
	}
	return out
}

// appendSteps writes one axis as long steps from point to point.
func appendSteps(out []byte, ks []knot, axis func(knot) float64) ([]byte, bool) {
	at := 0
	for _, k := range ks {
		to := int(math.Round(axis(k)))
		if d := to - at; d < math.MinInt16 || d > math.MaxInt16 {
			return out, false
		}
		out = binary.BigEndian.AppendUint16(out, uint16(int16(to-at)))
		at = to
	}
	return out, true
}

// rebuilt is the font with other outlines and only the tables that matter.
func (t tables) rebuilt(outlines [][]byte) []byte {
	part := map[string]table{}
	for tag, b := range t.part {
		part[tag] = b
	}
	part["glyf"], part["loca"] = joined(outlines)
	head := append(table{}, part["head"]...)
	clear(head[8:12])                        // checksum of the file: not used inside a PDF
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets
	part["head"], part["maxp"] = head, t.roomier(outlines)
	return assembled(part)
}

// joined lays outlines one after the other and lists their offsets.
func joined(outlines [][]byte) (glyf, loca table) {
	for _, o := range outlines {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = table(aligned(append(glyf, o...)))
	}
	return glyf, binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
}

// roomier raises the limits that tell readers how large a simple glyph may be.
func (t tables) roomier(outlines [][]byte) table {
	maxp := append(table{}, t.part["maxp"]...)
	if len(maxp) < 10 {
		return maxp
	}
	for _, o := range outlines {
		contours := int(table(o).i16(0))
		if contours <= 0 {
			continue
		}
		points := table(o).u16(10+2*(contours-1)) + 1
		binary.BigEndian.PutUint16(maxp[6:], max(maxp.u16(6), points))
		binary.BigEndian.PutUint16(maxp[8:], max(maxp.u16(8), uint16(contours)))
	}
	return maxp
}
