package library

import (
	"context"

	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const assetColumns = `
select a.id, a.slug, a.kind, a.title, a.product, a.industries, a.families, a.access_level, a.state,
  a.publish_at, a.expires_at, a.created_at
from asset a`

type assetRow struct {
	Asset
	Industries gate.Strings `db:"industries"`
	Families   gate.Strings `db:"families"`
}

func (r *assetRow) asset() *Asset {
	a := r.Asset
	a.Industries, a.Families = r.Industries, r.Families
	return &a
}

const assetByID = assetColumns + `
where a.id = $1`

func oneAsset(ctx context.Context, v *gate.View, id AssetID) (*Asset, error) {
	var r assetRow
	err := v.Get(ctx, &r, assetByID, id)
	return r.asset(), err
}

const assetList = assetColumns + `
where ($1 = '' or a.kind = $1)
  and ($2 = '' or position(lower($2) in lower(a.title)) > 0)
  and ($4 = '' or (a.title, a.id) > ($3, nullif($4, '')::uuid))
order by a.title, a.id
limit $5`

func listAssets(ctx context.Context, v *gate.View, kind, search string, ask page.Ask) ([]*Asset, error) {
	var rows []assetRow
	err := v.Select(ctx, &rows, assetList, kind, search, ask.After.Sort, ask.After.ID, ask.First+1)
	out := make([]*Asset, len(rows))
	for i := range rows {
		out[i] = rows[i].asset()
	}
	return out, err
}

const fileByID = `
select f.id, f.asset_id, f.language, f.number, f.sha256, f.bytes, f.media_type, f.file_name
from asset_version f
where f.id = $1`

func oneFile(ctx context.Context, v *gate.View, id AssetVersionID) (*AssetVersion, error) {
	var f AssetVersion
	err := v.Get(ctx, &f, fileByID, id)
	return &f, err
}

const putAssetRow = `
insert into asset (id, slug, kind, title, product, industries, families, access_level, state, publish_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, 'PUBLISHED', $9, $10)
on conflict (slug) do update set kind = excluded.kind, title = excluded.title, product = excluded.product,
  industries = excluded.industries, families = excluded.families, access_level = excluded.access_level,
  state = 'PUBLISHED', publish_at = excluded.publish_at, expires_at = excluded.expires_at, updated_at = now()
returning id`

func putAsset(ctx context.Context, tx *gate.Tx, a *Asset) (AssetID, error) {
	var id AssetID
	err := tx.Get(ctx, &id, putAssetRow, a.ID, a.Slug, a.Kind, a.Title, a.Product, gate.Texts(a.Industries), gate.Texts(a.Families),
		a.AccessLevel, a.PublishAt, a.ExpiresAt)
	return id, err
}

const addFile = `
insert into asset_version (id, asset_id, language, number, sha256, bytes, media_type, file_name)
select $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5, $6, $7
from asset_version
where asset_id = $2 and language = $3`

func insertFile(ctx context.Context, tx *gate.Tx, f *AssetVersion) error {
	return tx.Must(ctx, addFile, f.ID, f.AssetID, f.Language, f.SHA256, f.Bytes, f.MediaType, f.FileName)
}

const assetLanguages = `select distinct language from asset_version where asset_id = $1 order by language`
