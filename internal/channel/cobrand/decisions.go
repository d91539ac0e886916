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

// DecisionsIn says of several partners at once whether each may use a template,
// inside a caller's own unit of work. Partners that the actor may not see, and
// those to whom the template is hidden, are left out; so are all of them when
// there is no such template. A reseller sees its distributors, but not how they
// stand: nothing is decided about them.
func (s *Service) DecisionsIn(ctx context.Context, v *gate.View, template library.TemplateID, of []partner.ID, language string) (map[partner.ID]*rule.Decision, error) {
	ver, err := library.PublishedOf(ctx, v, template)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	manifests, err := s.library.Manifests(ctx, v, []*library.Version{ver})
	if err != nil {
		return nil, err
	}
	standings, err := standingsOf(ctx, v, known(v, of))
	out := make(map[partner.ID]*rule.Decision, len(standings))
	for id, st := range standings {
		f := listing(st, v, language)
		d := rule.Decide(manifests[ver.ID].Rules(), *f)
		if d.Result != rule.Hidden {
			d.Explain(*f)
			out[id] = &d
		}
	}
	return out, err
}

// known are those whose standing the actor may read whole.
func known(v *gate.View, of []partner.ID) []partner.ID {
	if v.Reach() != access.Own {
		return of
	}
	return slices.DeleteFunc(slices.Clone(of), func(id partner.ID) bool { return string(id) != v.Actor().Partner })
}
