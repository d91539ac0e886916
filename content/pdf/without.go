package pdf

import "slices"

// Without returns a clean full copy of a file less some of its pages, counted
// from 0. What only these pages show is gone from the bytes: their content, the
// pictures and forms that nothing else names, their annotations and fields, the
// bookmarks and links that lead to them, and their part of the tag tree. What
// programs keep for themselves in the file goes too, as it may hold all pages.
//
// Fonts stay whole: of what a font was embedded for, its letters can still be
// told, not its words. Equal files and pages give equal bytes.
func Without(src []byte, pages []int, lim Limits) ([]byte, error) {
	s, err := look(src, lim)
	if err == nil && s.rewriteReason() != "" {
		_, s, err = copied(s, lim)
	}
	if err != nil {
		return nil, err
	}
	e := newEdit(s)
	e.secret = true
	if e.dropPages(pages); len(e.leaves) == 0 {
		return nil, refused("PDF_NO_PAGES", nil)
	}
	out, _, err := copied(e.survey, lim)
	return out, err
}

// edit is a document that is changed before it is written anew. Objects are
// changed where the reader keeps them; what nothing refers to is not written.
type edit struct {
	*survey
	gone    map[int]bool    // objects that were erased
	away    map[string]bool // named destinations on pages that are gone
	reached map[int]bool    // objects that are still in use
	secret  bool            // what is gone must not be told from what is left
}

func newEdit(s *survey) *edit {
	return &edit{survey: s, gone: map[int]bool{}, away: map[string]bool{}, reached: map[int]bool{}}
}

// erase makes an object null wherever it is referred to.
func (e *edit) erase(o object) {
	if n := numberOf(o); n != 0 {
		e.gone[n] = true
		e.d.objects[n] = nil
	}
}

func (e *edit) lost(o object) bool { return e.gone[numberOf(o)] }

// put changes a value where it stands: an object of its own is replaced, and
// the answer is what its holder has to say.
func (e *edit) put(at, value object) object {
	if n := numberOf(at); n != 0 {
		e.d.objects[n] = value
		return at
	}
	return value
}

// list resolves an array, or nothing.
func (e *edit) list(o object) array {
	a, _ := e.d.resolve(o).(array)
	return a
}

// dropPages takes pages out, then what only they needed, and last what is left
// over once all else is known.
func (e *edit) dropPages(pages []int) {
	all := e.leaves
	e.leaves = nil
	for i, l := range all {
		if !slices.Contains(pages, i) {
			e.leaves = append(e.leaves, l)
			continue
		}
		e.erase(l.id)
		for _, a := range e.list(l.dict.get("Annots")) {
			e.erase(a)
		}
	}
	e.catalog()
	for i := range e.leaves {
		e.leaves[i] = e.page(e.leaves[i])
	}
	e.unused()
}

// privateKeys are what programs keep for themselves, threads through pages that
// may be gone, and names of pages that count from the first.
var privateKeys = []name{"PieceInfo", "SpiderInfo", "Threads", "PageLabels", "DPartRoot", "Perms", "DSS"}

// catalog takes out of the root what leads to the pages that are gone.
func (e *edit) catalog() {
	root := dictOf(e.d.catalog()).without(privateKeys...)
	if o := root.get("StructTreeRoot"); o != nil {
		root = replaced(root, "StructTreeRoot", e.structure(o))
	}
	root = e.destinations(root)
	if e.leads(root.get("OpenAction")) || e.leads(e.d.dict(root.get("OpenAction")).get("D")) {
		root = root.without("OpenAction")
	}
	if o := root.get("Outlines"); o != nil {
		root = replaced(root, "Outlines", e.outlines(o))
	}
	if form := e.d.dict(root.get("AcroForm")); form != nil {
		root = root.set("AcroForm", e.form(form))
	}
	e.thumbnails(root)
	e.setCatalog(root)
}

func (e *edit) setCatalog(root dict) {
	e.d.trailer = append(dict{}, e.d.trailer...).set("Root", e.put(e.d.trailer.get("Root"), root))
}

// replaced is a dictionary with another value, or without the entry for nil.
func replaced(d dict, key name, value object) dict {
	if value == nil {
		return d.without(key)
	}
	return d.set(key, value)
}

// page is a page that stays, less what leads to those that are gone.
func (e *edit) page(l leaf) leaf {
	l.dict = l.dict.without("B", "PieceInfo")
	annots := array{}
	for _, a := range e.list(l.dict.get("Annots")) {
		if !e.lost(a) && !e.actsAway(e.d.dict(a)) {
			annots = append(annots, a)
		}
	}
	if l.dict = l.dict.without("Annots"); len(annots) > 0 {
		l.dict = l.dict.set("Annots", annots)
	}
	l.resources = e.leanPage(l)
	return l
}

// form leaves out the fields that were shown on pages that are gone only.
func (e *edit) form(form dict) dict {
	form = append(dict{}, form...).set("Fields", e.fields(e.list(form.get("Fields")), e.d.lim.Nesting))
	order := array{}
	for _, f := range e.list(form.get("CO")) {
		if !e.lost(f) {
			order = append(order, f)
		}
	}
	if form.has("CO") {
		form = form.set("CO", order)
	}
	return form
}

func (e *edit) fields(list array, levels int) array {
	out := array{}
	for _, f := range list {
		d := e.d.dict(f)
		kids := e.list(d.get("Kids"))
		if levels == 0 || d == nil || e.lost(f) {
			continue
		}
		if len(kids) > 0 {
			if kids = e.fields(kids, levels-1); len(kids) == 0 {
				e.erase(f)
				continue
			}
			f = e.put(f, d.without("Kids").set("Kids", kids))
		}
		out = append(out, f)
	}
	return out
}
