package member

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const personWorking = `
select ` + columns + `
from person p
left join partner o on o.id = p.partner_id
where p.id = $1 and ` + working

// Actor is a person as somebody who asks, with the roles of this moment: for
// signed links, which name the person they were made for. Somebody who may not
// sign in any more is nobody.
func (s *Service) Actor(ctx context.Context, id ID) (*actor.Actor, error) {
	if !validID(id) {
		return nil, linkOver()
	}
	return gate.Door(ctx, s.gate, func(tx *gate.Tx) (*actor.Actor, error) {
		var r row
		if err := tx.Get(ctx, &r, personWorking, id); err != nil {
			return nil, orElse(err, linkOver())
		}
		return r.person().actor(), nil
	})
}

func linkOver() error {
	return fault.Coded(fault.Unauthenticated, "LINK_OVER", "This link does not work any more. Ask for a new one where you found it.")
}
