package svg

import (
	"image"
	"math"

	"github.com/portico-prm/portico/content/svg/geom"
)

// picture draws a bitmap.
func (p painter) picture(pic *Picture) {
	m := p.m.Mul(pic.Matrix)
	if !p.near(pic.bounds()) {
		return
	}
	path := geom.Rectangle(pic.bounds())
	if !pic.Matrix.Upright() {
		unitSquare := geom.Rectangle(geom.Box{X1: 1, Y1: 1})
		path = unitSquare.Transform(pic.Matrix)
	}
	area := p.area(&path, false)
	inv, ok := m.Invert()
	if area == nil || !ok {
		return
	}
	src := pic.decode()
	src = halved(src, math.Hypot(m.A, m.B), math.Hypot(m.C, m.D))
	p.lay(area, sampler(src, inv))
}

// halved shrinks m by whole factors as long as it stays at least as large as
// it is shown, so that sampling skips no pixel.
func halved(m *image.NRGBA, w, h float64) *image.NRGBA {
	fx := max(int(float64(m.Rect.Dx())/math.Max(w, 1)), 1)
	fy := max(int(float64(m.Rect.Dy())/math.Max(h, 1)), 1)
	if fx == 1 && fy == 1 {
		return m
	}
	out := image.NewNRGBA(image.Rect(0, 0, max(m.Rect.Dx()/fx, 1), max(m.Rect.Dy()/fy, 1)))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			mean(m, image.Rect(x*fx, y*fy, x*fx+fx, y*fy+fy), out.Pix[out.PixOffset(x, y):])
		}
	}
	return out
}

// mean writes the mean colour of r, weighted by alpha.
func mean(m *image.NRGBA, r image.Rectangle, to []uint8) {
	var sum [4]uint32
	r = r.Intersect(m.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			px := m.Pix[m.PixOffset(x, y):]
			a := uint32(px[3])
			sum[0] += uint32(px[0]) * a
			sum[1] += uint32(px[1]) * a
			sum[2] += uint32(px[2]) * a
			sum[3] += a
		}
	}
	if n := uint32(r.Dx() * r.Dy()); n > 0 && sum[3] > 0 {
		to[0], to[1], to[2] = uint8(sum[0]/sum[3]), uint8(sum[1]/sum[3]), uint8(sum[2]/sum[3])
		to[3] = uint8(sum[3] / n)
	}
}

// sampler mixes the four nearest pixels.
func sampler(m *image.NRGBA, inv geom.Matrix) shader {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	get := func(x, y int) (r, g, b, a float64) {
		px := m.Pix[m.PixOffset(min(max(x, 0), w-1), min(max(y, 0), h-1)):]
		a = float64(px[3]) / 255
		return float64(px[0]) * a, float64(px[1]) * a, float64(px[2]) * a, 255 * a
	}
	return func(x, y int) pixel {
		q := inv.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
		fx, fy := float64(unit(q.X)*float64(w))-0.5, float64(unit(q.Y)*float64(h))-0.5
		x0, y0 := int(math.Floor(fx)), int(math.Floor(fy))
		fx, fy = fx-float64(x0), fy-float64(y0)
		var sum [4]float64
		for i := range 4 {
			k := weight(fx, i&1) * weight(fy, i>>1)
			r, g, b, a := get(x0+i&1, y0+i>>1)
			sum[0], sum[1], sum[2], sum[3] = sum[0]+float64(k*r), sum[1]+float64(k*g), sum[2]+float64(k*b), sum[3]+float64(k*a)
		}
		return pixel{uint8(sum[0] + 0.5), uint8(sum[1] + 0.5), uint8(sum[2] + 0.5), uint8(sum[3] + 0.5)}
	}
}

func weight(f float64, second int) float64 {
	if second == 1 {
		return f
	}
	return 1 - f
}
