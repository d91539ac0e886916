package transfer

import (
	"context"
	"encoding/json"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const oneImporter = `
select pg_advisory_xact_lock(7021021, hashtext($1))`

// lockHolder lets one import of a holder at a time be compared with those
// before it.
func lockHolder(ctx context.Context, tx *gate.Tx, holder *partner.ID) error {
	key := "vendor"
	if holder != nil {
		key = string(*holder)
	}
	_, err := tx.Exec(ctx, oneImporter, key)
	return err
}

const seenPartners = `
select id::text
from partner`

func partnersSeen(ctx context.Context, v *gate.View) ([]string, error) {
	var out []string
	err := v.Select(ctx, &out, seenPartners)
	return out, err
}

// somebody is a person as imports name people.
type somebody struct {
	ID        member.ID  `db:"id"`
	PartnerID partner.ID `db:"partner_id"`
	Email     string     `db:"email"`
	Slug      string     `db:"slug"`
}

const peopleAt = `
select p.id, p.partner_id, lower(p.email) as email, a.slug
from person p
join partner a on a.id = p.partner_id
where lower(p.email) = any($1) and p.partner_id = any($2::uuid[]) and p.status <> 'DISABLED'
order by p.id`

func peopleOf(ctx context.Context, v *gate.View, emails, at []string) (map[string][]*somebody, error) {
	var rows []*somebody
	err := v.Select(ctx, &rows, peopleAt, gate.Array(emails), gate.Array(at))
	out := map[string][]*somebody{}
	for _, p := range rows {
		out[p.Email] = append(out[p.Email], p)
	}
	return out, err
}

// taught is a course as imports name courses.
type taught struct {
	Name      string            `db:"name"`
	CourseID  course.ID         `db:"course_id"`
	VersionID *course.VersionID `db:"version_id"` // nil: not taught at present
}

const coursesNamed = `
select c.key as name, c.id as course_id, v.id as version_id
from course c
left join course_version v on v.course_id = c.id and v.state = 'PUBLISHED'
where c.key = any($1)
union all
select 'activity ' || a.activity_id, c.id, v.id
from xapi_activity a
join course c on c.id = a.course_id
left join course_version v on v.course_id = c.id and v.state = 'PUBLISHED'
where a.activity_id = any($2)`

func coursesOf(ctx context.Context, v *gate.View, keys, activities []string) (map[string]*taught, error) {
	var rows []*taught
	err := v.Select(ctx, &rows, coursesNamed, gate.Array(keys), gate.Array(activities))
	out := map[string]*taught{}
	for _, t := range rows {
		out[t.Name] = t
	}
	return out, err
}

const lineColumns = `
select l.id, l.number, l.kind, l.email, l.partner_id, l.person_id, l.course_id, l.version_id, l.completed_at, l.score, l.external_id, l.digest,
  l.target_id, l.state
from import_line l`

const linesNamed = lineColumns + `
where l.holder_id is not distinct from $1 and l.source = $2 and l.external_id = any($3) and l.state not in ('REJECTED', 'UNDOING', 'UNDONE')
  and coalesce(l.left_why, '') not in ('SAID_ELSEWHERE', 'BROUGHT_NOTHING')`

const linesAlike = lineColumns + `
join unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) w (person_id, course_id, completed_at) on l.person_id = w.person_id and l.course_id = w.course_id
  and l.completed_at = w.completed_at
where l.holder_id is not distinct from $1 and l.source = 'CSV' and (l.state in ('STAGED', 'POSTED') or l.left_why = 'REVOKED_BEFORE')`

// imported is what a holder imported before of what some lines say.
func imported(ctx context.Context, v *gate.View, holder *partner.ID, from Source, lines []*line, targets []string) (map[string]*line, map[fact]bool, error) {
	var people, courses, times []string
	named := targets
	for _, l := range lines {
		if l.ExternalID != nil {
			named = append(named, *l.ExternalID)
		}
		if l.counts() {
			people, courses = append(people, string(*l.PersonID)), append(courses, string(*l.CourseID))
			times = append(times, l.CompletedAt.Format(time.RFC3339Nano))
		}
	}
	var byName, alike []*line
	known, facts := map[string]*line{}, map[fact]bool{}
	if err := v.Select(ctx, &byName, linesNamed, holder, from, gate.Array(named)); err != nil {
		return nil, nil, err
	}
	if err := v.Select(ctx, &alike, linesAlike, holder, gate.Array(people), gate.Array(courses), gate.Array(times)); err != nil {
		return nil, nil, err
	}
	for _, l := range byName {
		known[*l.ExternalID] = l
	}
	for _, l := range alike {
		facts[l.fact()] = true
	}
	return known, facts, nil
}

const addImport = `
insert into completion_import (id, source, holder_id, requested_by, file_name, lines, added, unchanged, state, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

func insertImport(ctx context.Context, tx *gate.Tx, m *Import) error {
	return tx.Must(ctx, addImport, m.ID, m.Source, m.HolderID, m.RequestedBy, m.FileName, m.Lines, m.Added, m.Unchanged, m.State, m.CreatedAt)
}

const addLines = `
insert into import_line (id, import_id, number, holder_id, source, kind, email, partner_id, person_id, course_id, version_id, completed_at,
  score, external_id, digest, target_id, state)
select x.id, $1, x.number, $2, $3, x.kind, x.email, x.partner_id, x.person_id, x.course_id, x.version_id, x.completed_at,
  x.score, x.external_id, x.digest, x.target_id, 'STAGED'
from jsonb_to_recordset($4) x (id uuid, number int, kind text, email text, partner_id uuid, person_id uuid, course_id uuid, version_id uuid,
  completed_at timestamptz, score float8, external_id text, digest text, target_id uuid)`

func insertLines(ctx context.Context, tx *gate.Tx, m *Import, lines []*line) error {
	text, err := json.Marshal(lines)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, addLines, m.ID, m.HolderID, m.Source, string(text))
	return err
}

const importLocked = `
select id, source, holder_id, requested_by, file_name, lines, added, unchanged, posted, state, decided_by, decided_at, decided_why, created_at, posted_at,
  undone_by, undoing_at, undone_at, undone_why
from completion_import
where id = $1
for update`

func lockImport(ctx context.Context, tx *gate.Tx, id ID) (*Import, error) {
	var m Import
	err := tx.Get(ctx, &m, importLocked, id)
	return &m, err
}

const editImport = `
update completion_import
set posted = $2, state = $3, decided_by = $4, decided_at = $5, decided_why = $6, posted_at = $7
where id = $1`

func saveImport(ctx context.Context, tx *gate.Tx, m *Import) error {
	return tx.Must(ctx, editImport, m.ID, m.Posted, m.State, m.DecidedBy, m.DecidedAt, m.DecidedWhy, m.PostedAt)
}

const rejectStaged = `
update import_line
set state = 'REJECTED'
where import_id = $1 and state = 'STAGED'`

func rejectLines(ctx context.Context, tx *gate.Tx, id ID) error {
	_, err := tx.Exec(ctx, rejectStaged, id)
	return err
}

const nextStaged = lineColumns + `
where l.import_id = $1 and l.state = 'STAGED'
order by l.number
limit $2
for update`

func stagedLines(ctx context.Context, tx *gate.Tx, id ID, n int) ([]*line, error) {
	var out []*line
	err := tx.Select(ctx, &out, nextStaged, id, n)
	return out, err
}

// settled is a line with what it brought.
type settled struct {
	ID           string                 `db:"id"`
	PersonID     *member.ID             `db:"person_id"`
	State        string                 `db:"state"`
	CompletionID *learning.CompletionID `db:"completion_id"`
}

const lineLocked = `
select id, person_id, state, completion_id
from import_line
where id = $1
for update`

func lockLine(ctx context.Context, tx *gate.Tx, id string) (*settled, error) {
	var l settled
	err := tx.Get(ctx, &l, lineLocked, id)
	return &l, err
}

const settle = `
update import_line
set state = $2, completion_id = $3
where id = $1`

func settleLine(ctx context.Context, tx *gate.Tx, id, state string, brought *learning.CompletionID) error {
	return tx.Must(ctx, settle, id, state, brought)
}

// A line keeps a completion that another brought, unless a person took away
// since what it says; and a completion that is gone is nobody's any more.
const giveToTwins = `
update import_line t
set completion_id = w.completion_id
from (
  select distinct on (l.id) l.id as line_id, l.completion_id, o.id
  from import_line l
  join course_completion c on c.id = l.completion_id and c.revoked_at is null
  join import_line o on o.person_id = l.person_id and o.course_id = l.course_id and o.completed_at = l.completed_at and o.id <> l.id and o.state = 'POSTED'
  join completion_import m on m.id = o.import_id
  where l.id = any($1::uuid[]) and not exists (select 1 from course_completion r
    where r.person_id = o.person_id and r.course_id = o.course_id and r.completed_at = o.completed_at and r.revoked_at >= m.posted_at)
  order by l.id, o.id) w
where t.id = w.id
returning w.line_id`

// handOverAll gives the completions of lines to others that say the same, and
// tells whose it gave.
func handOverAll(ctx context.Context, tx *gate.Tx, lines []*settled) (map[string]bool, error) {
	of := make([]string, len(lines))
	for i, l := range lines {
		of[i] = l.ID
	}
	var given []string
	err := tx.Select(ctx, &given, giveToTwins, gate.Array(of))
	out := map[string]bool{}
	for _, id := range given {
		out[id] = true
	}
	return out, err
}

// handOver is handOverAll of one line.
func handOver(ctx context.Context, tx *gate.Tx, of *settled) (bool, error) {
	given, err := handOverAll(ctx, tx, []*settled{of})
	return given[of.ID], err
}

const notStaged = `
select count(*)
from import_line
where import_id = $1 and state <> 'STAGED'`

func postedOf(ctx context.Context, v *gate.View, id ID) (int, error) {
	var n int
	err := v.Get(ctx, &n, notStaged, id)
	return n, err
}

const leftLying = `
select id
from completion_import
where state in ('POSTING', 'UNDOING') and created_at < $1
order by created_at
limit 100`

func unposted(ctx context.Context, v *gate.View, before time.Time) ([]ID, error) {
	var out []ID
	err := v.Select(ctx, &out, leftLying, before)
	return out, err
}

const unmap = `
delete from xapi_activity
where activity_id = $1`

func unmapActivity(ctx context.Context, tx *gate.Tx, id string) error {
	_, err := tx.Exec(ctx, unmap, id)
	return err
}

const mapTo = `
insert into xapi_activity (activity_id, course_id, mapped_by, mapped_at)
select $1, c.id, nullif($3, '')::uuid, $4
from course c
where c.key = $2`

func mapActivity(ctx context.Context, tx *gate.Tx, a Activity) (int64, error) {
	if !storable(a.Course) {
		return 0, fault.Field(fault.Invalid, "courseKey", "UNKNOWN_COURSE", "There is no course with this key.")
	}
	return tx.Exec(ctx, mapTo, a.ID, a.Course, tx.Actor().Person, tx.Now())
}

const settleAll = `
update import_line l
set state = 'POSTED', completion_id = nullif(x.brought, '')::uuid
from unnest($1::uuid[], $2::text[]) x (id, brought)
where l.id = x.id`

func settleLines(ctx context.Context, tx *gate.Tx, lines []*line, brought []*learning.CompletionID) error {
	ids, completions := make([]string, len(lines)), make([]string, len(lines))
	for i, l := range lines {
		ids[i] = l.ID
		if brought[i] != nil {
			completions[i] = string(*brought[i])
		}
	}
	_, err := tx.Exec(ctx, settleAll, gate.Array(ids), gate.Array(completions))
	return err
}
