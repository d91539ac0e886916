package logo

import "image"

// ground is the background of a picture and what it means for trimming.
type ground struct {
	Background
	frame bool // a black line around paper, which was not trimmed
}

const (
	// solidAlpha is the alpha from which a border pixel counts as background.
	solidAlpha = 128
	// transparentShare of the border below solidAlpha makes it transparent.
	transparentShare = 0.10
	// solidShare of the border in one colour makes it the background.
	solidShare = 0.60
	// holeShare of a picture below solidAlpha shows that it is not an opaque one.
	holeShare = 0.005
)

// findGround looks at the outermost pixels of a picture, all around. A border
// that is opaque around something transparent is no background but a frame, or
// a shape with holes or round corners: it belongs to the mark.
func findGround(m *image.NRGBA) ground {
	var h histogram
	clear, n := 0, 0
	eachBorder(m.Rect, func(x, y int) {
		n++
		c := at(m, x, y)
		if c.A < solidAlpha {
			clear++
			return
		}
		h.add(c)
	})
	if share := float64(clear) / float64(n); share > transparentShare || holed(m) {
		return ground{Background: Background{Kind: Transparent, Share: round(share, 4)}}
	}
	c, count := h.largest()
	b := Background{Kind: Solid, Color: c, Share: round(float64(count)/float64(n), 4)}
	if b.Share < solidShare {
		b.Kind, b.Color = Busy, Color{}
	}
	return ground{Background: b}
}

func holed(m *image.NRGBA) bool {
	clear := 0
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		i := m.PixOffset(m.Rect.Min.X, y)
		row := m.Pix[i : i+4*m.Rect.Dx()]
		for x := 3; x < len(row); x += 4 {
			if row[x] < solidAlpha {
				clear++
			}
		}
	}
	return float64(clear) > holeShare*float64(m.Rect.Dx()*m.Rect.Dy())
}

// framed tells whether a black ground is a frame: inside it lies paper.
func (g ground) framed(m *image.NRGBA, inner image.Rectangle) bool {
	if g.Kind != Solid || !g.Color.nearBlack() {
		return false
	}
	in := findGround(m.SubImage(inner).(*image.NRGBA))
	return in.Kind == Solid && in.Color.nearWhite()
}

// eachBorder visits every pixel of the border once.
func eachBorder(r image.Rectangle, f func(x, y int)) {
	for x := r.Min.X; x < r.Max.X; x++ {
		f(x, r.Min.Y)
		if r.Dy() > 1 {
			f(x, r.Max.Y-1)
		}
	}
	for y := r.Min.Y + 1; y < r.Max.Y-1; y++ {
		f(r.Min.X, y)
		if r.Dx() > 1 {
			f(r.Max.X-1, y)
		}
	}
}

// keeps tells whether the background belongs to the mark, so that nothing may
// be trimmed: it is opaque, and neither paper nor ink.
func (g ground) keeps() bool {
	return g.frame || g.Kind == Busy || (g.Kind == Solid && !g.Color.nearWhite() && !g.Color.nearBlack())
}

// minAlpha is the alpha above which a pixel can be content.
const minAlpha = 24

// minDistance is how far content is from an opaque background, 24 levels in
// each channel, squared.
const minDistance = 3 * 24 * 24

// content tells whether a pixel belongs to the mark.
func (g ground) content(c Color) bool {
	return c.A > minAlpha && (g.Kind != Solid || c.distance(g.Color) >= minDistance)
}

// weighs is like content, but the ground of a mark that keeps it counts too.
func (g ground) weighs(c Color) bool {
	return c.A > minAlpha && (g.keeps() || g.content(c))
}

func at(m *image.NRGBA, x, y int) Color {
	p := m.Pix[m.PixOffset(x, y):]
	return Color{p[0], p[1], p[2], p[3]}
}

// histogram counts colours in 512 buckets, three bits a channel.
type histogram struct {
	count [512]int
	sum   [512][3]int
}

func (h *histogram) add(c Color) {
	i := int(c.R>>5)<<6 | int(c.G>>5)<<3 | int(c.B>>5)
	h.count[i]++
	h.sum[i][0] += int(c.R)
	h.sum[i][1] += int(c.G)
	h.sum[i][2] += int(c.B)
}

// largest is the mean colour of the fullest bucket, and what it holds.
func (h *histogram) largest() (Color, int) {
	best := 0
	for i, n := range h.count {
		if n > h.count[best] {
			best = i
		}
	}
	n := h.count[best]
	if n == 0 {
		return Color{A: 255}, 0
	}
	s := h.sum[best]
	return Color{uint8((s[0] + n/2) / n), uint8((s[1] + n/2) / n), uint8((s[2] + n/2) / n), 255}, n
}
