package pdf

import (
	"math"

	"github.com/portico-prm/portico/content/svg"
)

// colorSpace turns the numbers of a colour into sRGB.
type colorSpace struct {
	n     int // numbers of a colour
	first []float64
	color func([]float64) svg.Color
	cost  int         // steps to mix a colour
	most  float64     // of a sample in a picture: 1, or the last index of a palette
	under *colorSpace // of a Pattern: that of tiles without colour
	tiled bool        // a Pattern
}

var (
	grey      = colorSpace{n: 1, first: []float64{0}, most: 1, color: func(v []float64) svg.Color { return gray(v[0]) }}
	rgbSpace  = colorSpace{n: 3, first: []float64{0, 0, 0}, most: 1, color: func(v []float64) svg.Color { return svg.Color{R: level8(v[0]), G: level8(v[1]), B: level8(v[2])} }}
	cmykSpace = colorSpace{n: 4, first: []float64{0, 0, 0, 1}, most: 1, color: printed}
)

func gray(v float64) svg.Color { return svg.Color{R: level8(v), G: level8(v), B: level8(v)} }

func level8(v float64) uint8 {
	if !(v > 0) {
		return 0
	}
	return uint8(float64(math.Min(v, 1)*255) + 0.5)
}

// overprints is how coated paper looks under each mixture of full inks, in sRGB:
// bit 0 cyan, bit 1 magenta, bit 2 yellow, bit 3 black (SWOP, the press that
// viewers assume where a file names none).
var overprints = [16][3]float64{
	{1, 1, 1}, {0, 0.678, 0.937}, {0.925, 0, 0.549}, {0.180, 0.192, 0.573},
	{1, 0.949, 0}, {0, 0.651, 0.314}, {0.929, 0.110, 0.141}, {0.212, 0.212, 0.224},
	{0.137, 0.122, 0.126}, {0, 0.059, 0.141}, {0.141, 0, 0}, {0, 0, 0.008},
	{0.110, 0.102, 0}, {0, 0.075, 0}, {0.133, 0, 0}, {0, 0, 0},
}

// printed mixes the overprints by the area that each covers (Neugebauer).
func printed(v []float64) svg.Color {
	var out [3]float64
	for i, paper := range overprints {
		share := 1.0
		for ink := range 4 {
			c := math.Max(0, math.Min(1, v[ink]))
			if i>>ink&1 == 0 {
				c = 1 - c
			}
			share *= c
		}
		for ch := range out {
			out[ch] += float64(share * paper[ch])
		}
	}
	return svg.Color{R: level8(out[0]), G: level8(out[1]), B: level8(out[2])}
}

// mixed is a colour, paid for: black when the budget is spent.
func (r *player) mixed(s colorSpace, v []float64) svg.Color {
	if !r.canvas.Spend(s.cost) {
		return svg.Color{}
	}
	return s.color(v)
}

// device is the operator that sets space and colour in one go.
func device(space *colorSpace, stroke bool) func(*player) {
	return func(r *player) {
		in := &r.state.fill
		if stroke {
			in = &r.state.stroke
		}
		if v, ok := r.numbers(space.n); ok {
			in.space, in.color, in.pattern = *space, space.color(v), nil
		}
	}
}

func (r *player) setSpace(in *ink) {
	s := r.space(r.name(), 0)
	in.space, in.pattern = s, nil
	if s.color != nil {
		in.color = r.mixed(s, s.first)
	}
}

// setColor takes the numbers of a colour, or the name of a pattern; tiles without
// a colour of their own have both.
func (r *player) setColor(in *ink) {
	if n := r.name(); n != "" {
		in.pattern = r.d.resolve(r.resource("Pattern", n))
		if in.pattern == nil {
			in.pattern = dict{} // nothing that is known
		}
		r.args = r.args[:len(r.args)-1]
		if under := in.space.under; under != nil && under.color != nil {
			if v, ok := r.numbers(under.n); ok {
				in.color = r.mixed(*under, v)
			}
		}
		return
	}
	if v, ok := r.numbers(in.space.n); ok && in.space.color != nil {
		in.color, in.pattern = r.mixed(in.space, v), nil
	}
}
