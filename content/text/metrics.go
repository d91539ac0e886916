package text

// metrics are the figures of a whole font, in units of unitsPerEm.
type metrics struct {
	unitsPerEm int
	count      int // glyphs
	longLoca   bool
	hMetrics   int // glyphs with an advance of their own; the rest share the last
	ascent     int
	descent    int // positive: how far letters reach below the baseline
	capHeight  int // 0: not told
}

const (
	headMagic       = 0x5F0F3CF5
	useTypoMetrics  = 1 << 7
	defaultCapShare = 0.7 // of the em, when neither the font nor its H tells
)

func readMetrics(t tables) (metrics, error) {
	head, hhea := t.part["head"], t.part["hhea"]
	m := metrics{
		unitsPerEm: int(head.u16(18)),
		count:      int(t.part["maxp"].u16(4)),
		longLoca:   head.u16(50) == 1,
		hMetrics:   int(hhea.u16(34)),
	}
	switch {
	case head.u32(12) != headMagic || head.u16(50) > 1:
		return m, t.damaged("its header is broken")
	case m.unitsPerEm < 16 || m.unitsPerEm > 16384:
		return m, t.damaged("its units per em are out of range")
	case m.count == 0 || m.hMetrics == 0 || m.hMetrics > m.count:
		return m, t.damaged("it counts its glyphs wrongly")
	}
	return m, m.vertical(t)
}

// vertical takes ascent and descent from hhea, as browsers and designers'
// programs do, unless the font says that its typographic ones are meant.
func (m *metrics) vertical(t tables) error {
	os2, hhea := t.part["OS/2"], t.part["hhea"]
	m.ascent, m.descent = int(hhea.i16(4)), -int(hhea.i16(6))
	if os2.u16(62)&useTypoMetrics != 0 {
		m.ascent, m.descent = int(os2.i16(68)), -int(os2.i16(70))
	}
	if os2.u16(0) >= 2 {
		if len(os2) < 90 {
			return t.damaged("its table OS/2 is too short")
		}
		m.capHeight = int(os2.i16(88))
	}
	if m.ascent <= 0 || m.ascent > 4*m.unitsPerEm || m.descent < 0 || m.descent > 4*m.unitsPerEm {
		return t.damaged("its line height is out of range")
	}
	return nil
}

// checkAdvances makes sure that every glyph finds its width.
func checkAdvances(t tables, m metrics) error {
	if len(t.part["hmtx"]) < 4*m.hMetrics {
		return t.damaged("its table hmtx is too short")
	}
	return nil
}

// Ascent is how far a line of the size reaches above its baseline.
func (f *Font) Ascent(size float64) float64 { return f.scale(f.ascent, size) }

// Descent is how far a line of the size reaches below its baseline; positive.
func (f *Font) Descent(size float64) float64 { return f.scale(f.descent, size) }

// CapHeight is the height of a capital letter of the size.
func (f *Font) CapHeight(size float64) float64 {
	if f.capHeight > 0 {
		return f.scale(f.capHeight, size)
	}
	top := 0.0
	for _, s := range f.contour(f.glyph('H')) {
		top = max(top, -s.P[0].Y)
	}
	if top == 0 {
		return defaultCapShare * size
	}
	return top * size
}

func (f *Font) scale(units int, size float64) float64 {
	return float64(units) * size / float64(f.unitsPerEm)
}
