package pdf

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zlib"

	"github.com/portico-prm/portico/content/problem"
)

// slots fills in the pages and returns what is wrong with their content.
func (s *survey) slots(p *Plan) problem.List {
	var out problem.List
	known := map[string]balance{} // pages often share content
	for i, l := range s.leaves {
		slot, bal := s.slot(l, known)
		p.Slots = append(p.Slots, slot)
		if bal.unread || bal.harmed {
			out = append(out, warning("PDF_CONTENT_UNREAD", fmt.Sprintf("page %d", i+1), "Look at a preview of this page.",
				"A part of the page cannot be unpacked; what it leaves open is unknown."))
		}
	}
	return out
}

func (s *survey) slot(l leaf, known map[string]balance) (Slot, balance) {
	d, w := s.d, writer{same}
	g := d.geometry(l)
	content := d.contents(l.dict.get("Contents"))
	resources := d.dict(l.resources)
	xobjects := d.dict(resources.get("XObject"))
	annots, _ := d.resolve(l.dict.get("Annots")).(array)
	slot := Slot{
		Page: g.page(), Object: l.id.num, Generation: l.id.gen,
		Head:      string(w.entries(nil, l.dict.without("Contents", "Resources", "Annots"))),
		Contents:  string(w.elements(nil, content)),
		Resources: string(w.entries(nil, resources.without("XObject"))),
		XObjects:  string(w.entries(nil, xobjects)),
		Annots:    string(w.elements(nil, annots)),
		Paper:     s.paper(annots, g),
		Name:      freeName(xobjects),
		Matrix:    g.matrix(), View: g.displayed(g.media),
	}
	bal := s.balance(slot.Contents, content, known)
	slot.Close = bal.close()
	if !bal.clean() && !bal.unread {
		slot.Clean = s.cleaned(content)
	}
	return slot, bal
}

// contents lists the streams of a page.
func (d *document) contents(o object) array {
	if _, ok := d.resolve(o).(*stream); ok {
		return array{o}
	}
	list, _ := d.resolve(o).(array)
	out := array{}
	for _, o := range list {
		if _, ok := d.resolve(o).(*stream); ok {
			out = append(out, o)
		}
	}
	return out
}

// freeName finds a name for the overlay.
func freeName(xobjects dict) string {
	taken := make(map[name]bool, len(xobjects))
	for _, e := range xobjects {
		taken[e.key] = true
	}
	i := 0
	for taken[name("Portico"+strconv.Itoa(i))] {
		i++
	}
	return "Portico" + strconv.Itoa(i)
}

func (s *survey) balance(key string, content array, known map[string]balance) balance {
	if b, ok := known[key]; ok {
		return b
	}
	s.d.harmed = false
	b := newOperators(s.d.joined(content), nil).run()
	b.harmed = s.d.harmed
	if b.saves+b.marks > mostOpen {
		s.d.refuse(refuse("PDF_CONTENT_UNBALANCED", "Export the document again from its source.",
			"A page leaves %d graphics states and marks open; %d are allowed.", b.saves+b.marks, mostOpen))
		b = balance{}
	}
	known[key] = b
	return b
}

// mostOpen is how much a page may leave open. Real pages leave none or a few.
const mostOpen = 1000

// close undoes what the content leaves open, and the q that Tail puts before it.
func (b balance) close() string {
	var out strings.Builder
	if b.inPath {
		out.WriteString("n ")
	}
	if b.inText {
		out.WriteString("ET ")
	}
	out.WriteString(strings.Repeat("EMC ", b.marks))
	out.WriteString(strings.Repeat("Q ", b.saves+1))
	return strings.TrimSuffix(out.String(), " ")
}

// cleaned copies content less the Q that take back nothing, less a last operator
// that was cut off and less what is damaged, packed. Viewers ignore both, so the page looks the
// same and can be wrapped.
func (s *survey) cleaned(content array) []byte {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	newOperators(s.d.joined(content), z).run()
	_ = z.Close()
	return out.Bytes()
}

// joined reads the streams of a page as one, with white space between, as the
// standard asks. A stream that cannot be read is an error in its place.
func (d *document) joined(content array) io.Reader {
	readers := make([]io.Reader, 0, 2*len(content))
	for _, o := range content {
		s, _ := d.resolve(o).(*stream)
		r, err := d.unpack(s)
		if err != nil {
			r = failing{err}
		}
		readers = append(readers, r, strings.NewReader("\n"))
	}
	return io.MultiReader(readers...)
}

// failing is a reader that gives only an error.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
