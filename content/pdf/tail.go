package pdf

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/portico-prm/portico/content/place"
)

// Tail draws the sheets, by page index from 0, and returns what to append to the
// source: source + tail is the document. Without sheets there is nothing to
// append. The same plan and sheets give the same bytes.
//
// An error means that a sheet cannot be drawn as it is: a page that does not
// exist, a font without the glyph, a figure that is no number, an address that
// is not allowed. The checks before a render exist so that it does not happen.
func (p *Plan) Tail(sheets map[int]*place.Sheet) ([]byte, error) {
	return p.tail(sheets, nil)
}

func (p *Plan) tail(sheets map[int]*place.Sheet, print *Print) ([]byte, error) {
	if p.Version != planVersion {
		return nil, fmt.Errorf("the plan has version %d, this is version %d: prepare the file again", p.Version, planVersion)
	}
	t := &tail{plan: p, print: print, next: p.Next, offsets: map[int]entryAt{}}
	t.out = append(make([]byte, 0, 32<<10), '\n')
	pages, err := t.pages(sheets)
	if err != nil || len(pages) == 0 {
		return nil, err
	}
	t.claims()
	if err := t.draw(pages, sheets); err != nil {
		return nil, err
	}
	for _, i := range pages {
		if err := t.annotate(&t.plan.Slots[i], sheets[i], t.forms[i]); err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
	}
	t.hangTags()
	t.withdraw()
	t.finish()
	return t.out, nil
}

// claims makes ready to keep what the source claims and a copy can keep.
func (t *tail) claims() {
	archive, access, press := t.plan.Claims.keeps(t.print != nil)
	if archive || press {
		t.calibrate()
	}
	if access || archive && strings.HasSuffix(t.plan.Claims.PDFA, "a") {
		t.tags = t.plan.Claims.Tags
	}
	t.archive, t.grey = archive, press
}

// tail is a section being written.
type tail struct {
	plan    *Plan
	print   *Print // nil for the screen
	out     []byte
	next    int
	offsets map[int]entryAt
	forms   map[int]int // page to its form, 0 for none
	save    int         // stream of one q, shared by all pages
	rgb     string      // reference to the meaning of plain RGB, if it has to have one
	archive bool
	grey    bool     // neutral colours are printed with black ink alone
	tags    *tagRoot // if our links have to be tagged
	links   []tagged
}

// entryAt is a line of the cross-reference.
type entryAt struct {
	offset int64
	gen    int
}

// pages lists the pages that get something, in order.
func (t *tail) pages(sheets map[int]*place.Sheet) ([]int, error) {
	for i := range sheets {
		if i < 0 || i >= len(t.plan.Slots) {
			return nil, fmt.Errorf("there is no page %d, the document has %d", i+1, len(t.plan.Slots))
		}
	}
	var out []int
	for i := range t.plan.Slots {
		if s := sheets[i]; s != nil && len(s.Items) > 0 || t.print.changes(&t.plan.Slots[i]) {
			out = append(out, i)
		}
	}
	return out, nil
}

// draw makes the overlay and takes it into the tail.
func (t *tail) draw(pages []int, sheets map[int]*place.Sheet) error {
	t.forms = map[int]int{}
	pages = slices.DeleteFunc(slices.Clone(pages), func(i int) bool { return !hasInk(sheets[i]) })
	if len(pages) == 0 {
		return nil
	}
	inked := make([]*place.Sheet, len(pages))
	for k, i := range pages {
		inked[k] = sheets[i]
	}
	o, err := newOverlay(inked)
	if err != nil {
		return err
	}
	for k, i := range pages {
		if err := o.page(t.plan.Slots[i].Page, inked[k]); err != nil {
			return fmt.Errorf("page %d: %w", i+1, err)
		}
	}
	return t.merge(o, pages)
}

// hasInk tells whether anything but links is on the sheet.
func hasInk(s *place.Sheet) bool {
	return s != nil && slices.ContainsFunc(s.Items, func(i place.Item) bool {
		_, link := i.(place.Link)
		return !link
	})
}

// annotate writes the page dictionary again, with the form over the old content
// and the links behind the old annotations.
func (t *tail) annotate(s *Slot, sheet *place.Sheet, form int) error {
	annots, err := t.annotations(s, sheet)
	if err != nil {
		return err
	}
	d := drawnPage{Slot: s, contents: s.Contents, annots: annots, forms: map[string]int{}, head: s.Head}
	if form != 0 {
		d.forms[s.Name] = form
	}
	t.cropMarks(&d)
	if len(t.links) > 0 && !strings.Contains(d.head, "/Tabs ") {
		d.head += "/Tabs /S\n"
	}
	if len(d.forms) > 0 {
		d.contents = t.wrapped(s, form, d.forms[s.marksName()])
	}
	t.putGeneration(s.Object, s.Generation, d.dictionary())
	return nil
}

