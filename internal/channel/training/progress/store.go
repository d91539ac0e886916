package progress

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/gate"
)

const ratesNow = `
select g.distributor_id, p.type_key, g.resellers, g.certified_resellers, g.people, g.certified_people
from portfolio_progress g
join partner p on p.id = g.distributor_id
order by g.distributor_id`

func rates(ctx context.Context, v *gate.View) ([]*Rate, error) {
	var out []*Rate
	err := v.Select(ctx, &out, ratesNow)
	return out, err
}

const keepMeasure = `
insert into portfolio_measure (distributor_id, measured_on, measured_at, resellers, certified, people, certified_people, peers, sample, median, score, lag)
values ($1, ($2 at time zone 'UTC')::date, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (distributor_id, measured_on) do update set measured_at = excluded.measured_at, resellers = excluded.resellers,
  certified = excluded.certified, people = excluded.people, certified_people = excluded.certified_people,
  peers = excluded.peers, sample = excluded.sample, median = excluded.median, score = excluded.score, lag = excluded.lag`

func putMeasure(ctx context.Context, tx *gate.Tx, r *Rate, c Comparison) error {
	return tx.Must(ctx, keepMeasure, r.DistributorID, tx.Now(), r.Resellers, r.Certified, r.People, r.CertifiedPeople,
		c.Peers, c.Sample, c.Median, c.Score, c.Lag)
}

const recount = `
select 'partner' as of, coalesce(c.partner_id, t.partner_id)::text as id, coalesce(t::text, '-') as kept, coalesce(c::text, '-') as counted
from (select partner_id, active, people, learners, assigned, started, overdue, completed, required, certified_until, people_until from partner_tally) t
full join (select partner_id, active, people, learners, assigned, started, overdue, completed, required, certified_until, people_until from partner_counted) c
  on c.partner_id = t.partner_id
where t is distinct from c
union all
select 'learner', coalesce(c.person_id, t.person_id)::text, coalesce(t::text, '-'), coalesce(c::text, '-')
from (select person_id, partner_id, assigned, started, overdue, completed from learner_tally) t
full join (select person_id, partner_id, assigned, started, overdue, completed from learner_counted) c on c.person_id = t.person_id
where t is distinct from c
union all
select 'course', coalesce(c.partner_id, t.partner_id) || ' ' || coalesce(c.course_id, t.course_id), coalesce(t::text, '-'), coalesce(c::text, '-')
from (select partner_id, course_id, assigned, started, overdue, completed from course_tally) t
full join (select partner_id, course_id, assigned, started, overdue, completed from course_counted) c
  on c.partner_id = t.partner_id and c.course_id = t.course_id
where t is distinct from c
union all
select 'balance', coalesce(b.partner_id, c.partner_id)::text, coalesce(b::text, '-'), coalesce(c::text, '-')
from effect_balance b
full join (select partner_id, kind, target, until, sum(amount) as amount from effect group by partner_id, kind, target, until) c
  on c.partner_id = b.partner_id and c.kind = b.kind and c.target = b.target and c.until = b.until
where b.amount is distinct from c.amount
union all
select 'holding', coalesce(h.certification_id, c.certification_id)::text, coalesce(h::text, '-'), coalesce(c::text, '-')
from (select certification_id, partner_id, definition_key, person_id, gone, active, counts_from, counts_until, covered_until from holding) h
full join holding_counted c on c.certification_id = h.certification_id
where h::text is distinct from c::text
union all
select 'requirement', coalesce(t.partner_id, c.partner_id) || ' ' || coalesce(t.definition_key, c.definition_key), coalesce(t::text, '-'), coalesce(c::text, '-')
from (select partner_id, definition_key, needed, until, active from requirement_tally) t
full join requirement_counted c on c.partner_id = t.partner_id and c.definition_key = t.definition_key
where t::text is distinct from c::text
union all
select 'total', coalesce(t.course_id, c.course_id)::text, coalesce(t::text, '-'), coalesce(c::text, '-')
from (
  select course_id, sum(partners)::int as partners, sum(assigned)::int as assigned, sum(started)::int as started, sum(overdue)::int as overdue, sum(completed)::int as completed
  from (select course_id, partners, assigned, started, overdue, completed from course_total
    union all select course_id, partners, assigned, started, overdue, completed from course_delta) x
  group by course_id) t
full join (
  select course_id, count(*)::int as partners, sum(assigned)::int as assigned, sum(started)::int as started, sum(overdue)::int as overdue, sum(completed)::int as completed
  from course_counted group by course_id) c on c.course_id = t.course_id
where t is distinct from c
limit 1000`

func differences(ctx context.Context, v *gate.View) ([]*Difference, error) {
	var out []*Difference
	err := v.Select(ctx, &out, recount)
	return out, err
}

const foldDeltas = `
with folded as (delete from course_delta returning course_id, partners, assigned, started, overdue, completed)
insert into course_total as t (course_id, partners, assigned, started, overdue, completed)
select course_id, sum(partners), sum(assigned), sum(started), sum(overdue), sum(completed)
from folded
group by course_id
on conflict (course_id) do update set partners = t.partners + excluded.partners, assigned = t.assigned + excluded.assigned,
  started = t.started + excluded.started, overdue = t.overdue + excluded.overdue, completed = t.completed + excluded.completed`

func fold(ctx context.Context, tx *gate.Tx) (int64, error) { return tx.Exec(ctx, foldDeltas) }
