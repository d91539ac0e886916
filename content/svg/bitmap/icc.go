package bitmap

import (
	"encoding/binary"
	"image"
	"math"
)

// A plain RGB profile is three primaries (in the connection space, XYZ under
// D50) and three tone curves. Display P3 and Adobe RGB are of this kind; those of
// greys have one curve, those of a press are read in press.go.

// toSRGB maps the pixels from the embedded profile to sRGB, in place.
func toSRGB(m *image.NRGBA, h Header) {
	p, ok := h.space()
	if !ok || h.CMYK || p.isSRGB() {
		return
	}
	k := multiply(xyzToSRGB, p.primaries)
	out := encodeTable()
	for i := 0; i+3 < len(m.Pix); i += 4 {
		r, g, b := p.tone[0][m.Pix[i]], p.tone[1][m.Pix[i+1]], p.tone[2][m.Pix[i+2]]
		for c := range 3 {
			m.Pix[i+c] = encode(out, float64(k[3*c]*r)+float64(k[3*c+1]*g)+float64(k[3*c+2]*b))
		}
	}
}

// space is the colour space that the file names.
func (h Header) space() (profile, bool) {
	if h.gamma != nil {
		return *h.gamma, true
	}
	if p, ok := parseProfile(h.Profile); ok || !h.grey {
		return p, ok
	}
	return parseGrey(h.Profile)
}

type profile struct {
	primaries [9]float64 // columns are red, green and blue
	tone      [3][256]float64
}

// xyzToSRGB leads from XYZ under D50 to linear sRGB (Bradford adapted).
var xyzToSRGB = [9]float64{
	3.1338561, -1.6168667, -0.4906146,
	-0.9787684, 1.9161415, 0.0334540,
	0.0719453, -0.2289914, 1.4052427,
}

// isSRGB tells whether applying p would change no colour by more than 2 levels.
func (p profile) isSRGB() bool {
	k := multiply(xyzToSRGB, p.primaries)
	for i, want := range [9]float64{1, 0, 0, 0, 1, 0, 0, 0, 1} {
		if math.Abs(k[i]-want) > 0.01 {
			return false
		}
	}
	table := encodeTable()
	for c := range 3 {
		for v := 0; v < 256; v += 15 {
			if d := int(encode(table, p.tone[c][v])) - v; d < -2 || d > 2 {
				return false
			}
		}
	}
	return true
}

// parseProfile reads the six tags of a plain RGB profile.
func parseProfile(data []byte) (profile, bool) {
	var p profile
	if len(data) < 132 || string(data[16:20]) != "RGB " || string(data[20:24]) != "XYZ " {
		return p, false
	}
	tags := profileTags(data)
	for i, letter := range [3]string{"r", "g", "b"} {
		xyz := tags[letter+"XYZ"]
		tone, ok := toneCurve(tags[letter+"TRC"])
		if len(xyz) < 20 || !ok {
			return p, false
		}
		for row := range 3 {
			p.primaries[3*row+i] = fixed(xyz[8+4*row:])
		}
		p.tone[i] = tone
	}
	return p, tags["A2B0"] == nil
}

// profileTags cuts the file into its tags; entries that point outside are left out.
func profileTags(data []byte) map[string][]byte {
	tags := map[string][]byte{}
	n := min(binary.BigEndian.Uint32(data[128:]), 100)
	for i := range int(n) {
		at := 132 + 12*i
		if at+12 > len(data) {
			break
		}
		off, size := int64(binary.BigEndian.Uint32(data[at+4:])), int64(binary.BigEndian.Uint32(data[at+8:]))
		if off+size <= int64(len(data)) {
			tags[string(data[at:at+4])] = data[off : off+size]
		}
	}
	return tags
}

// toneCurve makes a table of linear light from a curve or a parametric curve.
func toneCurve(tag []byte) (t [256]float64, ok bool) {
	if len(tag) < 12 {
		return t, false
	}
	f := func(float64) float64 { return math.NaN() }
	switch string(tag[:4]) {
	case "curv":
		f = sampled(tag[8:])
	case "para":
		f = parametric(binary.BigEndian.Uint16(tag[8:]), tag[12:])
	}
	for i := range t {
		t[i] = f(float64(i) / 255)
		if !(t[i] >= 0 && t[i] <= 2) {
			return t, false
		}
	}
	return t, true
}

// sampled is a curve of n points, or a power when n is 1, or straight when 0.
func sampled(b []byte) func(float64) float64 {
	n := int64(binary.BigEndian.Uint32(b))
	b = b[4:]
	switch {
	case n == 0:
		return func(x float64) float64 { return x }
	case 2*n > int64(len(b)):
		return func(float64) float64 { return math.NaN() }
	case n == 1:
		gamma := float64(binary.BigEndian.Uint16(b)) / 256
		return func(x float64) float64 { return math.Pow(x, gamma) }
	}
	at := func(i int64) float64 { return float64(binary.BigEndian.Uint16(b[2*i:])) / 65535 }
	return func(x float64) float64 {
		pos := x * float64(n-1)
		i := min(int64(pos), n-2)
		f := pos - float64(i)
		return float64(at(i)*(1-f)) + float64(at(i+1)*f)
	}
}

// parametric is one of the five formulas of ICC.1, 10.18: a power with an
// offset above d, and a straight line below it.
func parametric(kind uint16, b []byte) func(float64) float64 {
	counts := [...]int{1, 3, 4, 5, 7}
	if int(kind) >= len(counts) || len(b) < 4*counts[kind] {
		return func(float64) float64 { return math.NaN() }
	}
	v := [7]float64{1, 1, 0, 0, 0, 0, 0} // g a b c d e f
	for i := range counts[kind] {
		v[i] = fixed(b[4*i:])
	}
	g, a, off, c, d, e, f := v[0], v[1], v[2], v[3], v[4], v[5], v[6]
	if kind == 1 || kind == 2 {
		e, f, d, c = c, c, -off/a, 0
	}
	return func(x float64) float64 {
		if x >= d {
			return math.Pow(math.Max(0, float64(a*x)+off), g) + e
		}
		return float64(c*x) + f
	}
}

// fixed is a signed 16.16 number.
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

func multiply(a, b [9]float64) (c [9]float64) {
	for i := range 3 {
		for j := range 3 {
			c[3*i+j] = float64(a[3*i]*b[j]) + float64(a[3*i+1]*b[3+j]) + float64(a[3*i+2]*b[6+j])
		}
	}
	return c
}

// encodeTable is the sRGB curve for 4,097 steps of linear light.
func encodeTable() *[4097]uint8 {
	var t [4097]uint8
	for i := range t {
		v := float64(i) / 4096
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = float64(1.055*math.Pow(v, 1/2.4)) - 0.055
		}
		t[i] = uint8(float64(v*255) + 0.5)
	}
	return &t
}

func encode(t *[4097]uint8, v float64) uint8 {
	return t[int(float64(math.Max(0, math.Min(1, v))*4096)+0.5)]
}
