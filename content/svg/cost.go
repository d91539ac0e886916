package svg

import "github.com/portico-prm/portico/content/svg/geom"

// maxDepth bounds groups within groups.
const maxDepth = 200

// depth is the deepest nesting of groups and masks.
func depth(nodes []Node) int {
	deepest := 0
	for _, n := range nodes {
		if g := n.Group; g != nil {
			d := 1 + depth(g.Nodes)
			if g.Mask != nil {
				d = max(d, 1+depth(g.Mask.Nodes))
			}
			deepest = max(deepest, d)
		}
	}
	return deepest
}

// Painting a pixel once costs 1; these cost more, as measured.
const (
	layerCost    = 4 // a sheet of its own, cleared and laid over
	clipCost     = 2
	gradientCost = 3
	pictureCost  = 4

	// edgeCost is what a line as long as the view is high costs, in paintings
	// of the whole view; a stroke has two sides and corners.
	edgeCost   = 0.01
	strokeCost = 4 * edgeCost
)

// overdraw is how often the area of view is painted over in all.
func (t *Tree) overdraw(view geom.Box) float64 {
	return work(t.Nodes, view) / view.Area()
}

func work(nodes []Node, view geom.Box) float64 {
	sum := 0.0
	for _, n := range nodes {
		area := n.rough().Intersect(view)
		switch {
		case n.Shape != nil:
			sum += float64(area.Area()*n.Shape.cost()) + view.Area()*n.Shape.edges()/size(view)
		case n.Picture != nil:
			sum += float64(area.Area() * pictureCost)
		default:
			sum += n.Group.work(area)
		}
	}
	return sum
}

func (s *Shape) cost() float64 {
	cost := 0.0
	if s.Fill != nil {
		cost += s.Fill.cost()
	}
	if s.Stroke != nil {
		cost += s.Stroke.Paint.cost()
	}
	return cost
}

// edges is the length of the outlines of s times what they cost.
func (s *Shape) edges() float64 {
	length := s.Path.Length()
	if s.Matrix != nil {
		length *= s.Matrix.Scale()
	}
	cost := 0.0
	if s.Fill != nil {
		cost += edgeCost
	}
	if s.Stroke != nil {
		cost += strokeCost
	}
	return length * cost
}

func size(b geom.Box) float64 { return max(b.W(), b.H()) }

func (p *Paint) cost() float64 {
	if p.Gradient != nil {
		return gradientCost
	}
	return 1
}

func (g *Group) work(area geom.Box) float64 {
	sum := work(g.Nodes, area)
	if g.Clip != nil && !area.Empty() {
		sum += float64(clipCost*area.Area()) + float64(area.Area()*edgeCost*g.Clip.Path.Length()/size(area))
	}
	if !g.bare() {
		sum += float64(layerCost * area.Area())
	}
	if g.Mask != nil {
		sum += float64(layerCost*area.Area()) + work(g.Mask.Nodes, area)
	}
	return sum
}
