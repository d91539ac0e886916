package svg

import (
	"fmt"
	"math"
	"strings"

	"github.com/portico-prm/portico/content/svg/geom"
)

// gradient fills an area with a shading, through a soft mask where stops are
// translucent: a shading has no alpha of its own.
func (s *stream) gradient(p *geom.Path, evenOdd bool, paint *Paint) {
	g := paint.Gradient.covering(p.Bounds())
	s.alpha(paint.Alpha)
	if g.translucent() {
		grey := s.w.object(g.shading("/DeviceGray", func(st Stop) string { return number(st.Alpha) }), nil)
		form := s.w.form(nil, "DeviceGray", func(m *stream) { m.shade(g, grey) })
		s.op(s.name("G", s.w.state(softMask("Luminosity", form))), "gs")
	}
	s.clip(p, evenOdd)
	s.shade(g, s.w.object(g.shading("/DeviceRGB", func(st Stop) string { return colorNumbers(st.Color) }), nil))
}

// shade paints all of the clip with a shading.
func (s *stream) shade(g *Gradient, shading int) {
	s.matrix(g.Matrix)
	s.op(s.name("S", shading), "sh")
}

func (g *Gradient) translucent() bool {
	for _, st := range g.Stops {
		if st.Alpha < 1 {
			return true
		}
	}
	return false
}

// shading is the dictionary, with values of the stops in the given space.
func (g *Gradient) shading(space string, value func(Stop) string) string {
	kind, coords := 2, numbers(g.X1, g.Y1, g.X2, g.Y2)
	if g.Radial {
		kind, coords = 3, numbers(g.X1, g.Y1, g.R1, g.X2, g.Y2, g.R2)
	}
	return fmt.Sprintf("<< /ShadingType %d /ColorSpace %s /Coords [%s] /Extend [true true] /Function %s >>",
		kind, space, coords, g.function(value))
}

// function joins one straight run between each two stops. Stops at the same
// place make a hard edge: the run between them is left out.
func (g *Gradient) function(value func(Stop) string) string {
	stops := g.padded()
	var runs, bounds []string
	for i := 1; i < len(stops); i++ {
		a, b := stops[i-1], stops[i]
		if number(a.At) == number(b.At) {
			continue
		}
		if len(runs) > 0 {
			bounds = append(bounds, number(a.At))
		}
		runs = append(runs, fmt.Sprintf("<< /FunctionType 2 /Domain [0 1] /C0 [%s] /C1 [%s] /N 1 >>", value(a), value(b)))
	}
	if len(runs) == 1 {
		return runs[0]
	}
	return fmt.Sprintf("<< /FunctionType 3 /Domain [0 1] /Functions [%s] /Bounds [%s] /Encode [%s] >>",
		strings.Join(runs, " "), strings.Join(bounds, " "), strings.TrimSpace(strings.Repeat("0 1 ", len(runs))))
}

// sliver is how far stops are moved apart that lie together at an end: beyond it
// goes the colour of the last of them, which needs a run of its own for that.
const sliver = 1e-5

// padded adds stops at 0 and 1 where there are none.
func (g *Gradient) padded() []Stop {
	stops := append([]Stop{}, g.Stops...)
	for i := 1; i < len(stops); i++ {
		if stops[i].At <= 0 {
			stops[i].At = sliver
		}
		if stops[i-1].At >= 1 {
			stops[i-1].At = 1 - sliver
		}
	}
	if stops[0].At > 0 {
		stops = append([]Stop{{0, stops[0].Color, stops[0].Alpha}}, stops...)
	}
	if last := stops[len(stops)-1]; last.At < 1 {
		stops = append(stops, Stop{1, last.Color, last.Alpha})
	}
	return stops
}

// maxTurns bounds how often a spreading gradient is written out.
const maxTurns = 60

// covering is g as a padded gradient that is long enough for box: PDF cannot
// repeat a shading, so its colours are written as often as they are seen.
func (g *Gradient) covering(box geom.Box) *Gradient {
	inv, ok := g.Matrix.Invert()
	if g.Spread == Pad || !ok {
		return g
	}
	low, high := 0.0, 1.0
	for _, c := range box.Corners() {
		t := g.at(inv.Apply(c))
		low, high = math.Min(low, math.Floor(t)), math.Max(high, math.Ceil(t))
	}
	if g.Radial {
		low = 0
	}
	high = math.Min(high, low+maxTurns)
	return g.stretched(low, high)
}

// stretched runs from low to high turns of g.
func (g *Gradient) stretched(low, high float64) *Gradient {
	out := *g
	out.Spread, out.Stops = Pad, nil
	along := func(a, b, t float64) float64 { return a + float64((b-a)*t) }
	out.X1, out.Y1 = along(g.X1, g.X2, low), along(g.Y1, g.Y2, low)
	out.X2, out.Y2 = along(g.X1, g.X2, high), along(g.Y1, g.Y2, high)
	out.R1, out.R2 = along(g.R1, g.R2, low), along(g.R1, g.R2, high)
	for turn := low; turn < high; turn++ {
		out.Stops = append(out.Stops, g.turn(turn, low, high-low)...)
	}
	return &out
}

// turn is one run of the stops; every second one runs back when g reflects.
func (g *Gradient) turn(turn, low, n float64) []Stop {
	stops := g.padded()
	back := g.Spread == Reflect && math.Mod(math.Abs(turn), 2) == 1
	for i := range stops {
		stops[i].At = (turn - low + stops[i].At) / n
	}
	if !back {
		return stops
	}
	mid := float64(2*(turn-low)) + 1
	mirrored := make([]Stop, len(stops))
	for i, st := range stops {
		st.At = mid/n - st.At
		mirrored[len(stops)-1-i] = st
	}
	return mirrored
}
