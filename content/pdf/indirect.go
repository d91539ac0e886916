package pdf

import (
	"bytes"
	"sort"
)

// parser starts at an offset of b, under the limits of the document.
func (d *document) parser(b []byte, at int) *parser {
	return &parser{b: b, pos: at, depth: d.lim.Nesting, most: d.values}
}

// charge takes what a parser walked over off the budgets.
func (d *document) charge(p *parser, from int) {
	d.work -= int64(max(0, p.pos-from))
	d.values = min(d.values, p.most)
	if p.deep {
		d.refuse(nestedTooDeep(d.lim.Nesting))
	}
	if p.many {
		d.refuse(tooManyObjects(d.lim.Objects))
	}
}

// parse runs one parser over the source from an offset.
func (d *document) parse(at int, fn func(*parser)) {
	p := d.parser(d.src, at)
	fn(p)
	d.charge(p, at)
}

// indirect reads "num gen obj value" at an offset and tells where it ended.
func (d *document) indirect(at int) (id ref, o object, end int, ok bool) {
	if at < 0 || at >= len(d.src) || d.check() {
		return id, nil, at, false
	}
	d.parse(at, func(p *parser) {
		if id, ok = p.objectHeader(); ok {
			o = d.body(p, id)
		}
		end = p.pos
	})
	return id, o, end, ok
}

// objectHeader reads "num gen obj".
func (p *parser) objectHeader() (ref, bool) {
	p.skipSpace()
	num, ok1 := p.digits(10)
	p.skipSpace()
	gen, ok2 := p.digits(5)
	p.skipSpace()
	if !ok1 || !ok2 || !bytes.HasPrefix(p.b[p.pos:], []byte("obj")) {
		return ref{}, false
	}
	p.pos += 3
	return ref{num, gen}, true
}

// body reads the value after "obj", with its stream if it has one.
func (d *document) body(p *parser, id ref) object {
	start := p.pos
	o := p.value()
	if _, ok := o.(keyword); ok {
		p.pos = min(p.pos, start+len("endobj")+1)
		return nil
	}
	dd, ok := o.(dict)
	if !ok {
		return o
	}
	mark := p.pos
	p.skipSpace()
	if !bytes.HasPrefix(p.b[p.pos:], []byte("stream")) {
		p.pos = mark
		return o
	}
	p.pos += len("stream")
	return d.stream(p, dd, id)
}

// stream takes the bytes after the word stream, by /Length if "endstream"
// follows them, else up to the next "endstream".
func (d *document) stream(p *parser, dd dict, id ref) object {
	p.lineEnd()
	start := p.pos
	if n, ok := integer(d.resolve(dd.get("Length"))); ok && n >= 0 && n <= int64(len(p.b)-start) {
		p.pos = start + int(n)
		if p.endStream() {
			return &stream{dd, p.b[start : start+int(n)], id}
		}
	}
	stop := d.nextEnd(start)
	p.pos = min(len(p.b), stop+len("endstream"))
	d.work += int64(p.pos - start) // found through the index, not walked over
	return &stream{dd, trimLineEnd(p.b[start:stop]), id}
}

// lineEnd passes the line end that belongs to the word stream.
func (p *parser) lineEnd() {
	if p.pos < len(p.b) && p.b[p.pos] == ' ' {
		for p.pos < len(p.b) && p.b[p.pos] == ' ' {
			p.pos++
		}
	}
	if p.pos < len(p.b) && p.b[p.pos] == '\r' {
		p.pos++
	}
	if p.pos < len(p.b) && p.b[p.pos] == '\n' {
		p.pos++
	}
}

func (p *parser) endStream() bool {
	for p.pos < len(p.b) && isSpace(p.b[p.pos]) {
		p.pos++
	}
	if !bytes.HasPrefix(p.b[p.pos:], []byte("endstream")) {
		return false
	}
	p.pos += len("endstream")
	return true
}

// nextEnd returns the offset of the next "endstream". All of them are found in
// one pass, so a file of a thousand streams without an end costs no more.
func (d *document) nextEnd(from int) int {
	if d.ends == nil {
		d.ends = allIndex(d.src, "endstream")
	}
	i := sort.SearchInts(d.ends, from)
	if i == len(d.ends) {
		return len(d.src)
	}
	return d.ends[i]
}

// allIndex returns every offset of a word, never nil.
func allIndex(b []byte, word string) []int {
	out := []int{}
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte(word))
		if i < 0 {
			return out
		}
		out = append(out, at+i)
		at += i + len(word)
	}
}

func trimLineEnd(b []byte) []byte {
	b = bytes.TrimSuffix(b, []byte("\n"))
	return bytes.TrimSuffix(b, []byte("\r"))
}
