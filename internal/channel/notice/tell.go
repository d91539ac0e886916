package notice

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/gate"
)

// leaders hear of their colleagues. Managers of a distributor look after
// resellers, which is what the digest is for.
const tellAll = `
with draft as (
  select *
  from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
    d (kind, cause, subject, subject_id, facts, person, partner, about))
insert into notice (person_id, kind, cause, subject_type, subject_id, about_id, facts, at)
select p.id, d.kind, d.cause, d.subject, d.subject_id::uuid, nullif(d.about, '')::uuid, d.facts, $1::timestamptz
from draft d
join person p on p.id = nullif(d.person, '')::uuid
where p.status <> 'DISABLED'
union all
select p.id, d.kind, d.cause, d.subject, d.subject_id::uuid, nullif(d.about, '')::uuid, d.facts, $1::timestamptz
from draft d
join person p on p.partner_id = nullif(d.partner, '')::uuid
where p.status <> 'DISABLED' and p.roles && '{RESELLER_ADMIN,DISTRIBUTOR_ADMIN}' and p.id::text <> d.about
order by 1, 3
on conflict do nothing`

// Tell writes notices in the unit of work of what they tell of. Nobody is told
// of the same cause twice.
func Tell(ctx context.Context, tx *gate.Tx, drafts ...Draft) error {
	if len(drafts) == 0 {
		return nil
	}
	var of [8][]string
	for _, d := range drafts {
		facts, err := d.facts()
		if err != nil {
			return err
		}
		for i, v := range []string{string(d.Kind), d.Cause, string(d.Subject), d.ID, facts, string(d.To), string(d.LeadersOf), string(d.About)} {
			of[i] = append(of[i], v)
		}
	}
	return tx.Widen(ctx, "people are told", func() error {
		_, err := tx.Exec(ctx, tellAll, tx.Now(), gate.Array(of[0]), gate.Array(of[1]), gate.Array(of[2]), gate.Array(of[3]),
			gate.Array(of[4]), gate.Array(of[5]), gate.Array(of[6]), gate.Array(of[7]))
		return err
	})
}
