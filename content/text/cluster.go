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
	Advance int     // thousandths of the size, kerning included
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
		lost = lost || id == 0 || int(id) >= c.font.count
		if !lost && len(c.font.glyphs.outline(uint16(id))) > 0 {
			c.glyphs = append(c.glyphs, Glyph{uint16(id), pen + pos.XOffset, pos.YOffset})
		}
		pen += pos.XAdvance
	}
	if lost {
		c.out.missing = append(c.out.missing, []rune(words)...)
	}
	whole := Cluster{words, c.font.thousandths(pen), c.glyphs[before:len(c.glyphs):len(c.glyphs)]}
	if c.rtl {
		c.deal(whole, first)
		return
	}
	c.put(whole, first)
}

func (c *clusterer) put(one Cluster, first int) {
	c.out.clusters, c.out.from = append(c.out.clusters, one), append(c.out.from, first)
}

// deal gives each character of a cluster from right to left a part of its own,
// the last character first. Readers of a PDF turn such lines round sign by sign,
// and would turn the characters of one sign with them. The first part is the one
// that is drawn; letters share the width, marks have none.
func (c *clusterer) deal(whole Cluster, first int) {
	rest, letters := whole.Advance, 0
	for _, r := range whole.Text {
		if !unicode.Is(unicode.M, r) {
			letters++
		}
	}
	for s, glyphs := whole.Text, whole.Glyphs; s != ""; glyphs = nil {
		r, size := utf8.DecodeLastRuneInString(s)
		part := Cluster{Text: s[len(s)-size:], Glyphs: glyphs}
		if !unicode.Is(unicode.M, r) {
			part.Advance = rest / letters
			rest, letters = rest-part.Advance, letters-1
		}
		if s = s[:len(s)-size]; s == "" {
			part.Advance += rest
			if letters > 0 {
				rest = 0
			}
		}
		c.put(part, first)
	}
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

// thousandths rounds font units to thousandths of the size, in which a PDF
// states widths.
func (f *Font) thousandths(units int32) int {
	n := int(units)*2000 + f.unitsPerEm
	d := 2 * f.unitsPerEm
	if n < 0 {
		return -((-n + d - 1) / d)
	}
	return n / d
}

// Run is text in one font, script and direction, as it is drawn: clusters from
// left to right.
type Run struct {
	Font     *Font
	S        string  // in reading order
	X        float64 // of its left end; 0 for a run outside a block
	Clusters []Cluster
}

// Width is how wide the run is drawn at a size.
func (r Run) Width(size float64) float64 {
	return float64(r.units()) * (size / 1000)
}

// units is the width in thousandths of the size.
func (r Run) units() int {
	sum := 0
	for i := range r.Clusters {
		sum += r.Clusters[i].Advance
	}
	return sum
}

// Line sets a string in this font alone, on one line; nil when the font lacks
// one of its characters. Blocks of text are set with Fit.
func (f *Font) Line(s string) []Run {
	set, missing := setOnce(s, "", []*Font{f})
	if !utf8.ValidString(s) || len(missing) > 0 {
		return nil
	}
	return set.runs(row{to: len(set.chars)}, 0, 1)
}
