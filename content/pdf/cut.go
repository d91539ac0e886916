package pdf

import (
	"encoding/binary"
	"errors"
	"math"

	"github.com/portico-prm/portico/content/text"
)

// cutFont is a font reduced to some signs. Its glyphs are numbered anew: 0 is
// .notdef, then one for each sign, then the parts that signs are composed of.
type cutFont struct {
	face    *text.Font
	signs   []sign
	news    map[uint16]int // glyph of the face to its number here
	shapes  [][]byte
	metrics [][4]byte // as in the table hmtx
	parts   []uint16  // glyphs still to be copied, in the order of their numbers
	most    counts
}

// counts are what the table maxp says of the largest composed glyph.
type counts struct{ points, contours, parts int }

var errFont = errors.New("it cannot be cut down")

func cut(f *text.Font, signs []sign) (*cutFont, error) {
	c := &cutFont{face: f, signs: signs, news: map[uint16]int{}}
	c.shapes, c.metrics = make([][]byte, 1+len(signs)), make([][4]byte, 1+len(signs))
	c.shapes[0], c.metrics[0] = c.bare(f.Outlined(0)), f.Metric(0)
	for i, s := range signs {
		if _, taken := c.news[s.glyph.ID]; s.whole() && !taken {
			c.news[s.glyph.ID] = i + 1
		}
	}
	for i, s := range signs {
		if err := c.sign(i+1, s); err != nil {
			return nil, err
		}
	}
	for len(c.parts) > 0 { // grows while composites name their parts
		id := c.parts[0]
		c.parts = c.parts[1:]
		c.shapes = append(c.shapes, c.bare(f.Outlined(id)))
		c.metrics = append(c.metrics, f.Metric(id))
	}
	if len(c.shapes) > math.MaxUint16 {
		return nil, errFont
	}
	return c, nil
}

// sign makes the glyph of a sign: the font's own, or one composed of the font's.
func (c *cutFont) sign(n int, s sign) (err error) {
	left := int16(0)
	switch {
	case s.blank:
	case s.whole() && c.news[s.glyph.ID] == n:
		m := c.face.Metric(s.glyph.ID)
		c.shapes[n], left = c.bare(c.face.Outlined(s.glyph.ID)), int16(binary.BigEndian.Uint16(m[2:]))
	default:
		if c.shapes[n], err = c.compose(s.glyphs()); err != nil {
			return err
		}
		left = int16(binary.BigEndian.Uint16(c.shapes[n][2:]))
	}
	binary.BigEndian.PutUint16(c.metrics[n][:], uint16(max(0, c.units(s.advance))))
	binary.BigEndian.PutUint16(c.metrics[n][2:], uint16(left))
	return nil
}

// units turns millionths of the size into font units.
func (c *cutFont) units(millionths int) int {
	em := int(binary.BigEndian.Uint16(c.face.Table("head")[18:]))
	return (millionths*em + 500_000) / 1_000_000
}

// take gives a glyph of the face a number here.
func (c *cutFont) take(id uint16) int {
	n, known := c.news[id]
	if !known {
		n = len(c.shapes) + len(c.parts)
		c.news[id] = n
		c.parts = append(c.parts, id)
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
	partPlaces = 1 << 1
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
		old := binary.BigEndian.Uint16(out[at+2:])
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
