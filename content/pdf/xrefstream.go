package pdf

// xrefStream reads a cross-reference stream at an offset of the source.
func (d *document) xrefStream(pos int) (*section, bool) {
	_, o, _, ok := d.indirect(pos)
	s, isStream := o.(*stream)
	if !ok || !isStream || s.dict.get("Type") != name("XRef") {
		return nil, false
	}
	data, err := d.unpackAll(s)
	if err != nil {
		d.check()
		return nil, false
	}
	w, ok := widths(s.dict.get("W"))
	if !ok {
		return nil, false
	}
	out := &section{spots: map[int]spot{}, trailer: s.dict, stream: true}
	return out, d.rows(out, data, w)
}

// widths reads /W: the bytes of the three fields of a row.
func widths(o object) (w [3]int, ok bool) {
	a, _ := o.(array)
	if len(a) < 3 {
		return w, false
	}
	for i := range w {
		v, ok := integer(a[i])
		if !ok || v < 0 || v > 8 {
			return w, false
		}
		w[i] = int(v)
	}
	return w, w[0]+w[1]+w[2] > 0
}

// rows reads the rows that are there, whatever /Size and /Index claim.
func (d *document) rows(s *section, data []byte, w [3]int) bool {
	size := w[0] + w[1] + w[2]
	for _, run := range indexRuns(s.trailer) {
		for num := run[0]; num < run[0]+run[1]; num++ {
			if len(data) < size {
				return true
			}
			d.row(s, int(min(num, maxNumber+1)), data[:size], w)
			data = data[size:]
			if len(s.spots) > freePerObject*d.lim.Objects {
				d.refuse(tooManyObjects(d.lim.Objects))
				return false
			}
		}
	}
	return true
}

// indexRuns returns the pairs first, count of /Index, by default all from 0.
func indexRuns(trailer dict) [][2]int64 {
	a, ok := trailer.get("Index").(array)
	if !ok {
		size, _ := integer(trailer.get("Size"))
		return [][2]int64{{0, max(0, size)}}
	}
	var runs [][2]int64
	for i := 0; i+1 < len(a); i += 2 {
		first, ok1 := integer(a[i])
		count, ok2 := integer(a[i+1])
		if ok1 && ok2 && first >= 0 && count > 0 && first <= maxNumber && count <= 1<<40 {
			runs = append(runs, [2]int64{first, count})
		}
	}
	return runs
}

// row notes one entry: type 0 free, 1 at an offset, 2 in an object stream.
func (d *document) row(s *section, num int, b []byte, w [3]int) {
	if num > maxNumber {
		return
	}
	kind := int64(1)
	if w[0] > 0 {
		kind = field(b[:w[0]])
	}
	second, third := field(b[w[0]:w[0]+w[1]]), field(b[w[0]+w[1]:])
	switch {
	case kind == 1 && third <= 65535:
		d.note(s, num, spot{offset: second, gen: int(third)}, true)
	case kind == 2 && second > 0 && second <= maxNumber:
		s.spots[num] = spot{stream: int(second), index: int(min(third, maxNumber))}
	default:
		s.spots[num] = spot{}
	}
}

// field reads a number, high byte first; what does not fit is far outside any file.
func field(b []byte) int64 {
	v := int64(0)
	for _, c := range b {
		if v > 1<<52 {
			return 1 << 60
		}
		v = v<<8 | int64(c)
	}
	return v
}
