package cobrand

import (
	"context"

	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// KitOrder is the wish for many pieces for one partner.
type KitOrder struct {
	Template library.TemplateID
	Partner  partner.ID // empty: the actor's own
	Pieces   []PieceWish
	Form
}

// PieceWish is a piece of a kit.
type PieceWish struct {
	Piece  string
	Output string // empty: every output that is offered
}

// RenderKit takes the order and answers at once; the queue makes the pieces.
// Without a wish it is for all that the template offers.
func (s *Service) RenderKit(ctx context.Context, o KitOrder) (*Bulk, error) {
	ask := gate.Ask{Action: access.CobrandRender, Partner: string(own(ctx, o.Partner))}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Bulk, error) {
		if ask.Partner == "" {
			return nil, fault.Field(fault.Invalid, "partnerId", "REQUIRED", "Say for which partner the kit is.")
		}
		to, err := addressees(ctx, &tx.View, []partner.ID{partner.ID(ask.Partner)})
		if err != nil {
			return nil, err
		}
		m, err := s.shown(ctx, &tx.View, o.Template, to)
		if err != nil {
			return nil, err
		}
		items, err := kit(m, to[0], o)
		if err != nil {
			return nil, err
		}
		return commission(ctx, tx, &Bulk{TemplateID: o.Template}, o.Form, items)
	})
}

// kit are the copies that an order comes to, each once, as the template lists
// its pieces.
func kit(m *spec.Manifest, of partner.ID, o KitOrder) ([]Item, error) {
	wanted := o.Pieces
	if len(wanted) == 0 {
		for _, name := range m.Pieces.Names() {
			wanted = append(wanted, PieceWish{Piece: name})
		}
	}
	var items []Item
	known := map[Item]bool{}
	for _, wish := range wanted {
		w := work{order: Order{Piece: wish.Piece, Output: wish.Output, Language: o.Language}, manifest: m}
		if err := w.settleForm(); err != nil {
			return nil, err
		}
		outputs := []string{w.order.Output}
		if wish.Output == "" {
			outputs = offered(m, w.order.Piece)
		}
		for _, out := range outputs {
			if i := (Item{of, w.order.Piece, out}); !known[i] {
				known[i] = true
				items = append(items, i)
			}
		}
	}
	return items, nil
}
