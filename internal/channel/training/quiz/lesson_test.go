package quiz_test

import (
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/testdb"
	"github.com/portico-prm/portico/internal/testkit"
)

// started is a published course of one required lesson that asks a quiz, begun
// by the learner.
func (c *class) started(key string) course.LessonID {
	c.T.Helper()
	id, version, module, lesson := ids.New(), ids.New(), ids.New(), ids.New()
	c.rows(`insert into course (id, key) values ($1, $2)`, id, "course-"+key)
	c.rows(`insert into course_version (id, course_id, number, state, locale, locales, title, minutes, published_at)
		values ($1, $2, 1, 'PUBLISHED', 'en', '{en}', '{"en": "Edge"}', 10, now())`, version, id)
	c.rows(`insert into module (id, version_id, key, position, title) values ($1, $2, 'one', 1, '{"en": "One"}')`, module, version)
	c.rows(`insert into lesson (id, version_id, module_id, key, position, kind, title, minutes, quiz_key)
		values ($1, $2, $3, 'asks', 1, 'QUIZ', '{"en": "Asks"}', 5, $4)`, lesson, version, module, key)
	c.enroll(id, version)
	return course.LessonID(lesson)
}

// enroll begins a course anew.
func (c *class) enroll(id, version string) {
	c.T.Helper()
	c.rows(`insert into enrollment (id, partner_id, person_id, course_id, version_id, state, origin, assigned_at, started_at, lessons)
		values (gen_random_uuid(), $1, $2, $3, $4, 'STARTED', 'SELF', $5, $5, 1)`, c.learner.PartnerID, c.learner.ID, id, version, time.Now())
}

// rows changes rows as the vendor.
func (c *class) rows(statement string, args ...any) {
	c.T.Helper()
	c.Must(c.tries(statement, args...))
}

// tries is rows, for what may be refused.
func (c *class) tries(statement string, args ...any) error {
	c.T.Helper()
	tx, err := testdb.New(c.T).BeginTx(c.System(), nil)
	c.Must(err)
	defer tx.Rollback() //nolint:errcheck // after a commit this does nothing
	_, err = tx.Exec("set local role portico_all")
	c.Must(err)
	if _, err = tx.Exec(statement, args...); err != nil {
		return err
	}
	return tx.Commit()
}

func TestAPassCompletesItsLessonOnce(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	c.Quiz("edge", func(s *quiz.Settings) { s.Standalone, s.MaxAttempts = false, pointer(2) }, testkit.Claims(2)...)
	lesson := c.started("edge")
	begin := func() *quiz.Attempt {
		a, err := c.Quizzes.Start(c.ctx, quiz.Start{Lesson: &lesson})
		c.Must(err)
		return a
	}
	_, err := c.Quizzes.Submit(c.ctx, begin().ID) // fails
	c.Must(err)
	a := begin()
	c.says(a, 2, true)
	ended := testkit.Race(testkit.Times(16, func() error { _, err := c.Quizzes.Submit(c.ctx, a.ID); return err })...)
	if ended["OK"] != 16 || c.Count("course_completion", "") != 1 || c.Count("enrollment", "state = 'COMPLETED'") != 1 || c.effects() != 1 {
		t.Errorf("%v, %d completions, %d effects", ended, c.Count("course_completion", ""), c.effects())
	}
	_, err = c.Quizzes.Start(c.ctx, quiz.Start{Lesson: &lesson})
	c.Wants("once more after the course is done", err, "COURSE_NOT_STARTED")
}

// Who takes the course again has all attempts again.
func TestAttemptsAreCountedForEachTakingOfACourse(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	c.Quiz("edge", func(s *quiz.Settings) { s.Standalone, s.MaxAttempts = false, pointer(1) }, testkit.Claims(2)...)
	lesson := c.started("edge")
	a, err := c.Quizzes.Start(c.ctx, quiz.Start{Lesson: &lesson})
	c.Must(err)
	_, err = c.Quizzes.Submit(c.ctx, a.ID)
	c.Must(err)
	_, err = c.Quizzes.Start(c.ctx, quiz.Start{Lesson: &lesson})
	c.Wants("a second time", err, "NO_ATTEMPT_LEFT")
	c.rows(`update enrollment set state = 'CANCELLED', finished_at = now()`)
	c.rows(`insert into enrollment (id, partner_id, person_id, course_id, version_id, state, origin, assigned_at, started_at, lessons)
		select gen_random_uuid(), partner_id, person_id, course_id, version_id, 'STARTED', 'SELF', now(), now(), 1 from enrollment`)
	again, err := c.Quizzes.Start(c.ctx, quiz.Start{Lesson: &lesson})
	c.Must(err)
	if again.Number != 2 {
		t.Errorf("%+v", again)
	}
}

// A course that is taken back while its quiz is open leaves the result what it
// is, and credits nothing.
func TestAPassOfACancelledCourseCreditsNothing(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	c.Quiz("edge", func(s *quiz.Settings) { s.Standalone = false }, testkit.Claims(1)...)
	lesson := c.started("edge")
	a, err := c.Quizzes.Start(c.ctx, quiz.Start{Lesson: &lesson})
	c.Must(err)
	c.says(a, 1, true)
	c.rows(`update enrollment set state = 'CANCELLED', finished_at = now()`)
	got, err := c.Quizzes.Submit(c.ctx, a.ID)
	c.Must(err)
	if got.State != quiz.Passed || c.Count("course_completion", "") != 0 {
		t.Errorf("%+v", got)
	}
}
