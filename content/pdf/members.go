package pdf

// members are the objects of one object stream: its unpacked bytes and where in
// them each begins.
type members struct {
	data    []byte
	numbers []int
	offsets []int
	index   map[int]int // number to its first place
}

// member returns an object out of an object stream.
func (d *document) member(num int, at spot) object {
	m := d.memberTable(at.stream)
	i := at.index
	if i < 0 || i >= len(m.numbers) || m.numbers[i] != num {
		var found bool
		if i, found = m.index[num]; !found {
			d.damaged = true
			return nil
		}
	}
	p := d.parser(m.data, m.offsets[i])
	o := p.value()
	d.charge(p, m.offsets[i])
	if _, ok := o.(keyword); ok {
		return nil
	}
	return o
}

// memberTable reads the head of an object stream, once.
func (d *document) memberTable(num int) *members {
	if m, ok := d.members[num]; ok {
		return m
	}
	m := &members{}
	d.members[num] = m
	s, ok := d.object(num).(*stream)
	if !ok || d.spots[num].stream != 0 {
		return m
	}
	data, err := d.unpackAll(s)
	if err != nil || d.check() {
		return m
	}
	m.read(data, d.smallInt(s.dict.get("N"), 0), d.smallInt(s.dict.get("First"), 0))
	return m
}

// read takes at most as many pairs as the data holds, whatever N claims.
func (m *members) read(data []byte, n, first int) {
	m.data, m.index = data, map[int]int{}
	p := &parser{b: data[:max(0, min(first, len(data)))]}
	for range n {
		p.skipSpace()
		num, ok1 := p.digits(10)
		p.skipSpace()
		at, ok2 := p.digits(10)
		if !ok1 || !ok2 {
			return
		}
		if num > 0 && num <= maxNumber && at <= len(data)-first {
			if _, known := m.index[num]; !known {
				m.index[num] = len(m.numbers)
			}
			m.numbers = append(m.numbers, num)
			m.offsets = append(m.offsets, first+at)
		}
	}
}
