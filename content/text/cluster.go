package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/harfbuzz"
)

// Cluster is the least part of a text that is set as one: a letter, a letter
// with its marks, a ligature, an Indic syllable.
type Cluster struct {
	Text    string  // its characters, in reading order: what readers copy
	Advance int     // millionths of the size, kerning included
	Glyphs  []Glyph // none for a space
}

// Glyph is an outline of the font with its place in the cluster, in font units
// from the pen, y up.
type Glyph struct {
	ID   uint16
	X, Y int32
}

// clustered reads the result of shaping.
func (f *Font) clustered(b *harfbuzz.Buffer, text string, rtl bool) *shaped {
	c := clusterer{font: f, buf: b, text: text, rtl: rtl, glyphs: make([]Glyph, 0, len(b.Info)), out: &shaped{}}
	c.out.clusters = make([]Cluster, 0, len(b.Info))
	c.out.from = make([]int, 0, len(b.Info))
	c.starts()
	for at := 0; at < len(b.Info); {
		end := at + 1
		for end < len(b.Info) && b.Info[end].Cluster == b.Info[at].Cluster {
			end++
		}
		c.add(at, end)
		at = end
	}
	return c.out
}

type clusterer struct {
	font   *Font
	buf    *harfbuzz.Buffer
	text   string
	rtl    bool
	bytes  []int   // offset of each character in the text, and its length
	glyphs []Glyph // of all clusters, one after the other
	out    *shaped
}

// starts notes where each character begins in the text.
func (c *clusterer) starts() {
	c.bytes = make([]int, 0, len(c.text)+1)
	for at := range c.text {
		c.bytes = append(c.bytes, at)
	}
	c.bytes = append(c.bytes, len(c.text))
}

// add takes the glyphs of one cluster.
func (c *clusterer) add(at, end int) {
	first := c.buf.Info[at].Cluster
	words := c.text[c.bytes[first]:c.bytes[c.next(at, end)]]
	before, pen, lost := len(c.glyphs), int32(0), false
	for i := at; i < end; i++ {
		id, pos := c.buf.Info[i].Glyph, c.buf.Pos[i]
		g := Glyph{uint16(id), pen + pos.XOffset, pos.YOffset}
		lost = lost || id == 0 || int(id) >= c.font.count || !c.font.reaches(g)
		if !lost && len(c.font.glyphs.outline(g.ID)) > 0 {
			c.glyphs = append(c.glyphs, g)
		}
		pen += pos.XAdvance
	}
	if lost {
		c.out.missing = append(c.out.missing, []rune(words)...)
	}
	whole := Cluster{words, c.font.millionths(pen), c.glyphs[before:len(c.glyphs):len(c.glyphs)]}
	if c.rtl {
		c.deal(whole, first)
		return
	}
	c.put(whole, first)
}

// reaches tells whether a glyph at its place keeps to the coordinates that a
// font file can say.
func (f *Font) reaches(g Glyph) bool {
	outline := f.glyphs.outline(g.ID)
	for i, by := range []int32{g.X, g.Y, g.X, g.Y} {
		if v := int32(outline.i16(2+2*i)) + by; v != int32(int16(v)) || by != int32(int16(by)) {
			return false
		}
	}
	return true
}

func (c *clusterer) put(one Cluster, first int) {
	c.out.clusters, c.out.from = append(c.out.clusters, one), append(c.out.from, first)
}

// deal gives each character of a cluster from right to left a part of its own,
// the last character first. Readers of a PDF turn such lines round sign by sign,
// and would turn the characters of one sign with them. The first part is the one
// that is drawn; letters share the width, marks have none.
func (c *clusterer) deal(whole Cluster, first int) {
	letters, rest := unmarked(whole.Text), whole.Advance
	for s, glyphs := whole.Text, whole.Glyphs; s != ""; glyphs = nil {
		r, size := utf8.DecodeLastRuneInString(s)
		part := Cluster{Text: s[len(s)-size:], Glyphs: glyphs}
		s = s[:len(s)-size]
		switch {
		case !unicode.Is(unicode.M, r):
			part.Advance = rest / letters
			rest, letters = rest-part.Advance, letters-1
		case s == "": // nothing but marks
			part.Advance = rest
		}
		c.put(part, first)
	}
}

// unmarked counts the characters that are no marks.
func unmarked(s string) (n int) {
	for _, r := range s {
		if !unicode.Is(unicode.M, r) {
			n++
		}
	}
	return n
}

// next is the first character after the cluster: where its neighbour in reading
// order begins.
func (c *clusterer) next(at, end int) int {
	switch {
	case c.rtl && at > 0:
		return c.buf.Info[at-1].Cluster
	case !c.rtl && end < len(c.buf.Info):
		return c.buf.Info[end].Cluster
	}
	return len(c.bytes) - 1
}
