package svg

import (
	"math"

	"github.com/portico-prm/portico/content/svg/geom"
)

// pixel is premultiplied.
type pixel struct{ r, g, b, a uint8 }

// shader tells the colour of a pixel.
type shader func(x, y int) pixel

// shader makes the paint ready to be asked pixel by pixel.
func (p painter) shader(paint *Paint) shader {
	if paint.Gradient == nil {
		c := premultiplied(paint.Color, paint.Alpha)
		return func(int, int) pixel { return c }
	}
	inv, ok := p.m.Mul(paint.Gradient.Matrix).Invert()
	if !ok {
		return func(int, int) pixel { return pixel{} }
	}
	g := paint.Gradient
	table := g.table(paint.Alpha)
	return func(x, y int) pixel {
		t := g.at(inv.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5}))
		return table[int(float64(g.Spread.within(t)*(tableSize-1))+0.5)]
	}
}

func premultiplied(c Color, alpha float64) pixel {
	ch := func(v uint8) uint8 { return uint8(float64(float64(v)*alpha) + 0.5) }
	return pixel{ch(c.R), ch(c.G), ch(c.B), uint8(float64(255*alpha) + 0.5)}
}

// tableSize is the number of colours that a gradient is cut into.
const tableSize = 1024

// table mixes the stops as SVG does: straight, before alpha is multiplied in.
func (g *Gradient) table(alpha float64) *[tableSize]pixel {
	var t [tableSize]pixel
	next := 0
	for i := range t {
		at := float64(i) / (tableSize - 1)
		for next < len(g.Stops) && g.Stops[next].At <= at {
			next++
		}
		t[i] = g.mix(next, at, alpha)
	}
	return &t
}

// mix is the colour at a place before stop number next.
func (g *Gradient) mix(next int, at, alpha float64) pixel {
	switch next {
	case 0:
		return premultiplied(g.Stops[0].Color, g.Stops[0].Alpha*alpha)
	case len(g.Stops):
		last := g.Stops[next-1]
		return premultiplied(last.Color, last.Alpha*alpha)
	}
	a, b := g.Stops[next-1], g.Stops[next]
	k := (at - a.At) / (b.At - a.At)
	ch := func(a, b uint8) float64 { return float64(a) + float64((float64(b)-float64(a))*k) }
	alpha *= a.Alpha + float64((b.Alpha-a.Alpha)*k)
	to8 := func(v float64) uint8 { return uint8(float64(v*alpha) + 0.5) }
	return pixel{
		to8(ch(a.Color.R, b.Color.R)), to8(ch(a.Color.G, b.Color.G)),
		to8(ch(a.Color.B, b.Color.B)), to8(255),
	}
}

// at is the place of p on the gradient; 0 and 1 are its ends.
func (g *Gradient) at(p geom.Point) float64 {
	from, to := geom.Point{X: g.X1, Y: g.Y1}, geom.Point{X: g.X2, Y: g.Y2}
	d, v := to.Sub(from), p.Sub(from)
	along := float64(v.X*d.X) + float64(v.Y*d.Y)
	if !g.Radial {
		return along / (float64(d.X*d.X) + float64(d.Y*d.Y))
	}
	// The circle at t has its centre at from + t d and the radius R1 + t dr.
	// The largest t whose circle passes through p solves a t^2 - 2 b t + c = 0.
	dr := g.R2 - g.R1
	a := float64(d.X*d.X) + float64(d.Y*d.Y) - float64(dr*dr)
	b := along + float64(g.R1*dr)
	c := float64(v.X*v.X) + float64(v.Y*v.Y) - float64(g.R1*g.R1)
	if a == 0 {
		return c / (2 * b)
	}
	return (b - math.Sqrt(math.Max(0, float64(b*b)-float64(a*c)))) / a
}

// within brings t between 0 and 1 as the spread says.
func (s Spread) within(t float64) float64 {
	switch s {
	case Repeat:
		t -= math.Floor(t)
	case Reflect:
		t = math.Abs(t - float64(2*math.Round(t/2)))
	}
	return unit(t)
}
