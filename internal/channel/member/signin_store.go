package member

import (
	"cmp"
	"context"
	"strings"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const candidateColumns = `
select ` + columns + `, w.hash, w.changed_at, coalesce(o.display_name, '') company
from person p
join password w on w.person_id = p.id
left join partner o on o.id = p.partner_id
where ` + working

const candidatesOfEmail = candidateColumns + `
  and lower(p.email) = $1 and ($2 = '' or coalesce(p.partner_id::text, '-') = $2)
order by p.created_at, p.id
limit 3`

func candidatesByEmail(ctx context.Context, v *gate.View, email, at string) ([]candidate, error) {
	var cs []candidate
	err := v.Select(ctx, &cs, candidatesOfEmail, email, at)
	return cs, err
}

const candidateOfPerson = candidateColumns + `
  and p.id = $1`

func candidateByPerson(ctx context.Context, v *gate.View, id ID) (candidate, error) {
	var c candidate
	err := v.Get(ctx, &c, candidateOfPerson, id)
	return c, err
}

const passwordHold = `
select true from password
where person_id = $1 and changed_at = $2
for update`

// holdPassword makes sure that the password is still the one that was tried,
// and stays so until commit. Renewing a hash does not count as a change.
func holdPassword(ctx context.Context, tx *gate.Tx, c candidate) error {
	var yes bool
	return tx.Get(ctx, &yes, passwordHold, c.ID, c.Changed)
}

const passwordRenew = `
update password
set hash = $2
where person_id = $1`

func replaceHash(ctx context.Context, tx *gate.Tx, c candidate, hash string) error {
	if hash == "" {
		return nil
	}
	return tx.Must(ctx, passwordRenew, c.ID, hash)
}

const partnerBySlug = `
select id from partner
where slug = $1`

// partnerNamed turns what Origin.Partner may hold into the partner's id. The
// door knows no slugs, so the look-up is the system's; a slug is no secret. An
// unknown one becomes an id that no partner has.
func (s *Service) partnerNamed(ctx context.Context, named string) (string, error) {
	if named == "" || named == Vendor || ids.Valid(named) {
		return strings.ToLower(named), nil
	}
	id, err := readAsSystem(ctx, s, func(v *gate.View) (string, error) {
		var id string
		return id, v.Get(ctx, &id, partnerBySlug, strings.ToValidUTF8(strings.ReplaceAll(named, "\x00", ""), ""))
	})
	if fault.KindOf(err) == fault.NotFound {
		return nobody, nil
	}
	return id, err
}

const nobody = "00000000-0000-0000-0000-000000000000"

func readAsSystem[T any](ctx context.Context, s *Service, fn func(*gate.View) (T, error)) (T, error) {
	return gate.Read(actor.ForSystem(ctx, "sign-in"), s.gate, gate.Ask{Action: access.PartnerRead}, fn)
}

// choices are the slugs to choose from, with the name that people know.
func (s *Service) choices(ctx context.Context, fit []candidate) (string, error) {
	wanted := make([]partner.ID, 0, len(fit))
	for _, c := range fit {
		if c.PartnerID != "" {
			wanted = append(wanted, c.PartnerID)
		}
	}
	found, err := readAsSystem(ctx, s, func(v *gate.View) (map[partner.ID]*partner.Partner, error) {
		return partner.ByIDs(ctx, v, wanted)
	})
	return listed(fit, found), err
}

func listed(fit []candidate, found map[partner.ID]*partner.Partner) string {
	names := make([]string, len(fit))
	for i, c := range fit {
		names[i] = "the vendor (" + Vendor + ")"
		if o := found[c.PartnerID]; o != nil {
			names[i] = o.DisplayName + " (" + o.Slug + ")"
		}
	}
	return strings.Join(names, ", ")
}

func byCompany(a, b candidate) int {
	return cmp.Or(cmp.Compare(a.Company, b.Company), cmp.Compare(a.ID, b.ID))
}
