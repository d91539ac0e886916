package cobrand

import (
	"context"
	"slices"

	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// BulkOrder is the wish for one piece for many partners.
type BulkOrder struct {
	Template library.TemplateID
	Partners []partner.ID // none: every active reseller that the actor serves
	Piece    string       // empty: the first
	Output   string       // empty: the first that is offered
	Form
}

// RenderForPartners takes the order and answers at once; the queue makes the
// pieces. A partner that the actor may not see is absent, and so is the order.
func (s *Service) RenderForPartners(ctx context.Context, o BulkOrder) (*Bulk, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.CobrandRender}, func(tx *gate.Tx) (*Bulk, error) {
		to, err := addressees(ctx, &tx.View, o.Partners)
		if err != nil {
			return nil, err
		}
		m, err := s.shown(ctx, &tx.View, o.Template, to)
		if err != nil {
			return nil, err
		}
		w := work{order: Order{Piece: o.Piece, Output: o.Output, Language: o.Language}, manifest: m}
		if err := w.settleForm(); err != nil { // a mistake is told once, and not five thousand times
			return nil, err
		}
		items := make([]Item, len(to))
		for i, p := range to {
			items[i] = Item{p, w.order.Piece, w.order.Output}
		}
		return commission(ctx, tx, &Bulk{TemplateID: o.Template, Piece: w.order.Piece, Output: w.order.Output}, o.Form, items)
	})
}

// shown is the manifest of the published version. What is hidden from the only
// partner meant is absent: no word of it, such as the names of its pieces, goes
// out.
func (s *Service) shown(ctx context.Context, v *gate.View, id library.TemplateID, to []partner.ID) (*spec.Manifest, error) {
	_, m, err := s.published(ctx, v, id)
	if err != nil || len(to) != 1 {
		return m, err
	}
	found, err := decide(ctx, v, m.Rules(), DecisionAsk{Partners: to})
	if err == nil && len(found) == 0 {
		err = gate.Absent()
	}
	return m, err
}

// addressees are the partners meant, each once.
func addressees(ctx context.Context, v *gate.View, named []partner.ID) ([]partner.ID, error) {
	named = slices.Compact(slices.Sorted(slices.Values(named)))
	if len(named) > MaxBulk {
		return nil, tooMany()
	}
	if len(named) == 0 {
		return everybody(ctx, v)
	}
	seen, err := partner.ByIDs(ctx, v, named)
	if err == nil && len(seen) != len(named) || v.Reach() == access.Own && !slices.Equal(named, []partner.ID{partner.ID(v.Actor().Partner)}) {
		err = gate.Absent()
	}
	return named, err
}

func everybody(ctx context.Context, v *gate.View) ([]partner.ID, error) {
	all, err := servedResellers(ctx, v)
	switch {
	case err == nil && len(all) > MaxBulk:
		err = tooMany()
	case err == nil && len(all) == 0:
		err = fault.Field(fault.Invalid, "partnerIds", "NO_PARTNERS", "There is no active reseller to make it for. Name the partners.")
	}
	return all, err
}

func tooMany() error {
	return fault.Field(fault.Invalid, "partnerIds", "TOO_MANY_PARTNERS", "One order is for at most %d partners. Send several.", MaxBulk)
}
