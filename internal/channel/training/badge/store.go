package badge

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/openbadge"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const columns = `
select c.id, c.definition_key, d.name, c.partner_id, c.person_id, c.issued_at, c.expires_at, c.notice_days, c.grace_days, c.renews, c.revoked_at, c.revoked_why,
  c.verify_code, c.status_index, c.name_published, d.minutes, o.display_name as partner_name, p.name as person_name, p.email as person_email, p.locale as person_locale
from certification c
join certification_definition d on d.key = c.definition_key
join partner o on o.id = c.partner_id
left join person p on p.id = c.person_id
`

const withCode = columns + `where c.verify_code = $1`

func byCode(ctx context.Context, v *gate.View, code string) (*Badge, error) {
	var b Badge
	err := v.Get(ctx, &b, withCode, code)
	return &b, err
}

const withID = columns + `where c.id = $1`

func byID(ctx context.Context, v *gate.View, id training.ID) (*Badge, error) {
	var b Badge
	err := v.Get(ctx, &b, withID, id)
	return &b, err
}

const withIDs = columns + `where c.id = any($1)`

func byIDs(ctx context.Context, v *gate.View, of []string) ([]*Badge, error) {
	var out []*Badge
	err := v.Select(ctx, &out, withIDs, gate.Array(of))
	return out, err
}

const publishName = `
update certification
set name_published = $2
where id = $1`

func publish(ctx context.Context, tx *gate.Tx, b *Badge) error {
	return tx.Must(ctx, publishName, b.ID, b.Published)
}

const revokedIn = `
select (c.status_index - $1)::int
from certification c
where c.revoked_at is not null and c.status_index >= $1 and c.status_index < $1 + $2
order by 1`

// revokedPlaces are the places of a list whose bit is set.
func revokedPlaces(ctx context.Context, v *gate.View, first int64) ([]int, error) {
	var out []int
	err := v.Select(ctx, &out, revokedIn, first, int64(openbadge.ListLength))
	return out, err
}

const listBegun = `select exists (select 1 from certification c where c.status_index >= $1)`

func begun(ctx context.Context, v *gate.View, first int64) (yes bool, err error) {
	err = v.Get(ctx, &yes, listBegun, first)
	return yes, err
}
