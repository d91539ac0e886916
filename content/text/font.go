package text

import (
	"crypto/sha256"
	"encoding/hex"
	"sync"
	"sync/atomic"
)

// Font is a checked TrueType font, safe for concurrent use.
type Font struct {
	name   string
	key    string
	tables tables

	metrics
	chars  cmap
	glyphs glyphs
	low    [0x500]uint16 // glyph of each Latin, Greek and Cyrillic character

	layout  func() *layout // how letters meet, read when the first text is set
	reading sync.RWMutex   // held while a shaper is made; see widened
	shapers sync.Pool
	set     setCache

	contours []atomic.Pointer[[]Segment] // of glyphs, in em, made when first drawn
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
	f := &Font{name: name, tables: tables}
	if err := f.read(tables); err != nil {
		return nil, err
	}
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
	if err = checkAdvances(t, f.metrics); err != nil {
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
	f.layout = sync.OnceValue(func() *layout { return readLayout(f.tables) })
	f.shapers.New = func() any { return f.newShaper() }
	f.contours = make([]atomic.Pointer[[]Segment], f.count)
}

// Name is the name given to Parse.
func (f *Font) Name() string { return f.name }

// Key is the SHA-256 of the file as given, in hex.
func (f *Font) Key() string { return f.key }

// Variable tells whether the file holds several styles, of which the default one
// is drawn.
func (f *Font) Variable() bool { return f.tables.part[variations] != nil }

// Table is one table of the file, nil when there is none; do not change it.
func (f *Font) Table(tag string) []byte { return f.tables.part[tag] }

// Outlined is the data of a glyph as the table glyf holds it, checked; empty
// for a blank. Do not change it.
func (f *Font) Outlined(id uint16) []byte { return f.glyphs.outline(id) }

// Extent is how many points and contours a glyph has, with all its parts.
func (f *Font) Extent(id uint16) (points, contours int) {
	var p pen
	f.glyphs.draw(&p, id, 0)
	return len(p.points), len(p.ends)
}

// Glyphs is how many glyphs the font has.
func (f *Font) Glyphs() int { return f.count }

// Metric is advance and left bearing of a glyph, four bytes as in the table hmtx.
func (f *Font) Metric(id uint16) [4]byte {
	hmtx := f.tables.part["hmtx"]
	if int(id) < f.hMetrics {
		return [4]byte(hmtx[4*int(id):])
	}
	bearing := hmtx.u16(4*f.hMetrics + 2*(int(id)-f.hMetrics))
	return [4]byte{hmtx[4*f.hMetrics-4], hmtx[4*f.hMetrics-3], byte(bearing >> 8), byte(bearing)}
}
