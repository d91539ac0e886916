package pdf

import (
	"fmt"
	"io"
	"maps"
	"slices"
)

// dropLayers takes the content of layers out of pages, forms and patterns, and
// what stands on pages by itself and belongs to them.
func (e *edit) dropLayers(c Cut) {
	off := e.layersNamed(c.Layers)
	l := layers{e.d, off}
	for i := range e.leaves {
		if !slices.Contains(c.Pages, i) {
			e.leaves[i] = e.peelPage(l, i)
		}
	}
	for _, num := range slices.Sorted(maps.Keys(e.visited)) {
		if s, ok := e.d.object(num).(*stream); ok && e.draws(s.dict) && !e.d.check() {
			e.peelStream(l, num, s)
		}
	}
	for num := range off {
		e.erase(ref{num, 0})
	}
}

// layersNamed finds the groups of the document that are called so.
func (e *edit) layersNamed(names []string) map[int]bool {
	off := map[int]bool{}
	for _, g := range e.list(e.d.dict(dictOf(e.d.catalog()).get("OCProperties")).get("OCGs")) {
		if slices.Contains(names, e.d.text(e.d.dict(g).get("Name"))) {
			off[numberOf(g)] = true
		}
	}
	return off
}

// peelPage is a page without layers.
func (e *edit) peelPage(l layers, i int) leaf {
	page := e.leaves[i]
	annots := array{}
	for _, a := range e.list(page.dict.get("Annots")) {
		if l.shown(e.d.dict(a).get("OC")) {
			annots = append(annots, a)
			continue
		}
		e.erase(a)
	}
	if page.dict = page.dict.without("Annots"); len(annots) > 0 {
		page.dict = page.dict.set("Annots", annots)
	}
	content, err := io.ReadAll(e.d.joined(e.d.contents(page.dict.get("Contents"))))
	if err != nil || e.d.check() {
		return page // if it is needed, it is refused where its names are read
	}
	r := l.peeled(content, e.d.dict(page.resources))
	e.untangled(r, fmt.Sprintf("page %d", i+1))
	if r.dropped {
		e.fade(page.id.num, r)
		page.dict = page.dict.set("Contents", e.add(packedStream(nil, r.out)))
	}
	return page
}

// peelStream takes layers out of a form or a pattern.
func (e *edit) peelStream(l layers, num int, s *stream) {
	content, err := e.d.unpackAll(s)
	if err != nil {
		return
	}
	r := l.peeled(content, e.d.dict(s.dict.get("Resources")))
	e.untangled(r, fmt.Sprintf("form %d", num))
	if r.dropped {
		e.fade(num, r)
		e.d.objects[num] = packedStream(s.dict, r.out)
	}
}

func packedStream(d dict, content []byte) *stream {
	return &stream{d.without("Filter", "DecodeParms", "Length").set("Filter", name("FlateDecode")), pack(content), ref{}}
}

func (e *edit) untangled(r *peeler, where string) {
	if r.tangled {
		l := refuse("PDF_LAYER_TANGLED", "Put whole objects on the layer and export again, or make two versions of the page.",
			"A layer begins or ends inside a text or a path, so it cannot be taken out alone.")
		l[0].Where = where
		e.d.refuse(l)
	}
}

// fade notes what the tag tree names and is not painted any more.
func (e *edit) fade(num int, r *peeler) {
	e.faded[num] = r.ids
}

// add gives a new object a number that nothing refers to.
func (e *edit) add(o object) ref {
	if e.next == 0 {
		e.next = e.survey.next()
	}
	num := e.next
	e.next++
	e.d.objects[num] = o
	return ref{num, 0}
}
