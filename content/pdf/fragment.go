package pdf

import "strconv"

// fragment is a drawing as finished PDF objects, ready to be numbered: objects
// refer to each other as "@0", "@1" ... Object 0 is an XObject that fills the
// unit square, as a picture does.
type fragment []part

// part is one object of a fragment. stream nil means that dict is all of it.
type part struct {
	dict   string // without /Length
	stream []byte
	packed bool // stream is compressed and dict does not say so
}

func (f fragment) cost() int {
	n := 256
	for _, p := range f {
		n += len(p.dict) + len(p.stream) + 64
	}
	return n
}

// stream makes a part of it, compressed if that makes it smaller.
func streamPart(dict string, stream []byte) part {
	if z := pack(stream); len(z)+len("/Filter /FlateDecode\n") < len(stream) {
		return part{dict, z, true}
	}
	return part{dict, append([]byte{}, stream...), false}
}

// appendTo writes the part as the body of an object. first is the number of the
// fragment's object 0.
func (p part) appendTo(b []byte, first int) []byte {
	if p.stream == nil {
		return appendNumbered(b, p.dict, first)
	}
	b = appendNumbered(b, p.dict[:len(p.dict)-len(">>")], first)
	if p.packed {
		b = append(b, "/Filter /FlateDecode\n"...)
	}
	b = append(b, "/Length "...)
	b = strconv.AppendInt(b, int64(len(p.stream)), 10)
	b = append(b, ">>\nstream\n"...)
	b = append(b, p.stream...)
	return append(b, "\nendstream"...)
}

// appendNumbered copies text and turns each "@n" into a reference.
func appendNumbered(b []byte, text string, first int) []byte {
	for i := 0; i < len(text); i++ {
		if text[i] != '@' {
			b = append(b, text[i])
			continue
		}
		n := 0
		for i+1 < len(text) && isDigit(text[i+1]) {
			i++
			n = n*10 + int(text[i]-'0')
		}
		b = appendRef(b, ref{first + n, 0})
	}
	return b
}
