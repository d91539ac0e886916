package pdf

import (
	"io"
	"regexp"
)

// unused cuts down everything that the pages still reach, and takes layers out
// that none of them has.
func (e *edit) unused() {
	for _, l := range e.leaves {
		e.reached[l.id.num] = true
	}
	for _, l := range e.leaves {
		e.reach(dict{{"Page", l.dict.without("Parent")}, {"Resources", l.resources}})
	}
	root := dictOf(e.d.catalog())
	if layers := e.d.dict(root.get("OCProperties")); layers != nil {
		for _, g := range e.list(layers.get("OCGs")) {
			if !e.reached[numberOf(g)] {
				e.erase(g)
			}
		}
		e.setCatalog(root.without("OCProperties").set("OCProperties", e.withoutLost(layers, e.d.lim.Nesting)))
	}
	e.reach(dictOf(e.d.catalog()).without("Pages"))
}

// reach walks over everything below a value and cuts each object down.
func (e *edit) reach(o object) {
	stack := []object{o}
	for len(stack) > 0 && !e.d.check() {
		o := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		switch v := o.(type) {
		case ref:
			if !e.reached[v.num] {
				e.reached[v.num] = true
				stack = append(stack, e.cut(v.num))
			}
		case array:
			stack = append(stack, v...)
		case dict:
			for _, f := range v {
				stack = append(stack, f.value)
			}
		case *stream:
			stack = append(stack, v.dict)
		}
	}
}

func (e *edit) cut(num int) object {
	o := e.d.object(num)
	if dictOf(o) != nil {
		o = e.leanObject(o)
		e.d.objects[num] = o
	}
	return o
}

// withoutLost copies a value without references to what was erased, and without
// lists that are left with a heading only.
func (e *edit) withoutLost(o object, levels int) object {
	if levels == 0 {
		return nil
	}
	switch v := e.d.resolve(o).(type) {
	case array:
		return e.listWithoutLost(v, levels)
	case dict:
		if numberOf(o) != 0 && e.nameOf(v, "Type") == "OCG" {
			return o
		}
		out := dict{}
		for _, f := range v {
			out = append(out, entry{f.key, e.withoutLost(f.value, levels-1)})
		}
		return out
	}
	return o
}

func (e *edit) listWithoutLost(v array, levels int) array {
	out := array{}
	for _, k := range v {
		if e.lost(k) {
			continue
		}
		kid := e.withoutLost(k, levels-1)
		if below, nested := kid.(array); nested && headingOnly(below) {
			continue
		}
		out = append(out, kid)
	}
	return out
}

func headingOnly(a array) bool {
	for _, o := range a {
		if _, words := o.(str); !words {
			return false
		}
	}
	return true
}

var thumbnails = regexp.MustCompile(`(?s)<xm?a?p:Thumbnails>.*?</xm?a?p:Thumbnails>`)

// thumbnails takes small pictures of pages out of the document's metadata.
func (e *edit) thumbnails(root dict) {
	at := root.get("Metadata")
	m, ok := e.d.resolve(at).(*stream)
	if !ok || numberOf(at) == 0 {
		return
	}
	r, err := e.d.unpack(m)
	if err != nil {
		return
	}
	xmp, _ := io.ReadAll(r)
	if less := thumbnails.ReplaceAll(xmp, nil); len(less) < len(xmp) {
		e.d.objects[numberOf(at)] = &stream{m.dict.without("Filter", "DecodeParms"), less, ref{}}
	}
}
