package logo

import "sort"

// palette counts the colours of content in buckets of 4 bits a channel,
// weighted by alpha.
type palette struct {
	buckets [4096]bucket
	total   int
}

type bucket struct {
	index   int
	weight  int
	r, g, b int
}

func (p *palette) add(c Color) {
	b := &p.buckets[int(c.R>>4)<<8|int(c.G>>4)<<4|int(c.B>>4)]
	a := int(c.A)
	b.weight += a
	b.r += a * int(c.R)
	b.g += a * int(c.G)
	b.b += a * int(c.B)
	p.total += a
}

func (b bucket) mean() Color {
	half := b.weight / 2
	return Color{
		uint8((b.r + half) / b.weight), uint8((b.g + half) / b.weight), uint8((b.b + half) / b.weight), 255,
	}
}

const (
	maxClusters  = 5
	startingSets = 16      // clusters before the smallest are merged
	joinDistance = 48 * 48 // colours nearer than that are one
	minShare     = 0.015   // smaller clusters are soft edges, and are merged
)

// cluster is a set of buckets. Its colour is that of its fullest bucket and
// not the mean, which soft edges would shift.
type cluster struct {
	color  Color
	weight int
}

// clusters groups the colours, largest first.
func (p *palette) clusters() []Cluster {
	var cs []cluster
	for _, b := range p.sorted() {
		cs = join(cs, b.mean(), b.weight)
	}
	sortClusters(cs)
	for len(cs) > maxClusters || (len(cs) > 1 && cs[len(cs)-1].weight < int(minShare*float64(p.total))) {
		cs = mergeSmallest(cs)
	}
	out := make([]Cluster, len(cs))
	for i, c := range cs {
		out[i] = Cluster{
			Color: c.color, Share: round(float64(c.weight)/float64(p.total), 4),
			Luminance: round(c.color.Luminance(), 4),
		}
	}
	return out
}

// sorted are the buckets in use, fullest first; equals in the order of their
// colours, so that the result never depends on chance.
func (p *palette) sorted() []bucket {
	var used []bucket
	for i, b := range p.buckets {
		if b.weight > 0 {
			b.index = i
			used = append(used, b)
		}
	}
	sort.Slice(used, func(i, j int) bool {
		if used[i].weight != used[j].weight {
			return used[i].weight > used[j].weight
		}
		return used[i].index < used[j].index
	})
	return used
}

// join adds a colour to the nearest cluster, or begins one.
func join(cs []cluster, c Color, weight int) []cluster {
	i, d := nearest(cs, c)
	if i < 0 || (d > joinDistance && len(cs) < startingSets) {
		return append(cs, cluster{c, weight})
	}
	cs[i].weight += weight
	return cs
}

func nearest(cs []cluster, c Color) (best, distance int) {
	best = -1
	for i := range cs {
		if d := cs[i].color.distance(c); best < 0 || d < distance {
			best, distance = i, d
		}
	}
	return best, distance
}

// mergeSmallest gives the smallest cluster to its nearest neighbour and puts
// the rest in order again.
func mergeSmallest(cs []cluster) []cluster {
	sortClusters(cs)
	small := cs[len(cs)-1]
	cs = cs[:len(cs)-1]
	i, _ := nearest(cs, small.color)
	cs[i].weight += small.weight
	sortClusters(cs)
	return cs
}

func sortClusters(cs []cluster) {
	sort.SliceStable(cs, func(i, j int) bool { return cs[i].weight > cs[j].weight })
}
