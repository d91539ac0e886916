package pdf

import (
	"math"

	"github.com/portico-prm/portico/content/svg"
)

// mostSpaces bounds colour spaces within each other.
const mostSpaces = 8

// space reads a colour space by its name or its array. What is not known is
// taken for grey.
func (r *player) space(o object, depth int) colorSpace {
	o = r.d.resolve(o)
	if depth > mostSpaces {
		return grey
	}
	switch v := o.(type) {
	case name:
		return r.namedSpace(v, depth)
	case array:
		if len(v) > 0 {
			kind, _ := r.d.resolve(v[0]).(name)
			return r.arraySpace(kind, v, depth)
		}
	}
	return grey
}

func (r *player) namedSpace(n name, depth int) colorSpace {
	switch n {
	case "DeviceGray", "G", "CalGray":
		return grey
	case "DeviceRGB", "RGB", "CalRGB":
		return rgbSpace
	case "DeviceCMYK", "CMYK":
		return cmykSpace
	case "Pattern":
		return colorSpace{tiled: true}
	}
	if o := r.resource("ColorSpace", n); o != nil && r.d.resolve(o) != n {
		return r.space(o, depth+1)
	}
	return grey
}

func (r *player) arraySpace(kind name, a array, depth int) colorSpace {
	at := func(i int) object {
		if i < len(a) {
			return a[i]
		}
		return nil
	}
	switch kind {
	case "ICCBased":
		return r.profiled(r.d.dict(at(1)), depth)
	case "Indexed", "I":
		return r.indexed(at(1), at(2), at(3), depth)
	case "Separation", "DeviceN":
		return r.tinted(at(1), at(2), at(3), depth)
	case "Lab":
		return r.lab(r.d.dict(at(1)))
	case "Pattern":
		under := r.space(at(1), depth+1)
		return colorSpace{tiled: true, under: &under}
	}
	return r.namedSpace(kind, depth)
}

// profiled is a space with an ICC profile, taken for the device's own with as
// many inks: most profiles are sRGB, or a press.
func (r *player) profiled(d dict, depth int) colorSpace {
	switch r.d.smallInt(d.get("N"), 0) {
	case 1:
		return grey
	case 3:
		if alt := r.d.resolve(d.get("Alternate")); alt != nil {
			if s := r.space(alt, depth+1); s.n == 3 {
				return s
			}
		}
		return rgbSpace
	case 4:
		return cmykSpace
	}
	return grey
}

// indexed is a palette of another space.
func (r *player) indexed(base, high, table object, depth int) colorSpace {
	under := r.space(base, depth+1)
	most := max(min(r.d.smallInt(r.d.resolve(high), 0), 255), 0)
	raw := r.d.bytes(table)
	if s, ok := r.d.resolve(table).(*stream); ok {
		raw = r.bytes(s)
	}
	colors := make([]svg.Color, most+1)
	r.canvas.Spend(len(colors))
	for i := range colors {
		v := make([]float64, under.n)
		for j := range v {
			if k := i*under.n + j; k < len(raw) {
				v[j] = float64(raw[k]) / 255
			}
		}
		if under.color != nil {
			colors[i] = r.mixed(under, v)
		}
	}
	return colorSpace{n: 1, first: []float64{0}, most: float64(most), color: func(v []float64) svg.Color {
		return colors[int(math.Max(0, math.Min(v[0], float64(most))))]
	}}
}

// tinted is one or several named inks, which a function mixes from a space that
// is known.
func (r *player) tinted(names, base, tint object, depth int) colorSpace {
	n := 1
	if list, ok := r.d.resolve(names).(array); ok {
		n = max(min(len(list), 32), 1)
	}
	under, f := r.space(base, depth+1), r.d.function(tint, 0)
	s := colorSpace{n: n, most: 1, first: make([]float64, n), cost: f.cost + under.cost}
	for i := range s.first {
		s.first[i] = 1
	}
	s.color = func(v []float64) svg.Color {
		mixed := f.at(v)
		if len(mixed) < under.n || under.color == nil {
			return svg.Color{}
		}
		return under.color(mixed)
	}
	return s
}

// lab is CIE L*a*b* under its white point.
func (r *player) lab(d dict) colorSpace {
	white := r.d.floats(d.get("WhitePoint"), 3)
	if len(white) < 3 {
		white = []float64{0.9642, 1, 0.8249}
	}
	return colorSpace{n: 3, first: []float64{0, 0, 0}, most: 1, color: func(v []float64) svg.Color {
		l := (v[0] + 16) / 116
		xyz := [3]float64{white[0] * unlab(l+v[1]/500), white[1] * unlab(l), white[2] * unlab(l-v[2]/200)}
		return fromXYZ(xyz)
	}}
}

func unlab(t float64) float64 {
	if t > 6./29 {
		return t * t * t
	}
	return 3 * 36. / 841 * (t - 4./29)
}

// fromXYZ leads from XYZ under D50 to sRGB.
func fromXYZ(v [3]float64) svg.Color {
	row := func(a, b, c float64) uint8 {
		return level8(encoded(float64(a*v[0]) + float64(b*v[1]) + float64(c*v[2])))
	}
	return svg.Color{R: row(3.1338561, -1.6168667, -0.4906146), G: row(-0.9787684, 1.9161415, 0.0334540), B: row(0.0719453, -0.2289914, 1.4052427)}
}

// encoded is the curve of sRGB.
func encoded(v float64) float64 {
	if v <= 0.0031308 {
		return 12.92 * v
	}
	return float64(1.055*math.Pow(v, 1/2.4)) - 0.055
}
