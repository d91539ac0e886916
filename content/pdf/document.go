package pdf

import (
	"bytes"

	"github.com/portico-prm/portico/content/problem"
)

// spot says where an object is: at an offset, or as the index-th member of an
// object stream. A zero value is a free number.
type spot struct {
	offset int64
	gen    int
	stream int // number of the object stream, 0 for none
	index  int
}

func (p spot) free() bool { return p.offset == 0 && p.stream == 0 }

// document is an opened file. It parses objects when they are asked for.
type document struct {
	src     []byte
	shift   int64 // offsets of the file count from here: where %PDF stands
	lim     Limits
	budget  *budget
	work    int64 // bytes that the parser may still walk over
	values  int   // values that may still be kept in memory
	spots   map[int]spot
	used    int // spots that are not free
	trailer dict
	streams bool  // the newest cross-reference is a stream
	start   int64 // its offset, as startxref gives it
	rebuilt bool  // the spots were found by scanning
	damaged bool  // a place did not hold its object
	harmed  bool  // a stream that was unpacked is damaged inside
	crypt   *decrypter
	objects map[int]object
	loading map[int]bool
	members map[int]*members
	ends    []int // offsets of "endstream", made when first needed
	refusal problem.List
}

// workPerByte bounds the parser: a sound file is walked over about three times.
const workPerByte = 24

// valuesPerObject bounds what parsed objects may take in memory: a value costs
// up to a hundred bytes, and real objects have about ten.
const valuesPerObject = 30

func newDocument(src []byte, lim Limits) *document {
	return &document{
		src: src, lim: lim,
		budget:  &budget{left: lim.Inflated},
		work:    int64(len(src))*workPerByte + 1<<20,
		values:  lim.Objects * valuesPerObject,
		spots:   map[int]spot{},
		objects: map[int]object{},
		loading: map[int]bool{},
		members: map[int]*members{},
	}
}

// open reads a file's cross-reference, or rebuilds it, and unlocks it if it is
// encrypted without a password.
func open(src []byte, lim Limits) (*document, error) {
	d, err := fresh(src, lim)
	if err != nil {
		return nil, err
	}
	if d.readXref() && d.prepared() {
		return d, nil
	}
	if d.refusal != nil {
		return nil, d.refusal
	}
	return reopen(src, lim)
}

// reopen reads a file by scanning it for objects.
func reopen(src []byte, lim Limits) (*document, error) {
	d, err := fresh(src, lim)
	if err != nil {
		return nil, err
	}
	d.rebuild()
	d.prepared()
	if d.refusal == nil && dictOf(d.catalog()) == nil {
		d.refuse(tooDamaged("it has no catalogue"))
	}
	if d.refusal != nil {
		return nil, d.refusal
	}
	return d, nil
}

func fresh(src []byte, lim Limits) (*document, error) {
	if int64(len(src)) > lim.Bytes {
		return nil, tooLarge(int64(len(src)), lim.Bytes)
	}
	at := bytes.Index(src[:min(len(src), headerWithin)], []byte("%PDF-"))
	if at < 0 {
		return nil, refused("PDF_NOT_A_PDF", nil)
	}
	d := newDocument(src, lim)
	d.shift = int64(at)
	return d, nil
}

// headerWithin is how far into a file readers look for its header.
const headerWithin = 1024

// prepared unlocks the document and tells whether it has a catalogue.
func (d *document) prepared() bool {
	if enc := d.trailer.get("Encrypt"); enc != nil && d.crypt == nil {
		d.unlock(enc)
	}
	if d.rebuilt {
		d.scanMembers()
	}
	d.check()
	return d.refusal == nil && d.catalog() != nil && !d.damaged
}

// refuse keeps the first reason why the document cannot be taken.
func (d *document) refuse(l problem.List) {
	if d.refusal == nil {
		d.refusal = l
	}
}

// check turns spent budgets into a refusal and tells whether to stop.
func (d *document) check() bool {
	if d.budget.spent {
		d.refuse(inflatesTooFar(d.lim.Inflated))
	}
	if d.work < 0 {
		d.refuse(tooDamaged("its objects run into each other"))
	}
	return d.refusal != nil
}

// catalog returns the root of the document, or nil.
func (d *document) catalog() object {
	root, ok := d.resolve(d.trailer.get("Root")).(dict)
	if !ok || !root.has("Pages") {
		return nil
	}
	return root
}

// resolve follows references to a value. A missing object is null, as the
// standard says.
func (d *document) resolve(o object) object {
	for range 32 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = d.object(r.num)
	}
	return nil
}

// dict resolves to a dictionary, also that of a stream; nil if it is none.
func (d *document) dict(o object) dict { return dictOf(d.resolve(o)) }

// object returns an indirect object, parsed once.
func (d *document) object(num int) object {
	if o, ok := d.objects[num]; ok {
		return o
	}
	at, ok := d.spots[num]
	if !ok || at.free() || d.loading[num] || d.check() {
		return nil
	}
	d.loading[num] = true
	defer delete(d.loading, num)
	o := d.load(num, at)
	d.objects[num] = o
	return o
}

func (d *document) load(num int, at spot) object {
	if at.stream != 0 {
		return d.member(num, at)
	}
	r, o, _, ok := d.indirect(int(at.offset))
	if !ok || r.num != num || r.gen != at.gen {
		d.damaged = true
		return nil
	}
	return d.decrypted(o, r)
}

// decrypted takes encryption off the strings of an object; its stream waits.
func (d *document) decrypted(o object, id ref) object {
	if d.crypt == nil {
		return o
	}
	return d.crypt.object(o, id)
}
