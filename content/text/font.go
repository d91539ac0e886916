package text

import (
	"crypto/sha256"
	"encoding/hex"
	"sync/atomic"
)

// Font is a checked TrueType font, safe for concurrent use.
type Font struct {
	name string
	data []byte
	key  string

	metrics
	chars    cmap
	glyphs   glyphs
	advances []int32       // per glyph, in whole thousandths of an em
	low      [0x500]uint16 // glyph of each Latin, Greek and Cyrillic character

	shapes []atomic.Pointer[[]Segment] // outlines in em, made when first drawn
}

// Parse reads a TrueType font. Name is how messages call it, usually its file
// name. The font keeps ttf, so the caller must not change it afterwards.
//
// A refusal is a problem.List: FONT_FORMAT for anything but TrueType outlines,
// FONT_LICENCE when the file forbids embedding or subsetting, FONT_INCOMPLETE
// when a needed table is missing, FONT_DAMAGED for all else.
func Parse(name string, ttf []byte) (*Font, error) {
	tables, err := open(name, ttf)
	if err != nil {
		return nil, err
	}
	f := &Font{name: name}
	if err := f.read(tables); err != nil {
		return nil, err
	}
	f.data = embeddable(ttf, tables, f.glyphs)
	f.index()
	sum := sha256.Sum256(ttf)
	f.key = hex.EncodeToString(sum[:])
	return f, nil
}

// read checks the tables one after the other; the later ones count on the
// figures of the earlier.
func (f *Font) read(t tables) (err error) {
	if err = checkLicence(t); err != nil {
		return err
	}
	if err = checkNames(t); err != nil {
		return err
	}
	if f.metrics, err = readMetrics(t); err != nil {
		return err
	}
	if f.glyphs, err = readGlyphs(t, f.metrics); err != nil {
		return err
	}
	if f.advances, err = readAdvances(t, f.metrics); err != nil {
		return err
	}
	f.chars, err = readCmap(t)
	return err
}

// index looks the everyday characters up once.
func (f *Font) index() {
	for r := range f.low {
		f.low[r] = f.find(rune(r))
	}
	f.shapes = make([]atomic.Pointer[[]Segment], f.count)
}

// Bytes is the font file for embedding: the given one, or an equal one that
// writers of PDF subsets read rightly (see flatten.go). It ends on a four byte
// boundary, as writers that copy whole tables expect. Do not change it.
func (f *Font) Bytes() []byte { return f.data }

// Name is the name given to Parse.
func (f *Font) Name() string { return f.name }

// Key is the SHA-256 of the file as given, in hex.
func (f *Font) Key() string { return f.key }

// padded fills the last table up: lengths in the directory are exact, but
// tables are copied in steps of four bytes. The given file is not touched.
func padded(b []byte) []byte { return aligned(b[:len(b):len(b)]) }
