package effect

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const ruleColumns = `
select r.id, r.key, r.version, r.name, r.cause, r.subject, r.kind, r.target, r.asset_id, r.amount, r.once, r.active_from, r.ended_at
from effect_rule r`

const lastOfKey = ruleColumns + `
where r.key = $1
order by r.version desc
limit 1
for update`

// lastVersion is nil for a key without a rule.
func lastVersion(ctx context.Context, tx *gate.Tx, key string) (*Rule, error) {
	var r Rule
	err := tx.Get(ctx, &r, lastOfKey, key)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return &r, err
}

const addRule = `
insert into effect_rule (id, key, version, name, cause, subject, kind, target, asset_id, amount, once, active_from, author_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, nullif($13, '')::uuid)`

func insertRule(ctx context.Context, tx *gate.Tx, r *Rule) error {
	return tx.Must(ctx, addRule, r.ID, r.Key, r.Version, r.Name, r.Cause, r.Subject, r.Kind, r.Target, r.AssetID, r.Amount, r.Once, r.ActiveFrom, tx.Actor().Person)
}

const endRule = `
update effect_rule
set ended_at = $2
where id = $1 and ended_at is null`

func end(ctx context.Context, tx *gate.Tx, id RuleID) error {
	return tx.Must(ctx, endRule, id, tx.Now())
}

const inForce = ruleColumns + `
where r.cause = $1 and (r.subject is null or r.subject = $2) and r.active_from <= $3 and (r.ended_at is null or r.ended_at > $3)
order by r.key`

func rulesAt(ctx context.Context, v *gate.View, e event) ([]*Rule, error) {
	var out []*Rule
	err := v.Select(ctx, &out, inForce, e.cause, e.subject, e.at)
	return out, err
}

const lockOne = `
select pg_advisory_xact_lock(7021017, hashtext($1))`

// lockHolder lets one unit of work at a time give to a holder, so that what is
// given once is not given twice.
func lockHolder(ctx context.Context, tx *gate.Tx, holder string) error {
	_, err := tx.Exec(ctx, lockOne, holder)
	return err
}

const effectColumns = `
select x.id, x.partner_id, x.person_id, x.rule_id, x.cause, x.cause_id, x.subject, x.kind, x.target, x.amount, x.at,
  nullif(x.until, 'infinity') as until, x.reverses
from effect x`

const notReversed = `
  and x.reverses is null and not exists (select 1 from effect y where y.reverses = x.id)`

const heldBy = effectColumns + `
join effect_rule r on r.id = x.rule_id
where r.key = $1 and x.cause = $2 and x.subject = $3 and x.partner_id = $4 and x.person_id is not distinct from $5::uuid
  and x.until > $6` + notReversed + `
order by x.until desc
limit 1`

// heldOf is what the holder has of a rule and a subject; nil for nothing.
func heldOf(ctx context.Context, v *gate.View, key string, e event) (*Effect, error) {
	var x Effect
	err := v.Get(ctx, &x, heldBy, key, e.cause, e.subject, e.partner, e.person, v.Now())
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return &x, err
}

const ofCause = effectColumns + `
where x.cause_id = $1` + notReversed + `
order by x.id`

func standingOf(ctx context.Context, tx *gate.Tx, cause string) ([]*Effect, error) {
	var out []*Effect
	err := tx.Select(ctx, &out, ofCause, cause)
	return out, err
}

const addEffect = `
insert into effect (id, partner_id, person_id, rule_id, cause, cause_id, subject, kind, target, amount, at, until, reverses, again)
select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, coalesce($12, 'infinity'::timestamptz), $13, case when $13::uuid is null then (
  select count(*) from effect g
  where g.rule_id = $4 and g.cause = $5 and g.cause_id = $6 and g.reverses is null and exists (select 1 from effect y where y.reverses = g.id)) else 0 end
on conflict do nothing`

// insert tells whether the entry is new: the keys of the table let a cause have
// each effect once at a time, and an effect be reversed once.
func insert(ctx context.Context, tx *gate.Tx, x *Effect) (bool, error) {
	n, err := tx.Exec(ctx, addEffect, x.ID, x.PartnerID, x.PersonID, x.RuleID, x.Cause, x.CauseID, x.Subject, x.Kind, x.Target,
		x.Amount, x.At, x.Until, x.Reverses)
	return n == 1, err
}

const keyOfCourse = `
select key
from course
where id = $1`

func courseKey(ctx context.Context, v *gate.View, id course.ID) (string, error) {
	var key string
	err := v.Get(ctx, &key, keyOfCourse, id)
	return key, err
}

const lastUnrevoked = `
select id, partner_id, person_id, course_id, version_id, completed_at
from course_completion
where person_id = $1 and course_id = $2 and revoked_at is null
order by completed_at desc
limit 1`

// lastCompletion is nil when nothing of the course stands.
func lastCompletion(ctx context.Context, v *gate.View, of *learning.Completion) (*learning.Completion, error) {
	var c learning.Completion
	err := v.Get(ctx, &c, lastUnrevoked, of.PersonID, of.CourseID)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return &c, err
}
