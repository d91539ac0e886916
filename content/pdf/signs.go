package pdf

import (
	"cmp"
	"encoding/binary"
	"errors"
	"maps"
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

// signs gathers what each font has to show, over all sheets: the fonts in the
// order in which they appear, their signs sorted.
func signs(sheets []*place.Sheet) ([]*text.Font, map[string][]sign, error) {
	var fonts []*text.Font
	used := map[string]signSet{}
	for _, s := range sheets {
		for _, item := range s.Items {
			t, ok := item.(place.Text)
			if !ok {
				continue
			}
			if t.Run.Font == nil {
				return nil, nil, errors.New("text without a font")
			}
			key := t.Run.Font.Key()
			if used[key] == nil {
				fonts, used[key] = append(fonts, t.Run.Font), signSets.Get().(signSet)
			}
			for i := range t.Run.Clusters {
				used[key][signOf(&t.Run.Clusters[i])] = struct{}{}
			}
		}
	}
	out := make(map[string][]sign, len(used))
	for key, all := range used {
		out[key] = slices.SortedFunc(maps.Keys(all), sign.compare)
		clear(all)
		signSets.Put(all)
	}
	return fonts, out, nil
}

// signSet is scratch space that is used again.
type signSet map[sign]struct{}

var signSets = sync.Pool{New: func() any { return make(signSet, 128) }}

// Codes are told to gopdf as characters of the private use areas, in the order
// of the signs.
const (
	firstPrivate  = 0xE000
	privates      = 0x1900
	secondPrivate = 0xF0000
)

func private(i int) rune {
	if i < privates {
		return rune(firstPrivate + i)
	}
	return rune(secondPrivate + i - privates)
}
