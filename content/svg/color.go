package svg

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"

	"github.com/portico-prm/portico/content/svg/geom"
)

// Color is an opaque sRGB colour. Its text form is #rrggbb.
type Color struct{ R, G, B uint8 }

// MarshalText writes #rrggbb.
func (c Color) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "#%02x%02x%02x", c.R, c.G, c.B), nil
}

// UnmarshalText reads #rrggbb.
func (c *Color) UnmarshalText(b []byte) error {
	got, ok := hexColor(string(b))
	if !ok || len(b) != 7 {
		return fmt.Errorf("%q is no colour", b)
	}
	*c = got.Color
	return nil
}

// tint is a colour with alpha, as CSS writes it.
type tint struct {
	Color
	alpha float64
}

// parseColor reads a colour in any notation of CSS Color 3.
func parseColor(s string) (tint, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "transparent" {
		return tint{}, true
	}
	if strings.HasPrefix(s, "#") {
		return hexColor(s)
	}
	if name, args, ok := strings.Cut(s, "("); ok {
		return functionColor(name, strings.TrimSuffix(args, ")"))
	}
	c, ok := colornames.Map[s]
	if !ok && s == "rebeccapurple" {
		return tint{Color{0x66, 0x33, 0x99}, 1}, true
	}
	return tint{Color{c.R, c.G, c.B}, 1}, ok
}

// hexColor reads #rgb, #rgba, #rrggbb and #rrggbbaa.
func hexColor(s string) (tint, bool) {
	if !strings.HasPrefix(s, "#") {
		return tint{}, false
	}
	h := s[1:]
	if len(h) == 3 || len(h) == 4 {
		long := make([]byte, 0, 8)
		for i := range len(h) {
			long = append(long, h[i], h[i])
		}
		h = string(long)
	}
	if len(h) == 6 {
		h += "ff"
	}
	v, err := strconv.ParseUint(h, 16, 32)
	if err != nil || len(h) != 8 {
		return tint{}, false
	}
	return tint{Color{uint8(v >> 24), uint8(v >> 16), uint8(v >> 8)}, float64(v&255) / 255}, true
}

// functionColor reads the arguments of rgb, rgba, hsl and hsla.
func functionColor(name, args string) (tint, bool) {
	in := geom.NewScanner(strings.ReplaceAll(args, "/", " "))
	var v [4]float64
	var percent [4]bool
	v[3] = 1
	n := 0
	for ; n < 4 && !in.Done(); n++ {
		x, ok := in.Number()
		if !ok {
			return tint{}, false
		}
		percent[n] = in.Unit() == "%"
		v[n] = x
	}
	if n < 3 {
		return tint{}, false
	}
	if percent[3] {
		v[3] /= 100
	}
	switch strings.TrimSpace(name) {
	case "rgb", "rgba":
		return tint{Color{channel(v[0], percent[0]), channel(v[1], percent[1]), channel(v[2], percent[2])}, unit(v[3])}, true
	case "hsl", "hsla":
		return tint{hsl(v[0], unit(v[1]/100), unit(v[2]/100)), unit(v[3])}, true
	}
	return tint{}, false
}

func channel(v float64, percent bool) uint8 {
	if percent {
		v *= 2.55
	}
	return uint8(math.Round(math.Max(0, math.Min(255, v))))
}

// hsl follows CSS: hue in degrees, the others from 0 to 1.
func hsl(h, s, l float64) Color {
	f := func(n float64) uint8 {
		k := math.Mod(n+h/30, 12)
		if k < 0 {
			k += 12
		}
		a := s * math.Min(l, 1-l)
		return channel(255*(l-float64(a*math.Max(-1, math.Min(math.Min(k-3, 9-k), 1)))), false)
	}
	return Color{f(0), f(8), f(4)}
}

// unit clamps to 0..1; what is no number counts as 0.
func unit(v float64) float64 {
	if !(v > 0) {
		return 0
	}
	return math.Min(v, 1)
}
