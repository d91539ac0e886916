package pdf

// destinations takes names out that lead to pages that are gone, and every other
// tree of names: they hold templates of pages and what was captured from the web.
func (e *edit) destinations(root dict) dict {
	names := e.d.dict(root.get("Names"))
	old, tree := e.d.dict(root.get("Dests")), e.pairs(names.get("Dests"), "Names", e.d.lim.Nesting)
	root = root.without("Names", "Dests")
	if old = e.oldNames(old); len(old) > 0 {
		root = root.set("Dests", old)
	}
	if tree = e.newNames(tree); len(tree) > 0 {
		root = root.set("Names", dict{{"Dests", dict{{"Names", tree}}}})
	}
	return root
}

func (e *edit) oldNames(d dict) dict {
	out := dict{}
	for _, v := range d {
		if e.away[string(v.key)] = e.leads(v.value); !e.leads(v.value) {
			out = append(out, v)
		}
	}
	return out
}

func (e *edit) newNames(pairs array) array {
	out := array{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if e.leads(pairs[i+1]) {
			e.away[string(e.d.bytes(pairs[i]))] = true
			continue
		}
		out = append(out, pairs[i], pairs[i+1])
	}
	return out
}

// leads tells whether a destination is on a page that is gone.
func (e *edit) leads(to object) bool {
	switch v := e.d.resolve(to).(type) {
	case array:
		return len(v) > 0 && e.lost(v[0])
	case dict:
		target, _ := e.d.resolve(v.get("D")).(array)
		return len(target) > 0 && e.lost(target[0])
	case name:
		return e.away[string(v)]
	case str:
		return e.away[string(v)]
	}
	return false
}

// actsAway tells whether a link or a bookmark leads to a page that is gone.
func (e *edit) actsAway(d dict) bool {
	action := e.d.dict(d.get("A"))
	return e.leads(d.get("Dest")) || e.nameOf(action, "S") == "GoTo" && e.leads(action.get("D"))
}

// pairs are the keys and values of a tree of names or numbers, in their order.
func (e *edit) pairs(o object, key name, levels int) array {
	node := e.d.dict(o)
	if node == nil || levels == 0 || e.d.check() {
		return nil
	}
	out := append(array{}, e.list(node.get(key))...)
	for _, kid := range e.list(node.get("Kids")) {
		if out = append(out, e.pairs(kid, key, levels-1)...); len(out) > 2*e.d.lim.Objects {
			e.d.refuse(tooManyObjects(e.d.lim.Objects))
			return nil
		}
	}
	return out
}
