package pdf

// Character classes of ISO 32000, 7.2.3.

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func isDelim(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func isRegular(c byte) bool { return !isSpace(c) && !isDelim(c) }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func hexValue(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// parser reads values from b, starting at pos. It never reads outside b and
// always moves forward.
type parser struct {
	b     []byte
	pos   int
	depth int // nesting still allowed
	most  int // values still allowed
	deep  bool
	many  bool
}

func (p *parser) done() bool { return p.pos >= len(p.b) }

// skipSpace passes white space and comments.
func (p *parser) skipSpace() {
	for p.pos < len(p.b) {
		c := p.b[p.pos]
		if c == '%' {
			p.skipLine()
			continue
		}
		if !isSpace(c) {
			return
		}
		p.pos++
	}
}

func (p *parser) skipLine() {
	for p.pos < len(p.b) && p.b[p.pos] != '\n' && p.b[p.pos] != '\r' {
		p.pos++
	}
}

// regular takes the run of regular characters at pos.
func (p *parser) regular() []byte {
	start := p.pos
	for p.pos < len(p.b) && isRegular(p.b[p.pos]) {
		p.pos++
	}
	return p.b[start:p.pos]
}

// name takes a name whose slash is at pos.
func (p *parser) name() name {
	p.pos++
	run := p.regular()
	for i := range run {
		if run[i] == '#' {
			return name(decodeName(run))
		}
	}
	return name(run)
}

// decodeName resolves #xx; a # without two hex digits stands for itself.
func decodeName(run []byte) []byte {
	out := make([]byte, 0, len(run))
	for i := 0; i < len(run); i++ {
		if run[i] == '#' && i+2 < len(run) {
			hi, ok1 := hexValue(run[i+1])
			lo, ok2 := hexValue(run[i+2])
			if ok1 && ok2 {
				out = append(out, hi<<4|lo)
				i += 2
				continue
			}
		}
		out = append(out, run[i])
	}
	return out
}

// literal takes a string in parentheses; one that never ends takes the rest.
func (p *parser) literal() str {
	p.pos++
	out := []byte{}
	for open := 1; p.pos < len(p.b); {
		c := p.b[p.pos]
		p.pos++
		switch c {
		case '\\':
			out = p.escape(out)
			continue
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return out
			}
		case '\r':
			if p.pos < len(p.b) && p.b[p.pos] == '\n' {
				p.pos++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return out
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// escape takes what follows a backslash.
func (p *parser) escape(out []byte) []byte {
	if p.done() {
		return out
	}
	c := p.b[p.pos]
	p.pos++
	if c >= '0' && c <= '7' {
		return append(out, p.octal(c))
	}
	if e, ok := escapes[c]; ok {
		return append(out, e)
	}
	switch c {
	case '\r':
		if p.pos < len(p.b) && p.b[p.pos] == '\n' {
			p.pos++
		}
		return out
	case '\n':
		return out
	}
	return append(out, c)
}

func (p *parser) octal(first byte) byte {
	v := int(first - '0')
	for i := 0; i < 2 && p.pos < len(p.b) && p.b[p.pos] >= '0' && p.b[p.pos] <= '7'; i++ {
		v = v<<3 | int(p.b[p.pos]-'0')
		p.pos++
	}
	return byte(v)
}

// hex takes a string in angle brackets. Other characters are passed over.
func (p *parser) hex() str {
	p.pos++
	out := []byte{}
	var high byte
	half := false
	for p.pos < len(p.b) {
		c := p.b[p.pos]
		p.pos++
		if c == '>' {
			break
		}
		v, ok := hexValue(c)
		if !ok {
			continue
		}
		if half {
			out = append(out, high<<4|v)
		}
		high, half = v, !half
	}
	if half {
		out = append(out, high<<4)
	}
	return out
}
