package raster

import (
	"image"
	"image/color"
	"math"
	"sync"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/text"
	"golang.org/x/image/vector"
)

// shape is a filled outline of one colour.
type shape struct {
	path  []text.Segment // in pixels of the frame
	color color.NRGBA
	area  image.Rectangle
}

func (s *shape) bounds() image.Rectangle { return s.area }

// pens are reused: each holds a buffer of its area.
var pens = sync.Pool{New: func() any { return new(vector.Rasterizer) }}

func (s *shape) paint(dst *image.RGBA) {
	z := pens.Get().(*vector.Rasterizer)
	defer pens.Put(z)
	z.Reset(s.area.Dx(), s.area.Dy())
	ox, oy := float64(s.area.Min.X), float64(s.area.Min.Y)
	at := func(p text.Point) (float32, float32) { return float32(p.X - ox), float32(p.Y - oy) }
	for _, seg := range s.path {
		x0, y0 := at(seg.P[0])
		x1, y1 := at(seg.P[1])
		x2, y2 := at(seg.P[2])
		switch seg.Op {
		case text.MoveTo:
			z.MoveTo(x0, y0)
		case text.LineTo:
			z.LineTo(x0, y0)
		case text.QuadTo:
			z.QuadTo(x0, y0, x1, y1)
		case text.CubicTo:
			z.CubeTo(x0, y0, x1, y1, x2, y2)
		case text.Close:
			z.ClosePath()
		}
	}
	z.Draw(dst, s.area, image.NewUniform(s.color), image.Point{})
}

// shape moves a path to its place and finds the pixels that it touches.
func (e easel) shape(path []text.Segment, at text.Point, c place.Color) *shape {
	s := &shape{path: path, color: color.NRGBA(c)}
	low, high := text.Point{X: math.Inf(1), Y: math.Inf(1)}, text.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	for i := range path {
		for j := range points(path[i].Op) {
			p := &path[i].P[j]
			p.X, p.Y = p.X+at.X, p.Y+at.Y
			low = text.Point{X: min(low.X, p.X), Y: min(low.Y, p.Y)}
			high = text.Point{X: max(high.X, p.X), Y: max(high.Y, p.Y)}
		}
	}
	if len(path) > 0 {
		s.area = image.Rect(floor(low.X), floor(low.Y), ceil(high.X), ceil(high.Y)).Intersect(e.frame)
	}
	return s
}

func points(op text.Op) int {
	switch op {
	case text.MoveTo, text.LineTo:
		return 1
	case text.QuadTo:
		return 2
	case text.CubicTo:
		return 3
	}
	return 0
}

func floor(v float64) int { return int(math.Floor(clampFar(v))) }
func ceil(v float64) int  { return int(math.Ceil(clampFar(v))) }

func clampFar(v float64) float64 { return max(-2*farthest, min(v, 2*farthest)) }

// box is a rectangle as a path.
func box(r place.Rect) []text.Segment {
	return []text.Segment{
		step(text.MoveTo, r.X, r.Y), step(text.LineTo, r.Right(), r.Y),
		step(text.LineTo, r.Right(), r.Bottom()), step(text.LineTo, r.X, r.Bottom()), {Op: text.Close},
	}
}

// arc is the pull of a cubic curve that passes for a quarter circle.
const arc = 0.5522847498

func roundedBox(r place.Rect, radius float64) []text.Segment {
	radius = min(radius, r.W/2, r.H/2)
	if !(radius > 0) {
		return box(r)
	}
	pull := radius * (1 - arc)
	x0, y0, x1, y1 := r.X, r.Y, r.Right(), r.Bottom()
	return []text.Segment{
		step(text.MoveTo, x0+radius, y0),
		step(text.LineTo, x1-radius, y0), curve(x1-pull, y0, x1, y0+pull, x1, y0+radius),
		step(text.LineTo, x1, y1-radius), curve(x1, y1-pull, x1-pull, y1, x1-radius, y1),
		step(text.LineTo, x0+radius, y1), curve(x0+pull, y1, x0, y1-pull, x0, y1-radius),
		step(text.LineTo, x0, y0+radius), curve(x0, y0+pull, x0+pull, y0, x0+radius, y0),
		{Op: text.Close},
	}
}

func step(op text.Op, x, y float64) text.Segment {
	return text.Segment{Op: op, P: [3]text.Point{{X: x, Y: y}}}
}

func curve(x0, y0, x1, y1, x2, y2 float64) text.Segment {
	return text.Segment{Op: text.CubicTo, P: [3]text.Point{{X: x0, Y: y0}, {X: x1, Y: y1}, {X: x2, Y: y2}}}
}
