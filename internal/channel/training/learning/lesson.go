package learning

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// lesson is what crediting needs to know of a lesson.
type lesson struct {
	ID        course.LessonID  `db:"id"`
	VersionID course.VersionID `db:"version_id"`
	Kind      string           `db:"kind"`
	Position  int              `db:"position"`
	Optional  bool             `db:"optional"`
}

// MayDo refuses a lesson that is not open to a person yet: the course has to be
// started, and where it goes in order, what comes before has to be done. Who
// has completed the course may do all of it again. It gives the enrollment that
// the lesson belongs to.
func MayDo(ctx context.Context, v *gate.View, who member.ID, id course.LessonID) (*Enrollment, error) {
	l, err := lessonByID(ctx, v, id)
	if err != nil {
		return nil, err
	}
	e, err := openVersion(ctx, v, who, l.VersionID)
	if fault.KindOf(err) == fault.NotFound {
		return nil, fault.Coded(fault.Conflict, "COURSE_NOT_STARTED", "Start the course first; then its lessons open.")
	}
	if err != nil {
		return nil, err
	}
	return e, inOrder(ctx, v, e, l)
}

// inOrder names the lesson that has to be done first.
func inOrder(ctx context.Context, v *gate.View, e *Enrollment, l *lesson) error {
	var before string
	err := v.Get(ctx, &before, openBefore, e.ID, l.VersionID, l.Position)
	switch fault.KindOf(err) {
	case fault.NotFound:
		return nil
	case fault.OK:
		return fault.Coded(fault.Conflict, "LESSON_LOCKED", "This course goes in order. First complete the lesson %q.", before)
	}
	return err
}

// CompleteLesson credits a lesson to a person who has the course open: a quiz
// that was passed, a session that was attended. It is harmless to repeat. With
// the last required lesson the course is completed, and who listens is told.
func (s *Service) CompleteLesson(ctx context.Context, tx *gate.Tx, who member.ID, id course.LessonID) error {
	return tx.Widen(ctx, "what was learned is credited", func() error {
		if err := lockLearner(ctx, tx, who); err != nil {
			return err
		}
		e, err := MayDo(ctx, &tx.View, who, id)
		if err != nil {
			return err
		}
		l, err := lessonByID(ctx, &tx.View, id)
		if err != nil {
			return err
		}
		_, err = s.creditLesson(ctx, tx, e, l, InPortal)
		return err
	})
}

// creditLesson tells whether the lesson was not yet done.
func (s *Service) creditLesson(ctx context.Context, tx *gate.Tx, e *Enrollment, l *lesson, by Origin) (fresh bool, err error) {
	fresh, err = markDone(ctx, tx, e, l.ID)
	if err != nil || !fresh || l.Optional || !e.State.Open() {
		return fresh, err
	}
	e.LessonsDone++
	if e.LessonsDone < e.Lessons {
		return true, saveProgress(ctx, tx, e)
	}
	if err := finish(ctx, tx, e, Completed); err != nil {
		return true, err
	}
	return true, s.record(ctx, tx, &Completion{PartnerID: e.PartnerID, PersonID: e.PersonID, CourseID: *e.CourseID, VersionID: *e.VersionID,
		EnrollmentID: &e.ID, CompletedAt: tx.Now(), Origin: by})
}

// finish closes an enrollment.
func finish(ctx context.Context, tx *gate.Tx, e *Enrollment, as State) error {
	if err := e.State.Move(as); err != nil {
		return err
	}
	now := tx.Now()
	e.State, e.FinishedAt = as, &now
	return saveEnrollment(ctx, tx, e)
}
