package learning

import (
	"context"
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Attended is a class that somebody took part in with success.
type Attended struct {
	PersonID  member.ID
	PartnerID partner.ID
	CourseID  course.ID
	LessonKey string // the lesson that the class is; empty: it is the whole course
	At        time.Time
}

// Given is what an attendance brought. All nil: everything was there before.
type Given struct {
	Completion *CompletionID
	Enrollment *ID // with Lesson
	Lesson     *course.LessonID
}

// Attend credits a class: the course, or its lesson of that key. Who has not
// begun the course begins it with the class. An order of lessons does not hold
// up what has happened.
func (s *Service) Attend(ctx context.Context, tx *gate.Tx, in Attended) (g Given, err error) {
	if in.LessonKey == "" {
		c, fresh, err := s.Credit(ctx, tx, Credit{PersonID: in.PersonID, PartnerID: in.PartnerID, CourseID: in.CourseID, At: in.At, Origin: InSession})
		if err == nil && fresh {
			g.Completion = &c.ID
		}
		return g, err
	}
	err = tx.Widen(ctx, "a class that was attended is credited", func() (err error) {
		g, err = s.attendLesson(ctx, tx, in)
		return err
	})
	return g, err
}

func (s *Service) attendLesson(ctx context.Context, tx *gate.Tx, in Attended) (Given, error) {
	if err := lockLearner(ctx, tx, in.PersonID); err != nil {
		return Given{}, err
	}
	e, err := s.running(ctx, tx, in)
	if err != nil {
		return Given{}, err
	}
	l, err := sessionLesson(ctx, &tx.View, *e.VersionID, in.LessonKey)
	if err != nil {
		return Given{}, err
	}
	fresh, err := s.creditLesson(ctx, tx, e, l, InSession)
	if err != nil || !fresh {
		return Given{}, err
	}
	return Given{Enrollment: &e.ID, Lesson: &l.ID}, nil
}

// running is the enrollment in which somebody takes a course, begun if need be.
func (s *Service) running(ctx context.Context, tx *gate.Tx, in Attended) (*Enrollment, error) {
	e, err := openCourse(ctx, &tx.View, in.PersonID, in.CourseID)
	if err == nil && e.VersionID != nil || err != nil && fault.KindOf(err) != fault.NotFound {
		return e, err
	}
	offers, err := offersOf(ctx, &tx.View, []string{string(in.CourseID)})
	if err != nil {
		return nil, err
	}
	if len(offers) == 0 {
		_, err := publishedVersion(ctx, &tx.View, in.CourseID)
		return nil, err
	}
	save := saveEnrollment
	if e.ID == "" {
		e, save = &Enrollment{ID: ID(ids.New()), PartnerID: in.PartnerID, PersonID: in.PersonID, CourseID: &in.CourseID, State: Assigned, Source: ByHand,
			AssignedBy: filled(tx.Actor().Person), AssignedAt: tx.Now()}, insertEnrollment
	}
	e.begin(tx, offers[0])
	return e, save(ctx, tx, e)
}

// Withdraw takes back what an attendance or an import brought, and with it what
// followed from it. What was to be learned is to be learned again: an enrollment
// that was completed by it runs on.
func (s *Service) Withdraw(ctx context.Context, tx *gate.Tx, who member.ID, g Given, why string) error {
	return tx.Widen(ctx, "what was credited is taken back", func() error {
		if err := lockLearner(ctx, tx, who); err != nil {
			return err
		}
		if g.Completion != nil {
			return s.withdrawCompletion(ctx, tx, *g.Completion, why)
		}
		if g.Lesson != nil {
			return s.withdrawLesson(ctx, tx, g, why)
		}
		return nil
	})
}

func (s *Service) withdrawCompletion(ctx context.Context, tx *gate.Tx, id CompletionID, why string) error {
	c, err := s.Revoke(ctx, tx, id, why)
	if fault.CodeOf(err) == "COMPLETION_REVOKED" { // by hand, before
		return nil
	}
	if err != nil {
		return err
	}
	if err := s.runOnAfter(ctx, tx, c); err != nil {
		return err
	}
	return reopenCurricula(ctx, tx, c)
}

// runOn lets an enrollment go on with what the learner has done in it, also
// after it was completed from elsewhere. Who has done all of it has completed it.
func (s *Service) runOn(ctx context.Context, tx *gate.Tx, e *Enrollment) error {
	if e.State != Completed || e.VersionID == nil {
		return reopen(ctx, tx, e)
	}
	if err := recountLessons(ctx, tx, e); err != nil {
		return err
	}
	if e.Lessons == 0 || e.LessonsDone < e.Lessons {
		return reopen(ctx, tx, e)
	}
	return s.record(ctx, tx, &Completion{PartnerID: e.PartnerID, PersonID: e.PersonID, CourseID: *e.CourseID, VersionID: *e.VersionID,
		EnrollmentID: &e.ID, CompletedAt: tx.Now(), Origin: InPortal})
}

// recountLessons counts what is done in the version that is taken.
func recountLessons(ctx context.Context, tx *gate.Tx, e *Enrollment) error {
	if err := tx.Get(ctx, &e.LessonsDone, lessonsDone, e.ID, e.VersionID); err != nil {
		return err
	}
	return saveProgress(ctx, tx, e)
}

// withdrawLesson takes the course back with the lesson where its lessons
// completed it. What was completed elsewhere does not rest on them.
func (s *Service) withdrawLesson(ctx context.Context, tx *gate.Tx, g Given, why string) error {
	l, err := lessonByID(ctx, &tx.View, *g.Lesson)
	if err != nil {
		return err
	}
	e, err := enrollmentByID(ctx, &tx.View, *g.Enrollment)
	if err != nil {
		return err
	}
	undone, err := tx.Exec(ctx, undoLesson, e.ID, l.ID)
	if err != nil || undone == 0 || l.Optional || e.VersionID == nil || l.VersionID != *e.VersionID { // restarted since: it counts other lessons
		return err
	}
	elsewhere := e.LessonsDone < e.Lessons // what is done in a completed course is not counted
	if err := recountLessons(ctx, tx, e); err != nil || e.State != Completed {
		return err
	}
	id, err := completionOf(ctx, &tx.View, e.ID)
	switch kind := fault.KindOf(err); {
	case kind == fault.NotFound: // revoked by hand, before
		return reopen(ctx, tx, e)
	case kind != fault.OK || elsewhere:
		return err
	}
	return s.withdrawCompletion(ctx, tx, id, why)
}

// reopen lets a completed enrollment run on, unless the course was begun anew
// in the meantime.
func reopen(ctx context.Context, tx *gate.Tx, e *Enrollment) error {
	if e.State != Completed {
		return nil
	}
	if _, err := openCourse(ctx, &tx.View, e.PersonID, *e.CourseID); fault.KindOf(err) != fault.NotFound {
		return err
	}
	e.FinishedAt = nil
	e.State = e.running(tx.Now())
	return saveEnrollment(ctx, tx, e)
}

// LockLearners lets one unit of work at a time credit these people, whatever
// the order in which it does.
func LockLearners(ctx context.Context, tx *gate.Tx, people []member.ID) error {
	sorted := slices.Clone(people)
	slices.Sort(sorted)
	_, err := tx.Exec(ctx, lockPeople, gate.Array(slices.Compact(sorted)))
	return err
}

const lockPeople = `
select pg_advisory_xact_lock(7021014, hashtext(w.who))
from unnest($1::text[]) w (who)`

const sessionLessonOf = `
select id, version_id, kind, position, optional
from lesson
where version_id = $1 and key = $2 and kind = 'SESSION'`

func sessionLesson(ctx context.Context, v *gate.View, version course.VersionID, key string) (*lesson, error) {
	var l lesson
	err := v.Get(ctx, &l, sessionLessonOf, version, key)
	if fault.KindOf(err) == fault.NotFound {
		err = fault.Coded(fault.Conflict, "NO_SESSION_LESSON", "The version of the course that this learner takes has no session lesson %q. Let the learner restart the course, or teach the whole course.", key)
	}
	return &l, err
}

const lessonsDone = `
select count(*)
from lesson_progress p
join lesson l on l.id = p.lesson_id
where p.enrollment_id = $1 and l.version_id = $2 and not l.optional and p.completed_at is not null`

const undoLesson = `
update lesson_progress
set completed_at = null
where enrollment_id = $1 and lesson_id = $2 and completed_at is not null`

const countedOfEnrollment = `
select id
from course_completion
where enrollment_id = $1 and revoked_at is null`

func completionOf(ctx context.Context, v *gate.View, id ID) (CompletionID, error) {
	var c CompletionID
	err := v.Get(ctx, &c, countedOfEnrollment, id)
	return c, err
}
