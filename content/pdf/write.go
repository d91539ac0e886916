package pdf

import "strconv"

// writer puts values down as PDF text of printable ASCII, so that the text can
// also live in JSON. refs says what a reference becomes.
type writer struct {
	refs func(ref) ref
}

// fixed is a reference by its final number, which refs is not asked about.
type fixed struct{ num int }

// ready is a value that is PDF text already.
type ready string

// same keeps references as they are.
func same(r ref) ref { return r }

func (w writer) value(b []byte, o object) []byte {
	switch v := o.(type) {
	case bool:
		return strconv.AppendBool(b, v)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case float64:
		return appendReal(b, v)
	case name:
		return appendName(b, v)
	case str:
		return appendString(b, v)
	case ref:
		return appendRef(b, w.refs(v))
	case ready:
		return append(b, v...)
	case fixed:
		return appendRef(b, ref{v.num, 0})
	case array:
		return append(w.elements(append(b, '['), v), ']')
	case dict:
		return append(w.entries(append(b, "<<"...), v), ">>"...)
	}
	return append(b, "null"...)
}

func (w writer) elements(b []byte, a array) []byte {
	for i, o := range a {
		if i > 0 {
			b = append(b, ' ')
		}
		b = w.value(b, o)
	}
	return b
}

// entries writes the pairs of a dictionary without its brackets.
func (w writer) entries(b []byte, d dict) []byte {
	for _, e := range d.unique() {
		b = appendName(b, e.key)
		b = append(b, ' ')
		b = w.value(b, e.value)
		b = append(b, '\n')
	}
	return b
}

func appendRef(b []byte, r ref) []byte {
	b = strconv.AppendInt(b, int64(r.num), 10)
	b = append(b, ' ')
	b = strconv.AppendInt(b, int64(r.gen), 10)
	return append(b, " R"...)
}

// appendReal writes a number without exponent, shortest first.
func appendReal(b []byte, v float64) []byte {
	return strconv.AppendFloat(b, v, 'f', -1, 64)
}

// appendFixed writes a number with at most five decimals, enough for any page.
func appendFixed(b []byte, v float64) []byte {
	start := len(b)
	b = strconv.AppendFloat(b, v, 'f', 5, 64)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	if string(b[start:]) == "-0" {
		b = append(b[:start], '0')
	}
	return b
}

const hexDigits = "0123456789ABCDEF"

func appendName(b []byte, n name) []byte {
	b = append(b, '/')
	for i := range len(n) {
		c := n[i]
		if c <= ' ' || c > '~' || c == '#' || isDelim(c) {
			b = append(b, '#', hexDigits[c>>4], hexDigits[c&15])
			continue
		}
		b = append(b, c)
	}
	return b
}

// appendString writes printable text in parentheses and all else in hex.
func appendString(b []byte, s str) []byte {
	for _, c := range s {
		if c < ' ' || c > '~' {
			return appendHex(b, s)
		}
	}
	b = append(b, '(')
	for _, c := range s {
		if c == '(' || c == ')' || c == '\\' {
			b = append(b, '\\')
		}
		b = append(b, c)
	}
	return append(b, ')')
}

func appendHex(b []byte, s []byte) []byte {
	b = append(b, '<')
	for _, c := range s {
		b = append(b, hexDigits[c>>4], hexDigits[c&15])
	}
	return append(b, '>')
}
