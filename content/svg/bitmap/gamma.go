package bitmap

import (
	"encoding/binary"
	"math"
)

// srgbToXYZ leads from linear sRGB to XYZ under D50.
var srgbToXYZ = [9]float64{
	0.4360747, 0.3850649, 0.1430804,
	0.2225045, 0.7168786, 0.0606169,
	0.0139322, 0.0971045, 0.7141733,
}

// usualGamma is what files of sRGB say, in 100,000ths: they keep their colours.
const usualGamma = 45455

// pngGamma is the tone curve that a PNG names by gAMA alone, without a profile
// and without saying that it is sRGB; nil when it names none, or the usual one.
func pngGamma(chunks []byte) (p *profile) {
	for len(chunks) >= 12 {
		n := int64(binary.BigEndian.Uint32(chunks))
		if n+12 > int64(len(chunks)) {
			return p
		}
		switch string(chunks[4:8]) {
		case "IDAT":
			return p
		case "sRGB", "iCCP", "cICP":
			return nil
		case "gAMA":
			if n == 4 {
				p = gamma(binary.BigEndian.Uint32(chunks[8:]))
			}
		}
		chunks = chunks[12+n:]
	}
	return p
}

func gamma(v uint32) *profile {
	if v < 10_000 || v > 500_000 || v > usualGamma-500 && v < usualGamma+500 {
		return nil
	}
	p := &profile{primaries: srgbToXYZ}
	for c := range p.tone {
		for i := range p.tone[c] {
			p.tone[c][i] = math.Pow(float64(i)/255, 100_000/float64(v))
		}
	}
	return p
}

// parseGrey reads a profile of greys, such as the dot gain of a press.
func parseGrey(data []byte) (p profile, ok bool) {
	if len(data) < 132 || string(data[16:20]) != "GRAY" {
		return p, false
	}
	tone, ok := toneCurve(profileTags(data)["kTRC"])
	return profile{primaries: srgbToXYZ, tone: [3][256]float64{tone, tone, tone}}, ok
}
