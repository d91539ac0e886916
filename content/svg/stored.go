package svg

import "github.com/portico-prm/portico/content/svg/geom"

// AppendBinary writes the stored form of a drawing: its values in the order of
// their fields, see geom.Tape. Equal drawings give equal bytes.
func (t *Tree) AppendBinary(b []byte) ([]byte, error) {
	k := &keeper{Tape: geom.Tape{B: b}}
	k.tree(t)
	return k.B, nil
}

// UnmarshalBinary reads what AppendBinary wrote, and checks all that drawing
// relies on, as Restore does.
func (t *Tree) UnmarshalBinary(b []byte) error {
	k := &keeper{Tape: geom.Tape{B: b, Reading: true}}
	var got Tree
	k.tree(&got)
	if k.Bad || len(k.B) > 0 || !got.sound() {
		return errTree
	}
	*t = got
	return nil
}

// keeper writes and reads drawings.
type keeper struct {
	geom.Tape
	depth int
}

func (k *keeper) tree(t *Tree) {
	for _, v := range []*float64{&t.X, &t.Y, &t.Width, &t.Height} {
		k.Float(v)
	}
	k.nodes(&t.Nodes)
}

// nodes reads no deeper than drawings are.
func (k *keeper) nodes(v *[]Node) {
	if k.depth++; k.depth > maxDepth+1 {
		k.Bad = true
		return
	}
	geom.List(&k.Tape, v, 3, k.node)
	k.depth--
}

func (k *keeper) node(n *Node) {
	geom.Maybe(&k.Tape, &n.Group, k.group)
	geom.Maybe(&k.Tape, &n.Shape, k.shape)
	geom.Maybe(&k.Tape, &n.Picture, func(p *Picture) {
		k.Matrix(&p.Matrix)
		k.Bytes(&p.PNG)
	})
}

func (k *keeper) group(g *Group) {
	k.Float(&g.Opacity)
	word(k, &g.Blend)
	geom.Maybe(&k.Tape, &g.Clip, func(c *Clip) {
		k.Path(&c.Path)
		k.Bool(&c.EvenOdd)
	})
	geom.Maybe(&k.Tape, &g.Mask, func(m *Mask) {
		k.Bool(&m.Alpha)
		k.nodes(&m.Nodes)
	})
	k.nodes(&g.Nodes)
}

func (k *keeper) shape(s *Shape) {
	k.Path(&s.Path)
	geom.Maybe(&k.Tape, &s.Matrix, k.Matrix)
	geom.Maybe(&k.Tape, &s.Fill, k.paint)
	k.Bool(&s.EvenOdd)
	geom.Maybe(&k.Tape, &s.Stroke, func(s *Stroke) {
		k.paint(&s.Paint)
		k.Pen(&s.Pen)
	})
	k.Bool(&s.StrokeBelow)
}

func (k *keeper) paint(p *Paint) {
	k.color(&p.Color)
	k.Float(&p.Alpha)
	geom.Maybe(&k.Tape, &p.Gradient, k.gradient)
}

func (k *keeper) gradient(g *Gradient) {
	k.Bool(&g.Radial)
	k.Matrix(&g.Matrix)
	for _, v := range []*float64{&g.X1, &g.Y1, &g.R1, &g.X2, &g.Y2, &g.R2} {
		k.Float(v)
	}
	word(k, &g.Spread)
	geom.List(&k.Tape, &g.Stops, 19, func(s *Stop) {
		k.Float(&s.At)
		k.color(&s.Color)
		k.Float(&s.Alpha)
	})
}

func (k *keeper) color(c *Color) {
	k.Byte(&c.R)
	k.Byte(&c.G)
	k.Byte(&c.B)
}

// word is a name, such as that of a blend mode.
func word[T ~string](k *keeper, v *T) {
	b := []byte(*v)
	k.Bytes(&b)
	*v = T(b)
}
