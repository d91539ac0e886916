package pdf

import "math"

// function is a PDF function, ready to be asked, and about how many steps an
// answer takes. It never fails: what is damaged gives what it can, and nothing at
// all gives no numbers.
type function struct {
	at   func([]float64) []float64
	cost int
}

var noFunction = function{func([]float64) []float64 { return nil }, 1}

// mostFunctions bounds functions within each other.
const mostFunctions = 8

// function reads one function, or a list with one for each result.
func (d *document) function(o object, depth int) function {
	o = d.resolve(o)
	if list, ok := o.(array); ok {
		return d.functionList(list, depth)
	}
	dd := dictOf(o)
	if dd == nil || depth > mostFunctions {
		return noFunction
	}
	domain := d.floats(dd.get("Domain"), 2*mostArgs)
	ranges := d.floats(dd.get("Range"), 2*mostArgs)
	var f function
	switch d.smallInt(dd.get("FunctionType"), -1) {
	case 0:
		f = d.sampled(o, domain, ranges)
	case 2:
		f = d.exponential(dd)
	case 3:
		f = d.stitched(dd, domain, depth)
	case 4:
		f = d.calculator(o)
	default:
		return noFunction
	}
	return function{func(v []float64) []float64 { return within(f.at(within(v, domain)), ranges) }, f.cost + 4}
}

func (d *document) functionList(list array, depth int) function {
	var fs []function
	cost := 1
	for _, o := range list[:min(len(list), mostArgs)] {
		f := d.function(o, depth+1)
		fs, cost = append(fs, f), cost+f.cost
	}
	return function{func(v []float64) []float64 {
		var out []float64
		for _, f := range fs {
			out = append(out, f.at(v)...)
		}
		return out
	}, cost}
}

// within holds numbers inside pairs of limits, as far as there are any.
func within(v, limits []float64) []float64 {
	out := append([]float64{}, v...)
	for i := range out {
		if 2*i+1 < len(limits) {
			out[i] = math.Max(limits[2*i], math.Min(limits[2*i+1], out[i]))
		}
	}
	return out
}

func along(x, x0, x1, y0, y1 float64) float64 {
	if x1 == x0 {
		return y0
	}
	return y0 + (x-x0)*(y1-y0)/(x1-x0)
}

// exponential is type 2: from C0 to C1 along a power.
func (d *document) exponential(dd dict) function {
	c0, c1 := d.floats(dd.get("C0"), mostArgs), d.floats(dd.get("C1"), mostArgs)
	if len(c0) == 0 {
		c0 = []float64{0}
	}
	if len(c1) == 0 {
		c1 = []float64{1}
	}
	n, ok := number(d.resolve(dd.get("N")))
	if !ok {
		n = 1
	}
	return function{func(v []float64) []float64 {
		out := make([]float64, min(len(c0), len(c1)))
		for i := range out {
			out[i] = c0[i] + float64(math.Pow(first(v), n)*(c1[i]-c0[i]))
		}
		return out
	}, len(c0)}
}

func first(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	return v[0]
}

// stitched is type 3: one function after the other.
func (d *document) stitched(dd dict, domain []float64, depth int) function {
	list, _ := d.resolve(dd.get("Functions")).(array)
	bounds, encode := d.bounds(dd, domain), d.floats(dd.get("Encode"), 2*mostStitches)
	var fs []function
	cost := 1
	for _, o := range list[:min(len(list), mostStitches)] {
		f := d.function(o, depth+1)
		fs, cost = append(fs, f), max(cost, f.cost)
	}
	if len(fs) == 0 || len(bounds) < len(fs)+1 || len(encode) < 2*len(fs) {
		return noFunction
	}
	return function{func(v []float64) []float64 {
		x, i := first(v), 0
		for i < len(fs)-1 && x >= bounds[i+1] {
			i++
		}
		return fs[i].at([]float64{along(x, bounds[i], bounds[i+1], encode[2*i], encode[2*i+1])})
	}, cost + len(fs)}
}

// mostStitches bounds the parts of a stitched function.
const mostStitches = 256

// bounds are the ends of the parts of a stitched function, with those of all.
func (d *document) bounds(dd dict, domain []float64) []float64 {
	if len(domain) < 2 {
		domain = []float64{0, 1}
	}
	inner := d.floats(dd.get("Bounds"), mostStitches)
	return append(append([]float64{domain[0]}, inner...), domain[1])
}

// edges are the places inside 0 to 1 at which a function may jump or bend: those
// of its parts.
func (d *document) edges(o object) []float64 {
	o = d.resolve(o)
	var out []float64
	if list, ok := o.(array); ok {
		for _, o := range list[:min(len(list), mostArgs)] {
			out = append(out, d.edges(o)...)
		}
		return out
	}
	dd := dictOf(o)
	if d.smallInt(dd.get("FunctionType"), -1) == 3 {
		return d.floats(dd.get("Bounds"), mostStitches)
	}
	return nil
}
