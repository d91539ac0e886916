package text

// Traits are the figures of a font that a PDF tells of it.
type Traits struct {
	Box   [4]float64 // left, bottom, right, top of all glyphs, for size 1
	Slant float64    // degrees from upright, negative to the right
	Fixed bool       // every letter is as wide as the next
}

// Traits reads the tables head and post.
func (f *Font) Traits() Traits {
	head, post := f.tables.part["head"], f.tables.part["post"]
	t := Traits{Slant: float64(int32(post.u32(4))) / (1 << 16), Fixed: post.u32(12) != 0}
	for i := range t.Box {
		t.Box[i] = f.scale(int(head.i16(36+2*i)), 1)
	}
	return t
}
