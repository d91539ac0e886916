package learning

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const enrollmentColumns = `
select e.id, e.partner_id, e.person_id, e.course_id, e.curriculum_id, e.version_id, e.required, e.state, e.origin, e.rule_id,
  e.assigned_by, e.assigned_at, e.due_at, e.started_at, e.finished_at, e.lessons, e.lessons_done
from enrollment e`

const lockPerson = `
select pg_advisory_xact_lock(7021014, hashtext($1))`

// lockLearner lets one unit of work at a time credit a person: two that finish
// a course at once complete it once.
func lockLearner(ctx context.Context, tx *gate.Tx, who member.ID) error {
	_, err := tx.Exec(ctx, lockPerson, string(who))
	return err
}

const oneEnrollment = enrollmentColumns + `
where e.id = $1`

func enrollmentByID(ctx context.Context, v *gate.View, id ID) (*Enrollment, error) {
	var e Enrollment
	err := v.Get(ctx, &e, oneEnrollment, id)
	return &e, err
}

const openOfCourse = enrollmentColumns + `
where e.person_id = $1 and e.course_id = $2 and e.state in ('ASSIGNED', 'STARTED', 'OVERDUE')`

func openCourse(ctx context.Context, v *gate.View, who member.ID, id course.ID) (*Enrollment, error) {
	var e Enrollment
	err := v.Get(ctx, &e, openOfCourse, who, id)
	return &e, err
}

const openOfVersion = enrollmentColumns + `
where e.person_id = $1 and e.version_id = $2 and e.state in ('STARTED', 'OVERDUE', 'COMPLETED')
order by e.state = 'COMPLETED', e.started_at desc
limit 1`

// openVersion is the enrollment in which somebody takes a version, or has
// completed it.
func openVersion(ctx context.Context, v *gate.View, who member.ID, id course.VersionID) (*Enrollment, error) {
	var e Enrollment
	err := v.Get(ctx, &e, openOfVersion, who, id)
	return &e, err
}

const openCurriculaWith = enrollmentColumns + `
where e.person_id = $1 and e.course_id is null and $2 = any (e.required) and e.state in ('ASSIGNED', 'STARTED', 'OVERDUE')
order by e.assigned_at, e.id`

func curriculaWith(ctx context.Context, v *gate.View, who member.ID, id course.ID) ([]*Enrollment, error) {
	var out []*Enrollment
	err := v.Select(ctx, &out, openCurriculaWith, who, id)
	return out, err
}

const coursesDone = `
select count(distinct c.course_id)
from completion_counted c
where c.person_id = $1 and c.course_id = any ($2::uuid[])`

const addEnrollment = `
insert into enrollment (id, partner_id, person_id, course_id, curriculum_id, version_id, required, state, origin, rule_id,
  assigned_by, assigned_at, due_at, started_at, finished_at, lessons, lessons_done)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`

func insertEnrollment(ctx context.Context, tx *gate.Tx, e *Enrollment) error {
	return tx.Must(ctx, addEnrollment, e.ID, e.PartnerID, e.PersonID, e.CourseID, e.CurriculumID, e.VersionID, gate.Texts(e.Required), e.State, e.Source,
		e.RuleID, e.AssignedBy, e.AssignedAt, e.DueAt, e.StartedAt, e.FinishedAt, e.Lessons, e.LessonsDone)
}

const moveEnrollment = `
update enrollment
set version_id = $2, state = $3, due_at = $4, started_at = $5, finished_at = $6, lessons = $7, lessons_done = $8, updated_at = now()
where id = $1`

func saveEnrollment(ctx context.Context, tx *gate.Tx, e *Enrollment) error {
	return tx.Must(ctx, moveEnrollment, e.ID, e.VersionID, e.State, e.DueAt, e.StartedAt, e.FinishedAt, e.Lessons, e.LessonsDone)
}

const countLesson = `
update enrollment
set lessons_done = $2, updated_at = now()
where id = $1`

func saveProgress(ctx context.Context, tx *gate.Tx, e *Enrollment) error {
	return tx.Must(ctx, countLesson, e.ID, e.LessonsDone)
}

const oneLesson = `
select id, version_id, kind, position, optional
from lesson
where id = $1`

func lessonByID(ctx context.Context, v *gate.View, id course.LessonID) (*lesson, error) {
	var l lesson
	err := v.Get(ctx, &l, oneLesson, id)
	return &l, err
}

const openBefore = `
select l.title ->> v.locale
from lesson l
join course_version v on v.id = l.version_id
left join lesson_progress p on p.lesson_id = l.id and p.enrollment_id = $1
where v.id = $2 and v.in_order and l.position < $3 and not l.optional and p.completed_at is null
order by l.position
limit 1`

const creditOnce = `
insert into lesson_progress (enrollment_id, lesson_id, partner_id, person_id, opened_at, completed_at)
values ($1, $2, $3, $4, $5, $5)
on conflict (enrollment_id, lesson_id) do update set completed_at = excluded.completed_at
where lesson_progress.completed_at is null`

// markDone tells whether the lesson was not yet done.
func markDone(ctx context.Context, tx *gate.Tx, e *Enrollment, id course.LessonID) (bool, error) {
	n, err := tx.Exec(ctx, creditOnce, e.ID, id, e.PartnerID, e.PersonID, tx.Now())
	return n == 1, err
}

const versionNow = `
select id
from course_version
where course_id = $1 and state = 'PUBLISHED'`

func publishedVersion(ctx context.Context, v *gate.View, id course.ID) (course.VersionID, error) {
	var version course.VersionID
	err := v.Get(ctx, &version, versionNow, id)
	if fault.KindOf(err) == fault.NotFound {
		err = fault.Field(fault.Conflict, "courseId", "COURSE_NOT_PUBLISHED", "This course is not taught at present.")
	}
	return version, err
}
