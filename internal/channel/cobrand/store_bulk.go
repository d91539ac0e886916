package cobrand

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const oneBulk = `
select b.id, b.template_id, b.piece, b.output, b.language, b.requested_by, b.state, b.total, b.made, b.unchanged,
  b.waiting, b.refused, b.failed, b.created_at, b.finished_at
from bulk_render b
where b.id = $1`

func bulkByID(ctx context.Context, v *gate.View, id BulkID) (*Bulk, error) {
	var b Bulk
	err := v.Get(ctx, &b, oneBulk, id)
	return &b, err
}

const served = `
select p.id
from partner p
join partner_type y on y.key = p.type_key
where y.family = 'RESELLER' and p.status = 'ACTIVE'
order by p.id
limit 5001`

// servedResellers are the active ones that the actor sees, and one more than an
// order may have when there are too many.
func servedResellers(ctx context.Context, v *gate.View) ([]partner.ID, error) {
	var out []partner.ID
	err := v.Select(ctx, &out, served)
	return out, err
}

const addBulk = `
insert into bulk_render (id, template_id, piece, output, language, requested_by, partner_id, total)
values ($1, $2, $3, $4, $5, $6, nullif($7, '')::uuid, $8)
returning created_at`

const addBulkItems = `
insert into bulk_render_item (bulk_id, partner_id)
select $1, unnest($2::uuid[])`

func insertBulk(ctx context.Context, tx *gate.Tx, b *Bulk, to []partner.ID) error {
	err := tx.Get(ctx, &b.CreatedAt, addBulk, b.ID, b.TemplateID, b.Piece, b.Output, b.Language, b.By, tx.Actor().Partner, b.Total)
	if err == nil {
		_, err = tx.Exec(ctx, addBulkItems, b.ID, gate.Array(to))
	}
	return err
}

const stopBulk = `
update bulk_render
set state = 'CANCELLED', finished_at = now()
where id = $1 and state in ('QUEUED', 'RUNNING')`

func cancelBulk(ctx context.Context, tx *gate.Tx, id BulkID) (int64, error) {
	return tx.Exec(ctx, stopBulk, id)
}

const queuedOf = `
select i.partner_id
from bulk_render_item i
where i.bulk_id = $1 and i.state = 'QUEUED'
order by i.partner_id
limit $2`

func queuedItems(ctx context.Context, v *gate.View, id BulkID, most int) ([]partner.ID, error) {
	var out []partner.ID
	err := v.Select(ctx, &out, queuedOf, id, most)
	return out, err
}

// What is told twice counts once; what is told after the end counts no more.
const settleItem = `
with settled as (
  update bulk_render_item i
  set state = $3, code = nullif($4, ''), message = nullif($5, ''), rendition_id = nullif($6, '')::uuid
  from bulk_render b
  where i.bulk_id = $1 and i.partner_id = $2 and i.state = 'QUEUED' and b.id = i.bulk_id and b.state in ('QUEUED', 'RUNNING')
  returning i.state, i.bulk_id)
update bulk_render b
set state = 'RUNNING', moved_at = now(),
  made = b.made + (s.state = 'MADE')::int,
  unchanged = b.unchanged + (s.state = 'UNCHANGED')::int,
  waiting = b.waiting + (s.state = 'WAITING_FOR_LOGO')::int,
  refused = b.refused + (s.state = 'REFUSED')::int,
  failed = b.failed + (s.state = 'FAILED')::int
from settled s
where b.id = s.bulk_id and b.state in ('QUEUED', 'RUNNING')`

func settle(ctx context.Context, tx *gate.Tx, id BulkID, of partner.ID, v verdict) error {
	_, err := tx.Exec(ctx, settleItem, id, of, v.state, v.code, v.message, v.rendition)
	return err
}

const endBulk = `
update bulk_render b
set state = 'DONE', finished_at = now()
where b.id = $1 and b.state in ('QUEUED', 'RUNNING')
  and not exists (select 1 from bulk_render_item i where i.bulk_id = b.id and i.state = 'QUEUED')`

func finishBulk(ctx context.Context, tx *gate.Tx, id BulkID) (bool, error) {
	n, err := tx.Exec(ctx, endBulk, id)
	return n == 1, err
}

const touchStill = `
update bulk_render
set moved_at = now()
where state in ('QUEUED', 'RUNNING') and moved_at < now() - interval '10 minutes'
returning id`

func stillBulks(ctx context.Context, tx *gate.Tx) ([]BulkID, error) {
	var out []BulkID
	err := tx.Select(ctx, &out, touchStill)
	return out, err
}
