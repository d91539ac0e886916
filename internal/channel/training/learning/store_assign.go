package learning

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const activeLearners = learnerColumns + `
where p.id = any($1) and p.status <> 'DISABLED'
order by p.id`

// learnersByID are people of partners, invited or active, that the actor may see.
func learnersByID(ctx context.Context, v *gate.View, wanted []member.ID) ([]*learner, error) {
	var out []*learner
	err := v.Select(ctx, &out, activeLearners, gate.Array(wanted))
	return out, err
}

// nextLearners asks person by person who has no enrollment by the rule yet. As an
// anti-join it is quadratic while the planner knows nothing of enrollments that a
// rule has just made by the thousand.
const nextLearners = learnerColumns + `
where p.id > $1 and p.status = 'ACTIVE' and a.status = 'ACTIVE'
  and ($4::int is null or a.created_at >= $3 and a.created_at > $5::timestamptz - make_interval(days => $4))
  and (select count(*) from enrollment e where e.person_id = p.id and e.rule_id = $2) = 0
order by p.id
limit $6`

func learnersFor(ctx context.Context, v *gate.View, r *Rule, after member.ID, now time.Time) ([]*learner, error) {
	var out []*learner
	err := v.Select(ctx, &out, nextLearners, after, r.ID, r.CreatedAt, r.NewDays, now, stride)
	return out, err
}

const openOfCurriculum = enrollmentColumns + `
where e.person_id = $1 and e.curriculum_id = $2 and e.course_id is null and e.state in ('ASSIGNED', 'STARTED', 'OVERDUE')`

func openCurriculum(ctx context.Context, v *gate.View, who member.ID, id course.CurriculumID) (*Enrollment, error) {
	var e Enrollment
	err := v.Get(ctx, &e, openOfCurriculum, who, id)
	return &e, err
}

// curriculumCourse is a course of a curriculum.
type curriculumCourse struct {
	CourseID course.ID `db:"course_id"`
	Key      string    `db:"key"`
	Optional bool      `db:"optional"`
}

const ofCurriculum = `
select m.course_id, c.key, m.optional
from curriculum u
join curriculum_course m on m.curriculum_id = u.id
join course c on c.id = m.course_id
where u.id = $1 and u.state = 'PUBLISHED'
order by m.position`

func coursesOf(ctx context.Context, v *gate.View, id course.CurriculumID) ([]curriculumCourse, error) {
	var out []curriculumCourse
	err := v.Select(ctx, &out, ofCurriculum, id)
	if err == nil && len(out) == 0 {
		err = fault.Field(fault.Conflict, "curriculumId", "CURRICULUM_NOT_PUBLISHED", "This curriculum is not taught at present.")
	}
	return out, err
}

const addRule = `
insert into assignment_rule (id, curriculum_id, course_id, audience, due_days, new_days, created_by, created_at)
values ($1, $2, $3, $4, $5, $6, nullif($7, '')::uuid, $8)`

func insertRule(ctx context.Context, tx *gate.Tx, r *Rule) error {
	return tx.Must(ctx, addRule, r.ID, r.CurriculumID, r.CourseID, r.Audience, r.DueDays, r.NewDays, tx.Actor().Person, r.CreatedAt)
}

const stopRule = `
update assignment_rule
set ended_at = $2
where id = $1 and ended_at is null`

func endRule(ctx context.Context, tx *gate.Tx, id RuleID, now time.Time) error {
	return tx.Must(ctx, stopRule, id, now)
}

const oneRule = `
select id, curriculum_id, course_id, audience::text as audience, due_days, new_days, created_at, ended_at
from assignment_rule
where id = $1`

func ruleByID(ctx context.Context, v *gate.View, id RuleID) (*Rule, error) {
	var r Rule
	err := v.Get(ctx, &r, oneRule, id)
	return &r, err
}

const rulesNow = `
select r.id
from assignment_rule r
left join curriculum u on u.id = r.curriculum_id
left join course_version v on v.course_id = r.course_id and v.state = 'PUBLISHED'
where r.ended_at is null and (u.state = 'PUBLISHED' or v.id is not null)
order by r.created_at, r.id
limit 1000`

// runningRules are those whose target is taught.
func runningRules(ctx context.Context, v *gate.View) ([]RuleID, error) {
	var out []RuleID
	err := v.Select(ctx, &out, rulesNow)
	return out, err
}

const wronglyDated = enrollmentColumns + `
where e.state in ('ASSIGNED', 'STARTED') and e.due_at < $1 or e.state = 'OVERDUE' and (e.due_at is null or e.due_at >= $1)
order by e.due_at, e.id
limit $2`

func misdated(ctx context.Context, v *gate.View, now time.Time) ([]*Enrollment, error) {
	var out []*Enrollment
	err := v.Select(ctx, &out, wronglyDated, now, batch)
	return out, err
}

const remindersDue = `
select e.id as enrollment_id, w.kind, e.due_at, e.partner_id, e.person_id
from enrollment e
cross join lateral (
  select case when e.due_at < $1 then 'OVERDUE' when e.due_at < $1 + interval '3 days' then 'DUE_IN_3_DAYS' else 'DUE_IN_14_DAYS' end as kind) w
where e.state in ('ASSIGNED', 'STARTED', 'OVERDUE') and e.due_at < $1 + interval '14 days' and e.due_at > $1 - interval '30 days'
  and not exists (select 1 from enrollment_reminder r where r.enrollment_id = e.id and r.kind = w.kind and r.due_at = e.due_at)
order by e.due_at, e.id
limit $2`

func toRemind(ctx context.Context, v *gate.View, now time.Time) ([]*Reminder, error) {
	var out []*Reminder
	err := v.Select(ctx, &out, remindersDue, now, batch)
	return out, err
}

const addReminders = `
insert into enrollment_reminder (enrollment_id, kind, due_at, partner_id, person_id, at)
select r.enrollment, r.kind, r.due, r.partner, r.person, $1
from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::uuid[], $6::uuid[]) r (enrollment, kind, due, partner, person)
order by r.enrollment
on conflict do nothing
returning enrollment_id, kind, due_at, partner_id, person_id`

// insertReminders returns those that were not given yet.
func insertReminders(ctx context.Context, tx *gate.Tx, all []*Reminder) ([]*Reminder, error) {
	var enrollments, kinds, due, partners, people []string
	for _, r := range all {
		enrollments, kinds = append(enrollments, string(r.EnrollmentID)), append(kinds, string(r.Word))
		due = append(due, r.DueAt.Format(time.RFC3339Nano))
		partners, people = append(partners, string(r.PartnerID)), append(people, string(r.PersonID))
	}
	var given []*Reminder
	err := tx.Select(ctx, &given, addReminders, tx.Now(), gate.Array(enrollments), gate.Array(kinds), gate.Array(due), gate.Array(partners), gate.Array(people))
	return given, err
}
