package pdf

import (
	"fmt"
	"slices"
)

// survey visits every object that a viewer can reach, once. It finds what must
// not be published, gathers facts, and proves that each object is where the
// cross-reference says.
type survey struct {
	d       *document
	leaves  []leaf
	where   string // the page being visited, or "document"
	visited map[int]bool
	highest int // highest object number that anything refers to
	seen    map[string]*sighting
	fonts   map[string]bool // not embedded
	uris    map[string]bool
	sigs    int
}

func newSurvey(d *document) *survey {
	s := &survey{
		d: d, leaves: d.pages(),
		visited: map[int]bool{}, seen: map[string]*sighting{},
		fonts: map[string]bool{}, uris: map[string]bool{},
	}
	if !d.check() {
		s.visitAll()
	}
	return s
}

// visitAll goes page by page first, so that findings can name their page.
func (s *survey) visitAll() {
	root := dictOf(s.d.catalog())
	s.markTree(s.d.trailer.get("Root"))
	for i, l := range s.leaves {
		s.where = fmt.Sprintf("page %d", i+1)
		s.visit(dict{{"Page", l.dict.without("Parent")}, {"Resources", l.resources}})
	}
	s.where = "document"
	s.judgeCatalog(root)
	s.visit(root)
	s.visit(s.d.trailer.get("Info"))
}

// markTree keeps the walk of a page from climbing to the catalogue.
func (s *survey) markTree(root object) {
	s.visited[numberOf(root)] = true
	s.highest = max(s.highest, numberOf(root))
	for _, l := range s.leaves {
		s.visited[l.id.num] = true
	}
	delete(s.visited, 0)
}

// visit walks from one value over everything below it.
func (s *survey) visit(o object) {
	stack := []object{o}
	for len(stack) > 0 && !s.d.check() {
		o := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		switch v := o.(type) {
		case ref:
			stack = s.follow(v, stack)
		case array:
			stack = append(stack, v...)
		case dict:
			stack = s.dictionary(v, false, stack)
		case *stream:
			stack = s.dictionary(v.dict, true, stack)
		}
	}
}

func (s *survey) follow(r ref, stack []object) []object {
	s.highest = max(s.highest, r.num)
	if s.visited[r.num] {
		return stack
	}
	s.visited[r.num] = true
	return append(stack, s.d.object(r.num))
}

func (s *survey) dictionary(v dict, isStream bool, stack []object) []object {
	s.judge(v, isStream)
	s.facts(v)
	for _, e := range v {
		stack = append(stack, e.value)
	}
	return stack
}

// facts gathers fonts, links and signatures.
func (s *survey) facts(v dict) {
	switch s.nameOf(v, "Type") {
	case "Font":
		s.font(v)
	case "Sig":
		s.sigs++
	}
	if s.nameOf(v, "S") == "URI" {
		if uri := s.d.text(v.get("URI")); uri != "" {
			s.uris[uri] = true
			s.note(linkHazard(uri))
		}
	}
}

// font notes a font whose file is not inside. A composite font is judged by its
// descendant.
func (s *survey) font(v dict) {
	if sub := s.nameOf(v, "Subtype"); sub == "Type3" || sub == "Type0" {
		return
	}
	file := s.d.dict(v.get("FontDescriptor"))
	if file.get("FontFile") == nil && file.get("FontFile2") == nil && file.get("FontFile3") == nil {
		s.fonts[string(s.nameOf(v, "BaseFont"))] = true
	}
}

func (s *survey) nameOf(v dict, key name) name {
	n, _ := s.d.resolve(v.get(key)).(name)
	return n
}

// sorted lists a set.
func sorted(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for k := range set {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
