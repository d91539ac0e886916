package raster

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/svg/cover"
	"github.com/portico-prm/portico/content/svg/geom"
	"github.com/portico-prm/portico/content/text"
)

// shape is a filled outline of one colour.
type shape struct {
	path  geom.Path // in pixels of the frame
	color color.NRGBA
	area  image.Rectangle
}

func (s *shape) bounds() image.Rectangle { return s.area }

// flatness is the greatest distance of a chord from its curve, in pixels.
const flatness = 0.05

func (s *shape) paint(dst *image.RGBA) {
	if mask := cover.Fill(s.path.Flatten(flatness), false, s.area); mask != nil {
		draw.DrawMask(dst, mask.Rect, image.NewUniform(s.color), image.Point{}, mask, mask.Rect.Min, draw.Over)
	}
}

// shape finds the pixels that a path touches.
func (e easel) shape(path geom.Path, c place.Color) *shape {
	s := &shape{path: path, color: color.NRGBA(c)}
	if !path.Empty() {
		b := path.Bounds()
		s.area = image.Rect(floor(b.X0), floor(b.Y0), ceil(b.X1), ceil(b.Y1)).Intersect(e.frame)
	}
	return s
}

func floor(v float64) int { return int(math.Floor(clampFar(v))) }
func ceil(v float64) int  { return int(math.Ceil(clampFar(v))) }

func clampFar(v float64) float64 { return max(-2*farthest, min(v, 2*farthest)) }

// outline puts an outline where the line of text begins.
func outline(line []text.Segment, at text.Point) (p geom.Path) {
	to := func(q text.Point) geom.Point { return geom.Point{X: q.X + at.X, Y: q.Y + at.Y} }
	for _, seg := range line {
		switch seg.Op {
		case text.MoveTo:
			p.MoveTo(to(seg.P[0]))
		case text.LineTo:
			p.LineTo(to(seg.P[0]))
		case text.QuadTo:
			p.QuadTo(to(seg.P[0]), to(seg.P[1]))
		case text.CubicTo:
			p.CurveTo(to(seg.P[0]), to(seg.P[1]), to(seg.P[2]))
		case text.Close:
			p.Close()
		}
	}
	return p
}

// box adds a rectangle to a path.
func box(p *geom.Path, r place.Rect) {
	p.MoveTo(geom.Point{X: r.X, Y: r.Y})
	p.LineTo(geom.Point{X: r.Right(), Y: r.Y})
	p.LineTo(geom.Point{X: r.Right(), Y: r.Bottom()})
	p.LineTo(geom.Point{X: r.X, Y: r.Bottom()})
	p.Close()
}

// arc is the pull of a cubic curve that passes for a quarter circle.
const arc = 0.5522847498

// roundedBox adds a rectangle whose corners are quarters of a circle.
func roundedBox(p *geom.Path, r place.Rect, radius float64) {
	radius = min(radius, r.W/2, r.H/2)
	if !(radius > 0) {
		box(p, r)
		return
	}
	pull := float64(radius * (1 - arc))
	at := func(x, y float64) geom.Point { return geom.Point{X: x, Y: y} }
	x0, y0, x1, y1 := r.X, r.Y, r.Right(), r.Bottom()
	p.MoveTo(at(x0+radius, y0))
	p.LineTo(at(x1-radius, y0))
	p.CurveTo(at(x1-pull, y0), at(x1, y0+pull), at(x1, y0+radius))
	p.LineTo(at(x1, y1-radius))
	p.CurveTo(at(x1, y1-pull), at(x1-pull, y1), at(x1-radius, y1))
	p.LineTo(at(x0+radius, y1))
	p.CurveTo(at(x0+pull, y1), at(x0, y1-pull), at(x0, y1-radius))
	p.LineTo(at(x0, y0+radius))
	p.CurveTo(at(x0, y0+pull), at(x0+pull, y0), at(x0+radius, y0))
	p.Close()
}
