package pdf

import (
	"crypto/sha256"
	"fmt"
	"strconv"
)

// rewrite writes the whole document anew: everything that a viewer can reach,
// numbered in the order of discovery, no encryption, one classic
// cross-reference, one flat page tree with a page object of its own per page.
// Equal documents give equal bytes. Every object passes through keep, which may
// leave parts of it out.
func rewrite(s *survey, keep func(object) object) []byte {
	c := &copier{d: s.d, keep: keep, numbers: map[int]int{}}
	c.pages(s.leaves)
	c.out = fmt.Appendf(nil, "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", headerVersion(s.d))
	c.writePages(s.leaves)
	root := append(dict{}, dictOf(s.d.catalog())...).set("Pages", fixed{c.tree})
	c.root = c.fresh()
	c.put(c.root, root)
	c.info = c.copyInfo()
	c.drain()
	return c.finish()
}

// headerVersion is the document's own version if it reads like one.
func headerVersion(d *document) string {
	v := d.version(dictOf(d.catalog()))
	if len(v) == 3 && (v[0] == '1' || v[0] == '2') && v[1] == '.' && isDigit(v[2]) {
		return v
	}
	return "1.7"
}

type copier struct {
	d       *document
	keep    func(object) object
	numbers map[int]int // old number to new
	queue   []int       // old numbers still to be written
	offsets []int64     // of new number i+1
	out     []byte
	tree    int // new numbers
	root    int
	info    int
	leaves  []int
}

// fresh returns a new number.
func (c *copier) fresh() int {
	c.offsets = append(c.offsets, 0)
	return len(c.offsets)
}

// pages gives numbers to the tree and its pages first, so that every reference
// to a page finds its new object.
func (c *copier) pages(leaves []leaf) {
	c.tree = c.fresh()
	for _, l := range leaves {
		num := c.fresh()
		c.leaves = append(c.leaves, num)
		if _, taken := c.numbers[l.id.num]; !taken && l.id.num != 0 {
			c.numbers[l.id.num] = num
		}
	}
}

// renumber maps a reference and queues what it points to.
func (c *copier) renumber(r ref) ref {
	num, ok := c.numbers[r.num]
	if !ok {
		num = c.fresh()
		c.numbers[r.num] = num
		c.queue = append(c.queue, r.num)
	}
	return ref{num, 0}
}

func (c *copier) writePages(leaves []leaf) {
	kids := []byte("<</Type /Pages\n/Count " + strconv.Itoa(len(leaves)) + "\n/Kids [")
	for _, num := range c.leaves {
		kids = append(appendRef(kids, ref{num, 0}), ' ')
	}
	c.object(c.tree, append(kids, "]>>"...))
	for i, l := range leaves {
		c.put(c.leaves[i], l.standalone())
	}
}

// standalone is the page with all that it inherits; its parent is the first
// object of the copy.
func (l leaf) standalone() dict {
	out := l.dict.without("Parent", "Type")
	for _, e := range []entry{{"Resources", l.resources}, {"MediaBox", l.media}, {"CropBox", l.crop}, {"Rotate", l.rotate}} {
		if e.value != nil {
			out = out.set(e.key, e.value)
		}
	}
	return append(dict{{"Type", name("Page")}, {"Parent", fixed{1}}}, out...)
}

func (c *copier) copyInfo() int {
	info, ok := c.d.resolve(c.d.trailer.get("Info")).(dict)
	if !ok {
		return 0
	}
	num := c.fresh()
	c.put(num, info)
	return num
}

// drain writes what was found, until nothing new is found.
func (c *copier) drain() {
	for len(c.queue) > 0 && !c.d.check() {
		old := c.queue[0]
		c.queue = c.queue[1:]
		c.put(c.numbers[old], c.d.object(old))
	}
}

// put writes one object under a new number.
func (c *copier) put(num int, o object) {
	o = c.keep(o)
	if s, ok := o.(*stream); ok {
		c.putStream(num, s)
		return
	}
	c.object(num, writer{c.renumber}.value(nil, o))
}

// putStream writes a stream with its filters still on.
func (c *copier) putStream(num int, s *stream) {
	raw := c.d.raw(s)
	head := c.d.withoutCrypt(s.dict).without("Length").set("Length", int64(len(raw)))
	c.begin(num)
	c.out = append(writer{c.renumber}.value(c.out, head), "\nstream\n"...)
	c.out = append(append(c.out, raw...), "\nendstream\nendobj\n"...)
}

// withoutCrypt drops the Crypt filter, which stands first.
func (d *document) withoutCrypt(s dict) dict {
	names, parms := d.filters(s)
	if len(names) == 0 || names[0] != "Crypt" {
		return append(dict{}, s...)
	}
	rest := array{}
	for _, n := range names[1:] {
		rest = append(rest, n)
	}
	out := s.without("Filter", "DecodeParms").set("Filter", rest)
	if a, ok := parms.(array); ok && len(a) > 1 {
		out = out.set("DecodeParms", a[1:])
	}
	return out
}

func (c *copier) begin(num int) {
	c.offsets[num-1] = int64(len(c.out))
	c.out = append(strconv.AppendInt(c.out, int64(num), 10), " 0 obj\n"...)
}

func (c *copier) object(num int, text []byte) {
	c.begin(num)
	c.out = append(append(c.out, text...), "\nendobj\n"...)
}

// finish writes the cross-reference and the trailer. The file's identity is
// made from its content.
func (c *copier) finish() []byte {
	id := sha256.Sum256(c.out)
	start := len(c.out)
	c.out = fmt.Appendf(c.out, "xref\n0 %d\n0000000000 65535 f \n", len(c.offsets)+1)
	for _, at := range c.offsets {
		c.out = fmt.Appendf(c.out, "%010d 00000 n \n", at)
	}
	c.out = fmt.Appendf(c.out, "trailer\n<</Size %d\n/Root %d 0 R\n", len(c.offsets)+1, c.root)
	if c.info != 0 {
		c.out = fmt.Appendf(c.out, "/Info %d 0 R\n", c.info)
	}
	first := c.originalID(id[:16])
	c.out = append(c.out, "/ID ["...)
	c.out = appendHex(appendHex(c.out, first), id[:16])
	return fmt.Appendf(c.out, "]>>\nstartxref\n%d\n%%%%EOF\n", start)
}

// originalID is the first half of the old identity, which stays with a document
// for life.
func (c *copier) originalID(otherwise []byte) []byte {
	a, _ := c.d.resolve(c.d.trailer.get("ID")).(array)
	if len(a) > 0 {
		if id := c.d.bytes(a[0]); len(id) > 0 && len(id) <= 64 {
			return id
		}
	}
	return otherwise
}
