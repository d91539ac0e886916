package spec

import (
	"slices"

	"github.com/portico-prm/portico/content/problem"
)

func (p *Page) marked() bool {
	return slices.ContainsFunc(p.Zones, func(z Zone) bool { return z.Marker != "" })
}

// LintPlaces checks the zones of a page once the boxes of markers are known, by
// the index of the zone. Pages without markers were checked by Lint.
func (m *Manifest) LintPlaces(p Shape, page int, boxes map[int]Box) problem.List {
	if !p.Pages[page].marked() {
		return nil
	}
	placed := p.Pages[page]
	placed.Zones = slices.Clone(placed.Zones)
	l := &linter{m: m}
	s := scope{p, page, &placed, p.At(page)}
	for i := range placed.Zones {
		if b, ok := boxes[i]; ok {
			placed.Zones[i].Box = b
			l.place(s, &placed.Zones[i], s.zone(i))
		}
	}
	l.overlaps(s)
	return l.found
}

// Nearest is the known name that a mistyped one most likely means, or empty.
func Nearest(name string, known []string) string { return nearest(name, known) }
