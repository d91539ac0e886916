package pdf

import (
	"errors"
	"maps"
	"math"
	"slices"
	"strings"
)

// merged takes the objects of the overlay document into the tail.
type merged struct {
	d       *document
	o       *overlay
	t       *tail
	numbers map[int]int // gopdf's number to ours
	stands  map[int]int // stand-in to the number of its fragment's object 0
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
	m := &merged{d: d, o: o, t: t, numbers: map[int]int{}, stands: map[int]int{}}
	leaves := d.pages()
	if len(leaves) != len(pages) {
		return errOverlay
	}
	resources := d.dict(leaves[0].resources)
	shared := m.resources(resources)
	for k, i := range pages {
		if t.forms[i], err = m.form(&t.plan.Slots[i], leaves[k], shared); err != nil {
			return err
		}
	}
	m.drain()
	return nil
}

// form turns a page of the overlay into a form XObject over the whole page.
func (m *merged) form(s *Slot, p leaf, resources int) (int, error) {
	var content []byte
	for _, o := range m.d.contents(p.dict.get("Contents")) {
		content = append(content, m.d.resolve(o).(*stream).raw...)
	}
	content, err := m.o.worded(content)
	if err != nil {
		return 0, err
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
	return m.t.addPart(streamPart(string(b), content), 0), nil
}

// resources writes the one dictionary that all pages share.
func (m *merged) resources(r dict) int {
	out := dict{}
	for key, v := range map[name]dict{"Font": m.fonts(), "XObject": m.d.dict(r.get("XObject")), "ExtGState": m.states(m.d.dict(r.get("ExtGState")))} {
		if len(v) > 0 {
			out = append(out, entry{key, v})
		}
	}
	slices.SortFunc(out, func(a, b entry) int { return strings.Compare(string(a.key), string(b.key)) })
	if m.t.rgb != "" {
		out = append(out, entry{"ColorSpace", dict{{"DefaultRGB", ready(m.t.rgb)}}})
	}
	return m.t.add(writer{m.renumber}.value(nil, out))
}

// fonts writes the fonts of the lines.
func (m *merged) fonts() (out dict) {
	for n, s := range m.o.fonts {
		objects := s.font
		if m.t.archive {
			objects = s.archived
		}
		out = append(out, entry{name(fontName(n)), fixed{m.t.addFragment(objects)}})
	}
	return out
}

// states adds the alphas of the lines to those of gopdf's fills.
func (m *merged) states(out dict) dict {
	for _, a := range slices.Sorted(maps.Keys(m.o.alphas)) {
		out = append(out, entry{name(alphaName(a)), dict{{"Type", name("ExtGState")}, {"ca", math.Round(float64(a)/255*1000) / 1000}}})
	}
	return out
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

// put writes an object of the overlay.
func (m *merged) put(num int, o object) {
	w := writer{m.renumber}
	if s, ok := o.(*stream); ok {
		head := string(w.value(nil, s.dict.without("Length")))
		m.t.putPart(num, part{dict: head, stream: s.raw}, 0)
		return
	}
	m.t.put(num, w.value(nil, o))
}
