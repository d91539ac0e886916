package member

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const personLevel = `
update person
set access_level = $2, updated_at = now()
where id = $1`

// SetAccessLevel grants a person a level beyond the partner's, as the vendor
// sees fit; nil takes the grant back.
func (s *Service) SetAccessLevel(ctx context.Context, id ID, level *string) (*Person, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.MembershipSet}, func(tx *gate.Tx) (*Person, error) {
		p, err := byID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		tx.Record(about(p, audit.Changed("person", string(id), p.AccessLevel, level)))
		p.AccessLevel = level
		return p, tx.Must(ctx, personLevel, id, level)
	})
}
