package pdf

import "math"

// value reads the next value. A keyword that is no value comes back as such,
// and so does a stray closing bracket; the end of the bytes is keyword "".
func (p *parser) value() object {
	p.skipSpace()
	if p.done() || !p.count() {
		return keyword("")
	}
	switch c := p.b[p.pos]; {
	case c == '/':
		return p.name()
	case c == '(':
		return p.literal()
	case c == '<':
		return p.angle()
	case c == '[':
		return p.array()
	case isDigit(c), c == '+', c == '-', c == '.':
		return p.numberOrRef()
	case isDelim(c):
		return p.stray(c)
	}
	return p.word()
}

// count pays for one value; past the limit the rest of the bytes is given up.
func (p *parser) count() bool {
	if p.most <= 0 {
		p.many = true
		p.pos = len(p.b)
		return false
	}
	p.most--
	return true
}

func (p *parser) stray(c byte) object {
	p.pos++
	if c == '>' && p.pos < len(p.b) && p.b[p.pos] == '>' {
		p.pos++
		return keyword(">>")
	}
	return keyword(string(c))
}

func (p *parser) word() object {
	switch w := p.regular(); string(w) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	default:
		return keyword(w)
	}
}

func (p *parser) angle() object {
	if p.pos+1 < len(p.b) && p.b[p.pos+1] == '<' {
		return p.dict()
	}
	return p.hex()
}

// enter counts one level down; past the limit the value is given up and the
// parser marked, so that the document is refused.
func (p *parser) enter() bool {
	if p.depth <= 0 {
		p.deep = true
		p.pos = len(p.b)
		return false
	}
	p.depth--
	return true
}

func (p *parser) array() object {
	if !p.enter() {
		return nil
	}
	defer func() { p.depth++ }()
	p.pos++
	out := array{}
	for {
		start := p.pos
		v := p.value()
		if k, ok := v.(keyword); ok {
			if k == "]" || k == "" {
				return out
			}
			if endsObject(k) || k == ">>" {
				p.pos = start
				return out
			}
			v = nil
		}
		out = append(out, v)
	}
}

func (p *parser) dict() object {
	if !p.enter() {
		return nil
	}
	defer func() { p.depth++ }()
	p.pos += 2
	out := dict{}
	for {
		start := p.pos
		switch key := p.value().(type) {
		case name:
			v, more := p.entry()
			out = append(out, entry{key, v})
			if !more {
				return out
			}
		case keyword:
			if key == ">>" || key == "" {
				return out
			}
			if endsObject(key) {
				p.pos = start
				return out
			}
		}
	}
}

// entry reads the value of a dictionary entry and tells whether the dictionary
// goes on.
func (p *parser) entry() (object, bool) {
	start := p.pos
	v := p.value()
	k, ok := v.(keyword)
	if !ok {
		return v, true
	}
	if endsObject(k) {
		p.pos = start
		return nil, false
	}
	return nil, k != ">>" && k != ""
}

// endsObject names the words that no value contains: where one appears, the
// value before it was not closed.
func endsObject(k keyword) bool {
	switch k {
	case "endobj", "obj", "stream", "endstream", "xref", "trailer", "startxref":
		return true
	}
	return false
}

func (p *parser) numberOrRef() object {
	v := p.number()
	num, ok := v.(int64)
	if !ok || num < 0 || num > maxNumber {
		return v
	}
	start := p.pos
	if gen, ok := p.generation(); ok {
		return ref{int(num), gen}
	}
	p.pos = start
	return v
}

// maxNumber is the highest object number that a reader has to know (ISO 32000, annex C).
const maxNumber = 8_388_607

// generation takes "gen R" after an object number.
func (p *parser) generation() (int, bool) {
	p.skipSpace()
	gen, ok := p.digits(5)
	if !ok {
		return 0, false
	}
	p.skipSpace()
	if p.done() || p.b[p.pos] != 'R' {
		return 0, false
	}
	if p.pos+1 < len(p.b) && isRegular(p.b[p.pos+1]) {
		return 0, false
	}
	p.pos++
	return gen, true
}

// digits takes an unsigned integer of at most n digits.
func (p *parser) digits(n int) (int, bool) {
	v, start := 0, p.pos
	for p.pos < len(p.b) && isDigit(p.b[p.pos]) && p.pos-start < n {
		v = v*10 + int(p.b[p.pos]-'0')
		p.pos++
	}
	if p.pos == start || (p.pos < len(p.b) && isDigit(p.b[p.pos])) {
		return 0, false
	}
	return v, true
}

// number takes a number as producers write them, with doubled signs or stray
// dots too: everything up to the second sign or dot counts.
func (p *parser) number() object {
	neg := false
	for p.pos < len(p.b) && (p.b[p.pos] == '+' || p.b[p.pos] == '-') {
		neg = neg || p.b[p.pos] == '-'
		p.pos++
	}
	whole, wholeOK := p.wholePart()
	if p.done() || p.b[p.pos] != '.' {
		p.passNumber()
		return signed(whole, wholeOK, neg)
	}
	p.pos++
	v := whole + p.fraction()
	p.passNumber()
	if neg {
		v = -v
	}
	return v
}

// wholePart returns the digits before the dot and whether an int64 holds them.
func (p *parser) wholePart() (float64, bool) {
	v, n := 0.0, 0
	for ; p.pos < len(p.b) && isDigit(p.b[p.pos]); p.pos++ {
		if v < 1e300 {
			v = float64(v*10) + float64(p.b[p.pos]-'0')
		}
		n++
	}
	return v, n <= 15
}

func (p *parser) fraction() float64 {
	v, scale := 0.0, 1.0
	for ; p.pos < len(p.b) && isDigit(p.b[p.pos]); p.pos++ {
		if scale < 1e15 {
			v, scale = float64(v*10)+float64(p.b[p.pos]-'0'), scale*10
		}
	}
	return v / scale
}

// passNumber drops what else looks like a number, as in 12.50.3 or 5-3.
func (p *parser) passNumber() {
	for p.pos < len(p.b) && (isDigit(p.b[p.pos]) || p.b[p.pos] == '.' || p.b[p.pos] == '-') {
		p.pos++
	}
}

func signed(v float64, exact, neg bool) object {
	if neg {
		v = -v
	}
	if exact {
		return int64(v)
	}
	return math.Max(-1e300, math.Min(1e300, v))
}
