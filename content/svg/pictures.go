package svg

import (
	"bytes"
	"image/png"
	"math"
)

// Resolution is how many pixels wide the whole drawing would be if all of it
// were as fine as its coarsest bitmap; 0 when it has none that covers a share of
// the view that matters.
func (t *Tree) Resolution(share float64) float64 {
	coarsest := math.Inf(1)
	t.eachPicture(t.Nodes, func(p *Picture) {
		if math.Abs(p.Matrix.Det()) < share*t.Width*t.Height {
			return
		}
		if c, err := png.DecodeConfig(bytes.NewReader(p.PNG)); err == nil {
			across := float64(c.Width) / math.Hypot(p.Matrix.A, p.Matrix.B)
			down := float64(c.Height) / math.Hypot(p.Matrix.C, p.Matrix.D)
			coarsest = math.Min(coarsest, math.Min(across, down)*t.Width)
		}
	})
	if math.IsInf(coarsest, 1) {
		return 0
	}
	return coarsest
}

func (t *Tree) eachPicture(nodes []Node, f func(*Picture)) {
	for _, n := range nodes {
		switch {
		case n.Picture != nil:
			f(n.Picture)
		case n.Group != nil:
			t.eachPicture(n.Group.Nodes, f)
		}
	}
}
