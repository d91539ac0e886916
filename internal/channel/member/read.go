package member

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
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

func validID(id ID) bool { return ids.Valid(string(id)) }
