package raster

import (
	"image"
	"math"
	"slices"

	"github.com/portico-prm/portico/content/place"
)

// Stats describe what lies under a zone, for choosing a logo that can be seen
// there and for colours chosen by the picture.
type Stats struct {
	Mean, P5, P95 float64 // relative luminance, 0 black to 1 white
	MeanColor     place.Color
}

// Background is what placement asks for.
func (s Stats) Background() place.Background {
	return place.Background{Mean: s.Mean, P5: s.P5, P95: s.P95}
}

// cells on each side of a region; percentiles are of the cells, so that single
// pixels do not count.
const cells = 8

// Region looks at a part of the base, in its pixels. Transparent parts count
// as white. A region outside the base is white.
func (b *Base) Region(r place.Rect) Stats {
	area := image.Rect(floor(r.X), floor(r.Y), ceil(r.Right()), ceil(r.Bottom())).Intersect(b.whole.Rect)
	if area.Empty() {
		return Stats{1, 1, 1, place.Color{R: 255, G: 255, B: 255, A: 255}}
	}
	var light []float64
	var all sums
	for y := range cells {
		for x := range cells {
			cell := b.sum(part(area, x, y))
			if cell.n > 0 {
				light = append(light, cell.luminance())
				all.add(cell)
			}
		}
	}
	slices.Sort(light)
	return Stats{all.luminance(), percentile(light, 0.05), percentile(light, 0.95), all.color()}
}

// part is one cell of a region; in small regions some are empty.
func part(r image.Rectangle, x, y int) image.Rectangle {
	return image.Rect(r.Min.X+r.Dx()*x/cells, r.Min.Y+r.Dy()*y/cells,
		r.Min.X+r.Dx()*(x+1)/cells, r.Min.Y+r.Dy()*(y+1)/cells)
}

// sums adds up pixels.
type sums struct {
	rgb   [3]uint64
	light float64
	n     uint64
}

func (s *sums) add(o sums) {
	for i := range s.rgb {
		s.rgb[i] += o.rgb[i]
	}
	s.light += o.light
	s.n += o.n
}

func (s sums) luminance() float64 { return s.light / float64(s.n) }

func (s sums) color() place.Color {
	mean := func(v uint64) uint8 { return uint8((v + s.n/2) / s.n) }
	return place.Color{R: mean(s.rgb[0]), G: mean(s.rgb[1]), B: mean(s.rgb[2]), A: 255}
}

func (b *Base) sum(r image.Rectangle) sums {
	var s sums
	for y := r.Min.Y; y < r.Max.Y; y++ {
		at := b.whole.PixOffset(r.Min.X, y)
		for range r.Dx() {
			p := b.whole.Pix[at : at+4 : at+4]
			white := 255 - p[3]
			var c [3]uint8
			for i := range c {
				c[i] = p[i] + white
				s.rgb[i] += uint64(c[i])
			}
			s.light += float64(0.2126*linear[c[0]]) + float64(0.7152*linear[c[1]]) + float64(0.0722*linear[c[2]])
			s.n++
			at += 4
		}
	}
	return s
}

// linear is the light of each sample value: place.Color.Luminance of a grey.
var linear = func() (t [256]float64) {
	for i := range t {
		v := uint8(i)
		t[i] = place.Color{R: v, G: v, B: v}.Luminance()
	}
	return t
}()

// percentile is the value that a share of the sorted values does not exceed.
func percentile(sorted []float64, share float64) float64 {
	i := int(math.Ceil(share*float64(len(sorted)))) - 1
	return sorted[max(0, min(i, len(sorted)-1))]
}
