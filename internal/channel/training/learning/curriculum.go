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
	open, err := curriculaWith(ctx, &tx.View, c.PersonID, c.CourseID)
	if err != nil {
		return err
	}
	for _, e := range open {
		if err := tx.Get(ctx, &e.LessonsDone, coursesDone, c.PersonID, e.Required); err != nil {
			return err
		}
		if e.LessonsDone < e.Lessons {
			if e.StartedAt == nil {
				e.StartedAt = &c.CompletedAt
			}
			e.State = e.running(tx.Now())
			err = saveEnrollment(ctx, tx, e)
		} else {
			err = finish(ctx, tx, e, Completed)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// recountCurricula counts anew in the person's open curricula when a completion
// was taken back.
func recountCurricula(ctx context.Context, tx *gate.Tx, c *Completion) error {
	open, err := curriculaWith(ctx, &tx.View, c.PersonID, c.CourseID)
	if err != nil {
		return err
	}
	for _, e := range open {
		if err := tx.Get(ctx, &e.LessonsDone, coursesDone, c.PersonID, e.Required); err != nil {
			return err
		}
		if err := saveProgress(ctx, tx, e); err != nil {
			return err
		}
	}
	return nil
}

// reopenCurricula lets completed curricula run on with a course that is to be
// learned again, unless they were assigned anew in the meantime.
func reopenCurricula(ctx context.Context, tx *gate.Tx, c *Completion) error {
	done, err := completedWith(ctx, &tx.View, c.PersonID, c.CourseID)
	if err != nil {
		return err
	}
	for _, e := range done {
		if err := tx.Get(ctx, &e.LessonsDone, coursesDone, c.PersonID, e.Required); err != nil {
			return err
		}
		if e.LessonsDone == e.Lessons { // completed another time
			continue
		}
		e.FinishedAt = nil
		e.State = e.running(tx.Now())
		if err := saveEnrollment(ctx, tx, e); err != nil {
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
