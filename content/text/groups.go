package text

import "sort"

// groups is a character table of format 12: runs of characters whose glyphs
// follow each other, twelve bytes a run.
type groups struct {
	sub   table
	count int
}

// readGroups checks that the runs are in order and lie inside the table.
func readGroups(t tables, all table, at int) (groups, error) {
	broken := t.damaged("its table of rare characters is broken")
	if at+16 > len(all) || all.u16(at) != 12 || all.u16(at+2) != 0 {
		return groups{}, broken
	}
	n := uint64(all.u32(at + 12))
	if uint64(at)+16+12*n > uint64(len(all)) {
		return groups{}, broken
	}
	g := groups{sub: all[at+16:], count: int(n)}
	before := int64(-1)
	for i := range g.count {
		first, last := int64(g.sub.u32(12*i)), int64(g.sub.u32(12*i+4))
		if first <= before || last < first {
			return groups{}, broken
		}
		before = last
	}
	return g, nil
}

func (g groups) glyph(r rune) uint16 {
	i := sort.Search(g.count, func(i int) bool { return g.sub.u32(12*i+4) >= uint32(r) })
	if i == g.count || g.sub.u32(12*i) > uint32(r) {
		return 0
	}
	id := uint64(g.sub.u32(12*i+8)) + uint64(uint32(r)-g.sub.u32(12*i))
	if id > 0xFFFF {
		return 0
	}
	return uint16(id)
}
