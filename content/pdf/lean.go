package pdf

import (
	"io"
	"maps"
	"math"
)

// Pages often share one dictionary of resources, so what a page that is gone
// has shown could still be reached from one that stays. Every dictionary is
// therefore cut down to the names that its own content speaks.

// leanPage cuts down the resources of a page.
func (e *edit) leanPage(l leaf) object {
	if e.d.dict(l.resources) == nil {
		return l.resources
	}
	return e.cutDown(e.d.dict(l.resources), e.read(e.d.joined(e.d.contents(l.dict.get("Contents")))))
}

// leanObject cuts down the resources that a form, a pattern or a drawn font has
// of its own, and takes private data out.
func (e *edit) leanObject(o object) object {
	d := dictOf(o)
	if d.has("PieceInfo") {
		d = d.without("PieceInfo")
	}
	own := e.d.dict(d.get("Resources"))
	if own != nil && e.draws(d) {
		var content [][]byte
		for _, s := range e.contentOf(o) {
			content = append(content, e.readStream(s))
		}
		d = d.without("Resources").set("Resources", e.cutDown(own, content...))
	}
	if s, ok := o.(*stream); ok {
		return &stream{d, s.raw, s.id}
	}
	return d
}

// draws tells whether a dictionary is that of a thing with content of its own.
func (e *edit) draws(d dict) bool {
	kind := e.nameOf(d, "Subtype")
	return kind == "Form" || kind == "Type3" || e.d.smallInt(d.get("PatternType"), 0) == 1
}

// contentOf lists the streams of a form, a pattern or a drawn font.
func (e *edit) contentOf(o object) []*stream {
	if s, ok := o.(*stream); ok {
		return []*stream{s}
	}
	var out []*stream
	for _, glyph := range e.d.dict(dictOf(o).get("CharProcs")) {
		if s, ok := e.d.resolve(glyph.value).(*stream); ok {
			out = append(out, s)
		}
	}
	return out
}

// cutDown keeps of resources what content names. Things without resources of
// their own borrow those of the page, so their content counts too.
func (e *edit) cutDown(resources dict, content ...[]byte) dict {
	used := map[name]bool{}
	for _, c := range content {
		e.namesIn(c, used)
	}
	borrowed := map[int]bool{}
	for before := -1; before != len(used) && !e.d.check(); {
		before = len(used)
		e.borrow(resources, used, borrowed)
	}
	out := dict{}
	for _, kind := range resources {
		d, ok := e.d.resolve(kind.value).(dict)
		if !ok {
			out = append(out, kind)
			continue
		}
		out = append(out, entry{kind.key, only(d, used)})
	}
	return out
}

func only(d dict, used map[name]bool) dict {
	out := dict{}
	for _, v := range d {
		if used[v.key] {
			out = append(out, v)
		}
	}
	return out
}

// borrow adds the names that borrowers speak.
func (e *edit) borrow(resources dict, used map[name]bool, seen map[int]bool) {
	more := map[name]bool{}
	for _, kind := range resources {
		for _, v := range only(e.d.dict(kind.value), used) {
			o := e.drawn(v.value)
			if d := dictOf(o); !e.draws(d) || d.has("Resources") || seen[numberOf(v.value)] {
				continue
			}
			seen[numberOf(v.value)] = numberOf(v.value) != 0
			for _, s := range e.contentOf(o) {
				e.namesIn(e.readStream(s), more)
			}
		}
	}
	maps.Copy(used, more)
}

// drawn is what a resource draws: itself, or the group of a soft mask.
func (e *edit) drawn(o object) object {
	if mask := e.d.dict(e.d.dict(o).get("SMask")); mask.has("G") {
		return e.d.resolve(mask.get("G"))
	}
	return e.d.resolve(o)
}

func (e *edit) readStream(s *stream) []byte {
	r, err := e.d.unpack(s)
	if err != nil {
		r = failing{err}
	}
	return e.read(r)
}

// read takes content whole. What cannot be read may name anything, so the copy
// is refused.
func (e *edit) read(r io.Reader) []byte {
	b, err := io.ReadAll(r)
	if err != nil && !e.d.check() {
		e.d.refuse(refuse("PDF_CONTENT_UNKNOWN", "Export the document again from its source.",
			"Pages cannot be left out of this file: the content of another page cannot be unpacked, so nobody can tell what it shows."))
	}
	return b
}

// namesIn collects the names in content, those of inline pictures too.
func (e *edit) namesIn(content []byte, into map[name]bool) {
	p := &parser{b: content, depth: e.d.lim.Nesting, most: math.MaxInt} // the bytes were paid for
	for v := p.value(); v != keyword(""); v = p.value() {
		if v == keyword("ID") {
			p.inlineData()
			continue
		}
		collect(v, into)
	}
	if p.deep {
		e.d.refuse(nestedTooDeep(e.d.lim.Nesting))
	}
}

func collect(o object, into map[name]bool) {
	switch v := o.(type) {
	case name:
		into[v] = true
	case array:
		for _, o := range v {
			collect(o, into)
		}
	case dict:
		for _, o := range v {
			collect(o.value, into)
		}
	}
}
