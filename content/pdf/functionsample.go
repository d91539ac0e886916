package pdf

import "math"

// mostSamples bounds the table of a sampled function.
const mostSamples = 1 << 20

// sampled is type 0: a table. One input is mixed from its two neighbours, which
// is all that gradients and named inks need; with several inputs the nearest
// entry counts.
func (d *document) sampled(o object, domain, ranges []float64) function {
	s, ok := o.(*stream)
	if !ok {
		return noFunction
	}
	t := sampleTable{size: d.floats(s.dict.get("Size"), 4), bits: d.smallInt(s.dict.get("BitsPerSample"), 8), results: len(ranges) / 2}
	t.domain, t.encode, t.decode = domain, d.floats(s.dict.get("Encode"), 8), d.floats(s.dict.get("Decode"), 2*mostArgs)
	if len(t.decode) < len(ranges) {
		t.decode = ranges
	}
	t.data, _ = d.unpackAll(s)
	if !t.sound() {
		return noFunction
	}
	return function{t.at, 4 * t.results}
}

type sampleTable struct {
	size, domain, encode, decode []float64
	bits, results                int
	data                         []byte
}

func (t *sampleTable) sound() bool {
	entries := 1.0
	for _, n := range t.size {
		if !(n >= 1) {
			return false
		}
		entries *= n
	}
	known := t.bits == 8 || t.bits == 16 || t.bits == 4 || t.bits == 2 || t.bits == 1
	return known && len(t.size) > 0 && t.results > 0 && len(t.domain) >= 2*len(t.size) && entries*float64(t.results) <= mostSamples
}

func (t *sampleTable) at(v []float64) []float64 {
	if len(v) < len(t.size) {
		return nil
	}
	index, step, mix := 0, 1, 0.0
	for i, n := range t.size {
		e := along(v[i], t.domain[2*i], t.domain[2*i+1], 0, n-1)
		if len(t.encode) >= 2*len(t.size) {
			e = along(v[i], t.domain[2*i], t.domain[2*i+1], t.encode[2*i], t.encode[2*i+1])
		}
		e = math.Max(0, math.Min(n-1, e))
		if len(t.size) == 1 {
			mix = e - math.Floor(e)
			e = math.Floor(e)
		}
		index += int(e+0.5) * step
		step *= int(n)
	}
	out := make([]float64, t.results)
	for j := range out {
		out[j] = float64(t.sample(index, j)*(1-mix)) + float64(mix*t.sample(min(index+1, step-1), j))
	}
	return out
}

// sample is result j of an entry, in its range.
func (t *sampleTable) sample(entry, j int) float64 {
	bit := (entry*t.results + j) * t.bits
	v := 0
	for k := range (t.bits + 7) / 8 {
		if i := bit/8 + k; i < len(t.data) {
			v = v<<8 | int(t.data[i])
		}
	}
	if t.bits < 8 {
		v = v >> (8 - t.bits - bit%8) & (1<<t.bits - 1)
	}
	return along(float64(v), 0, float64(int(1)<<t.bits-1), t.decode[2*j], t.decode[2*j+1])
}
