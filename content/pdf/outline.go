package pdf

// outlines takes bookmarks out that lead to pages that are gone. What stands
// below such a bookmark and leads elsewhere moves up into its place; a heading
// that leads nowhere goes with the last bookmark below it.
func (e *edit) outlines(root object) object {
	node := e.d.dict(root)
	kids := e.bookmarks(node, map[int]bool{}, e.d.lim.Nesting)
	if len(kids) == 0 {
		return nil
	}
	return e.put(root, e.linked(root, node, kids))
}

// bookmarks are the items below a node that stay.
func (e *edit) bookmarks(node dict, seen map[int]bool, levels int) []object {
	var out []object
	for at := node.get("First"); levels > 0 && at != nil; {
		item, num := e.d.dict(at), numberOf(at)
		if item == nil || num == 0 || seen[num] {
			break
		}
		seen[num] = true
		next := item.get("Next")
		below := e.bookmarks(item, seen, levels-1)
		if empty := item.has("First") && len(below) == 0; e.actsAway(item) || empty && !item.has("Dest") && !item.has("A") {
			e.erase(at)
			out = append(out, below...)
		} else {
			e.put(at, e.linked(at, item, below))
			out = append(out, at)
		}
		at = next
	}
	return out
}

// linked is an item over its items, which are chained anew.
func (e *edit) linked(self object, item dict, kids []object) dict {
	item = item.without("First", "Last", "Count")
	if len(kids) == 0 {
		return item
	}
	for i, k := range kids {
		d := e.d.dict(k).without("Parent", "Prev", "Next").set("Parent", self)
		if i > 0 {
			d = d.set("Prev", kids[i-1])
		}
		if i+1 < len(kids) {
			d = d.set("Next", kids[i+1])
		}
		e.put(k, d)
	}
	// Closed: the number of items is that of the next level, and negative.
	return item.set("First", kids[0]).set("Last", kids[len(kids)-1]).set("Count", int64(-len(kids)))
}
