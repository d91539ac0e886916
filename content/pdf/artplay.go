package pdf

import (
	"github.com/portico-prm/portico/content/svg/geom"
)

// player plays one run of operators.
type player struct {
	*artist
	resources dict
	p         *parser
	state     artState
	saved     []artState
	args      []object
	path      geom.Path
	clipNext  byte   // 'W' or '*' when the path shall clip once it is painted
	marks     []bool // for each open mark, whether it hides what it holds
	hidden    int    // how many of them do
}

// mostSaved bounds q without Q.
const mostSaved = 1000

// play runs content to its end, or to the end of the budget.
func (a *artist) play(content []byte, resources dict, s artState) {
	r := &player{artist: a, resources: resources, p: a.d.parser(content, 0), state: s}
	for !a.d.check() && a.canvas.Spend(1) {
		v := r.p.value()
		word, ok := v.(keyword)
		if !ok {
			r.take(v)
			continue
		}
		if word == "" {
			break
		}
		if f := artOperators[word]; f != nil && a.canvas.Spend(operatorCost) {
			f(r)
		}
		r.args = r.args[:0]
	}
	a.d.charge(r.p, 0)
}

// operatorCost is what an operator takes from the budget beside its operands.
const operatorCost = 10

// take keeps an operand; the last ones count.
func (r *player) take(v object) {
	if len(r.args) == mostArgs {
		copy(r.args, r.args[1:])
		r.args = r.args[:mostArgs-1]
	}
	r.args = append(r.args, v)
}

// mostArgs is more operands than any operator takes; DeviceN has up to 32.
const mostArgs = 40

// numbers are the last n operands; false when there are fewer.
func (r *player) numbers(n int) ([]float64, bool) {
	if len(r.args) < n {
		return nil, false
	}
	out := make([]float64, n)
	for i, v := range r.args[len(r.args)-n:] {
		x, ok := number(v)
		if !ok {
			return nil, false
		}
		out[i] = x
	}
	return out, true
}

// name is the last operand, if it is one.
func (r *player) name() name {
	if len(r.args) == 0 {
		return ""
	}
	n, _ := r.args[len(r.args)-1].(name)
	return n
}

// resource finds what the resources call by a name.
func (r *player) resource(kind name, n name) object {
	return r.d.dict(r.resources.get(kind)).get(n)
}

// taking wraps a function of n numbers as an operator.
func taking(n int, f func(*player, []float64)) func(*player) {
	return func(r *player) {
		if v, ok := r.numbers(n); ok {
			f(r, v)
		}
	}
}

// artOperators says what each operator does. It is filled in init, as drawing
// recurses. Those that are missing change nothing that is seen.
var artOperators map[keyword]func(*player)

