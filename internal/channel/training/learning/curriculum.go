package learning

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// advanceCurricula counts a completed course in the person's open curricula,
// and completes those that have all they need.
func advanceCurricula(ctx context.Context, tx *gate.Tx, c *Completion) error {
	return counted(ctx, tx, c, curriculaWith, func(e *Enrollment) error {
		if e.LessonsDone >= e.Lessons {
			return finish(ctx, tx, e, Completed)
		}
		if e.StartedAt == nil {
			e.StartedAt = &c.CompletedAt
		}
		e.State = e.running(tx.Now())
		return saveEnrollment(ctx, tx, e)
	})
}

// recountCurricula counts anew in the person's open curricula when a completion
// was taken back.
func recountCurricula(ctx context.Context, tx *gate.Tx, c *Completion) error {
	return counted(ctx, tx, c, curriculaWith, func(e *Enrollment) error { return saveProgress(ctx, tx, e) })
}

// reopenCurricula lets completed curricula run on with a course that is to be
// learned again, unless they were assigned anew in the meantime.
func reopenCurricula(ctx context.Context, tx *gate.Tx, c *Completion) error {
	return counted(ctx, tx, c, completedWith, func(e *Enrollment) error {
		if e.LessonsDone == e.Lessons { // completed another time
			return nil
		}
		e.FinishedAt = nil
		e.State = e.running(tx.Now())
		return saveEnrollment(ctx, tx, e)
	})
}

// counted does something with each of a person's curricula that a completion
// matters to, when its completed courses have been counted.
func counted(ctx context.Context, tx *gate.Tx, c *Completion, which func(context.Context, *gate.View, member.ID, course.ID) ([]*Enrollment, error), do func(*Enrollment) error) error {
	found, err := which(ctx, &tx.View, c.PersonID, c.CourseID)
	if err != nil {
		return err
	}
	for _, e := range found {
		if err := tx.Get(ctx, &e.LessonsDone, coursesDone, c.PersonID, e.Required); err != nil {
			return err
		}
		if err := do(e); err != nil {
			return err
		}
	}
	return nil
}

const completedCurriculaWith = enrollmentColumns + `
where e.person_id = $1 and e.course_id is null and $2 = any (e.required) and e.state = 'COMPLETED' and not exists (
  select 1
  from enrollment o
  where o.person_id = e.person_id and o.curriculum_id = e.curriculum_id and o.course_id is null
    and (o.state in ('ASSIGNED', 'STARTED', 'OVERDUE') or o.state = 'COMPLETED' and (o.finished_at, o.id) > (e.finished_at, e.id)))
order by e.id`

// completedWith are the curricula with a course that a person has completed, of
// each the last time, and has not been assigned since.
func completedWith(ctx context.Context, v *gate.View, who member.ID, id course.ID) ([]*Enrollment, error) {
	var out []*Enrollment
	err := v.Select(ctx, &out, completedCurriculaWith, who, id)
	return out, err
}
