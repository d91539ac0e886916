package pdf

import (
	"cmp"
	"math"
	"slices"

	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/svg/geom"
)

// shading is an axial or radial shading as a gradient; nil, with a finding, for
// the kinds that a gradient cannot show.
func (r *player) shading(o object, m geom.Matrix, alpha float64) *svg.Paint {
	d := r.d.dict(o)
	kind := r.d.smallInt(d.get("ShadingType"), 0)
	coords := r.d.floats(d.get("Coords"), 6)
	if kind != 2 && kind != 3 || len(coords) != 2*kind {
		r.found.add(artShading)
		return nil
	}
	g := svg.Gradient{Matrix: m, X1: coords[0], Y1: coords[1], X2: coords[2], Y2: coords[3]}
	if kind == 3 {
		g.Radial, g.R1, g.X2, g.Y2, g.R2 = true, coords[2], coords[3], coords[4], coords[5]
	}
	g.Stops = r.stops(d)
	before, after := r.extends(d)
	turn(&g, &before, &after)
	if !nested(g) {
		r.found.add(artShading)
		return nil
	}
	bound(&g, before, after)
	out := r.canvas.Gradient(g)
	if out == nil {
		return nil
	}
	return &svg.Paint{Color: g.Stops[len(g.Stops)-1].Color, Alpha: alpha, Gradient: out}
}

func (r *player) extends(d dict) (before, after bool) {
	a, _ := r.d.resolve(d.get("Extend")).(array)
	if len(a) != 2 {
		return false, false
	}
	return r.d.resolve(a[0]) == true, r.d.resolve(a[1]) == true
}

// turn makes the larger circle the last.
func turn(g *svg.Gradient, before, after *bool) {
	if !g.Radial || g.R1 <= g.R2 {
		return
	}
	g.X1, g.Y1, g.R1, g.X2, g.Y2, g.R2 = g.X2, g.Y2, g.R2, g.X1, g.Y1, g.R1
	*before, *after = *after, *before
	slices.Reverse(g.Stops)
	for i := range g.Stops {
		g.Stops[i].At = 1 - g.Stops[i].At
	}
}

// nested tells whether the first circle lies in the last, as SVG knows it.
func nested(g svg.Gradient) bool {
	return !g.Radial || math.Hypot(g.X2-g.X1, g.Y2-g.Y1)+g.R1 <= g.R2*1.0001
}

// gradientSteps is how finely a function is sampled. Between two samples a
// gradient mixes straight, as functions of type 2 with N 1 do throughout.
const gradientSteps = 32

// stops samples the function of a shading, at its jumps from both sides.
func (r *player) stops(d dict) []svg.Stop {
	space, f := r.space(d.get("ColorSpace"), 0), r.d.function(d.get("Function"), 0)
	domain := r.d.floats(d.get("Domain"), 2)
	if len(domain) < 2 || domain[0] == domain[1] {
		domain = []float64{0, 1}
	}
	var stops []svg.Stop
	add := func(at, t float64) {
		v := f.at([]float64{domain[0] + float64((domain[1]-domain[0])*t)})
		if r.canvas.Spend(f.cost) && len(v) >= space.n && space.color != nil {
			stops = append(stops, svg.Stop{At: at, Color: r.mixed(space, v), Alpha: 1})
		}
	}
	for _, p := range r.places(d, domain) {
		if p.jump {
			add(p.at, p.at-hair)
		}
		add(p.at, min(p.at+hair, 1))
	}
	return thinned(stops)
}

// hair is a step that no eye sees, but that lies behind a jump.
const hair = 1e-6

// samplingPlace is where a function is sampled, from both sides if it may jump there.
type samplingPlace struct {
	at   float64
	jump bool
}

// places are where a function is sampled, in order.
func (r *player) places(d dict, domain []float64) []samplingPlace {
	var all []samplingPlace
	for _, e := range r.d.edges(d.get("Function")) {
		if t := along(e, domain[0], domain[1], 0, 1); t > 0 && t < 1 {
			all = append(all, samplingPlace{t, true})
		}
	}
	for i := range gradientSteps + 1 {
		all = append(all, samplingPlace{at: float64(i) / gradientSteps})
	}
	slices.SortStableFunc(all, func(a, b samplingPlace) int { return cmp.Compare(a.at, b.at) })
	return slices.CompactFunc(all, func(a, b samplingPlace) bool { return math.Abs(b.at-a.at) < 2*hair })
}

// thinned leaves out stops that lie on the straight line between their
// neighbours.
func thinned(stops []svg.Stop) []svg.Stop {
	var out []svg.Stop
	for i, s := range stops {
		if n := len(out); n > 0 && i+1 < len(stops) && straight(out[n-1], stops, i) {
			continue
		}
		out = append(out, s)
	}
	return out
}

// straight tells whether all stops from the last that was kept up to the one
// after i lie on a line. A jump does not.
func straight(a svg.Stop, stops []svg.Stop, i int) bool {
	b := stops[i+1]
	if b.At <= a.At {
		return a.Color == stops[i].Color && b.Color == stops[i].Color
	}
	for _, s := range stops[:i+1] {
		if s.At >= a.At && off(a, b, s) > 1 {
			return false
		}
	}
	return true
}

// off is how many levels s lies beside the line from a to b.
func off(a, b, s svg.Stop) float64 {
	k := (s.At - a.At) / (b.At - a.At)
	ch := func(a, b, s uint8) float64 {
		return math.Abs(float64(a) + float64(k*(float64(b)-float64(a))) - float64(s))
	}
	return max(ch(a.Color.R, b.Color.R, s.Color.R), ch(a.Color.G, b.Color.G, s.Color.G), ch(a.Color.B, b.Color.B, s.Color.B))
}

// bound makes a gradient transparent beyond an end at which it does not go on:
// it is made longer there by a part that cannot be seen.
func bound(g *svg.Gradient, before, after bool) {
	if len(g.Stops) == 0 {
		return
	}
	low, high := 0.0, 1.0
	if !before && (!g.Radial || g.R1 > 0) {
		low = -1
		if g.Radial {
			low = -g.R1 / (g.R2 - g.R1)
		}
	}
	if !after {
		high = 2
	}
	if low == 0 && high == 1 || math.IsInf(low, 0) || math.IsNaN(low) {
		return
	}
	stretch(g, low, high)
}

func stretch(g *svg.Gradient, low, high float64) {
	place := func(a, b, t float64) float64 { return a + float64((b-a)*t) }
	long := *g
	long.X1, long.Y1, long.R1 = place(g.X1, g.X2, low), place(g.Y1, g.Y2, low), math.Max(place(g.R1, g.R2, low), 0)
	long.X2, long.Y2, long.R2 = place(g.X1, g.X2, high), place(g.Y1, g.Y2, high), place(g.R1, g.R2, high)
	at := func(t float64) float64 { return (t - low) / (high - low) }
	clear := func(t float64, like svg.Stop) svg.Stop { return svg.Stop{At: t, Color: like.Color} }
	first, last := g.Stops[0], g.Stops[len(g.Stops)-1]
	long.Stops = nil
	if low < 0 {
		long.Stops = append(long.Stops, clear(0, first), clear(at(0), first))
	}
	for _, s := range g.Stops {
		s.At = at(s.At)
		long.Stops = append(long.Stops, s)
	}
	if high > 1 {
		long.Stops = append(long.Stops, clear(at(1), last), clear(1, last))
	}
	*g = long
}
