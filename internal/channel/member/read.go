package member

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Me is the person who asks. Everybody may know that, whatever the roles and
// the scopes of the token, so it is a question to the door.
func (s *Service) Me(ctx context.Context) (*Person, error) {
	who := actor.From(ctx)
	if who == nil {
		return nil, fault.New(fault.Unauthenticated, "Sign in first.")
	}
	return gate.Door(ctx, s.gate, func(tx *gate.Tx) (*Person, error) {
		return byID(ctx, &tx.View, ID(who.Person))
	})
}

// ByID gives one person that the actor may see.
func (s *Service) ByID(ctx context.Context, id ID) (*Person, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.MemberRead}, func(v *gate.View) (*Person, error) {
		return byID(ctx, v, id)
	})
}

// List gives the people of a partner by name. An empty partner means the
// actor's own, and for the vendor's staff the vendor.
func (s *Service) List(ctx context.Context, of partner.ID, ask page.Ask) (page.Of[*Person], error) {
	after := ask.After
	if after == (page.Key{}) {
		after.ID = nobody
	}
	if !ids.Valid(after.ID) {
		return page.Of[*Person]{}, badCursor()
	}
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.MemberRead, Partner: string(of)}, func(v *gate.View) (page.Of[*Person], error) {
		rows, err := list(ctx, v, partner.ID(v.Partner()), after.Sort, after.ID, ask.First+1)
		return page.Cut(rows, ask.First), err
	})
}

// PersonsByID reads several people inside a caller's own unit of work. Those
// that the actor may not see are left out.
func PersonsByID(ctx context.Context, v *gate.View, wanted []ID) (map[ID]*Person, error) {
	var rows []row
	err := v.Select(ctx, &rows, personsByID, gate.Array(wanted))
	out := make(map[ID]*Person, len(rows))
	for _, p := range persons(rows) {
		out[p.ID] = p
	}
	return out, err
}

func badCursor() error {
	return fault.Field(fault.Invalid, "after", "CURSOR", "This cursor is not one of ours. Start again without `after`.")
}

func validID(id ID) bool { return ids.Valid(string(id)) }
