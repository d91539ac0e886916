package svg

import (
	"encoding/json"
	"errors"
	"math"

	"github.com/portico-prm/portico/content/svg/geom"
)

var errTree = errors.New("svg: the stored drawing is damaged")

// UnmarshalJSON is for trees inside of something else; see Restore.
func (t *Tree) UnmarshalJSON(b []byte) error { return t.Restore(b) }

// Restore reads a stored tree and checks all that drawing relies on, so that a
// damaged store gives an error and not a strange picture. Called by itself, it
// saves the walk to the end of the tree that json.Unmarshal begins with.
func (t *Tree) Restore(b []byte) error {
	type plain Tree
	if err := json.Unmarshal(b, (*plain)(t)); err != nil {
		return err
	}
	if !t.sound() {
		return errTree
	}
	return nil
}

func (t *Tree) sound() bool {
	return positive(t.Width) && positive(t.Height) && finite(t.X, t.Y) &&
		depth(t.Nodes) <= maxDepth && sound(t.Nodes)
}

func finite(vs ...float64) bool {
	for _, v := range vs {
		if !(math.Abs(v) <= geom.Far) {
			return false
		}
	}
	return true
}

func positive(v float64) bool { return v > 0 && v <= geom.Far }

func fractional(v float64) bool { return v >= 0 && v <= 1 }

// sound tells whether nodes can be drawn.
func sound(nodes []Node) bool {
	for _, n := range nodes {
		if !n.sound() {
			return false
		}
	}
	return true
}

func (n Node) sound() bool {
	switch {
	case n.Shape != nil:
		return n.Group == nil && n.Picture == nil && n.Shape.sound()
	case n.Picture != nil:
		m := n.Picture.Matrix
		return n.Group == nil && m.Finite() && m.Det() != 0
	}
	return n.Group != nil && n.Group.sound()
}

func (g *Group) sound() bool {
	if !fractional(g.Opacity) || !g.Blend.Known() || !sound(g.Nodes) {
		return false
	}
	if g.Clip != nil && !g.Clip.Path.Finite() {
		return false
	}
	return g.Mask == nil || sound(g.Mask.Nodes)
}

func (s *Shape) sound() bool {
	if !s.Path.Finite() || (s.Matrix != nil && (!s.Matrix.Finite() || s.Matrix.Det() == 0)) {
		return false
	}
	if s.Fill != nil && !s.Fill.sound() {
		return false
	}
	return s.Stroke == nil || (s.Stroke.Paint.sound() && penSound(s.Stroke.Pen))
}

func penSound(p geom.Pen) bool {
	for _, d := range p.Dash {
		if !(d >= 0 && d <= geom.Far) {
			return false
		}
	}
	return p.Width >= 0 && finite(p.Width, p.Miter, p.Offset) && p.Cap <= geom.SquareCap && p.Join <= geom.BevelJoin
}

func (p *Paint) sound() bool {
	return fractional(p.Alpha) && (p.Gradient == nil || p.Gradient.sound())
}

func (g *Gradient) sound() bool {
	at := 0.0
	for _, s := range g.Stops {
		if !fractional(s.Alpha) || !(s.At >= at && s.At <= 1) {
			return false
		}
		at = s.At
	}
	return len(g.Stops) > 0 && g.Matrix.Finite() && g.Matrix.Det() != 0 &&
		(g.Spread == Pad || g.Spread == Repeat || g.Spread == Reflect) &&
		finite(g.X1, g.Y1, g.R1, g.X2, g.Y2, g.R2) && g.R1 >= 0 && g.R2 >= g.R1 && g.long()
}

// long tells whether g has any length.
func (g *Gradient) long() bool {
	if g.Radial {
		return g.R2 > g.R1
	}
	return g.X1 != g.X2 || g.Y1 != g.Y2
}
