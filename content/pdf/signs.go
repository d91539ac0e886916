package pdf

import (
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/text"
)

// sign is a cluster of a shaped text as a code of an embedded font: what is
// read, how far the pen goes, and what is drawn. A kerned T is another sign than
// a plain one, and a letter with its marks or a reordered syllable is one sign;
// so a line needs nothing but its codes, and every code knows its characters.
type sign struct {
	text    string
	advance int
	glyph   text.Glyph // the first one
	more    string     // the others, packed
	blank   bool
}

func signOf(c *text.Cluster) sign {
	s := sign{text: c.Text, advance: c.Advance, blank: len(c.Glyphs) == 0}
	if s.blank {
		return s
	}
	s.glyph = c.Glyphs[0]
	if len(c.Glyphs) > 1 {
		var b []byte
		for _, g := range c.Glyphs[1:] {
			b = appendGlyph(b, g)
		}
		s.more = string(b)
	}
	return s
}

func appendGlyph(b []byte, g text.Glyph) []byte {
	b = binary.BigEndian.AppendUint16(b, g.ID)
	b = binary.BigEndian.AppendUint32(b, uint32(g.X))
	return binary.BigEndian.AppendUint32(b, uint32(g.Y))
}

const packedGlyph = 10 // bytes

// glyphs unpacks what is drawn.
func (s sign) glyphs() []text.Glyph {
	if s.blank {
		return nil
	}
	out := []text.Glyph{s.glyph}
	for b := []byte(s.more); len(b) >= packedGlyph; b = b[packedGlyph:] {
		out = append(out, text.Glyph{ID: binary.BigEndian.Uint16(b),
			X: int32(binary.BigEndian.Uint32(b[2:])), Y: int32(binary.BigEndian.Uint32(b[6:]))})
	}
	return out
}

// whole tells whether the sign is one glyph as the font has it.
func (s sign) whole() bool { return !s.blank && s.more == "" && s.glyph.X == 0 && s.glyph.Y == 0 }

func (s sign) compare(o sign) int {
	if s.text != o.text { // most differ there; the rest is compared all at once
		return strings.Compare(s.text, o.text)
	}
	return cmp.Or(cmp.Compare(s.glyph.ID, o.glyph.ID), cmp.Compare(s.advance, o.advance),
		cmp.Compare(s.glyph.X, o.glyph.X), cmp.Compare(s.glyph.Y, o.glyph.Y), cmp.Compare(s.more, o.more))
}

// appendKey adds all that tells signs apart.
func (s sign) appendKey(b []byte) []byte {
	b = append(binary.AppendUvarint(b, uint64(len(s.text))), s.text...)
	b = binary.AppendVarint(b, int64(s.advance))
	b = appendGlyph(b, s.glyph)
	return append(binary.AppendUvarint(b, uint64(len(s.more))), s.more...)
}

// wording is what sheets say: the fonts in the order in which they appear, the
// signs of each, sorted, and the codes of every text, in drawing order. The code
// of a sign is its place among those of its font, from 1.
type wording struct {
	fonts []*text.Font
	signs [][]sign   // by font
	texts []codedRun // one for each place.Text
}

type codedRun struct {
	font  int
	codes []uint16
}

// listen gathers what the sheets say.
func listen(sheets []*place.Sheet) (*wording, error) {
	l := &listener{byFont: map[string]int{}}
	for _, s := range sheets {
		for _, item := range s.Items {
			t, ok := item.(place.Text)
			if !ok {
				continue
			}
			if t.Run.Font == nil {
				return nil, errors.New("text without a font")
			}
			l.hear(t.Run)
		}
	}
	return l.sorted()
}

// listener numbers signs as they come.
type listener struct {
	wording
	byFont map[string]int
	known  []signSet
}

func (l *listener) hear(r text.Run) {
	n, ok := l.byFont[r.Font.Key()]
	if !ok {
		n = len(l.fonts)
		l.byFont[r.Font.Key()] = n
		l.fonts, l.signs, l.known = append(l.fonts, r.Font), append(l.signs, nil), append(l.known, signSets.Get().(signSet))
	}
	codes := make([]uint16, len(r.Clusters))
	for i := range r.Clusters {
		s := signOf(&r.Clusters[i])
		code, ok := l.known[n][s]
		if !ok {
			code = uint16(len(l.signs[n]))
			l.known[n][s] = code
			l.signs[n] = append(l.signs[n], s)
		}
		codes[i] = code
	}
	l.texts = append(l.texts, codedRun{n, codes})
}

// sorted numbers the signs anew, in an order that does not depend on which text
// comes first: so texts with the same letters share a subset.
func (l *listener) sorted() (*wording, error) {
	news := make([][]uint16, len(l.fonts))
	for n, signs := range l.signs {
		if len(signs) >= math.MaxUint16 {
			return nil, errFont
		}
		news[n] = make([]uint16, len(signs))
		slices.SortFunc(signs, sign.compare)
		for i, s := range signs {
			news[n][l.known[n][s]] = uint16(i + 1)
		}
		clear(l.known[n])
		signSets.Put(l.known[n])
	}
	for _, t := range l.texts {
		for i, old := range t.codes {
			t.codes[i] = news[t.font][old]
		}
	}
	return &l.wording, nil
}

// signSet is scratch space that is used again.
type signSet map[sign]uint16

var signSets = sync.Pool{New: func() any { return make(signSet, 128) }}
