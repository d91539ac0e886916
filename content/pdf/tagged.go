package pdf

import "fmt"

// tagRoot is the root of a tag tree with gaps: a copy adds its links at the end
// of the reading order, so that readers of a screen find them.
type tagRoot struct {
	Object     int    `json:"object"`
	Generation int    `json:"generation,omitempty"`
	Head       string `json:"head"` // entries less kids and the tree below
	Kids       string `json:"kids"`
	Branches   string `json:"branches,omitempty"` // nodes below the root of the parent tree
	Numbers    string `json:"numbers,omitempty"`  // or its pairs, if it has no nodes
	First      int64  `json:"first"`              // key of the pairs
	Next       int64  `json:"next"`               // first key that is free
}

func (s *survey) tagRoot(root dict) *tagRoot {
	at, ok := root.get("StructTreeRoot").(ref)
	tree, isDict := s.d.resolve(at).(dict)
	if !ok || !isDict {
		return nil
	}
	w := writer{same}
	parents := s.d.dict(tree.get("ParentTree"))
	kids, several := s.d.resolve(tree.get("K")).(array)
	if !several && tree.get("K") != nil {
		kids = array{tree.get("K")}
	}
	t := &tagRoot{Object: at.num, Generation: at.gen, Head: string(w.entries(nil, tree.without("K", "ParentTree", "ParentTreeNextKey"))),
		Kids: string(w.elements(nil, kids))}
	branches, _ := s.d.resolve(parents.get("Kids")).(array)
	pairs, _ := s.d.resolve(parents.get("Nums")).(array)
	t.Branches, t.Numbers = string(w.elements(nil, branches)), string(w.elements(nil, pairs))
	t.keys((&edit{survey: s}).pairs(parents, "Nums", s.d.lim.Nesting))
	if next, ok := integer(s.d.resolve(tree.get("ParentTreeNextKey"))); ok && next < maxNumber {
		t.Next = max(t.Next, next)
	}
	return t
}

// keys finds the range of the numbers in use.
func (t *tagRoot) keys(pairs array) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if n, ok := integer(pairs[i]); ok {
			if i == 0 {
				t.First = n
			}
			t.Next = max(t.Next, n+1)
		}
	}
}

// tagged is a link that was written, to be hung into the tag tree.
type tagged struct {
	element int
	key     int64
}

// tagLink makes the element of a link on a page, if the copy keeps its tags, and
// returns what the annotation says of it.
func (t *tail) tagLink(s *Slot, annotation int) string {
	if t.tags == nil {
		return ""
	}
	l := tagged{t.reserve(), t.tags.Next + int64(len(t.links))}
	t.links = append(t.links, l)
	t.put(l.element, fmt.Appendf(nil, "<</Type /StructElem\n/S /Link\n/P %d %d R\n/Pg %d %d R\n/K <</Type /OBJR\n/Obj %d 0 R\n/Pg %d %d R>>>>",
		t.tags.Object, t.tags.Generation, s.Object, s.Generation, annotation, s.Object, s.Generation))
	return fmt.Sprintf("\n/StructParent %d", l.key)
}

// hangTags writes the root of the tag tree again, with the links at its end.
func (t *tail) hangTags() {
	if len(t.links) == 0 {
		return
	}
	r := t.tags
	branches := r.Branches
	if r.Numbers != "" {
		branches = string(appendRef(nil, ref{t.add(fmt.Appendf(nil, "<</Limits [%d %d]\n/Nums [%s]>>", r.First, r.Next-1, r.Numbers)), 0}))
	}
	kids, pairs := []byte(r.Kids), []byte{}
	for _, l := range t.links {
		kids = appendRef(append(kids, ' '), ref{l.element, 0})
		pairs = appendRef(fmt.Appendf(pairs, " %d ", l.key), ref{l.element, 0})
	}
	leaf := t.add(fmt.Appendf(nil, "<</Limits [%d %d]\n/Nums [%s]>>", r.Next, r.Next+int64(len(t.links))-1, pairs))
	t.putGeneration(r.Object, r.Generation, fmt.Appendf(nil, "<<%s/K [%s]\n/ParentTree <</Kids [%s %d 0 R]>>\n/ParentTreeNextKey %d>>",
		r.Head, kids, branches, leaf, r.Next+int64(len(t.links))))
}
