package content

import (
	"slices"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
)

// PieceVariant is one of the files that copies of a piece begin with: the whole
// art, or less what some partners may not see. A piece without conditions has one.
type PieceVariant struct {
	Piece     string
	Languages []string
	Outputs   []string // that are offered to partners
	Pages     int      // of the file, in the first of the languages

	Met           []bool // of each of the piece's conditions, whether it is met here
	WithoutPages  []int  // pages of the art that are gone, from 1
	WithoutLayers []string
}

// Variants are those of every piece, the whole art first. Those of which no page
// is left are none.
func (t *Template) Variants() (all []PieceVariant) {
	for _, e := range t.m.Pieces {
		n := min(len(e.Value.Conditions()), spec.MostConditions)
		for unmet := range 1 << n {
			if v, there := t.variant(e.Name, e.Value, func(c int) bool { return unmet>>c&1 == 0 }); there {
				all = append(all, v)
			}
		}
	}
	return all
}

// VariantFor is the one of a piece that a job gets. There is none when no page is
// for its partner.
func (t *Template) VariantFor(piece string, job Job) (PieceVariant, bool) {
	p, there := t.m.Pieces.Get(piece)
	if !there {
		return PieceVariant{}, false
	}
	job.Piece = piece
	facts, conditions := t.Facts(job), p.Conditions()
	return t.variant(piece, p, func(c int) bool { return conditions[c].Holds(facts) == rule.Met })
}

func (t *Template) variant(name string, p *spec.Piece, met func(condition int) bool) (PieceVariant, bool) {
	v := PieceVariant{Piece: name, Outputs: offered(p)}
	for c := range p.Conditions() {
		v.Met = append(v.Met, met(c))
	}
	hidden, layers := p.Hidden(met)
	for _, lang := range t.m.Languages.Available {
		a := artOf(p, lang, hidden, layers)
		pages, there := t.pages(p, a)
		if !there {
			continue
		}
		if len(v.Languages) == 0 {
			v.Pages, v.WithoutPages, v.WithoutLayers = pages, a.pages, a.layers
		}
		v.Languages = append(v.Languages, lang)
	}
	return v, len(v.Languages) > 0
}

// pages is how many a file of art has.
func (t *Template) pages(p *spec.Piece, a art) (int, bool) {
	if p.Kind == spec.KindRaster {
		return 1, true
	}
	b, there := t.pdfs[a.name()]
	if !there {
		return 0, false
	}
	return len(b.plan.Slots), true
}

func offered(p *spec.Piece) []string {
	return slices.DeleteFunc(p.Outputs.Names(), func(name string) bool {
		o, _ := p.Outputs.Get(name)
		return o.Internal
	})
}
