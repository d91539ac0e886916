package cobrand

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const oneBulk = `
select b.id, b.template_id, b.piece, b.output, b.language, b.fields, b.logo_variant, b.requested_by, b.state, b.total, b.made, b.unchanged,
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
insert into bulk_render (id, template_id, piece, output, language, fields, logo_variant, requested_by, partner_id, total)
values ($1, $2, $3, $4, $5, $6, $7, $8, nullif($9, '')::uuid, $10)
returning created_at`

const addBulkItems = `
insert into bulk_render_item (bulk_id, partner_id, piece, output)
select $1, unnest($2::uuid[]), unnest($3::text[]), unnest($4::text[])`

func insertBulk(ctx context.Context, tx *gate.Tx, b *Bulk, items []Item) error {
	err := tx.Get(ctx, &b.CreatedAt, addBulk, b.ID, b.TemplateID, b.Piece, b.Output, b.Language, string(b.Fields), b.Variant,
		b.By, tx.Actor().Partner, b.Total)
	if err != nil {
		return err
	}
	of, pieces, outputs := make([]partner.ID, len(items)), make([]string, len(items)), make([]string, len(items))
	for i, it := range items {
		of[i], pieces[i], outputs[i] = it.Partner, it.Piece, it.Output
	}
	_, err = tx.Exec(ctx, addBulkItems, b.ID, gate.Array(of), gate.Array(pieces), gate.Array(outputs))
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
select i.partner_id, i.piece, i.output
from bulk_render_item i
where i.bulk_id = $1 and i.state = 'QUEUED'
order by i.partner_id, i.piece, i.output
limit $2`

func queuedItems(ctx context.Context, v *gate.View, id BulkID, most int) ([]Item, error) {
	var out []Item
	err := v.Select(ctx, &out, queuedOf, id, most)
	return out, err
}

// What is told twice counts once; what is told after the end counts no more.
const settleItem = `
with settled as (
  update bulk_render_item i
  set state = $5, code = nullif($6, ''), message = nullif($7, ''), rendition_id = nullif($8, '')::uuid
  from bulk_render b
  where i.bulk_id = $1 and i.partner_id = $2 and i.piece = $3 and i.output = $4 and i.state = 'QUEUED' and b.id = i.bulk_id and b.state in ('QUEUED', 'RUNNING')
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

func settle(ctx context.Context, tx *gate.Tx, id BulkID, i Item, v verdict) error {
	_, err := tx.Exec(ctx, settleItem, id, i.Partner, i.Piece, i.Output, v.state, v.code, v.message, v.rendition)
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

const readyItems = `
select r.id, coalesce(t.slug, 'copies') as template, p.display_name as partner, r.file_name, r.created_at
from bulk_render_item i
join bulk_render b on b.id = i.bulk_id
join rendition r on r.id = i.rendition_id
join partner p on p.id = i.partner_id
left join template t on t.id = b.template_id
where i.bulk_id = $1
order by p.display_name, p.id, r.file_name, r.id`

func readyOf(ctx context.Context, v *gate.View, id BulkID) ([]*ArchiveCopy, error) {
	var out []*ArchiveCopy
	err := v.Select(ctx, &out, readyItems, id)
	return out, err
}
