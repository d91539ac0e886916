package spec

import (
	"fmt"
	"reflect"

	"github.com/portico-prm/portico/content/rule"
)

// MostConditions bounds the different rules that the pages and layers of one
// piece may ask for: each doubles the number of files that are kept.
const MostConditions = 4

// Conditions are the different rules that pages and layers of the piece ask for,
// in their order.
func (p *Piece) Conditions() []*rule.Tree {
	var out []*rule.Tree
	add := func(c *rule.Tree) {
		if c != nil && indexOf(out, c) < 0 {
			out = append(out, c)
		}
	}
	for i := range p.Pages {
		add(p.Pages[i].OnlyIf)
	}
	for _, l := range p.Layers {
		add(l.Value)
	}
	return out
}

// Hidden are the pages of the piece, by index, and the layers that are left out
// where the conditions whose index shown refuses are not met.
func (p *Piece) Hidden(shown func(condition int) bool) (pages []int, layers []string) {
	all := p.Conditions()
	hides := func(c *rule.Tree) bool { return c != nil && !shown(indexOf(all, c)) }
	for i := range p.Pages {
		if hides(p.Pages[i].OnlyIf) {
			pages = append(pages, i)
		}
	}
	for _, l := range p.Layers {
		if hides(l.Value) {
			layers = append(layers, l.Name)
		}
	}
	return pages, layers
}

func indexOf(list []*rule.Tree, t *rule.Tree) int {
	for i := range list {
		if reflect.DeepEqual(list[i], t) {
			return i
		}
	}
	return -1
}

func (l *linter) conditions(where string, p *Piece) {
	for i := range p.Pages {
		l.rule(p.Pages[i].OnlyIf, where+"."+index("pages", i)+".onlyIf")
	}
	for _, layer := range p.Layers {
		l.rule(layer.Value, where+".layers."+layer.Name)
	}
	n := len(p.Conditions())
	switch {
	case n > 0 && p.Kind == KindRaster:
		l.say(where, "PAGE_CONDITION", "An image has one page and no layers, so nothing of it can be left out.", "Write the rule under access.render, or make a piece of its own.")
	case n > MostConditions:
		l.say(where+".pages", "PAGE_CONDITION", fmt.Sprintf("The pages and layers ask for %d different rules; %d are allowed.", n, MostConditions),
			"Let them share a rule, or make a piece of its own.")
	}
}
