package library

import (
	"context"
	"encoding/json"
	"time"

	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const versionColumns = `
select v.id, v.template_id, t.slug, v.version, v.state, v.content_sha256, v.package_sha256, v.package_bytes,
  v.problems, v.author_id, v.approved_by, v.published_at, v.withdrawn_at, v.withdraw_why, v.created_at, v.updated_at
from template_version v
join template t on t.id = v.template_id`

const versionByID = versionColumns + `
where v.id = $1`

// VersionByID reads one version inside a caller's own unit of work.
func VersionByID(ctx context.Context, v *gate.View, id VersionID) (*Version, error) {
	var out Version
	err := v.Get(ctx, &out, versionByID, id)
	return &out, err
}

const versionForMove = versionByID + `
for update of v`

// versionToMove reads a version and keeps others from moving it meanwhile.
func versionToMove(ctx context.Context, tx *gate.Tx, id VersionID) (*Version, error) {
	var out Version
	err := tx.Get(ctx, &out, versionForMove, id)
	return &out, err
}

const publishedBySlug = versionColumns + `
where t.slug = $1 and v.state = 'PUBLISHED'`

// PublishedBySlug reads the published version of a template.
func PublishedBySlug(ctx context.Context, v *gate.View, slug string) (*Version, error) {
	var out Version
	err := v.Get(ctx, &out, publishedBySlug, slug)
	return &out, err
}

const publishedByTemplate = versionColumns + `
where t.id = $1 and v.state = 'PUBLISHED'`

// PublishedOf reads the published version of a template by the template's id.
func PublishedOf(ctx context.Context, v *gate.View, id TemplateID) (*Version, error) {
	var out Version
	err := v.Get(ctx, &out, publishedByTemplate, id)
	return &out, err
}

const publishedAfter = versionColumns + `
where v.state = 'PUBLISHED' and ($2 = '' or (t.slug, t.id) > ($1, nullif($2, '')::uuid))
order by t.slug, t.id
limit $3`

// PublishedAfter reads the next n published versions by slug.
func PublishedAfter(ctx context.Context, v *gate.View, after page.Key, n int) ([]*Version, error) {
	var out []*Version
	err := v.Select(ctx, &out, publishedAfter, after.Sort, after.ID, n)
	return out, err
}

const manifests = `
select id, manifest
from template_version
where id = any($1)`

// manifestRow is the frozen manifest of a version.
type manifestRow struct {
	ID       VersionID       `db:"id"`
	Manifest json.RawMessage `db:"manifest"`
}

func readManifests(ctx context.Context, v *gate.View, wanted []VersionID) ([]manifestRow, error) {
	var out []manifestRow
	err := v.Select(ctx, &out, manifests, gate.Array(wanted))
	return out, err
}

const upsertTemplate = `
insert into template (id, slug, title, tags)
values ($1, $2, $3, $4)
on conflict (slug) do update set title = excluded.title, tags = excluded.tags, updated_at = now()
returning id`

func putTemplate(ctx context.Context, tx *gate.Tx, id TemplateID, slug string, title json.RawMessage, tags []string) (TemplateID, error) {
	var out TemplateID
	err := tx.Get(ctx, &out, upsertTemplate, id, slug, string(title), gate.Texts(tags))
	return out, err
}

const addVersion = `
insert into template_version (id, template_id, version, state, content_sha256, package_sha256, package_bytes, manifest, problems, author_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

func insertVersion(ctx context.Context, tx *gate.Tx, v *Version, manifest json.RawMessage) error {
	return tx.Must(ctx, addVersion, v.ID, v.TemplateID, v.Version, v.State, v.ContentSHA256, v.PackageSHA256, v.PackageBytes,
		string(manifest), string(v.Problems), v.AuthorID)
}

const moveVersion = `
update template_version
set state = $2, approved_by = $3, published_at = $4, withdrawn_at = $5, withdraw_why = $6, updated_at = $7
where id = $1 and state = $8`

func saveMove(ctx context.Context, tx *gate.Tx, v *Version, from State, now time.Time) error {
	return tx.Must(ctx, moveVersion, v.ID, v.State, v.ApprovedBy, v.PublishedAt, v.WithdrawnAt, v.WithdrawWhy, now, from)
}

const supersedeOthers = `
update template_version
set state = 'SUPERSEDED', updated_at = $3
where template_id = $1 and id <> $2 and state = 'PUBLISHED'`

func supersede(ctx context.Context, tx *gate.Tx, v *Version, now time.Time) error {
	_, err := tx.Exec(ctx, supersedeOthers, v.TemplateID, v.ID, now)
	return err
}
