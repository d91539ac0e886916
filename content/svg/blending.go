package svg

import (
	"image"
	"math"
)

// rgb is a straight colour with channels from 0 to 1.
type rgb [3]float64

// blends mixes a backdrop with a source, as Compositing and Blending Level 1
// defines each mode.
var blends = map[Blend]func(back, src rgb) rgb{
	"multiply":    channels(func(b, s float64) float64 { return b * s }),
	"screen":      channels(func(b, s float64) float64 { return b + s - float64(b*s) }),
	"overlay":     channels(func(b, s float64) float64 { return hardLight(s, b) }),
	"darken":      channels(math.Min),
	"lighten":     channels(math.Max),
	"color-dodge": channels(dodge),
	"color-burn":  channels(func(b, s float64) float64 { return 1 - dodge(1-b, 1-s) }),
	"hard-light":  channels(hardLight),
	"soft-light":  channels(softLight),
	"difference":  channels(func(b, s float64) float64 { return math.Abs(b - s) }),
	"exclusion":   channels(func(b, s float64) float64 { return b + s - float64(2*b*s) }),
	"hue":         func(b, s rgb) rgb { return s.saturated(b.saturation()).lit(b.light()) },
	"saturation":  func(b, s rgb) rgb { return b.saturated(s.saturation()).lit(b.light()) },
	"color":       func(b, s rgb) rgb { return s.lit(b.light()) },
	"luminosity":  func(b, s rgb) rgb { return b.lit(s.light()) },
}

func channels(f func(b, s float64) float64) func(b, s rgb) rgb {
	return func(b, s rgb) rgb { return rgb{f(b[0], s[0]), f(b[1], s[1]), f(b[2], s[2])} }
}

func hardLight(b, s float64) float64 {
	if s <= 0.5 {
		return b * 2 * s
	}
	return b + (float64(2*s) - 1) - float64(b*(float64(2*s)-1))
}

func softLight(b, s float64) float64 {
	if s <= 0.5 {
		return b - float64((1-float64(2*s))*b*(1-b))
	}
	d := math.Sqrt(b)
	if b <= 0.25 {
		d = (float64((float64(16*b)-12)*b) + 4) * b
	}
	return b + float64((float64(2*s)-1)*(d-b))
}

func dodge(b, s float64) float64 {
	switch {
	case b == 0:
		return 0
	case s >= 1:
		return 1
	}
	return math.Min(1, b/(1-s))
}

func (c rgb) light() float64 { return float64(0.3*c[0]) + float64(0.59*c[1]) + float64(0.11*c[2]) }

func (c rgb) low() float64  { return math.Min(c[0], math.Min(c[1], c[2])) }
func (c rgb) high() float64 { return math.Max(c[0], math.Max(c[1], c[2])) }

func (c rgb) saturation() float64 { return c.high() - c.low() }

// saturated stretches the channels so that they span sat.
func (c rgb) saturated(sat float64) rgb {
	low, span := c.low(), c.saturation()
	if span == 0 {
		return rgb{}
	}
	for i := range c {
		c[i] = (c[i] - low) * sat / span
	}
	return c
}

// lit brings c to a lightness, and back into range towards grey.
func (c rgb) lit(light float64) rgb {
	d := light - c.light()
	for i := range c {
		c[i] += d
	}
	low, high := c.low(), c.high()
	for i := range c {
		if low < 0 {
			c[i] = light + (c[i]-light)*light/(light-low)
		}
		if high > 1 {
			c[i] = light + (c[i]-light)*(1-light)/(high-light)
		}
	}
	return c
}

// blend lays an area over the sheet with a blend mode.
func (p painter) blend(area *image.Alpha, color shader, mode func(b, s rgb) rgb) {
	for y := area.Rect.Min.Y; y < area.Rect.Max.Y; y++ {
		for x := area.Rect.Min.X; x < area.Rect.Max.X; x++ {
			src := color(x, y)
			if cov := area.Pix[area.PixOffset(x, y)]; cov != 0 && src.a != 0 {
				dst := p.dst.Pix[p.dst.PixOffset(x, y):]
				over(dst, blended(dst, src, mode), cov)
			}
		}
	}
}

// blended is the source after mixing: the mixed colour as far as there is a
// backdrop, its own colour where there is none.
func blended(dst []uint8, src pixel, mode func(b, s rgb) rgb) pixel {
	if dst[3] == 0 {
		return src
	}
	back := unpremultiplied(pixel{dst[0], dst[1], dst[2], dst[3]})
	own := unpremultiplied(src)
	mixed := mode(back, own)
	ab, as := float64(dst[3])/255, float64(src.a)/255
	var out [3]uint8
	for i := range out {
		v := float64((1-ab)*own[i]) + float64(ab*mixed[i])
		out[i] = uint8(float64(unit(v)*as*255) + 0.5)
	}
	return pixel{out[0], out[1], out[2], src.a}
}

func unpremultiplied(p pixel) rgb {
	a := float64(p.a)
	return rgb{unit(float64(p.r) / a), unit(float64(p.g) / a), unit(float64(p.b) / a)}
}
