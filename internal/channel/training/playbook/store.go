package playbook

import (
	"context"
	"encoding/json"

	"github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// packed is a value for a jsonb parameter; ours are plain and always marshal.
func packed(v any) string {
	raw, _ := json.Marshal(v)
	return string(raw)
}

const save = `
insert into playbook (id, key, state, locale, title, purpose, audience)
values ($1, $2, 'DRAFT', $3, $4, $5, $6)
on conflict (key) do update set locale = excluded.locale, title = excluded.title, purpose = excluded.purpose, audience = excluded.audience, updated_at = now()
returning id`

func put(ctx context.Context, tx *gate.Tx, id ID, p *Playbook) (ID, error) {
	var audience *string
	if p.Audience != nil {
		text := packed(p.Audience)
		audience = &text
	}
	if p.Purpose == nil {
		p.Purpose = course.Texts{}
	}
	err := tx.Get(ctx, &id, save, id, p.Key, p.Locale, packed(p.Title), packed(p.Purpose), audience)
	return id, err
}

const (
	dropSteps = `
update playbook_item
set removed_at = now()
where playbook_id = $1 and removed_at is null`
	saveSteps = `
insert into playbook_item (id, playbook_id, key, position, kind, title, body, optional, asset_id, course_id)
select gen_random_uuid(), $1, s.step ->> 'key', s.position, s.step ->> 'kind', s.step -> 'title', coalesce(nullif(s.step -> 'body', 'null'), '{}'),
  (s.step ->> 'optional')::boolean, a.id, c.id
from jsonb_array_elements($2::jsonb) with ordinality as s (step, position)
left join asset a on a.slug = nullif(s.step ->> 'asset', '')
left join course c on c.key = nullif(s.step ->> 'course', '')
on conflict (playbook_id, key) do update set position = excluded.position, kind = excluded.kind, title = excluded.title, body = excluded.body,
  optional = excluded.optional, asset_id = excluded.asset_id, course_id = excluded.course_id, removed_at = null`
)

func putSteps(ctx context.Context, tx *gate.Tx, p *Playbook) error {
	if _, err := tx.Exec(ctx, dropSteps, p.ID); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, saveSteps, p.ID, packed(p.Steps))
	return err
}

// absent is something that a step names and that is not there.
type absent struct {
	Kind string `db:"kind"`
	Noun string `db:"noun"`
	Name string `db:"name"`
}

const notThere = `
select s.step ->> 'kind' as kind, lower(s.step ->> 'kind') as noun, coalesce(nullif(s.step ->> 'asset', ''), s.step ->> 'course') as name
from jsonb_array_elements($1::jsonb) with ordinality as s (step, position)
where s.step ->> 'kind' = 'ASSET' and not exists (select 1 from asset a where a.slug = s.step ->> 'asset')
   or s.step ->> 'kind' = 'COURSE' and not exists (select 1 from course c where c.key = s.step ->> 'course')
order by s.position`

func unknown(ctx context.Context, v *gate.View, p *Playbook) ([]absent, error) {
	var out []absent
	err := v.Select(ctx, &out, notThere, packed(p.Steps))
	return out, err
}

const setState = `
update playbook
set state = $3, updated_at = now()
where id = $1 and state = $2`

// step is what ticking needs to know of a step.
type step struct {
	ID         StepID `db:"id"`
	PlaybookID ID     `db:"playbook_id"`
	Kind       Kind   `db:"kind"`
	State      string `db:"state"`
	Removed    bool   `db:"removed"`
}

const oneStep = `
select i.id, i.playbook_id, i.kind, b.state, i.removed_at is not null as removed
from playbook_item i
join playbook b on b.id = i.playbook_id
where i.id = $1`

func stepByID(ctx context.Context, v *gate.View, id StepID) (*step, error) {
	var s step
	err := v.Get(ctx, &s, oneStep, id)
	return &s, err
}

const (
	tickOn = `
insert into playbook_progress (person_id, item_id, partner_id, playbook_id, done_at)
values ($1, $2, $3, $4, $5)
on conflict do nothing`
	tickOff = `
delete from playbook_progress
where person_id = $1 and item_id = $2`
)

func tick(ctx context.Context, tx *gate.Tx, s *step, done bool) error {
	if !done {
		_, err := tx.Exec(ctx, tickOff, tx.Actor().Person, s.ID)
		return err
	}
	_, err := tx.Exec(ctx, tickOn, tx.Actor().Person, s.ID, tx.Actor().Partner, s.PlaybookID, tx.Now())
	return err
}

const lockTally = `
select pg_advisory_xact_lock(7021016, hashtext($1))`

// tally counts people anew: who ticked a step has begun, who has done all that
// is required has finished. Partners without anybody are set to nothing.
const tally = `
with step as (
  select i.id, i.course_id from playbook_item i where i.playbook_id = $1 and i.removed_at is null and not i.optional),
person as (
  select distinct p.person_id, p.partner_id from playbook_progress p where p.playbook_id = $1 and ($2 = '' or p.partner_id = $2::uuid)),
counted as (
  select p.partner_id, count(*) as started, count(*) filter (where not exists (
    select 1 from step s where case when s.course_id is null
      then not exists (select 1 from playbook_progress d where d.person_id = p.person_id and d.item_id = s.id)
      else not exists (select 1 from completion_counted c where c.person_id = p.person_id and c.course_id = s.course_id) end)) as finished
  from person p
  group by p.partner_id
  union all
  select t.partner_id, 0, 0
  from playbook_tally t
  where t.playbook_id = $1 and ($2 = '' or t.partner_id = $2::uuid) and t.partner_id not in (select partner_id from person))
insert into playbook_tally (partner_id, playbook_id, started, finished, updated_at)
select partner_id, $1, started, finished, now()
from counted
on conflict (partner_id, playbook_id) do update set started = excluded.started, finished = excluded.finished, updated_at = excluded.updated_at`

func recount(ctx context.Context, tx *gate.Tx, of string, id ID) error {
	if _, err := tx.Exec(ctx, lockTally, string(id)+of); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, tally, id, of)
	return err
}

func recountAll(ctx context.Context, tx *gate.Tx, id ID) error { return recount(ctx, tx, "", id) }

const playbooksWith = `
select distinct i.playbook_id
from playbook_item i
join playbook_progress p on p.playbook_id = i.playbook_id and p.person_id = $2
where i.course_id = $1 and i.removed_at is null
order by i.playbook_id`

func recountCourse(ctx context.Context, tx *gate.Tx, c *learning.Completion) error {
	var all []ID
	if err := tx.Select(ctx, &all, playbooksWith, c.CourseID, c.PersonID); err != nil {
		return err
	}
	for _, id := range all {
		if err := recount(ctx, tx, string(c.PartnerID), id); err != nil {
			return err
		}
	}
	return nil
}
