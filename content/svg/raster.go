package svg

import (
	"image"
	"math"

	"github.com/portico-prm/portico/content/svg/cover"
	"github.com/portico-prm/portico/content/svg/geom"
)

// maxSide bounds the pictures that Raster makes.
const maxSide = 16_384

// Raster draws the tree, stretched over w x h pixels, anti-aliased on a
// transparent ground. Sizes are held between 1 and 16,384.
func (t *Tree) Raster(w, h int) *image.NRGBA {
	w, h = min(max(w, 1), maxSide), min(max(h, 1), maxSide)
	m := geom.Scale(float64(w)/t.Width, float64(h)/t.Height).Mul(geom.Translate(-t.X, -t.Y))
	p := painter{m: m, dst: image.NewRGBA(image.Rect(0, 0, w, h))}
	p.nodes(t.Nodes)
	return straight(p.dst)
}

// painter draws nodes on one sheet of premultiplied pixels.
type painter struct {
	m    geom.Matrix // from the tree's coordinates to pixels
	dst  *image.RGBA
	clip *image.Alpha // nothing is drawn outside; nil: no clip
}

func (p painter) nodes(nodes []Node) {
	for _, n := range nodes {
		switch {
		case n.Shape != nil:
			p.shape(n.Shape)
		case n.Picture != nil:
			p.picture(n.Picture)
		case n.Group != nil:
			p.group(n.Group)
		}
	}
}

// bounds is where something may be drawn.
func (p painter) bounds() image.Rectangle {
	if p.clip != nil {
		return p.clip.Rect.Intersect(p.dst.Rect)
	}
	return p.dst.Rect
}

// flatness is the greatest distance of a chord from its curve, in pixels.
const flatness = 0.1

func (p painter) shape(s *Shape) {
	if s.StrokeBelow {
		p.stroke(s)
	}
	if s.Fill != nil {
		path := s.filled()
		p.fill(&path, s.EvenOdd, s.Fill)
	}
	if !s.StrokeBelow {
		p.stroke(s)
	}
}

func (p painter) stroke(s *Shape) {
	if s.Stroke == nil || !p.near(s.rough()) {
		return
	}
	path := s.stroked(flatness / math.Max(p.m.Scale(), 1e-9))
	p.fill(&path, false, &s.Stroke.Paint)
}

// near tells whether a box may reach into the picture.
func (p painter) near(b geom.Box) bool {
	return !cover.Pixels(b.Transform(p.m)).Intersect(p.bounds()).Empty()
}

func (p painter) fill(path *geom.Path, evenOdd bool, paint *Paint) {
	area := p.area(path, evenOdd)
	if area == nil {
		return
	}
	p.lay(area, p.shader(paint))
}

// area is what a path covers, inside the clip.
func (p painter) area(path *geom.Path, evenOdd bool) *image.Alpha {
	in := path.Transform(p.m)
	area := cover.Fill(in.Flatten(flatness), evenOdd, p.bounds())
	if area != nil && p.clip != nil {
		multiply(area, p.clip)
	}
	return area
}

// multiply thins a by b, which must reach as far.
func multiply(a, b *image.Alpha) {
	for y := a.Rect.Min.Y; y < a.Rect.Max.Y; y++ {
		row := a.Pix[a.PixOffset(a.Rect.Min.X, y):][:a.Rect.Dx()]
		by := b.Pix[b.PixOffset(a.Rect.Min.X, y):]
		for x, v := range row {
			row[x] = scale8(v, by[x])
		}
	}
}

// scale8 is a x b where 255 stands for 1.
func scale8(a, b uint8) uint8 {
	v := uint32(a)*uint32(b) + 128
	return uint8((v + v>>8) >> 8)
}

// straight undoes premultiplication.
func straight(m *image.RGBA) *image.NRGBA {
	out := image.NewNRGBA(m.Rect)
	for i := 0; i < len(m.Pix); i += 4 {
		a := uint32(m.Pix[i+3])
		if a == 0 {
			continue
		}
		for c := range 3 {
			out.Pix[i+c] = uint8(min((uint32(m.Pix[i+c])*255+a/2)/a, 255))
		}
		out.Pix[i+3] = uint8(a)
	}
	return out
}
