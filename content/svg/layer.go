package svg

import (
	"image"

	"github.com/portico-prm/portico/content/svg/cover"
)

// lay paints an area, pixel over pixel.
func (p painter) lay(area *image.Alpha, color shader) {
	for y := area.Rect.Min.Y; y < area.Rect.Max.Y; y++ {
		row := area.Pix[area.PixOffset(area.Rect.Min.X, y):][:area.Rect.Dx()]
		dst := p.dst.Pix[p.dst.PixOffset(area.Rect.Min.X, y):]
		for x, cov := range row {
			if cov != 0 {
				over(dst[4*x:4*x+4], color(area.Rect.Min.X+x, y), cov)
			}
		}
	}
}

// over lays a premultiplied colour, thinned to cov, on a pixel.
func over(dst []uint8, c pixel, cov uint8) {
	if cov != 255 {
		c = pixel{scale8(c.r, cov), scale8(c.g, cov), scale8(c.b, cov), scale8(c.a, cov)}
	}
	if c.a == 255 {
		dst[0], dst[1], dst[2], dst[3] = c.r, c.g, c.b, c.a
		return
	}
	rest := 255 - c.a
	dst[0] = c.r + scale8(dst[0], rest)
	dst[1] = c.g + scale8(dst[1], rest)
	dst[2] = c.b + scale8(dst[2], rest)
	dst[3] = c.a + scale8(dst[3], rest)
}

// group draws a group: on the same sheet if it only cuts, else on its own.
func (p painter) group(g *Group) {
	if !p.near(Node{Group: g}.rough()) {
		return
	}
	if g.Clip != nil {
		clip := p.area(&g.Clip.Path, g.Clip.EvenOdd)
		if clip == nil {
			return
		}
		p.clip = clip
	}
	if g.bare() {
		p.nodes(g.Nodes)
		return
	}
	p.sheet(g)
}

// sheet draws a group apart and lays it over.
func (p painter) sheet(g *Group) {
	rect := cover.Pixels(Node{Group: g}.rough().Transform(p.m)).Intersect(p.bounds())
	own := painter{m: p.m, dst: image.NewRGBA(rect)}
	own.nodes(g.Nodes)
	area := uniformArea(rect, g.Opacity)
	if g.Mask != nil {
		multiply(area, p.mask(g.Mask, rect))
	}
	if p.clip != nil {
		multiply(area, p.clip)
	}
	color := func(x, y int) pixel {
		px := own.dst.Pix[own.dst.PixOffset(x, y):]
		return pixel{px[0], px[1], px[2], px[3]}
	}
	if g.Blend != "" {
		p.blend(area, color, blends[g.Blend])
		return
	}
	p.lay(area, color)
}

func uniformArea(rect image.Rectangle, opacity float64) *image.Alpha {
	a := image.NewAlpha(rect)
	v := uint8(float64(unit(opacity)*255) + 0.5)
	for i := range a.Pix {
		a.Pix[i] = v
	}
	return a
}

// mask draws a mask and reads its alpha, or its brightness on black.
func (p painter) mask(m *Mask, rect image.Rectangle) *image.Alpha {
	own := painter{m: p.m, dst: image.NewRGBA(rect)}
	own.nodes(m.Nodes)
	out := image.NewAlpha(rect)
	for i := range out.Pix {
		px := own.dst.Pix[4*i : 4*i+4]
		out.Pix[i] = px[3]
		if !m.Alpha { // premultiplied, so black is behind it already
			out.Pix[i] = uint8((2126*uint32(px[0]) + 7152*uint32(px[1]) + 722*uint32(px[2]) + 5000) / 10_000)
		}
	}
	return out
}
