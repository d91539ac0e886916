package spec

import (
	"fmt"
	"reflect"

	"github.com/portico-prm/portico/content/rule"
)

// MostConditions bounds the different rules that the pages of one piece may
// ask for: each doubles the number of files that are kept.
const MostConditions = 4

// Conditions are the different rules that pages of the piece ask for, in the
// order of the pages.
func (p *Piece) Conditions() []*rule.Tree {
	var out []*rule.Tree
	for i := range p.Pages {
		if c := p.Pages[i].OnlyIf; c != nil && indexOf(out, c) < 0 {
			out = append(out, c)
		}
	}
	return out
}

// Hidden are the pages of the piece, by index, that are left out where the
// conditions whose index shown refuses are not met.
func (p *Piece) Hidden(shown func(condition int) bool) []int {
	all := p.Conditions()
	var out []int
	for i := range p.Pages {
		if c := p.Pages[i].OnlyIf; c != nil && !shown(indexOf(all, c)) {
			out = append(out, i)
		}
	}
	return out
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
	n := len(p.Conditions())
	switch {
	case n > 0 && p.Kind == KindRaster:
		l.say(where+".pages[0].onlyIf", "PAGE_CONDITION", "An image has one page, so it cannot be left out.", "Write the rule under access.render, or make a piece of its own.")
	case n > MostConditions:
		l.say(where+".pages", "PAGE_CONDITION", fmt.Sprintf("The pages ask for %d different rules; %d are allowed.", n, MostConditions),
			"Let pages share a rule, or make a piece of its own.")
	}
}
