package svg

import (
	"math"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/svg/geom"
)

// parseTransform reads a transform attribute, or the property of CSS, whose
// angles and lengths have units. A damaged list does nothing, as in browsers.
func parseTransform(s string) geom.Matrix {
	m := geom.Identity
	in := geom.NewScanner(s)
	for !in.Done() {
		name := strings.ToLower(in.Word())
		if in.Peek() != '(' {
			return geom.Identity
		}
		in.Take()
		args, ok := arguments(in)
		step, known := transformStep(name, args)
		if !ok || !known {
			return geom.Identity
		}
		m = m.Mul(step)
	}
	return m
}

// counts are how many arguments each step may have. Programs that write decimal
// commas, translate(0,5, 0,5), have more; what they meant nobody can tell.
var counts = map[string][]int{
	"matrix": {6}, "translate": {1, 2}, "translatex": {1}, "translatey": {1}, "scale": {1, 2}, "scalex": {1}, "scaley": {1},
	"rotate": {1, 3}, "skewx": {1}, "skewy": {1},
}

// arguments reads up to six numbers and the closing parenthesis.
func arguments(in *geom.Scanner) ([]float64, bool) {
	var args []float64
	for len(args) <= 6 {
		if in.Peek() == ')' {
			in.Take()
			return args, true
		}
		v, ok := in.Number()
		if !ok {
			return nil, false
		}
		args = append(args, v*argumentUnit(in.Unit()))
	}
	return nil, false
}

// argumentUnit brings angles to degrees and lengths to px.
func argumentUnit(unit string) float64 {
	switch strings.ToLower(unit) {
	case "rad":
		return 180 / math.Pi
	case "turn":
		return 360
	case "grad":
		return 0.9
	}
	if k, ok := unitSize[strings.ToLower(unit)]; ok {
		return k
	}
	return 1
}

func transformStep(name string, a []float64) (geom.Matrix, bool) {
	arg := func(i int, otherwise float64) float64 {
		if i < len(a) {
			return a[i]
		}
		return otherwise
	}
	if !slices.Contains(counts[name], len(a)) {
		return geom.Identity, false
	}
	switch name {
	case "matrix":
		return geom.Matrix{A: a[0], B: a[1], C: a[2], D: a[3], E: a[4], F: a[5]}, true
	case "translate":
		return geom.Translate(a[0], arg(1, 0)), true
	case "translatex":
		return geom.Translate(a[0], 0), true
	case "translatey":
		return geom.Translate(0, a[0]), true
	case "scale":
		return geom.Scale(a[0], arg(1, a[0])), true
	case "scalex":
		return geom.Scale(a[0], 1), true
	case "scaley":
		return geom.Scale(1, a[0]), true
	case "rotate":
		x, y := arg(1, 0), arg(2, 0)
		return geom.Translate(x, y).Mul(geom.Rotate(a[0])).Mul(geom.Translate(-x, -y)), true
	case "skewx":
		return geom.Matrix{A: 1, C: math.Tan(a[0] * math.Pi / 180), D: 1}, true
	case "skewy":
		return geom.Matrix{A: 1, B: math.Tan(a[0] * math.Pi / 180), D: 1}, true
	}
	return geom.Identity, false
}
