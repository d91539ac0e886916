package logo

import (
	"image"

	"github.com/portico-prm/portico/content/svg"
)

// flatShare of the border in one colour makes a ground flat enough to be cut
// away.
const flatShare = 0.97

// cuttable tells whether the ground of m can be cut away: paper or ink, flat, and
// no part of the mark.
func (m *Mark) cuttable() bool {
	b := m.Background
	if b.Kind != Solid || b.Share < flatShare || m.Flags.OwnPlate || !b.Color.nearWhite() && !b.Color.nearBlack() {
		return false
	}
	return m.Kind == Raster || len(m.sheets()) > 0
}

// withoutPaper is m without its ground.
func (m *Mark) withoutPaper() (*Mark, error) {
	out := *m
	pix := out.Image
	if m.Kind == Vector {
		tree := *m.Tree
		tree.Nodes = without(m.Tree.Nodes, m.sheets())
		out.Tree, pix = &tree, picture(&tree)
	} else {
		pix = cutOut(m.Image, m.Background.Color)
		out.Image = pix
	}
	g := ground{Background: Background{Kind: Transparent, Share: m.Background.Share}}
	return (&intake{}).finish(&out, analyse(pix, g))
}

// sheets are the shapes of a drawing that are its paper: what is painted before
// anything else, in the colour of the ground, under all of the mark.
func (m *Mark) sheets() map[*svg.Shape]bool {
	found := map[*svg.Shape]bool{}
	m.findSheets(m.Tree.Nodes, found)
	return found
}

// findSheets goes on as long as all is paper, and tells whether all was.
func (m *Mark) findSheets(nodes []svg.Node, found map[*svg.Shape]bool) bool {
	for _, n := range nodes {
		switch {
		case n.Group != nil && n.Group.Mask == nil && n.Group.Blend == "":
			if !m.findSheets(n.Group.Nodes, found) {
				return false
			}
		case n.Shape != nil && m.isSheet(n.Shape):
			found[n.Shape] = true
		default:
			return false
		}
	}
	return true
}

func (m *Mark) isSheet(s *svg.Shape) bool {
	if s.Fill == nil || s.Fill.Gradient != nil || s.Stroke != nil || s.Matrix != nil {
		return false
	}
	c := Color{s.Fill.Color.R, s.Fill.Color.G, s.Fill.Color.B, 255}
	return c.distance(m.Background.Color) < minDistance && s.Path.Bounds().Contains(m.Tree.View())
}

// without are nodes less some shapes.
func without(nodes []svg.Node, gone map[*svg.Shape]bool) []svg.Node {
	var out []svg.Node
	for _, n := range nodes {
		if n.Group != nil {
			g := *n.Group
			g.Nodes = without(n.Group.Nodes, gone)
			n.Group = &g
		}
		if !gone[n.Shape] || n.Shape == nil {
			out = append(out, n)
		}
	}
	return out
}

// cutOut is the picture without its ground: what can be reached from the border
// becomes transparent, and the soft edge takes as much alpha as it stands out.
// What is closed in, such as the inside of an O, stays: it may be part of the
// mark.
func cutOut(m *image.NRGBA, ground Color) *image.NRGBA {
	c := cutter{src: m, ground: ground, out: make([]bool, m.Rect.Dx()*m.Rect.Dy())}
	c.flood()
	pix := image.NewNRGBA(image.Rect(0, 0, m.Rect.Dx(), m.Rect.Dy()))
	for y := range pix.Rect.Dy() {
		for x := range pix.Rect.Dx() {
			if p := c.cut(x, y); p.A != 0 {
				i := pix.PixOffset(x, y)
				pix.Pix[i], pix.Pix[i+1], pix.Pix[i+2], pix.Pix[i+3] = p.R, p.G, p.B, p.A
			}
		}
	}
	return pix
}

// cutter knows which pixels are ground.
type cutter struct {
	src    *image.NRGBA
	ground Color
	out    []bool
}

func (c *cutter) at(x, y int) Color { return at(c.src, c.src.Rect.Min.X+x, c.src.Rect.Min.Y+y) }

func (c *cutter) isOut(x, y int) bool { return c.out[y*c.src.Rect.Dx()+x] }

// flood finds what hangs together with the border.
func (c *cutter) flood() {
	w, h := c.src.Rect.Dx(), c.src.Rect.Dy()
	var todo []image.Point
	visit := func(x, y int) {
		if x < 0 || y < 0 || x >= w || y >= h || c.out[y*w+x] || c.at(x, y).distance(c.ground) >= minDistance {
			return
		}
		c.out[y*w+x] = true
		todo = append(todo, image.Pt(x, y))
	}
	eachBorder(image.Rect(0, 0, w, h), visit)
	for len(todo) > 0 {
		p := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		visit(p.X+1, p.Y)
		visit(p.X-1, p.Y)
		visit(p.X, p.Y+1)
		visit(p.X, p.Y-1)
	}
}

// cut is what is left of a pixel. One beside the ground is a mixture of it and of
// the ink behind, which is the neighbour that differs most from the ground.
func (c *cutter) cut(x, y int) Color {
	if c.isOut(x, y) {
		return Color{}
	}
	own, ink, edge := c.at(x, y), c.at(x, y), false
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			nx, ny := x+dx, y+dy
			if nx < 0 || ny < 0 || nx >= c.src.Rect.Dx() || ny >= c.src.Rect.Dy() {
				continue
			}
			edge = edge || c.isOut(nx, ny)
			if n := c.at(nx, ny); n.distance(c.ground) > ink.distance(c.ground) {
				ink = n
			}
		}
	}
	if !edge {
		return own
	}
	ink.A = uint8(float64(255*c.share(own, ink)) + 0.5)
	return ink
}

// share is how much of a mixture is ink, by the channel in which ink and ground
// are furthest apart.
func (c *cutter) share(mix, ink Color) float64 {
	best, far := 1.0, 0
	for _, ch := range [][3]uint8{{mix.R, ink.R, c.ground.R}, {mix.G, ink.G, c.ground.G}, {mix.B, ink.B, c.ground.B}} {
		whole := int(ch[1]) - int(ch[2])
		if d := max(whole, -whole); d > far {
			far, best = d, float64(int(ch[0])-int(ch[2]))/float64(whole)
		}
	}
	return max(0, min(best, 1))
}
