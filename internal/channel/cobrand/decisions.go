package cobrand

import (
	"context"
	"slices"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// DecisionAsk is the question whether each of several partners may use a template.
type DecisionAsk struct {
	Template  library.TemplateID
	Partners  []partner.ID
	Language  string // of the sentences; empty: the person's
	Sentences bool   // without them, only what the template's rules look at is read
}

// DecisionsIn answers for all partners at once, inside a caller's own unit of
// work. Partners that the actor may not see, and those to whom the template is
// hidden, are left out; so are all of them when there is no such template. A
// reseller sees its distributors, but not how they stand: nothing is decided
// about them.
func (s *Service) DecisionsIn(ctx context.Context, v *gate.View, ask DecisionAsk) (map[partner.ID]*rule.Decision, error) {
	_, m, err := s.published(ctx, v, ask.Template)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return decide(ctx, v, m.Rules(), ask)
}

func decide(ctx context.Context, v *gate.View, rules rule.Access, ask DecisionAsk) (map[partner.ID]*rule.Decision, error) {
	need := everything
	if !ask.Sentences {
		need = askedBy(rules)
	}
	all, err := standingsOf(ctx, v, known(v, ask.Partners), need)
	out := make(map[partner.ID]*rule.Decision, len(all))
	for id, st := range all {
		f := listing(st, v, ask.Language)
		d := rule.Judge(rules, *f)
		if d.Result == rule.Hidden {
			continue
		}
		if ask.Sentences {
			d.Explain(*f)
		}
		out[id] = &d
	}
	return out, err
}

// needs tells which parts of a standing have to be read.
type needs struct{ sentences, agreements, authorizations, certifications, logos bool }

// everything is what sentences may speak of.
var everything = needs{true, true, true, true, true}

// askedBy are the parts that rules look at.
func askedBy(rules rule.Access) needs {
	asks := rules.Asks()
	return needs{agreements: asks["partner.agreements"], authorizations: asks["partner.products"],
		certifications: asks["partner.certifications"], logos: asks["partner.logos"] || asks["parent.logos"]}
}

// known are those whose standing the actor may read whole.
func known(v *gate.View, of []partner.ID) []partner.ID {
	if v.Reach() != access.Own {
		return of
	}
	return slices.DeleteFunc(slices.Clone(of), func(id partner.ID) bool { return string(id) != v.Actor().Partner })
}
