package pdf

// portion tells how much of an element's content is on pages that stay, and how
// much was on pages that are gone.
type portion struct{ kept, lost int }

func (p portion) plus(o portion) portion { return portion{p.kept + o.kept, p.lost + o.lost} }

// structure takes out of the tag tree what was on pages that are gone. An
// element over both keeps its place and its kind, but not the words that stand
// for its content, if pages are kept secret.
func (e *edit) structure(root object) object {
	old := e.d.dict(root)
	kids, _ := e.tags(old.get("K"), 0, map[int]bool{}, mostTags)
	if len(kids) == 0 {
		return nil
	}
	tree := old.without("K", "ParentTree", "IDTree").set("K", kids)
	if p := e.filtered(old.get("ParentTree"), "Nums"); len(p) > 0 {
		tree = tree.set("ParentTree", dict{{"Nums", p}})
	}
	if p := e.filtered(old.get("IDTree"), "Names"); len(p) > 0 {
		tree = tree.set("IDTree", dict{{"Names", p}})
	}
	return e.put(root, tree)
}

// mostTags is how deep a tag tree may be; real ones have 10 to 30 levels.
const mostTags = 300

// tags are the kids of an element that stay. page is the object of the page
// that content is on where nothing else is said. Where pages are kept secret,
// elements without content go with what their parent lost: nobody can tell on
// which page they were.
func (e *edit) tags(o object, page int, seen map[int]bool, levels int) (array, portion) {
	list, ok := e.d.resolve(o).(array)
	if !ok && o != nil {
		list = array{o}
	}
	kids, portions, total := array{}, []portion{}, portion{}
	for _, k := range list {
		k, p := e.tag(k, page, seen, levels)
		kids, portions, total = append(kids, k), append(portions, p), total.plus(p)
	}
	stay := array{}
	for i, k := range kids {
		if portions[i].kept > 0 || total.lost == 0 || !e.secret && portions[i].lost == 0 {
			stay = append(stay, k)
			continue
		}
		e.erase(k)
	}
	return stay, total
}

// tag looks at one kid: a number of marked content, a reference to it or to an
// object, or an element.
func (e *edit) tag(k object, page int, seen map[int]bool, levels int) (object, portion) {
	d := e.d.dict(k)
	if own := numberOf(d.get("Pg")); own != 0 {
		page = own
	}
	switch kind := e.nameOf(d, "Type"); {
	case kind == "OBJR" && e.lost(d.get("Obj")):
		return k, portion{lost: 1}
	case d == nil, kind == "MCR", kind == "OBJR":
		return k, e.content(page)
	}
	num := numberOf(k)
	if levels == 0 || seen[num] {
		return k, portion{}
	}
	seen[num] = num != 0
	return e.element(k, d, page, seen, levels)
}

func (e *edit) content(page int) portion {
	if e.gone[page] {
		return portion{lost: 1}
	}
	return portion{kept: 1}
}

func (e *edit) element(k object, d dict, page int, seen map[int]bool, levels int) (object, portion) {
	kids, total := e.tags(d.get("K"), page, seen, levels-1)
	switch {
	case total == portion{} && e.gone[page]:
		return k, portion{lost: 1}
	case total.kept == 0 && total.lost > 0:
		return k, total
	case total.lost > 0 && e.secret:
		d = d.without("ActualText", "Alt", "E", "T")
	}
	if d.has("K") {
		k = e.put(k, d.without("K").set("K", kids))
	}
	return k, total
}

// filtered are the pairs of a tree that still lead to an element.
func (e *edit) filtered(o object, key name) array {
	out, pairs := array{}, e.pairs(o, key, e.d.lim.Nesting)
	for i := 0; i+1 < len(pairs); i += 2 {
		if e.inUse(pairs[i+1]) {
			out = append(out, pairs[i], pairs[i+1])
		}
	}
	return out
}

func (e *edit) inUse(o object) bool {
	if e.lost(o) {
		return false
	}
	list, ok := e.d.resolve(o).(array)
	for _, o := range list {
		if o != nil && !e.lost(o) {
			return true
		}
	}
	return !ok
}
