package training

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Requirement is what members of a program, at one tier or at every tier, have
// to hold: the partner itself, or so many of its people.
type Requirement struct {
	Program program.ID
	Tier    *program.TierID // nil: every tier
	Key     string
	Holders int // 0 takes the requirement back
}

// Require sets what a program requires. All rates are counted anew with it.
func (s *Service) Require(ctx context.Context, r Requirement) (*Definition, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.CertifyRecord}, func(tx *gate.Tx) (*Definition, error) {
		d, err := definition(ctx, &tx.View, r.Key)
		if err != nil {
			return nil, fault.Field(fault.Invalid, "definitionKey", "UNKNOWN_CERTIFICATION", "There is no certification %q.", r.Key)
		}
		if r.Holders < 0 || r.Holders > 1000 {
			return nil, fault.Field(fault.Invalid, "holders", "HOLDERS", "Ask for 1 to 1000 people, or 0 to take the requirement back.")
		}
		tx.Record(audit.Created("certification_requirement", string(r.Program), r))
		if _, err := tx.Exec(ctx, dropRequirement, r.Program, r.Tier, r.Key); err != nil || r.Holders == 0 {
			return d, err
		}
		return d, tx.Must(ctx, addRequirement, r.Program, r.Tier, r.Key, r.Holders)
	})
}

const dropRequirement = `
delete from certification_requirement
where program_id = $1 and tier_id is not distinct from $2::uuid and definition_key = $3`

const addRequirement = `
insert into certification_requirement (program_id, tier_id, definition_key, holders)
values ($1, $2, $3, $4)`
