package text

// cmap maps characters to glyphs by the two Windows Unicode tables: format 4
// for the first plane, which every TrueType font for documents has, and format
// 12, if there is one, for the rarer characters of the other planes.
type cmap struct {
	sub      table
	segments int
	rare     groups
}

const (
	platformWindows = 3
	encodingBMP     = 1
	encodingFull    = 10
)

// readCmap finds the tables and checks every reference in them.
func readCmap(t tables) (cmap, error) {
	all := t.part["cmap"]
	var at, full int
	for i := range int(all.u16(2)) {
		record := 4 + 8*i
		switch {
		case record+8 > len(all):
			return cmap{}, t.damaged("its list of character tables is broken")
		case all.u16(record) == platformWindows && all.u16(record+2) == encodingBMP:
			at = int(all.u32(record + 4))
		case all.u16(record) == platformWindows && all.u16(record+2) == encodingFull && full == 0:
			full = int(all.u32(record + 4))
		}
	}
	if at == 0 || at+16 > len(all) || all.u16(at) != 4 {
		return cmap{}, refuse("FONT_INCOMPLETE", t.name, "The font has no Unicode character table (cmap 3.1, format 4).",
			"Save it again with a font editor, with Unicode encoding.")
	}
	c, err := checkCmap(t, all[at:])
	if err == nil && full != 0 {
		c.rare, err = readGroups(t, all, full)
	}
	return c, err
}

// checkCmap makes the promises that lookups count on: segments in order, the
// last one ending at U+FFFF, every glyph array entry inside the table.
func checkCmap(t tables, sub table) (cmap, error) {
	size := int(sub.u16(2))
	c := cmap{segments: int(sub.u16(6)) / 2}
	if size > len(sub) || c.segments == 0 || size < 16+8*c.segments {
		return c, t.damaged("its character table is broken")
	}
	c.sub = sub[:size]
	before := -1
	for i := range c.segments {
		if c.last(i) <= before || c.first(i) > c.last(i) || !c.inside(i) {
			return c, t.damaged("its character table is broken")
		}
		before = c.last(i)
	}
	if before != 0xFFFF {
		return c, t.damaged("its character table has no end")
	}
	return c, nil
}

func (c cmap) last(i int) int      { return int(c.sub.u16(14 + 2*i)) }
func (c cmap) first(i int) int     { return int(c.sub.u16(16 + 2*c.segments + 2*i)) }
func (c cmap) delta(i int) uint16  { return c.sub.u16(16 + 4*c.segments + 2*i) }
func (c cmap) indirect(i int) int  { return int(c.sub.u16(c.rangeAt(i))) }
func (c cmap) rangeAt(i int) int   { return 16 + 6*c.segments + 2*i }
func (c cmap) entry(i, ch int) int { return c.rangeAt(i) + c.indirect(i) + 2*(ch-c.first(i)) }

// inside tells whether the glyph array entries of a segment exist. U+FFFF is no
// character, and old fonts carry nonsense for it.
func (c cmap) inside(i int) bool {
	if c.indirect(i) == 0 {
		return true
	}
	first, last := c.first(i), min(c.last(i), 0xFFFE)
	if first > last {
		return true
	}
	odd := c.indirect(i)%2 != 0
	return !odd && c.entry(i, first) >= 16+8*c.segments && c.entry(i, last)+2 <= len(c.sub)
}

// glyph is the glyph of a character, 0 when there is none.
func (c cmap) glyph(r rune) uint16 {
	switch {
	case r > 0xFFFF:
		return c.rare.glyph(r)
	case r < 0 || r == 0xFFFF:
		return 0
	}
	i := c.segment(int(r))
	if int(r) < c.first(i) {
		return 0
	}
	if c.indirect(i) == 0 {
		return uint16(r) + c.delta(i)
	}
	g := c.sub.u16(c.entry(i, int(r)))
	if g == 0 {
		return 0
	}
	return g + c.delta(i)
}

// segment is the first that ends at or after the character.
func (c cmap) segment(ch int) int {
	low, high := 0, c.segments-1
	for low < high {
		mid := (low + high) / 2
		if c.last(mid) < ch {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}
