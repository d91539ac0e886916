package pdf

import (
	"bytes"
	"slices"
)

// rebuild finds the objects by scanning the file for "num gen obj", as viewers
// do with a damaged cross-reference. The later of two equal numbers wins.
func (d *document) rebuild() {
	d.rebuilt = true
	at := 0
	for !d.check() {
		i := bytes.Index(d.src[at:], []byte("obj"))
		if i < 0 {
			break
		}
		at = d.found(at+i, at)
	}
	d.scanTrailers()
	d.values = d.lim.Objects * valuesPerObject // what the scan read is not kept
}

// found notes the object whose word "obj" is at i, if it is one, and returns
// where to go on: behind its value, so that what lies in a stream is not taken
// for an object.
func (d *document) found(i, floor int) int {
	id, start, ok := headerBefore(d.src, i, floor)
	if !ok || id.num > maxNumber {
		return i + 3
	}
	_, o, end, ok := d.indirect(start)
	if !ok {
		return i + 3
	}
	d.put(id.num, spot{offset: int64(start), gen: id.gen})
	delete(d.objects, id.num)
	if s, ok := o.(*stream); ok {
		d.foundStream(s)
	}
	return max(end, i+3)
}

// foundStream keeps the trailer parts of cross-reference streams.
func (d *document) foundStream(s *stream) {
	if s.dict.get("Type") == name("XRef") {
		d.mergeTrailer(s.dict)
	}
}

// headerBefore reads "num gen" backwards from the word obj.
func headerBefore(b []byte, i, floor int) (ref, int, bool) {
	gen, at, ok := digitsBefore(b, i, floor, 5)
	if !ok {
		return ref{}, 0, false
	}
	num, at, ok := digitsBefore(b, at, floor, 10)
	return ref{num, gen}, at, ok
}

// digitsBefore reads white space and a number that end at i, backwards.
func digitsBefore(b []byte, i, floor, most int) (v, at int, ok bool) {
	for i > floor && isSpace(b[i-1]) {
		i--
	}
	end := i
	for i > floor && isDigit(b[i-1]) && end-i < most {
		i--
	}
	if i == end {
		return 0, i, false
	}
	p := &parser{b: b[:end], pos: i}
	v, ok = p.digits(most)
	return v, i, ok
}

// scanTrailers merges all trailer dictionaries, oldest first.
func (d *document) scanTrailers() {
	for _, at := range allIndex(d.src, "trailer") {
		if d.check() {
			return
		}
		d.parse(at+len("trailer"), func(p *parser) {
			if t, ok := p.value().(dict); ok {
				d.mergeTrailer(t)
			}
		})
	}
}

// mergeTrailer takes over the entries that a reader needs.
func (d *document) mergeTrailer(t dict) {
	for _, key := range []name{"Root", "Info", "ID", "Encrypt"} {
		v := t.get(key)
		if v == nil {
			continue
		}
		if key == "Root" && d.trailer.has("Root") && !d.plausibleRoot(v) {
			continue
		}
		d.trailer = d.trailer.set(key, v)
	}
}

func (d *document) plausibleRoot(o object) bool {
	return d.dict(o).has("Pages") || d.spots[numberOf(o)].free()
}

func numberOf(o object) int {
	r, _ := o.(ref)
	return r.num
}

// scanMembers adds the members of object streams, which needs the key of an
// encrypted file; then it looks for a catalogue if no trailer named one.
func (d *document) scanMembers() {
	d.objects = map[int]object{}
	for _, num := range d.byOffset() {
		if s, ok := d.object(num).(*stream); ok && s.dict.get("Type") == name("ObjStm") {
			d.addMembers(num)
		}
		if d.check() {
			return
		}
	}
	if d.catalog() == nil {
		d.findCatalog()
	}
}

// byOffset lists the numbers in the order of the file.
func (d *document) byOffset() []int {
	nums := make([]int, 0, len(d.spots))
	for num, p := range d.spots {
		if !p.free() && p.stream == 0 {
			nums = append(nums, num)
		}
	}
	slices.SortFunc(nums, func(a, b int) int { return int(d.spots[a].offset - d.spots[b].offset) })
	return nums
}

// addMembers notes members that no later object replaces.
func (d *document) addMembers(num int) {
	for i, n := range d.memberTable(num).numbers {
		old, known := d.spots[n]
		if known && old.stream == 0 && old.offset > d.spots[num].offset {
			continue
		}
		if n == num {
			continue
		}
		d.put(n, spot{stream: num, index: i})
		delete(d.objects, n)
	}
}

// findCatalog takes the last object that says it is one.
func (d *document) findCatalog() {
	nums := d.numbers()
	for i := len(nums) - 1; i >= 0 && !d.check(); i-- {
		c, ok := d.object(nums[i]).(dict)
		if ok && c.get("Type") == name("Catalog") && c.has("Pages") {
			d.trailer = d.trailer.set("Root", ref{nums[i], d.spots[nums[i]].gen})
			return
		}
	}
}

// numbers lists the numbers in use, ascending.
func (d *document) numbers() []int {
	nums := make([]int, 0, len(d.spots))
	for num, p := range d.spots {
		if !p.free() {
			nums = append(nums, num)
		}
	}
	slices.Sort(nums)
	return nums
}