// annotations are those of the page and our links; on paper there are none.
func (t *tail) annotations(s *Slot, sheet *place.Sheet) ([]byte, error) {
	if t.print != nil {
		return []byte(s.onPaper()), nil
	}
	annots := []byte(s.Annots)
	for _, item := range sheet.Items {
		l, ok := item.(place.Link)
		if !ok {
			continue
		}
		if !finite(l.Box.X, l.Box.Y, l.Box.W, l.Box.H) {
			return nil, fmt.Errorf("link to %s without a usable box", l.URI)
		}
		num := t.reserve()
		body, err := s.linkAnnotation(l, t.tagLink(s, num))
		if err != nil {
			return nil, err
		}
		t.put(num, body)
		annots = appendRef(append(annots, ' '), ref{num, 0})
	}
	return annots, nil
}

// wrapped is the old content between a save and what closes it, and then ours.
// The overlay is an artifact: it adds nothing to the reading order.
func (t *tail) wrapped(s *Slot, form, marks int) string {
	if t.save == 0 {
		t.save = t.addPart(part{dict: "<<>>", stream: []byte("q\n")}, 0)
	}
	old := s.Contents
	if s.Clean != nil {
		old = string(appendRef(nil, ref{t.addPart(part{dict: "<<>>", stream: s.Clean, packed: true}, 0), 0}))
	}
	after := []byte("\n" + s.Close + "\n/Artifact BMC q ")
	for _, v := range s.Matrix {
		after = append(appendFixed(after, v), ' ')
	}
	after = append(after, "cm "...)
	if form != 0 {
		after = append(after, "/"+s.Name+" Do "...)
	}
	if marks != 0 {
		after = append(after, "/"+s.marksName()+" Do "...)
	}
	after = append(after, "Q EMC\n"...)
	b := append(appendRef(nil, ref{t.save, 0}), ' ')
	b = append(append(b, old...), ' ')
	return string(appendRef(b, ref{t.addPart(part{dict: "<<>>", stream: after}, 0), 0}))
}

// drawnPage is a page that is written again.
type drawnPage struct {
	*Slot
	head, contents string
	annots         []byte
	forms          map[string]int // ours, by name
}

// dictionary fills the gaps of the page.
func (d *drawnPage) dictionary() []byte {
	b := append([]byte("<<"), d.head...)
	b = append(append(append(b, "/Contents ["...), d.contents...), "]\n"...)
	b = append(append(append(b, "/Resources <<"...), d.Resources...), "/XObject <<"...)
	b = append(b, d.XObjects...)
	for _, name := range slices.Sorted(maps.Keys(d.forms)) {
		b = append(appendRef(append(b, "/"+name+" "...), ref{d.forms[name], 0}), '\n')
	}
	b = append(b, ">>>>\n"...)
	if len(d.annots) > 0 {
		b = append(append(append(b, "/Annots ["...), d.annots...), "]\n"...)
	}
	return append(b, ">>"...)
}

// reserve returns a new number.
func (t *tail) reserve() int {
	t.next++
	return t.next - 1
}

// add writes an object under a new number.
func (t *tail) add(body []byte) int {
	num := t.reserve()
	t.put(num, body)
	return num
}

func (t *tail) put(num int, body []byte) { t.putGeneration(num, 0, body) }

func (t *tail) putGeneration(num, gen int, body []byte) {
	t.begin(num, gen)
	t.out = append(append(t.out, body...), "\nendobj\n"...)
}

func (t *tail) begin(num, gen int) {
	t.offsets[num] = entryAt{t.at(), gen}
	t.out = append(strconv.AppendInt(t.out, int64(num), 10), ' ')
	t.out = append(strconv.AppendInt(t.out, int64(gen), 10), " obj\n"...)
}

// at is the offset of the next byte, counted as the source counts.
func (t *tail) at() int64 {
	return t.plan.SourceSize - t.plan.Shift + int64(len(t.out))
}

// addPart writes a part; first is the number of its fragment's object 0.
func (t *tail) addPart(p part, first int) int {
	num := t.reserve()
	t.putPart(num, p, first)
	return num
}

func (t *tail) putPart(num int, p part, first int) {
	t.begin(num, 0)
	p.dict = t.calibrated(p.dict)
	t.out = append(p.appendTo(t.out, first), "\nendobj\n"...)
}

// addFragment writes a fragment and returns the number of its object 0.
func (t *tail) addFragment(f fragment) int {
	first := t.next
	t.next += len(f)
	for i, p := range f {
		t.putPart(first+i, p, first)
	}
	return first
}

// finish writes the cross-reference in the kind of the source, which some
// readers insist on, and the trailer.
func (t *tail) finish() {
	sum := sha256.Sum256(t.out)
	if t.plan.Stream {
		t.xrefStream(sum[:16])
		return
	}
	t.xrefTable(sum[:16])
}
