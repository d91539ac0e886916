package effect

import (
	"context"
	"encoding/json"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// CompletedAll is Completed for many, in their order. What is given each time
// is written by one statement; what is given once is looked up once for a
// person and a course.
func (s *Service) CompletedAll(ctx context.Context, tx *gate.Tx, all []*learning.Completion) error {
	var (
		m   = many{keys: map[course.ID]string{}, rules: map[string][]*Rule{}, has: map[once]bool{}}
		err error
	)
	for _, c := range all {
		if err == nil {
			err = m.give(ctx, tx, c)
		}
	}
	if err != nil {
		return err
	}
	return enterAll(ctx, tx, "effect.given", m.each)
}

// RevokedAll is Revoked for many. What they brought is reversed together; where
// the course was completed another time, that completion counts once all of them
// are out.
func (s *Service) RevokedAll(ctx context.Context, tx *gate.Tx, all []*learning.Completion) error {
	standing, err := standingOfAll(ctx, tx, all)
	if err != nil {
		return err
	}
	var plain []*Effect
	for _, x := range standing {
		if x.Kind != ContentUnlock {
			plain = append(plain, x.reversed(ID(ids.New()), tx.Now()))
		} else if err := reverse(ctx, tx, x); err != nil {
			return err
		}
	}
	if err := enterAll(ctx, tx, "effect.reversed", plain); err != nil {
		return err
	}
	others, err := lastCompletions(ctx, &tx.View, all)
	if err != nil {
		return err
	}
	return s.CompletedAll(ctx, tx, others)
}

// many is what is known while many completions are gone through.
type many struct {
	keys  map[course.ID]string
	rules map[string][]*Rule // every version, by key of the course
	has   map[once]bool
	each  []*Effect
}

// once is what somebody has of a rule and a course once.
type once struct{ rule, subject, holder string }

func (m *many) give(ctx context.Context, tx *gate.Tx, c *learning.Completion) error {
	key, err := m.rulesOf(ctx, tx, c.CourseID)
	if err != nil {
		return err
	}
	who := string(c.PersonID)
	e := event{cause: CourseCompleted, id: string(c.ID), subject: key, partner: c.PartnerID, person: &who, at: c.CompletedAt}
	for _, r := range m.rules[key] {
		o := once{r.Key, key, who}
		switch {
		case !r.inForce(e.at) || r.Once && m.has[o]:
		case !r.Once && r.AssetID == nil:
			m.each = append(m.each, e.by(r, ID(ids.New())))
		default:
			if err := lockHolder(ctx, tx, who); err != nil {
				return err
			}
			if err := apply(ctx, tx, r, e); err != nil {
				return err
			}
			m.has[o] = true
		}
	}
	return nil
}

func (m *many) rulesOf(ctx context.Context, tx *gate.Tx, id course.ID) (key string, err error) {
	if key, known := m.keys[id]; known {
		return key, nil
	}
	if key, err = courseKey(ctx, &tx.View, id); err != nil {
		return "", err
	}
	m.keys[id] = key
	m.rules[key], err = rulesEver(ctx, &tx.View, CourseCompleted, key)
	return key, err
}

const everInForce = ruleColumns + `
where r.cause = $1 and (r.subject is null or r.subject = $2)
order by r.key, r.version`

func rulesEver(ctx context.Context, v *gate.View, cause Cause, subject string) ([]*Rule, error) {
	var out []*Rule
	err := v.Select(ctx, &out, everInForce, cause, subject)
	return out, err
}

const addEffects = `
insert into effect (id, partner_id, person_id, rule_id, cause, cause_id, subject, kind, target, amount, at, until, reverses, again)
select x.id, x.partner_id, x.person_id, x.rule_id, x.cause, x.cause_id, x.subject, x.kind, x.target, x.amount, x.at,
  coalesce(x.until, 'infinity'), x.reverses, case when x.reverses is null then (
    select count(*) from effect g
    where g.rule_id = x.rule_id and g.cause = x.cause and g.cause_id = x.cause_id and g.reverses is null and exists (select 1 from effect y where y.reverses = g.id)) else 0 end
from jsonb_to_recordset($1) x (id uuid, partner_id uuid, person_id uuid, rule_id uuid, cause text, cause_id uuid, subject text, kind text,
  target text, amount int, at timestamptz, until timestamptz, reverses uuid)
on conflict do nothing
returning id`

// enterAll writes effects that open no content, except those that their causes
// had or that were reversed before; the trail calls them by an action.
func enterAll(ctx context.Context, tx *gate.Tx, action string, all []*Effect) error {
	if len(all) == 0 {
		return nil
	}
	rows := make([]map[string]any, len(all))
	for i, x := range all {
		rows[i] = map[string]any{"id": x.ID, "partner_id": x.PartnerID, "person_id": x.PersonID, "rule_id": x.RuleID, "cause": x.Cause, "cause_id": x.CauseID,
			"subject": x.Subject, "kind": x.Kind, "target": x.Target, "amount": x.Amount, "at": x.At, "until": x.Until, "reverses": x.Reverses}
	}
	text, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	var fresh []ID
	if err := tx.Select(ctx, &fresh, addEffects, string(text)); err != nil {
		return err
	}
	written := map[ID]bool{}
	for _, id := range fresh {
		written[id] = true
	}
	for _, x := range all {
		if written[x.ID] {
			tx.Record(note(action, x))
		}
	}
	return nil
}

const ofCauses = effectColumns + `
join unnest($1::uuid[]) with ordinality w (cause, place) on x.cause_id = w.cause
where true` + notReversed + `
order by w.place, x.id`

// standingOfAll is what some completions brought and nobody has reversed.
func standingOfAll(ctx context.Context, tx *gate.Tx, all []*learning.Completion) ([]*Effect, error) {
	causes := make([]learning.CompletionID, len(all))
	for i, c := range all {
		causes[i] = c.ID
	}
	var out []*Effect
	err := tx.Select(ctx, &out, ofCauses, gate.Array(causes))
	return out, err
}

const lastsUnrevoked = `
select distinct on (c.person_id, c.course_id) c.id, c.partner_id, c.person_id, c.course_id, c.version_id, c.completed_at
from unnest($1::uuid[], $2::uuid[]) w (person_id, course_id)
join course_completion c on c.person_id = w.person_id and c.course_id = w.course_id and c.revoked_at is null
order by c.person_id, c.course_id, c.completed_at desc`

// lastCompletions are the last that stand of the same people and courses.
func lastCompletions(ctx context.Context, v *gate.View, of []*learning.Completion) ([]*learning.Completion, error) {
	type pair struct{ person, course string }
	var people, courses []string
	met := map[pair]bool{}
	for _, c := range of {
		if p := (pair{string(c.PersonID), string(c.CourseID)}); !met[p] {
			met[p], people, courses = true, append(people, p.person), append(courses, p.course)
		}
	}
	var out []*learning.Completion
	err := v.Select(ctx, &out, lastsUnrevoked, gate.Array(people), gate.Array(courses))
	return out, err
}
