package logo

import "image"

// analysis is what is found out about the looks of a trimmed mark.
type analysis struct {
	background Background
	density    float64
	centre     Centre
	colors     []Cluster
	flags      Flags
	look       Look
}

// analyse judges the pixels of a trimmed mark on its ground.
func analyse(m *image.NRGBA, g ground) analysis {
	w := weigh(m, g)
	a := analysis{background: g.Background, density: w.density(), centre: w.centre()}
	a.colors = w.palette.clusters()
	a.flags = flagsOf(a.colors)
	a.look = lookOf(m, g, a.colors)
	a.flags.OwnPlate = g.keeps() || (g.Kind == Transparent && shapedPlate(m))
	return a
}

// weights sums up the content of a picture.
type weights struct {
	size             image.Point
	alpha            float64 // sum of the alpha of all content, 1 an opaque pixel
	momentX, momentY float64
	palette          palette
}

func weigh(m *image.NRGBA, g ground) *weights {
	w := &weights{size: m.Rect.Size()}
	for y := range w.size.Y {
		var rowAlpha, rowMoment float64
		for x := range w.size.X {
			c := at(m, m.Rect.Min.X+x, m.Rect.Min.Y+y)
			if !g.weighs(c) {
				continue
			}
			rowAlpha += float64(c.A)
			rowMoment += float64(float64(c.A) * (float64(x) + 0.5))
			w.palette.add(c)
		}
		w.alpha += rowAlpha / 255
		w.momentX += rowMoment / 255
		w.momentY += float64(rowAlpha / 255 * (float64(y) + 0.5))
	}
	return w
}

// density is the share of content times its mean opacity, which is the sum of
// alpha over the area.
func (w *weights) density() float64 {
	return round(w.alpha/float64(w.size.X*w.size.Y), 4)
}

// centre is the centroid, weighted by alpha.
func (w *weights) centre() Centre {
	if w.alpha == 0 {
		return Centre{0.5, 0.5}
	}
	return Centre{
		X: round(w.momentX/w.alpha/float64(w.size.X), 4),
		Y: round(w.momentY/w.alpha/float64(w.size.Y), 4),
	}
}

// Flags look at clusters of at least this share.
const flagShare = 0.03

// flagsOf answers the short questions about colours.
func flagsOf(cs []Cluster) Flags {
	var f Flags
	f.NearWhite = shareOf(cs, Color.nearWhite) >= 0.9
	f.NearBlack = shareOf(cs, Color.nearBlack) >= 0.9
	f.SingleHue = singleHue(cs)
	return f
}

func shareOf(cs []Cluster, is func(Color) bool) float64 {
	sum := 0.0
	for _, c := range cs {
		if is(c.Color) {
			sum += c.Share
		}
	}
	return sum
}

// singleHue tells whether all colours that matter are tints of one: within 30
// degrees of the largest, or all of them grey and of like lightness. Black on
// white is not: a white version of it would be a white box.
func singleHue(cs []Cluster) bool {
	if len(cs) == 0 {
		return false
	}
	main := cs[0]
	for _, c := range cs[1:] {
		if c.Share < flagShare {
			continue
		}
		if (c.Color.chroma() <= maxGrey) != (main.Color.chroma() <= maxGrey) {
			return false
		}
		if !alike(c, main) {
			return false
		}
	}
	return true
}

func alike(a, b Cluster) bool {
	if a.Color.chroma() <= maxGrey {
		d := a.Luminance - b.Luminance
		return d < 0.25 && d > -0.25
	}
	d := a.Color.hue() - b.Color.hue()
	for d > 180 {
		d -= 360
	}
	for d < -180 {
		d += 360
	}
	return d < 30 && d > -30
}