func init() {
	artOperators = map[keyword]func(*player){
		"q": (*player).save, "Q": (*player).restore, "cm": taking(6, (*player).concat), "gs": (*player).extState,
		"w": taking(1, func(r *player, v []float64) { r.state.pen.Width = max(v[0], 0) }),
		"J": taking(1, func(r *player, v []float64) { r.state.pen.Cap = penCap(v[0]) }),
		"j": taking(1, func(r *player, v []float64) { r.state.pen.Join = penJoin(v[0]) }),
		"M": taking(1, func(r *player, v []float64) { r.state.pen.Miter = max(v[0], 1) }),
		"d": (*player).dash,

		"m": taking(2, func(r *player, v []float64) { r.path.MoveTo(pt(v)) }),
		"l": taking(2, func(r *player, v []float64) { r.path.LineTo(pt(v)) }),
		"c": taking(6, func(r *player, v []float64) { r.path.CurveTo(pt(v), pt(v[2:]), pt(v[4:])) }),
		"v": taking(4, func(r *player, v []float64) { r.path.CurveTo(r.path.At(), pt(v), pt(v[2:])) }),
		"y": taking(4, func(r *player, v []float64) { r.path.CurveTo(pt(v), pt(v[2:]), pt(v[2:])) }),
		"h": func(r *player) { r.path.Close() }, "re": taking(4, (*player).rectangle),
		"W": func(r *player) { r.clipNext = 'W' }, "W*": func(r *player) { r.clipNext = '*' },
		"n": func(r *player) { r.paint(false, false, false) },
		"f": func(r *player) { r.paint(true, false, false) }, "F": func(r *player) { r.paint(true, false, false) },
		"f*": func(r *player) { r.paint(true, true, false) }, "S": func(r *player) { r.paint(false, false, true) },
		"s": func(r *player) { r.path.Close(); r.paint(false, false, true) },
		"B": func(r *player) { r.paint(true, false, true) }, "B*": func(r *player) { r.paint(true, true, true) },
		"b":  func(r *player) { r.path.Close(); r.paint(true, false, true) },
		"b*": func(r *player) { r.path.Close(); r.paint(true, true, true) },

		"g": device(&grey, false), "G": device(&grey, true), "rg": device(&rgbSpace, false), "RG": device(&rgbSpace, true),
		"k": device(&cmykSpace, false), "K": device(&cmykSpace, true),
		"cs": func(r *player) { r.setSpace(&r.state.fill) }, "CS": func(r *player) { r.setSpace(&r.state.stroke) },
		"sc": func(r *player) { r.setColor(&r.state.fill) }, "SC": func(r *player) { r.setColor(&r.state.stroke) },
		"scn": func(r *player) { r.setColor(&r.state.fill) }, "SCN": func(r *player) { r.setColor(&r.state.stroke) },

		"sh": (*player).shade, "Do": (*player).do, "BI": (*player).inline,
		"BMC": func(r *player) { r.mark(false) }, "BDC": (*player).markedContent, "EMC": (*player).unmark,
		"Tr": taking(1, func(r *player, v []float64) { r.state.invisible = v[0] == 3 || v[0] == 7 }),
		"Tj": (*player).text, "TJ": (*player).text, "'": (*player).text, `"`: (*player).text,
	}
}

func pt(v []float64) geom.Point { return geom.Point{X: v[0], Y: v[1]} }

func (r *player) save() {
	if len(r.saved) < mostSaved {
		r.saved = append(r.saved, r.state)
	}
}

func (r *player) restore() {
	if n := len(r.saved); n > 0 {
		r.state, r.saved = r.saved[n-1], r.saved[:n-1]
	}
}

func (r *player) concat(v []float64) {
	m := geom.Matrix{A: v[0], B: v[1], C: v[2], D: v[3], E: v[4], F: v[5]}
	r.state.m = r.state.m.Mul(m)
}

// penCap and penJoin: both are numbered alike here and there.
func penCap(v float64) geom.Cap   { return geom.Cap(max(0, min(v, 2))) }
func penJoin(v float64) geom.Join { return geom.Join(max(0, min(v, 2))) }

func (r *player) dash() {
	if len(r.args) == 2 {
		r.setDash(r.args[0], r.args[1])
	}
}

// setDash takes a pattern of lengths; one that makes no sense is a solid line.
func (r *player) setDash(pattern, phase object) {
	list, _ := r.d.resolve(pattern).(array)
	r.state.pen.Dash, r.state.pen.Offset = nil, 0
	var dash []float64
	sum := 0.0
	for _, o := range list[:min(len(list), mostArgs)] {
		v, ok := number(r.d.resolve(o))
		if !ok || v < 0 {
			return
		}
		dash, sum = append(dash, v), sum+v
	}
	if sum > 0 && sum < geom.Far {
		r.state.pen.Dash = dash
		r.state.pen.Offset, _ = number(r.d.resolve(phase))
	}
}

func (r *player) rectangle(v []float64) {
	r.path.MoveTo(geom.Point{X: v[0], Y: v[1]})
	r.path.LineTo(geom.Point{X: v[0] + v[2], Y: v[1]})
	r.path.LineTo(geom.Point{X: v[0] + v[2], Y: v[1] + v[3]})
	r.path.LineTo(geom.Point{X: v[0], Y: v[1] + v[3]})
	r.path.Close()
}
