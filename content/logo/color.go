package logo

import (
	"encoding/hex"
	"fmt"
	"math"
)

// Color is an sRGB colour with straight alpha. Its text form is #rrggbb, with
// two digits more when it is not opaque.
type Color struct{ R, G, B, A uint8 }

// String is the text form.
func (c Color) String() string {
	if c.A == 255 {
		return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	}
	return fmt.Sprintf("#%02x%02x%02x%02x", c.R, c.G, c.B, c.A)
}

// MarshalText writes what String writes.
func (c Color) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (c *Color) UnmarshalText(b []byte) error {
	if len(b) == 7 {
		b = append(append([]byte{}, b...), "ff"...)
	}
	var v [4]byte
	if len(b) != 9 || b[0] != '#' {
		return fmt.Errorf("%q is no colour", b)
	}
	if _, err := hex.Decode(v[:], b[1:]); err != nil {
		return fmt.Errorf("%q is no colour", b)
	}
	*c = Color{v[0], v[1], v[2], v[3]}
	return nil
}

// Luminance is the relative luminance of WCAG 2, alpha left aside.
func (c Color) Luminance() float64 {
	return float64(0.2126*linear(c.R)) + float64(0.7152*linear(c.G)) + float64(0.0722*linear(c.B))
}

func linear(v uint8) float64 { return linears[v] }

// linears are counted out once: a mark has a million pixels and 256 levels.
var linears = func() (all [256]float64) {
	for v := range all {
		all[v] = counted(uint8(v))
	}
	return all
}()

func counted(v uint8) float64 {
	x := float64(v) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

// chroma is how far c is from grey, 0 to 255.
func (c Color) chroma() int {
	return int(max(c.R, c.G, c.B)) - int(min(c.R, c.G, c.B))
}

// maxGrey is the chroma up to which a colour passes for grey.
const maxGrey = 24

// hue is the angle on the colour circle in degrees.
func (c Color) hue() float64 {
	r, g, b := float64(c.R), float64(c.G), float64(c.B)
	h := math.Atan2(math.Sqrt(3)*(g-b), float64(2*r)-g-b) * 180 / math.Pi
	if h < 0 {
		h += 360
	}
	return h
}

// distance is the Euclidean distance in RGB, squared.
func (c Color) distance(d Color) int {
	r, g, b := int(c.R)-int(d.R), int(c.G)-int(d.G), int(c.B)-int(d.B)
	return r*r + g*g + b*b
}

// nearWhite and nearBlack tell whether c passes for paper or for ink. Navy is
// neither: it is dark, but it is a colour.
func (c Color) nearWhite() bool { return c.chroma() <= maxGrey && c.Luminance() >= 0.8 }
func (c Color) nearBlack() bool { return c.chroma() <= maxGrey && c.Luminance() <= 0.02 }
