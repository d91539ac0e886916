package pdf

import (
	"strings"

	"github.com/portico-prm/portico/content/place"
)

// markerScheme begins the address of a link, or the name of a form field, that a
// designer puts where a zone shall be: portico:logo1.
const markerScheme = "portico:"

// Marker is a place of the art that its designer gave a name. Box is in points
// from the top left of the displayed trim box.
type Marker struct {
	Name string     `json:"name"` // without the scheme, as it was written
	Page int        `json:"page"` // from 1
	Box  place.Rect `json:"box"`
}

func markerName(s string) (string, bool) {
	name, ok := strings.CutPrefix(s, markerScheme)
	return strings.TrimSpace(strings.TrimPrefix(name, "//")), ok
}

// marks tells whether an annotation is a marker, and its name.
func (s *survey) marks(a dict) (string, bool) {
	if n, ok := markerName(s.d.text(s.d.dict(a.get("A")).get("URI"))); ok {
		return n, true
	}
	if s.nameOf(a, "Subtype") != "Widget" {
		return "", false
	}
	return markerName(s.fieldName(a))
}

// markers lists those of all pages, in the order of the file.
func (s *survey) markers() []Marker {
	var out []Marker
	for i, l := range s.leaves {
		list, _ := s.d.resolve(l.dict.get("Annots")).(array)
		for _, o := range list {
			a := s.d.dict(o)
			if n, ok := s.marks(a); ok {
				m := Marker{Name: n, Page: i + 1}
				if b, ok := s.d.box(a.get("Rect")); ok {
					m.Box = s.d.geometry(l).sheetRect(b)
				}
				out = append(out, m)
			}
		}
	}
	return out
}

// takeMarkers takes markers off the pages, and out of the form and the tags.
func (e *edit) takeMarkers() {
	for i := range e.leaves {
		e.leaves[i].dict = e.unmarked(e.leaves[i].dict)
	}
	root := dictOf(e.d.catalog()).without()
	if tree := root.get("StructTreeRoot"); tree != nil {
		root = replaced(root, "StructTreeRoot", e.structure(tree))
	}
	if form := e.d.dict(root.get("AcroForm")); form != nil {
		if form = e.form(form); len(e.list(form.get("Fields"))) == 0 {
			root = root.without("AcroForm")
		} else {
			root = root.set("AcroForm", form)
		}
	}
	e.setCatalog(root)
}

func (e *edit) unmarked(page dict) dict {
	annots := array{}
	for _, a := range e.list(page.get("Annots")) {
		if _, ok := e.marks(e.d.dict(a)); ok {
			e.erase(a)
			continue
		}
		annots = append(annots, a)
	}
	if page = page.without("Annots"); len(annots) > 0 {
		page = page.set("Annots", annots)
	}
	return page
}
