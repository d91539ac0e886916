package training

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const addDefinition = `
insert into certification_definition (key, name, minutes, valid_months)
values ($1, $2, $3, $4)
on conflict (key) do update set name = excluded.name, minutes = excluded.minutes, valid_months = excluded.valid_months`

func insertDefinition(ctx context.Context, tx *gate.Tx, d *Definition) error {
	return tx.Must(ctx, addDefinition, d.Key, d.Name, d.Minutes, d.ValidMonths)
}

const oneDefinition = `
select key, name, minutes, valid_months
from certification_definition
where key = $1`

func definition(ctx context.Context, v *gate.View, key string) (*Definition, error) {
	var d Definition
	err := v.Get(ctx, &d, oneDefinition, key)
	return &d, err
}

const addCertification = `
insert into certification (id, definition_key, partner_id, person_id, issued_at, expires_at)
values ($1, $2, $3, $4, $5, $6)`

func insert(ctx context.Context, tx *gate.Tx, c *Certification) error {
	return tx.Must(ctx, addCertification, c.ID, c.DefinitionKey, c.PartnerID, c.PersonID, c.IssuedAt, c.ExpiresAt)
}

const heldBy = `
select c.id, c.definition_key, d.name, c.partner_id, c.person_id, c.issued_at, c.expires_at, c.revoked_at
from certification c
join certification_definition d on d.key = c.definition_key
where c.partner_id = any($1)
order by c.expires_at desc, c.id
limit 50000`

// HeldBy reads the certifications of partners inside a caller's own unit of
// work, expired ones too: a refusal says when one ended.
func HeldBy(ctx context.Context, v *gate.View, of []partner.ID) ([]*Certification, error) {
	var out []*Certification
	err := v.Select(ctx, &out, heldBy, gate.Array(of))
	return out, err
}

const definitions = `
select key, name, minutes, valid_months
from certification_definition
order by key
limit 1000`

// Definitions reads what can be proved, inside a caller's own unit of work.
func Definitions(ctx context.Context, v *gate.View) (map[string]*Definition, error) {
	var rows []*Definition
	err := v.Select(ctx, &rows, definitions)
	out := make(map[string]*Definition, len(rows))
	for _, d := range rows {
		out[d.Key] = d
	}
	return out, err
}
