package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/signintech/gopdf"
)

// face is a whole TrueType font. gopdf's own parser finds the glyph of a
// character, so that we and gopdf never disagree.
type face struct {
	data    []byte
	parsed  gopdf.SubsetFontObj
	offsets []uint // into glyf, one more than glyphs
	metrics int    // glyphs with an advance of their own
}

var errFont = errors.New("its tables do not fit together")

func newFace(data []byte) (*face, error) {
	f := &face{data: data}
	f.parsed.SetTtfFontOption(gopdf.TtfOption{})
	if err := f.parsed.SetTTFData(data); err != nil {
		return nil, err
	}
	p := f.parsed.GetTTFParser()
	f.offsets, f.metrics = p.LocaTable, int(p.NumberOfHMetrics())
	if len(f.table("head")) < 54 || len(f.table("hhea")) < 36 || len(f.table("maxp")) < 32 ||
		f.metrics < 1 || len(f.table("hmtx")) < 4*f.metrics {
		return nil, errFont
	}
	return f, nil
}

// table returns a table of the file, nil if it is not all there.
func (f *face) table(tag string) []byte {
	p := f.parsed.GetTTFParser()
	t, ok := p.GetTables()[tag]
	if !ok || t.Offset > uint(len(f.data)) || t.Length > uint(len(f.data))-t.Offset {
		return nil
	}
	return f.data[t.Offset : t.Offset+t.Length]
}

// glyph returns the outline of a glyph; empty for a space.
func (f *face) glyph(id int) ([]byte, error) {
	if id < 0 || id+1 >= len(f.offsets) {
		return nil, errFont
	}
	glyf := f.table("glyf")
	from, to := f.offsets[id], f.offsets[id+1]
	if from > to || to > uint(len(glyf)) {
		return nil, errFont
	}
	return glyf[from:to], nil
}

// metric returns advance and left bearing of a glyph as they stand in hmtx.
func (f *face) metric(id int) [4]byte {
	hmtx := f.table("hmtx")
	if id < f.metrics {
		return [4]byte(hmtx[4*id:])
	}
	out := [4]byte{hmtx[4*f.metrics-4], hmtx[4*f.metrics-3]}
	if at := 4*f.metrics + 2*(id-f.metrics); at+2 <= len(hmtx) {
		out[2], out[3] = hmtx[at], hmtx[at+1]
	}
	return out
}

// cutFont is a face reduced to some characters, its glyphs numbered anew from 1
// in the order of the characters, then the parts of composites.
type cutFont struct {
	face   *face
	runes  []rune
	codes  []int       // new glyph of each rune
	olds   []int       // old glyph of each new one; 0 is .notdef
	news   map[int]int // the other way round
	shapes [][]byte
}

func (f *face) cut(runes []rune) (*cutFont, error) {
	c := &cutFont{face: f, runes: runes, news: map[int]int{}}
	c.take(0)
	for _, r := range runes {
		id, err := f.parsed.CharCodeToGlyphIndex(r)
		if err != nil || id == 0 {
			return nil, fmt.Errorf("gopdf finds no glyph for %q", r)
		}
		c.codes = append(c.codes, c.take(int(id)))
	}
	for i := 0; i < len(c.olds); i++ { // grows while composites name their parts
		shape, err := f.glyph(c.olds[i])
		if err != nil {
			return nil, err
		}
		c.shapes = append(c.shapes, c.bare(shape))
	}
	if len(c.olds) > 65535 {
		return nil, errFont
	}
	return c, nil
}

// take gives a glyph its new number.
func (c *cutFont) take(old int) int {
	n, known := c.news[old]
	if !known {
		n = len(c.olds)
		c.news[old] = n
		c.olds = append(c.olds, old)
	}
	return n
}

// bare copies an outline without its hints, which PDF viewers do not run, and
// with the parts of a composite renumbered. What cannot be followed is left out:
// a blank glyph is better than a broken font.
func (c *cutFont) bare(shape []byte) []byte {
	if len(shape) < 10 {
		return nil
	}
	if int16(binary.BigEndian.Uint16(shape)) < 0 {
		return c.composite(shape)
	}
	return simple(shape)
}

func simple(shape []byte) []byte {
	at := 10 + 2*int(binary.BigEndian.Uint16(shape))
	if at+2 > len(shape) {
		return nil
	}
	rest := at + 2 + int(binary.BigEndian.Uint16(shape[at:]))
	if rest > len(shape) {
		return nil
	}
	out := append([]byte{}, shape[:at]...)
	return append(append(out, 0, 0), shape[rest:]...)
}

// Flags of a composite's part (OpenType, glyf).
const (
	partWords  = 1 << 0
	partScale  = 1 << 3
	partMore   = 1 << 5
	partXY     = 1 << 6
	partMatrix = 1 << 7
	partHints  = 1 << 8
)

func (c *cutFont) composite(shape []byte) []byte {
	out := append([]byte{}, shape...)
	for at := 10; ; {
		if at+4 > len(out) {
			return nil
		}
		flags := binary.BigEndian.Uint16(out[at:])
		size := partSize(flags)
		if at+size > len(out) {
			return nil
		}
		old := int(binary.BigEndian.Uint16(out[at+2:]))
		binary.BigEndian.PutUint16(out[at:], flags&^partHints)
		binary.BigEndian.PutUint16(out[at+2:], uint16(c.take(old)))
		at += size
		if flags&partMore == 0 {
			return out[:at]
		}
	}
}

func partSize(flags uint16) int {
	size := 6
	if flags&partWords != 0 {
		size = 8
	}
	switch {
	case flags&partScale != 0:
		size += 2
	case flags&partXY != 0:
		size += 4
	case flags&partMatrix != 0:
		size += 8
	}
	return size
}
