package svg

// Limits bound what a file may ask for. They count things and no time, so that
// a file is accepted everywhere or nowhere.
type Limits struct {
	Bytes      int     // size of the file
	Elements   int     // elements in it
	References int     // expanded uses, clips and masks, each time they are drawn
	Depth      int     // nesting of elements, and of references in references
	Size       float64 // width, height and origin of the viewBox
	Operations int     // steps of styling and drawing, the budget of the whole file
	Segments   int     // lines and curves of the finished tree
	Bitmaps    int     // bytes of bitmaps in the finished tree, each time they are drawn
	Overdraw   int     // how often the whole picture may be painted over
}

// Default is what a real logo stays far below. The heaviest of 268 that were
// collected has 1,500 shapes and 5,900 segments, and paints its picture over 97
// times.
var Default = Limits{
	Bytes: 10 << 20, Elements: 50_000, References: 10_000, Depth: 100,
	Size: 1e5, Operations: 10_000_000, Segments: 1_000_000, Bitmaps: 20 << 20, Overdraw: 600,
}

// or fills what is zero from d, so a caller may set only what differs.
func (l Limits) or(d Limits) Limits {
	fill := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	fill(&l.Bytes, d.Bytes)
	fill(&l.Elements, d.Elements)
	fill(&l.References, d.References)
	fill(&l.Depth, d.Depth)
	fill(&l.Operations, d.Operations)
	fill(&l.Segments, d.Segments)
	fill(&l.Bitmaps, d.Bitmaps)
	fill(&l.Overdraw, d.Overdraw)
	if l.Size <= 0 {
		l.Size = d.Size
	}
	return l
}

// budget is what is left of the limits while a file is read. Once spent it
// stays spent, and every loop that asks it ends.
type budget struct {
	operations, references, segments, bytes int
	spent                                   string // what ran out first, or ""
}

func (b *budget) use(left *int, n int, what string) bool {
	if b.spent == "" && *left < n {
		b.spent = what
	}
	*left -= n
	return b.spent == ""
}

func (b *budget) operation(n int) bool { return b.use(&b.operations, n, "operations") }
func (b *budget) reference() bool      { return b.use(&b.references, 1, "references") }
func (b *budget) segment(n int) bool   { return b.use(&b.segments, n, "segments") }
func (b *budget) bitmap(n int) bool    { return b.use(&b.bytes, n, "bytes of bitmaps") }
