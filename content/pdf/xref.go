package pdf

import "bytes"

// section is one cross-reference with its trailer.
type section struct {
	spots   map[int]spot
	trailer dict
	stream  bool
}

// readXref follows the cross-references from the last one back. It reports
// false when any of them is missing or damaged: then scanning is safer than
// half a table.
func (d *document) readXref() bool {
	start, ok := d.startxref()
	if !ok {
		return false
	}
	d.start = start
	seen := map[int64]bool{}
	for at, more := start, true; more; {
		if seen[at] || len(seen) > maxRevisions {
			return false
		}
		seen[at] = true
		s, ok := d.section(at)
		if !ok || !d.adopt(s, len(seen) == 1) {
			return false
		}
		at, more = previous(s.trailer)
	}
	return true
}

// maxRevisions bounds the chain of /Prev.
const maxRevisions = 4096

// startxref reads the offset after the last such word.
func (d *document) startxref() (int64, bool) {
	i := bytes.LastIndex(d.src, []byte("startxref"))
	if i < 0 {
		return 0, false
	}
	p := &parser{b: d.src, pos: i + len("startxref")}
	p.skipSpace()
	v, ok := p.digits(15)
	return int64(v), ok
}

// previous returns the offset of the section before. Some producers write
// /Prev 0 for none.
func previous(trailer dict) (int64, bool) {
	v, ok := integer(trailer.get("Prev"))
	return v, ok && v > 0
}

// adopt adds what newer sections did not say. The first section is the newest
// and gives the trailer.
func (d *document) adopt(s *section, newest bool) bool {
	if newest {
		d.trailer, d.streams = s.trailer, s.stream
	}
	for num, at := range s.spots {
		if _, known := d.spots[num]; !known {
			d.put(num, at)
		}
	}
	return d.refusal == nil
}

// put notes where an object is and holds the limit of objects. Numbers that are
// merely free may be ten times as many, which costs memory but no work.
func (d *document) put(num int, at spot) {
	if old, known := d.spots[num]; (!known || old.free()) && !at.free() {
		d.used++
	}
	d.spots[num] = at
	if d.used > d.lim.Objects || len(d.spots) > freePerObject*d.lim.Objects {
		d.refuse(tooManyObjects(d.lim.Objects))
	}
}

const freePerObject = 10

// section reads the table or stream at an offset.
func (d *document) section(at int64) (*section, bool) {
	pos := at + d.shift
	if pos < 0 || pos >= int64(len(d.src)) || d.check() {
		return nil, false
	}
	p := d.parser(d.src, int(pos))
	p.skipSpace()
	if bytes.HasPrefix(d.src[p.pos:], []byte("xref")) {
		p.pos += len("xref")
		s, ok := d.table(p)
		d.work -= int64(p.pos) - pos
		return s, ok
	}
	return d.xrefStream(int(pos))
}

// table reads a classic cross-reference, and the stream that a hybrid file
// names beside it.
func (d *document) table(p *parser) (*section, bool) {
	s := &section{spots: map[int]spot{}}
	for {
		p.skipSpace()
		if bytes.HasPrefix(p.b[p.pos:], []byte("trailer")) {
			p.pos += len("trailer")
			break
		}
		if !d.subsection(p, s) {
			return nil, false
		}
	}
	var ok bool
	if s.trailer, ok = p.value().(dict); !ok {
		return nil, false
	}
	return s, d.hybrid(s)
}

// subsection reads "first count" and its lines.
func (d *document) subsection(p *parser, s *section) bool {
	first, ok1 := p.digits(10)
	p.skipSpace()
	count, ok2 := p.digits(10)
	if !ok1 || !ok2 || len(s.spots) > freePerObject*d.lim.Objects {
		return false
	}
	for i := range count {
		at, used, ok := d.line(p)
		if !ok {
			return false
		}
		if i == 0 && first == 1 && !used && at.gen == 65535 {
			first = 0 // a known slip: the head of the free list is number 0
		}
		d.note(s, first+i, at, used)
		if len(s.spots) > freePerObject*d.lim.Objects {
			d.refuse(tooManyObjects(d.lim.Objects))
			return false
		}
	}
	return true
}

// line reads "offset gen n" or "offset gen f".
func (d *document) line(p *parser) (at spot, used, ok bool) {
	p.skipSpace()
	offset, ok1 := p.digits(15)
	p.skipSpace()
	gen, ok2 := p.digits(10)
	p.skipSpace()
	if !ok1 || !ok2 || p.done() {
		return at, false, false
	}
	kind := p.b[p.pos]
	p.pos++
	return spot{offset: int64(offset), gen: gen}, kind == 'n', kind == 'n' || kind == 'f'
}

func (d *document) note(s *section, num int, at spot, used bool) {
	if num < 0 || num > maxNumber {
		return
	}
	if !used || at.offset == 0 {
		s.spots[num] = spot{}
		return
	}
	at.offset += d.shift
	s.spots[num] = at
}

// hybrid adds what the table hides from old readers by calling it free.
func (d *document) hybrid(s *section) bool {
	at, ok := integer(s.trailer.get("XRefStm"))
	if !ok {
		return true
	}
	h, ok := d.xrefStream(int(at + d.shift))
	if !ok {
		return false
	}
	for num, at := range h.spots {
		if old, known := s.spots[num]; !known || old.free() {
			s.spots[num] = at
		}
	}
	return true
}
