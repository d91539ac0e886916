package pdf

import (
	"bytes"
	"errors"
)

// merged takes the objects of the overlay document into the tail.
type merged struct {
	d       *document
	o       *overlay
	t       *tail
	numbers map[int]int      // gopdf's number to ours
	stands  map[int]int      // stand-in to the number of its fragment's object 0
	widths  map[string]ready // of the fonts, by family
	queue   []int
}

// ownLimits suit a file that we made ourselves.
var ownLimits = Limits{Bytes: 1 << 30, Pages: 1 << 20, Objects: 1 << 20, Nesting: 16, Inflated: 1 << 30}

var errOverlay = errors.New("gopdf wrote an overlay that cannot be read")

// merge takes fonts, stand-ins and resources over, and notes the form of each
// page.
func (t *tail) merge(o *overlay, pages []int) error {
	b, err := o.bytes()
	if err != nil {
		return err
	}
	d, err := open(b, ownLimits)
	if err != nil || d.rebuilt {
		return errOverlay
	}
	m := &merged{d: d, o: o, t: t, numbers: map[int]int{}, stands: map[int]int{}, widths: map[string]ready{}}
	leaves := d.pages()
	if len(leaves) != len(pages) {
		return errOverlay
	}
	resources := d.dict(leaves[0].resources)
	m.fonts(d.dict(resources.get("Font")))
	shared := m.resources(resources)
	for k, i := range pages {
		t.forms[i] = m.form(&t.plan.Slots[i], leaves[k], shared)
	}
	m.drain()
	return nil
}

// form turns a page of the overlay into a form XObject over the whole page.
func (m *merged) form(s *Slot, p leaf, resources int) int {
	var content []byte
	for _, o := range m.d.contents(p.dict.get("Contents")) {
		content = append(content, m.d.resolve(o).(*stream).raw...)
	}
	if m.t.grey {
		content = greys(content)
	}
	b := []byte("<</Type /XObject\n/Subtype /Form\n/BBox [")
	for i, v := range s.View {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendFixed(b, v)
	}
	b = append(appendRef(append(b, "]\n/Resources "...), ref{resources, 0}), "\n>>"...)
	return m.t.addPart(streamPart(string(b), content), 0)
}

// resources writes the one dictionary that all pages share.
func (m *merged) resources(r dict) int {
	out := dict{}
	for _, key := range []name{"Font", "XObject", "ExtGState"} {
		if v := m.d.dict(r.get(key)); len(v) > 0 {
			out = append(out, entry{key, v})
		}
	}
	if m.t.rgb != "" {
		out = append(out, entry{"ColorSpace", dict{{"DefaultRGB", ready(m.t.rgb)}}})
	}
	return m.t.add(writer{m.renumber}.value(nil, out))
}

// renumber maps a reference and queues what it points to; a stand-in becomes
// the fragment it stands for.
func (m *merged) renumber(r ref) ref {
	if num, ok := m.numbers[r.num]; ok {
		return ref{num, 0}
	}
	num := 0
	if n, ok := m.standIn(r); ok {
		num = m.fragment(n)
	} else {
		num = m.t.reserve()
		m.queue = append(m.queue, r.num)
	}
	m.numbers[r.num] = num
	return ref{num, 0}
}

// standIn tells which fragment a picture of the overlay stands for.
func (m *merged) standIn(r ref) (int, bool) {
	s, ok := m.d.object(r.num).(*stream)
	if !ok || s.dict.get("Subtype") != name("Image") {
		return 0, false
	}
	width, _ := integer(s.dict.get("Width"))
	n := int(width) - 1
	return n, n >= 0 && n < len(m.o.stands)
}

func (m *merged) fragment(n int) int {
	if num, ok := m.stands[n]; ok {
		return num
	}
	num := m.t.addFragment(m.o.stands[n])
	m.stands[n] = num
	return num
}

func (m *merged) drain() {
	for len(m.queue) > 0 {
		old := m.queue[0]
		m.queue = m.queue[1:]
		m.put(m.numbers[old], m.d.object(old))
	}
}

// put writes an object of the overlay. Fonts get the widths of their signs, and
// what PDF/A asks for and gopdf leaves out: that codes are glyph numbers.
func (m *merged) put(num int, o object) {
	w := writer{m.renumber}
	if s, ok := o.(*stream); ok {
		head := string(w.value(nil, s.dict.without("Length")))
		m.t.putPart(num, part{dict: head, stream: s.raw}, 0)
		return
	}
	if d, ok := o.(dict); ok && m.t.archive && d.has("FontFile2") {
		o = m.withSet(d)
	}
	if d, ok := o.(dict); ok && d.get("Subtype") == name("CIDFontType2") {
		family, _ := d.get("BaseFont").(name)
		o = d.set("CIDToGIDMap", name("Identity")).set("W", m.widths[string(family)])
	}
	m.t.put(num, w.value(nil, o))
}

// withSet lists the glyphs of a subset, which archives may look for: all that
// there are.
func (m *merged) withSet(descriptor dict) dict {
	family, _ := descriptor.get("FontName").(name)
	for _, s := range m.o.fonts {
		if name(s.family) == family {
			bits := bytes.Repeat([]byte{0xff}, s.glyphs/8)
			if rest := s.glyphs % 8; rest > 0 {
				bits = append(bits, 0xff<<(8-rest))
			}
			return descriptor.set("CIDSet", fixed{m.t.addPart(part{dict: "<<>>", stream: bits}, 0)})
		}
	}
	return descriptor
}

// fonts lets the references to font files and code maps of gopdf's stand-ins
// lead to the subsets.
func (m *merged) fonts(fonts dict) {
	byFamily := map[name]*subset{}
	for _, s := range m.o.fonts {
		byFamily[name(s.family)] = s
	}
	for _, e := range fonts {
		font := m.d.dict(e.value)
		family, _ := font.get("BaseFont").(name)
		below, _ := m.d.resolve(font.get("DescendantFonts")).(array)
		s := byFamily[family]
		if s == nil || len(below) == 0 {
			continue
		}
		m.widths[s.family] = s.widths
		file := m.d.dict(m.d.dict(below[0]).get("FontDescriptor")).get("FontFile2")
		m.numbers[numberOf(file)] = m.t.addFragment(s.file)
		m.numbers[numberOf(font.get("ToUnicode"))] = m.t.addFragment(s.unicode)
	}
}
