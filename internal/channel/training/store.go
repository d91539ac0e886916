package training

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const addDefinition = `
insert into certification_definition (key, name, minutes, valid_months, notice_days, grace_days, kind, holder, max_age_months)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (key) do update set name = excluded.name, minutes = excluded.minutes, valid_months = excluded.valid_months,
  notice_days = excluded.notice_days, grace_days = excluded.grace_days, kind = excluded.kind, holder = excluded.holder,
  max_age_months = excluded.max_age_months`

func insertDefinition(ctx context.Context, tx *gate.Tx, d *Definition) error {
	return tx.Must(ctx, addDefinition, d.Key, d.Name, d.Minutes, d.ValidMonths, d.NoticeDays, d.GraceDays, d.Kind, d.Holder, d.MaxAgeMonths)
}

const oneDefinition = `
select key, name, minutes, valid_months, notice_days, grace_days, kind, holder, max_age_months
from certification_definition
where key = $1`

func definition(ctx context.Context, v *gate.View, key string) (*Definition, error) {
	var d Definition
	err := v.Get(ctx, &d, oneDefinition, key)
	return &d, err
}

const addCertification = `
insert into certification (id, definition_key, partner_id, person_id, issued_at, expires_at, notice_days, grace_days, renews, origin, ordinal, path, evidence_id, begun)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
on conflict (partner_id, definition_key, person_id, ordinal) where ordinal is not null do nothing`

// insert tells whether the row is new.
func insert(ctx context.Context, tx *gate.Tx, c *Certification) (bool, error) {
	n, err := tx.Exec(ctx, addCertification, c.ID, c.DefinitionKey, c.PartnerID, c.PersonID, c.IssuedAt, c.ExpiresAt, c.NoticeDays, c.GraceDays,
		c.Renews, c.Origin, c.Ordinal, c.Path, c.EvidenceID, c.Begun)
	return n == 1, err
}

const lastProof = `
select c.id
from certification c
where c.partner_id = $1 and c.definition_key = $2 and c.person_id is not distinct from $3 and c.revoked_at is null
  and c.issued_at < $4 and c.expires_at + c.grace_days * interval '24 hours' > $4
  and not exists (select 1 from certification n where n.renews = c.id and n.revoked_at is null)
order by c.expires_at desc, c.id
limit 1`

// predecessor is the proof that a new one takes over from: one that still
// counts. After its grace, a holder starts anew.
func predecessor(ctx context.Context, v *gate.View, c *Certification) (*ID, error) {
	var found []ID
	err := v.Select(ctx, &found, lastProof, c.PartnerID, c.DefinitionKey, c.PersonID, c.IssuedAt)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// short_from is read as 1970 where it is -infinity.
const certificationColumns = `
select c.id, c.definition_key, d.name, c.partner_id, c.person_id, c.issued_at, c.expires_at, c.notice_days, c.grace_days, c.renews,
  c.revoked_at, c.revoked_why, c.revoked_how, c.origin, c.ordinal, c.path, c.evidence_id, c.begun,
  case when c.short_from is not null then greatest(c.short_from, 'epoch') end as short_from
from certification c
join certification_definition d on d.key = c.definition_key`

const oneToChange = certificationColumns + `
where c.id = $1
for update of c`

const holdingPartner = `
select partner_id
from certification
where id = $1`

// toChange holds a proof, its partner first.
func toChange(ctx context.Context, tx *gate.Tx, id ID) (*Certification, error) {
	var of partner.ID
	if err := tx.Get(ctx, &of, holdingPartner, id); err != nil {
		return nil, err
	}
	if err := Lock(ctx, tx, of); err != nil {
		return nil, err
	}
	var c Certification
	err := tx.Get(ctx, &c, oneToChange, id)
	return &c, err
}

const revocation = `
update certification
set revoked_at = $2, revoked_why = $3, revoked_how = $4
where id = $1`

func saveRevocation(ctx context.Context, tx *gate.Tx, c *Certification) error {
	return tx.Must(ctx, revocation, c.ID, c.RevokedAt, c.RevokedWhy, c.RevokedHow)
}

const heldBy = certificationColumns + `
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
select key, name, minutes, valid_months, notice_days, grace_days, kind, holder, max_age_months
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

const heldOf = certificationColumns + `
where c.definition_key = any ($1) and c.partner_id = $2 and c.person_id is not distinct from $3::uuid
order by c.expires_at, c.issued_at, c.id`

// HeldOf reads all that one holder was ever given of some definitions, the one
// that ends last at the end.
func HeldOf(ctx context.Context, v *gate.View, keys []string, holder partner.ID, person *string) ([]*Certification, error) {
	var out []*Certification
	err := v.Select(ctx, &out, heldOf, gate.Array(keys), holder, person)
	return out, err
}

const renewing = certificationColumns + `
where c.renews = $1 and c.path = 'RENEWAL' and c.revoked_at is null
for update of c`

// RenewedBy reads the proofs that were given for less because of another.
func RenewedBy(ctx context.Context, tx *gate.Tx, id ID) ([]*Certification, error) {
	var out []*Certification
	err := tx.Select(ctx, &out, renewing, id)
	return out, err
}

const restingOn = certificationColumns + `
join certification_ground g on g.certification_id = c.id
where g.fact_id = $1 and c.revoked_at is null
order by c.id
for update of c`

// RestingOn reads the proofs that rest on something that was done.
func RestingOn(ctx context.Context, tx *gate.Tx, fact string) ([]*Certification, error) {
	var out []*Certification
	err := tx.Select(ctx, &out, restingOn, fact)
	return out, err
}

const bearingFacts = `
select distinct g.fact_id::text
from certification_ground g
join certification c on c.id = g.certification_id
where g.fact_id = any($1::uuid[]) and c.revoked_at is null`

// Bearing tells on which of some facts a proof rests.
func Bearing(ctx context.Context, tx *gate.Tx, facts []string) (map[string]bool, error) {
	var found []string
	err := tx.Select(ctx, &found, bearingFacts, gate.Array(facts))
	out := map[string]bool{}
	for _, f := range found {
		out[f] = true
	}
	return out, err
}

// DefinitionByKey reads one definition inside a caller's own unit of work.
func DefinitionByKey(ctx context.Context, v *gate.View, key string) (*Definition, error) {
	return definition(ctx, v, key)
}

const someDefinitions = `
select key, name, minutes, valid_months, notice_days, grace_days, kind, holder, max_age_months
from certification_definition
where key = any ($1)`

// DefinitionsByKey reads some definitions inside a caller's own unit of work.
func DefinitionsByKey(ctx context.Context, v *gate.View, keys []string) ([]*Definition, error) {
	var out []*Definition
	err := v.Select(ctx, &out, someDefinitions, gate.Array(keys))
	return out, err
}
