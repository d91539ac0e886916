package pdf

import (
	"bytes"
	"math"
	"strings"
)

// peeler copies content without what belongs to hidden layers. A viewer that
// hides a layer still obeys its settings: colours, fonts, clips and moves that it
// leaves behind hold for what follows. So these stay, and what paints goes.
type peeler struct {
	layers    layers
	resources dict
	p         *parser
	out       []byte
	marks     []peelMark
	hidden    int    // marks around here that hide
	groups    []int  // where each q without Q since the outermost of them was copied to
	inText    bool   // between BT and ET
	path      []byte // begun inside what is hidden
	clips     bool
	dropped   bool // something was left out
	tangled   bool // a layer begins or ends where it cannot be taken out
	ids       map[int64]portion
}

// peelMark is a mark around content.
type peelMark struct {
	hides      bool
	lost       bool  // something inside was left out
	id         int64 // of content that the tag tree names, or -1
	args       []object
	properties dict
	start, end int // where it was copied to
}

// peeled is content without hidden layers.
func (l layers) peeled(content []byte, resources dict) *peeler {
	r := &peeler{layers: l, resources: resources, p: &parser{b: content, depth: ownLimits.Nesting * 8, most: math.MaxInt}, ids: map[int64]portion{}}
	for !r.p.done() && !r.tangled {
		from := r.p.pos
		args, op := r.operator()
		if op == "" {
			break
		}
		r.take(string(op), args, content[from:r.p.pos])
	}
	r.tangled = r.tangled || r.p.deep
	return r
}

// operator reads operands up to their operator; of an inline picture, all of it.
func (r *peeler) operator() (args []object, op keyword) {
	for {
		v := r.p.value()
		word, ok := v.(keyword)
		switch {
		case !ok:
			args = append(args, v)
		case word == "ID":
			r.p.inlineData()
			return args, word
		case word != "BI":
			return args, word
		}
	}
}

func (r *peeler) take(op string, args []object, text []byte) {
	switch op {
	case "BMC", "BDC":
		r.open(op, args, text)
	case "EMC":
		r.close(text)
	default:
		if r.hidden > 0 {
			r.hide(op, args, text)
			return
		}
		r.show(op, args, text)
	}
}

func (r *peeler) keep(text []byte) { r.out = append(append(r.out, text...), '\n') }

// show copies what belongs to no hidden layer.
func (r *peeler) show(op string, args []object, text []byte) {
	switch op {
	case "BT", "ET":
		r.inText = op == "BT"
	case "Do":
		if r.foreign(args) {
			r.dropped = true
			r.count(portion{lost: 1})
			return
		}
	}
	if paints[op] {
		r.count(portion{kept: 1})
	}
	r.keep(text)
}

// foreign tells whether a form or a picture belongs to a hidden layer itself.
func (r *peeler) foreign(args []object) bool {
	n, _ := last(args).(name)
	x := r.layers.d.dict(r.layers.d.dict(r.resources.get("XObject")).get(n))
	return !r.layers.shown(x.get("OC"))
}

func last(args []object) object {
	if len(args) == 0 {
		return nil
	}
	return args[len(args)-1]
}

// open begins a mark.
func (r *peeler) open(op string, args []object, text []byte) {
	m := peelMark{id: -1, args: args}
	properties := last(args)
	if n, ok := properties.(name); ok && op == "BDC" {
		properties = r.layers.d.dict(r.resources.get("Properties")).get(n)
	}
	if id, ok := integer(r.layers.d.resolve(r.layers.d.dict(properties).get("MCID"))); ok {
		m.id = id
	}
	m.properties = r.layers.d.dict(properties)
	m.hides = op == "BDC" && len(args) > 1 && args[len(args)-2] == name("OC") && !r.layers.shown(properties)
	r.marks = append(r.marks, m)
	if m.hides && r.hidden == 0 {
		r.groups, r.tangled = nil, r.inText
	}
	if m.hides {
		r.hidden++
	}
	if r.hidden > 0 {
		r.dropped = true
		r.count(portion{lost: 1})
		return
	}
	m.start = len(r.out)
	r.keep(text)
	m.end = len(r.out)
	r.marks[len(r.marks)-1] = m
}

// close ends the last mark.
func (r *peeler) close(text []byte) {
	n := len(r.marks)
	if n == 0 {
		r.keep(text)
		return
	}
	m, was := r.marks[n-1], r.hidden
	r.marks = r.marks[:n-1]
	if m.hides {
		r.hidden--
	}
	if was == 0 && m.lost {
		r.silence(m)
	}
	switch {
	case was == 0:
		r.keep(text)
	case r.hidden == 0:
		r.tangled = r.tangled || r.inText || len(r.path) > 0
	}
}

// spoken are the entries of a mark that stand for the words inside.
var spoken = []name{"ActualText", "Alt", "E"}

// silence takes the words of a mark away that lost some of its content.
func (r *peeler) silence(m peelMark) {
	quiet := m.properties.without(spoken...)
	if len(quiet) == len(m.properties) {
		return
	}
	w := writer{same}
	begin := append(w.value(append(w.value(nil, m.args[0]), ' '), quiet), " BDC\n"...)
	rest := bytes.Clone(r.out[m.end:])
	r.out = append(append(r.out[:m.start], begin...), rest...)
}

// count notes for the tag tree whether its content is still painted.
func (r *peeler) count(p portion) {
	for i, m := range r.marks {
		r.marks[i].lost = m.lost || p.lost > 0
		if m.id >= 0 {
			r.ids[m.id] = r.ids[m.id].plus(p)
		}
	}
}

// paints lists the operators that show something.
var paints = set("S s f F f* B B* b b* Tj TJ ' \" Do sh ID")

// settings lists those that hold until the next Q, so also behind a layer.
var settings = set("gs cm w J j M d ri i cs CS sc SC scn SCN g G rg RG k K Tf Tc Tw Tz TL Ts Tr")

var paths = set("m l c v y h re")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// hide keeps of what is hidden its settings, and groups of which one end is
// elsewhere; what a group inside has set ends with it.
func (r *peeler) hide(op string, args []object, text []byte) {
	r.dropped = true
	if paints[op] {
		r.count(portion{lost: 1})
	}
	switch {
	case op == "q":
		r.groups = append(r.groups, len(r.out))
		r.keep(text)
	case op == "Q" && len(r.groups) > 0:
		n := len(r.groups) - 1
		r.out, r.groups = r.out[:r.groups[n]], r.groups[:n]
	case op == "Q":
		r.keep(text)
	case op == "BT" || op == "ET":
		r.inText = op == "BT"
	case settings[op]:
		r.keep(text)
	case op == "TD" && len(args) == 2:
		if y, ok := number(args[1]); ok {
			r.keep(append(appendReal(nil, -y), " TL"...))
		}
	case op == "\"" && len(args) == 3:
		w := writer{same}
		r.keep(append(w.value(append(w.value(nil, args[0]), " Tw "...), args[1]), " Tc"...))
	default:
		r.hidePath(op, text)
	}
}

// hidePath keeps a path only if it clips.
func (r *peeler) hidePath(op string, text []byte) {
	switch {
	case paths[op]:
		r.path = append(append(r.path, text...), '\n')
	case op == "W" || op == "W*":
		r.path = append(append(r.path, bytes.TrimSpace(text)...), " n\n"...)
		r.clips = true
	case paints[op] || op == "n":
		if r.clips {
			r.out = append(r.out, r.path...)
		}
		r.path, r.clips = nil, false
	}
}
