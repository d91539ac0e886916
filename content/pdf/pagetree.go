package pdf

// leaf is a page of the tree with what it inherits.
type leaf struct {
	id        ref // zero if the page stands inside its parent
	dict      dict
	resources object
	media     object
	crop      object
	rotate    object
}

// inherits fills what a node hands down.
func (l leaf) inherits(node dict) leaf {
	for key, to := range map[name]*object{
		"Resources": &l.resources, "MediaBox": &l.media, "CropBox": &l.crop, "Rotate": &l.rotate,
	} {
		if v := node.get(key); v != nil {
			*to = v
		}
	}
	return l
}

// pages walks the page tree in reading order. A node that was visited before is
// not entered again, so a tree that bites its tail ends.
func (d *document) pages() []leaf {
	w := &pageWalk{d: d, seen: map[int]bool{}}
	root := dictOf(d.catalog())
	w.node(root.get("Pages"), leaf{}, d.lim.Nesting)
	return w.found
}

type pageWalk struct {
	d     *document
	seen  map[int]bool
	found []leaf
}

func (w *pageWalk) node(o object, above leaf, levels int) {
	if levels <= 0 {
		w.d.refuse(nestedTooDeep(w.d.lim.Nesting))
	}
	if w.d.check() {
		return
	}
	id, _ := o.(ref)
	node, ok := w.d.resolve(o).(dict)
	if !ok {
		return
	}
	here := above.inherits(node)
	kids, inner := w.d.resolve(node.get("Kids")).(array)
	if !inner || w.d.resolve(node.get("Type")) == name("Page") {
		w.leaf(id, node, here)
		return
	}
	if w.enter(id) {
		for _, k := range kids {
			w.node(k, here, levels-1)
		}
	}
}

// enter tells whether an inner node is new.
func (w *pageWalk) enter(id ref) bool {
	if w.seen[id.num] && id.num != 0 {
		return false
	}
	w.seen[id.num] = true
	return true
}

func (w *pageWalk) leaf(id ref, node dict, here leaf) {
	if t, ok := w.d.resolve(node.get("Type")).(name); ok && t != "Page" && !node.has("Contents") && !node.has("MediaBox") {
		return
	}
	if len(w.found) == w.d.lim.Pages {
		w.d.refuse(tooManyPages(w.d.lim.Pages))
		return
	}
	here.id, here.dict = id, node
	w.found = append(w.found, here)
}
