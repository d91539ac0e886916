package session

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const sessionColumns = `
select s.id, s.holder_id, s.course_id, s.lesson_key, s.title, s.place, s.url, s.starts_at, s.ends_at, s.time_zone, s.seats, s.registered,
  s.language, s.state, s.reason, (s.holder_id is null or exists (select 1 from partner p where p.id = s.holder_id)) as open
from training_session s`

const oneSession = sessionColumns + `
where s.id = $1`

func sessionByID(ctx context.Context, v *gate.View, id ID) (*Session, error) {
	var n Session
	err := v.Get(ctx, &n, oneSession, id)
	return &n, err
}

const sessionLocked = oneSession + `
for update of s`

func lockSession(ctx context.Context, tx *gate.Tx, id ID) (*Session, error) {
	var n Session
	err := tx.Get(ctx, &n, sessionLocked, id)
	return &n, err
}

const addSession = `
insert into training_session (id, holder_id, course_id, lesson_key, title, place, url, starts_at, ends_at, time_zone, seats, language,
  state, planned_by, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, nullif($14, '')::uuid, $15, $15)`

func insertSession(ctx context.Context, tx *gate.Tx, n *Session) error {
	return tx.Must(ctx, addSession, n.ID, n.HolderID, n.CourseID, n.LessonKey, n.Title, n.Place, n.URL, n.StartsAt, n.EndsAt, n.TimeZone, n.Seats,
		n.Language, n.State, tx.Actor().Person, tx.Now())
}

const editSession = `
update training_session
set title = $2, place = $3, url = $4, starts_at = $5, ends_at = $6, time_zone = $7, seats = $8, registered = $9, language = $10,
  state = $11, reason = $12, updated_at = $13
where id = $1`

func saveSession(ctx context.Context, tx *gate.Tx, n *Session) error {
	return tx.Must(ctx, editSession, n.ID, n.Title, n.Place, n.URL, n.StartsAt, n.EndsAt, n.TimeZone, n.Seats, n.Registered, n.Language,
		n.State, n.Reason, tx.Now())
}

const lessonsTaught = `
select coalesce(l.key, '') as key, coalesce(l.kind, '') as kind
from course_version v
left join lesson l on l.version_id = v.id
where v.course_id = $1 and v.state = 'PUBLISHED'`

// lessonKinds are the lessons of the published version by key; none where no
// version is published.
func lessonKinds(ctx context.Context, v *gate.View, id course.ID) (map[string]string, error) {
	var rows []struct{ Key, Kind string }
	err := v.Select(ctx, &rows, lessonsTaught, id)
	out := map[string]string{}
	for _, r := range rows {
		out[r.Key] = r.Kind
	}
	return out, err
}

const openAndWaiting = `
select count(*) filter (where attendance is null) as open, count(*) filter (where verification = 'REPORTED') as waiting
from session_registration
where session_id = $1 and state = 'REGISTERED'`

func openOf(ctx context.Context, v *gate.View, id ID) (open, waiting int, err error) {
	var n struct{ Open, Waiting int }
	err = v.Get(ctx, &n, openAndWaiting, id)
	return n.Open, n.Waiting, err
}

const familyOfPartner = `
select t.family
from partner p
join partner_type t on t.key = p.type_key
where p.id = $1`

func familyOf(ctx context.Context, v *gate.View, id partner.ID) (partner.Family, error) {
	var f partner.Family
	err := v.Get(ctx, &f, familyOfPartner, id)
	return f, err
}

const trust = `
insert into trusted_reporter (partner_id, since, granted_by)
values ($1, $2, nullif($3, '')::uuid)
on conflict do nothing`

func addTrust(ctx context.Context, tx *gate.Tx, id partner.ID) error {
	_, err := tx.Exec(ctx, trust, id, tx.Now(), tx.Actor().Person)
	return err
}

const distrust = `
delete from trusted_reporter
where partner_id = $1`

func endTrust(ctx context.Context, tx *gate.Tx, id partner.ID) error {
	_, err := tx.Exec(ctx, distrust, id)
	return err
}

const trusts = `
select exists (select 1 from trusted_reporter where partner_id = $1)`

func isTrusted(ctx context.Context, v *gate.View, id partner.ID) (bool, error) {
	var yes bool
	err := v.Get(ctx, &yes, trusts, id)
	return yes, err
}

const personColumns = `
select p.id, p.partner_id, p.email, p.name
from person p`

const personsByID = personColumns + `
where p.id = any($1::uuid[]) and p.partner_id is not null and p.status <> 'DISABLED'
order by p.id`

func peopleByID(ctx context.Context, v *gate.View, of []member.ID) ([]*person, error) {
	var out []*person
	err := v.Select(ctx, &out, personsByID, gate.Array(of))
	return out, err
}

const personsByEmail = personColumns + `
where lower(p.email) = any($1) and p.partner_id = any($2::uuid[]) and p.status <> 'DISABLED'
order by p.id`

func peopleByEmail(ctx context.Context, v *gate.View, emails, at []string) ([]*person, error) {
	var out []*person
	err := v.Select(ctx, &out, personsByEmail, gate.Array(emails), gate.Array(at))
	return out, err
}

const seenPartners = `
select id::text
from partner`

func partnersSeen(ctx context.Context, v *gate.View) ([]string, error) {
	var out []string
	err := v.Select(ctx, &out, seenPartners)
	return out, err
}
