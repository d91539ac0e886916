package css

import "strings"

type parser struct {
	s string
	i int
}

// done steps over white space and tells whether anything is left.
func (p *parser) done() bool {
	for p.i < len(p.s) && strings.IndexByte(" \t\r\n\f;}", p.s[p.i]) >= 0 {
		p.i++
	}
	return p.i >= len(p.s)
}

// until reads up to the byte c and steps over it; false when c never comes.
func (p *parser) until(c byte) (string, bool) {
	at := indexOutside(p.s[p.i:], c)
	if at < 0 {
		rest := p.s[p.i:]
		p.i = len(p.s)
		return rest, false
	}
	text := p.s[p.i : p.i+at]
	p.i += at + 1
	return text, true
}

// atRule steps over an at-rule with its block, or to its semicolon, and
// returns its beginning.
func (p *parser) atRule() string {
	from := p.i
	for p.i < len(p.s) && p.s[p.i] != '{' && p.s[p.i] != ';' {
		p.i++
	}
	name := strings.TrimSpace(p.s[from:p.i])
	if p.i < len(p.s) && p.s[p.i] == '{' {
		p.block()
	} else {
		p.i++
	}
	return name[:min(len(name), 60)]
}

// block steps over braces and all that they hold.
func (p *parser) block() {
	for depth := 0; p.i < len(p.s); p.i++ {
		switch p.s[p.i] {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 {
			p.i++
			return
		}
	}
}

// clean removes comments and the marks of HTML comments around a sheet.
func clean(src string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(src, "/*")
		b.WriteString(before)
		if !ok {
			break
		}
		b.WriteByte(' ')
		_, src, _ = strings.Cut(rest, "*/")
	}
	return strings.NewReplacer("<!--", " ", "-->", " ").Replace(b.String())
}

// indexOutside finds c outside quotes and parentheses.
func indexOutside(s string, c byte) int {
	var quote byte
	depth := 0
	for i := range len(s) {
		switch b := s[i]; {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == c && depth <= 0:
			return i
		case b == '"' || b == '\'':
			quote = b
		case b == '(':
			depth++
		case b == ')':
			depth--
		}
	}
	return -1
}

func splitOutside(s string, c byte) []string {
	var parts []string
	for {
		at := indexOutside(s, c)
		if at < 0 {
			return append(parts, s)
		}
		parts, s = append(parts, s[:at]), s[at+1:]
	}
}
