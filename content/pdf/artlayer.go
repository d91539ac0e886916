package pdf

// layers knows which optional content is off.
type layers struct {
	d   *document
	off map[int]bool // by object number of the group
}

// layers reads what is off when the file is opened.
func (d *document) layers() layers {
	l := layers{d, map[int]bool{}}
	props := d.dict(dictOf(d.catalog()).get("OCProperties"))
	config := d.dict(props.get("D"))
	each := func(o object, f func(num int)) {
		list, _ := d.resolve(o).(array)
		for _, o := range list {
			f(numberOf(o))
		}
	}
	if n, _ := d.resolve(config.get("BaseState")).(name); n == "OFF" {
		each(props.get("OCGs"), func(num int) { l.off[num] = true })
	}
	each(config.get("ON"), func(num int) { delete(l.off, num) })
	each(config.get("OFF"), func(num int) { l.off[num] = true })
	return l
}

// shown tells whether content that belongs to a group, or to a membership of
// several, can be seen.
func (l layers) shown(o object) bool {
	if o == nil {
		return true
	}
	d := l.d.dict(o)
	if n, _ := l.d.resolve(d.get("Type")).(name); n != "OCMD" {
		return !l.off[numberOf(o)]
	}
	groups, ok := l.d.resolve(d.get("OCGs")).(array)
	if !ok {
		groups = array{d.get("OCGs")}
	}
	if expression, ok := l.d.resolve(d.get("VE")).(array); ok {
		return l.holds(expression, mostTerms)
	}
	policy, _ := l.d.resolve(d.get("P")).(name)
	return l.member(groups, policy)
}

// mostTerms bounds how deep an expression over layers is followed.
const mostTerms = 16

// holds evaluates an expression: And, Or or Not before groups and expressions.
func (l layers) holds(o object, levels int) bool {
	terms, ok := l.d.resolve(o).(array)
	if !ok || len(terms) == 0 || levels == 0 {
		return l.shown(o)
	}
	op, _ := l.d.resolve(terms[0]).(name)
	for _, t := range terms[1:] {
		switch held := l.holds(t, levels-1); {
		case op == "Not":
			return !held
		case op == "And" && !held:
			return false
		case op == "Or" && held:
			return true
		}
	}
	return op == "And"
}

// member judges a membership by its policy; the usual one is that any group is
// on.
func (l layers) member(groups array, policy name) bool {
	on, off := 0, 0
	for _, o := range groups {
		switch {
		case l.d.dict(o) == nil:
		case l.off[numberOf(o)]:
			off++
		default:
			on++
		}
	}
	switch {
	case on+off == 0:
		return true
	case policy == "AllOn":
		return off == 0
	case policy == "AnyOff":
		return off > 0
	case policy == "AllOff":
		return on == 0
	}
	return on > 0
}

// mark opens a mark around content.
func (r *player) mark(hides bool) {
	if len(r.marks) == mostSaved {
		return
	}
	r.marks = append(r.marks, hides)
	if hides {
		r.hidden++
	}
}

// markedContent opens a mark that may belong to a layer.
func (r *player) markedContent() {
	if len(r.args) != 2 || r.args[0] != name("OC") {
		r.mark(false)
		return
	}
	n, _ := r.args[1].(name)
	r.mark(!r.layers.shown(r.d.dict(r.resources.get("Properties")).get(n)))
}

func (r *player) unmark() {
	n := len(r.marks)
	if n == 0 {
		return
	}
	if r.marks[n-1] {
		r.hidden--
	}
	r.marks = r.marks[:n-1]
}
