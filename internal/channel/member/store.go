package member

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const columns = `p.id, coalesce(p.partner_id::text, '') partner_id, p.email, p.name, p.phone, p.locale, p.status, p.roles, p.access_level, p.created_at`

// working are people who may be somebody at all. It is part of every look-up of
// a proof, so that disabling and ending work at once.
const working = `p.status = 'ACTIVE' and o.status is distinct from 'ENDED'`

// row is a person with the roles as the driver reads them.
type row struct {
	Person
	Roles gate.Strings `db:"roles"`
}

func (r *row) person() *Person {
	p := r.Person
	p.Roles = make([]actor.Role, len(r.Roles))
	for i, role := range r.Roles {
		p.Roles[i] = actor.Role(role)
	}
	return &p
}

func persons(rows []row) []*Person {
	out := make([]*Person, len(rows))
	for i := range rows {
		out[i] = rows[i].person()
	}
	return out
}

func roleTexts(roles []actor.Role) gate.Strings {
	out := make(gate.Strings, len(roles))
	for i, r := range roles {
		out[i] = string(r)
	}
	return out
}

const personByID = `
select ` + columns + `
from person p
where p.id = $1`

func byID(ctx context.Context, v *gate.View, id ID) (*Person, error) {
	if !validID(id) {
		return nil, gate.Absent()
	}
	var r row
	err := v.Get(ctx, &r, personByID, id)
	return r.person(), err
}

const personsByID = `
select ` + columns + `
from person p
where p.id = any($1)`

const insertPerson = `
insert into person (id, partner_id, email, name, phone, locale, status, roles, created_at, updated_at)
values ($1, nullif($2, '')::uuid, $3, $4, $5, $6, $7, $8, $9, $9)`

func insert(ctx context.Context, tx *gate.Tx, p *Person) error {
	_, err := tx.Exec(ctx, insertPerson, p.ID, p.PartnerID, p.Email, p.Name, p.Phone, p.Locale, p.Status, roleTexts(p.Roles), p.CreatedAt)
	return err
}

const emailTaken = `
select exists (select 1 from person where lower(email) = lower($1) and partner_id is not distinct from nullif($2, '')::uuid)`

func taken(ctx context.Context, v *gate.View, email string, of partner.ID) (bool, error) {
	var yes bool
	err := v.Get(ctx, &yes, emailTaken, email, of)
	return yes, err
}

const updateStatus = `
update person
set status = $2, updated_at = $3
where id = $1`

func setStatus(ctx context.Context, tx *gate.Tx, id ID, to Status) error {
	return tx.Must(ctx, updateStatus, id, to, tx.Now())
}

const updateRoles = `
update person
set roles = $2, updated_at = $3
where id = $1`

func setRoles(ctx context.Context, tx *gate.Tx, id ID, roles []actor.Role) error {
	return tx.Must(ctx, updateRoles, id, roleTexts(roles), tx.Now())
}

const otherAdmins = `
select exists (
  select 1 from person
  where id <> $1 and status = 'ACTIVE' and $2 = any(roles) and partner_id is not distinct from nullif($3, '')::uuid)`

func anotherAdmin(ctx context.Context, v *gate.View, p *Person, admin actor.Role) (bool, error) {
	var yes bool
	err := v.Get(ctx, &yes, otherAdmins, p.ID, admin, p.PartnerID)
	return yes, err
}

const familyByPartner = `
select t.family
from partner p
join partner_type t on t.key = p.type_key
where p.id = $1`

// familyOf is the family of a partner's people; the vendor has no partner.
func familyOf(ctx context.Context, v *gate.View, of partner.ID) (string, error) {
	if of == "" {
		return vendorFamily, nil
	}
	var family string
	err := v.Get(ctx, &family, familyByPartner, of)
	return family, err
}

const advisoryLock = `select pg_advisory_xact_lock($1)`

// lock makes those who name the same key wait for each other until commit.
func lock(ctx context.Context, tx *gate.Tx, key int64) error {
	_, err := tx.Exec(ctx, advisoryLock, key)
	return err
}

// orElse gives another answer where there is no row.
func orElse(err, absent error) error {
	if fault.KindOf(err) == fault.NotFound {
		return absent
	}
	return err
}
