package course

import (
	"context"

	"github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const versionColumns = `
select v.id, v.course_id, c.key, v.number, v.state, v.locale, v.author_id, v.reviewed_by, v.returned_why, v.published_at, v.retired_at
from course_version v
join course c on c.id = v.course_id`

const versionLocked = versionColumns + `
where v.id = $1
for update of v`

func versionToMove(ctx context.Context, tx *gate.Tx, id VersionID) (*Version, error) {
	var out Version
	err := tx.Get(ctx, &out, versionLocked, id)
	return &out, err
}

const openOf = versionColumns + `
where v.course_id = $1 and v.state in ('DRAFT', 'IN_REVIEW')
for update of v`

func openVersion(ctx context.Context, v *gate.View, id ID) (*Version, error) {
	var out Version
	err := v.Get(ctx, &out, openOf, id)
	return &out, err
}

const (
	lockKey = `
select pg_advisory_xact_lock(7021015, hashtext($1))`
	addCourse = `
insert into course (id, key)
values ($1, $2)
on conflict (key) do nothing`
	courseByKey = `
select id
from course
where key = $1`
)

// courseOf is the course with a key, made known if need be. Two who write it at
// once come one after the other.
func courseOf(ctx context.Context, tx *gate.Tx, key string) (ID, error) {
	if _, err := tx.Exec(ctx, lockKey, key); err != nil {
		return "", err
	}
	if _, err := tx.Exec(ctx, addCourse, ids.New(), key); err != nil {
		return "", err
	}
	var id ID
	err := tx.Get(ctx, &id, courseByKey, key)
	return id, err
}

const addVersion = `
insert into course_version (id, course_id, number, state, locale, locales, title, summary, minutes, audience, in_order, earlier_completions_count, author_id)
select $1, $2, 1 + coalesce(max(o.number), 0), 'DRAFT', $3, $4, $5, $6, $7, $8, $9, $10, $11
from course_version o
where o.course_id = $2
returning number`

func beginVersion(ctx context.Context, tx *gate.Tx, v *Version, o *course.Outline) error {
	return tx.Get(ctx, &v.Number, addVersion, v.ID, v.CourseID, o.Locale, gate.Array(o.Locales), packed(o.Title), packed(orNone(o.Summary)), o.Minutes(),
		audienceOf(o), o.InOrder, earlierCount(o), v.AuthorID)
}

const editVersion = `
update course_version
set locale = $2, locales = $3, title = $4, summary = $5, minutes = $6, audience = $7, in_order = $8, earlier_completions_count = $9,
  author_id = $10, updated_at = now()
where id = $1 and state = 'DRAFT'`

func saveHead(ctx context.Context, tx *gate.Tx, v *Version, o *course.Outline) error {
	return tx.Must(ctx, editVersion, v.ID, o.Locale, gate.Array(o.Locales), packed(o.Title), packed(orNone(o.Summary)), o.Minutes(),
		audienceOf(o), o.InOrder, earlierCount(o), v.AuthorID)
}

func audienceOf(o *course.Outline) *string {
	if o.Audience == nil {
		return nil
	}
	text := packed(o.Audience)
	return &text
}

func earlierCount(o *course.Outline) bool {
	return o.EarlierCompletionsCount == nil || *o.EarlierCompletionsCount
}

const moveVersion = `
update course_version
set state = $2, reviewed_by = $3, returned_why = $4, published_at = $5, retired_at = $6, updated_at = now()
where id = $1`

func saveMove(ctx context.Context, tx *gate.Tx, v *Version) error {
	return tx.Must(ctx, moveVersion, v.ID, v.State, v.ReviewedBy, v.ReturnedWhy, v.PublishedAt, v.RetiredAt)
}

const retireOthers = `
update course_version
set state = 'RETIRED', retired_at = $3, updated_at = now()
where course_id = $1 and id <> $2 and state = 'PUBLISHED'`

const wayBack = `
with recursive step (course_id, way) as (
  select c.id, array[c.key] from course c where c.id = any ($2::uuid[])
  union all
  select p.course_id, s.way || c.key
  from step s
  join course_version v on v.course_id = s.course_id and v.state <> 'RETIRED'
  join course_prerequisite p on p.version_id = v.id
  join course c on c.id = p.course_id
  where not c.key = any (s.way) and cardinality(s.way) < 100
)
select s.way
from step s
join course c on c.id = s.course_id
where c.key = $1
order by cardinality(s.way)
limit 1`

const coursesByKey = `
select key, id
from course
where key = any($1)`

func idsOf(ctx context.Context, v *gate.View, keys []string) (map[string]ID, error) {
	var rows []struct {
		Key string `db:"key"`
		ID  ID     `db:"id"`
	}
	err := v.Select(ctx, &rows, coursesByKey, gate.Array(keys))
	out := make(map[string]ID, len(rows))
	for _, r := range rows {
		out[r.Key] = r.ID
	}
	return out, err
}

const assetsBySlug = `
select slug, id
from asset
where slug = any($1)`

func assetIDs(ctx context.Context, v *gate.View, slugs []string) (map[string]string, error) {
	var rows []struct {
		Slug string `db:"slug"`
		ID   string `db:"id"`
	}
	err := v.Select(ctx, &rows, assetsBySlug, gate.Array(slugs))
	out := make(map[string]string, len(rows))
	for _, r := range rows {
		out[r.Slug] = r.ID
	}
	return out, err
}
