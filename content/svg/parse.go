package svg

import (
	"github.com/portico-prm/portico/content/problem"
)

// Parse reads an SVG file. The findings list all that was refused, left out or
// doubtful; when one of them blocks, the tree is nil. Zero limits mean those
// of Default. The error is for bugs alone, never for the file.
func Parse(data []byte, lim Limits) (*Tree, problem.List, error) {
	lim = lim.or(Default)
	rep := &report{}
	t := parse(data, lim, rep)
	if rep.list.Blocking() {
		return nil, rep.list, nil
	}
	return t, rep.list, nil
}

func parse(data []byte, lim Limits, rep *report) *Tree {
	if len(data) > lim.Bytes {
		rep.add(foundBytes, "", len(data), lim.Bytes)
		return nil
	}
	doc := read(data, lim, rep)
	if doc == nil {
		return nil
	}
	for _, s := range doc.sheet.Skipped {
		rep.style(s)
	}
	return newCompiler(doc, lim, rep).tree()
}

// compiler turns a document into a tree.
type compiler struct {
	doc      *document
	lim      Limits
	rep      *report
	left     budget
	decimals int        // of coordinates in the tree
	open     []*element // references being expanded, outermost first
}

func newCompiler(doc *document, lim Limits, rep *report) *compiler {
	return &compiler{doc: doc, lim: lim, rep: rep, left: budget{
		operations: lim.Operations, references: lim.References, segments: lim.Segments, bytes: lim.Bitmaps,
	}}
}

// tree draws the document, and checks what came of it.
func (c *compiler) tree() *Tree {
	root := c.doc.root
	f, ok := c.frame(root)
	if !ok {
		return nil
	}
	c.decimals = decimals(max(f.size.w, f.size.h))
	nodes := c.root(root, f)
	if c.spent() {
		return nil
	}
	t := &Tree{Width: f.size.w, Height: f.size.h, Nodes: nodes}
	if f.shrink {
		t = t.cropAll()
	}
	c.check(t)
	return t
}

// spent tells, and reports, whether the drawing took more than it may.
func (c *compiler) spent() bool {
	if c.left.spent == "" {
		return false
	}
	c.rep.add(foundComplex, "", c.limitOf(c.left.spent), c.left.spent)
	return true
}

func (c *compiler) limitOf(what string) int {
	switch what {
	case "references":
		return c.lim.References
	case "segments":
		return c.lim.Segments
	case "bytes of bitmaps":
		return c.lim.Bitmaps
	}
	return c.lim.Operations
}

// check looks at the finished drawing: is anything to be seen, and can it be
// painted in reasonable time?
func (c *compiler) check(t *Tree) {
	if depth(t.Nodes) > maxDepth {
		c.rep.add(foundComplex, "", maxDepth, "groups in groups")
		return
	}
	box := t.Bounds()
	if box.Empty() {
		if !c.rep.list.Blocking() { // else the reason is known
			c.rep.add(foundEmpty, "")
		}
		return
	}
	if t.overdraw(box) > float64(c.lim.Overdraw) {
		c.rep.add(foundComplex, "", c.lim.Overdraw, "layers over the whole picture")
	}
}

// decimals is how many decimals a coordinate needs in a drawing of that size:
// a millionth of it, which is a hundredth of a millimetre on a house wall.
func decimals(size float64) int {
	d := 6
	for ; size > 1 && d > 1; size /= 10 {
		d--
	}
	return d
}
