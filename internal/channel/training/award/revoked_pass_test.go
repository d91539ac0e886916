package award_test

import (
	"context"
	"strings"
	"testing"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

// exam is a channel with a quiz that brings something of every kind by itself,
// and by the certification that asks for it.
type exam struct {
	*testkit.Channel
	quiz *quiz.Version
}

func newExam(t *testing.T) *exam {
	t.Helper()
	c := testkit.NewChannel(t)
	e := &exam{c, c.Quiz("edge-exam", func(s *quiz.Settings) { most := 1; s.MaxAttempts = &most }, testkit.Claims(2)...)}
	key := "edge-exam"
	_, err := c.Awards.Define(c.System(), award.Definition{
		Definition:   training.Definition{Key: "exam-101", Name: "Exam 101", Minutes: 60, ValidMonths: 12, Holder: training.ByPerson},
		Requirements: &[]*award.Requirement{{Kind: award.Quiz, Subject: &key}}})
	c.Must(err)
	c.Must(c.Awards.CatchUp(c.System(), award.Defined{Key: "exam-101"}))
	for kind, target := range map[effect.Kind]string{effect.Points: "", effect.TierMetric: "trained", effect.RebateMetric: "trained", effect.MDFEligibility: "mdf"} {
		for _, cause := range []effect.Cause{effect.QuizPassed, effect.Certified} {
			_, err := c.Effects.Define(c.System(), effect.Definition{Key: strings.ToLower(strings.ReplaceAll(string(kind)+"-"+string(cause), "_", "-")),
				Name: "A rule", Cause: cause, Kind: kind, Target: target, Amount: 5, Once: true})
			c.Must(err)
		}
	}
	return e
}

func (e *exam) passes(p *testkit.House) *quiz.Attempt {
	e.T.Helper()
	a, err := e.Quizzes.Start(e.As(p.Second), quiz.Start{Quiz: e.quiz.QuizID})
	e.Must(err)
	truth := true
	for place := range 2 {
		_, err := e.Quizzes.Answer(e.As(p.Second), quiz.Giving{Attempt: a.ID, Place: place + 1, Answer: question.Answer{Truth: &truth}})
		e.Must(err)
	}
	a, err = e.Quizzes.Submit(e.As(p.Second), a.ID)
	e.Must(err)
	if a.State != quiz.Passed {
		e.T.Fatalf("the attempt is %s", a.State)
	}
	e.Clock.Pass(time.Second)
	return a
}

func (e *exam) stands(what, want string) {
	e.T.Helper()
	got := e.Sees(e.System(), `select (select coalesce(sum(amount), 0) from effect_balance) || ' of effects in ' || (select count(*) from effect) || ' entries, '
		|| (select count(*) from certification where definition_key = 'exam-101' and revoked_at is null) || ' certifications, ' || (select coalesce(sum(passed), 0) from quiz_tally) || ' passed'`)[0]
	if got != want {
		e.T.Errorf("%s: %s, want %s", what, got, want)
	}
	wrong, err := e.Progress.Recount(e.System())
	e.Must(err)
	if len(wrong) > 0 {
		e.T.Errorf("%s: a recount differs: %+v", what, *wrong[0])
	}
}

func TestARevokedPassTakesBackAllThatCameOfIt(t *testing.T) {
	t.Parallel()
	e := newExam(t)
	a := e.passes(e.Acorn)
	e.stands("passed", "40 of effects in 8 entries, 1 certifications, 1 passed")
	revoke := func(in quiz.Revocation) error {
		_, err := e.Quizzes.Revoke(e.As(e.Boss), in)
		return err
	}
	_, err := e.Quizzes.Revoke(e.As(e.Acorn.Admin), quiz.Revocation{Attempt: a.ID, For: quiz.Fraud, Why: "x"})
	e.Wants("a reseller", err, "FORBIDDEN")
	e.Wants("no reason", revoke(quiz.Revocation{Attempt: a.ID, For: quiz.Fraud, Why: " "}), "REQUIRED")
	e.Wants("no ground", revoke(quiz.Revocation{Attempt: a.ID, Why: "It was not your work."}), "REQUIRED")
	e.stands("refused", "40 of effects in 8 entries, 1 certifications, 1 passed")
	e.Must(revoke(quiz.Revocation{Attempt: a.ID, For: quiz.Fraud, Why: "It was not your work."}))
	e.stands("revoked", "0 of effects in 16 entries, 0 certifications, 0 passed")
	e.Wants("revoked twice", revoke(quiz.Revocation{Attempt: a.ID, For: quiz.Fraud, Why: "Again."}), "PASS_REVOKED")
	e.stands("revoked twice", "0 of effects in 16 entries, 0 certifications, 0 passed")
	got := e.Sees(e.As(e.Acorn.Second), "select revoked_for || ': ' || revoked_why from quiz_attempt")
	if strings.Join(got, "") != "FRAUD: It was not your work." {
		t.Errorf("the learner reads %q", got)
	}
	_, err = e.Quizzes.Start(e.As(e.Acorn.Second), quiz.Start{Quiz: e.quiz.QuizID})
	e.Wants("another attempt", err, "NO_ATTEMPT_LEFT")
}

func TestAnAttemptIsGivenBackWithTheWrongKey(t *testing.T) {
	t.Parallel()
	e := newExam(t)
	a := e.passes(e.Acorn)
	_, err := e.Quizzes.Revoke(e.As(e.Boss), quiz.Revocation{Attempt: a.ID, For: quiz.WrongKey, Why: "Claim 2 was keyed wrongly.", GiveBack: true})
	e.Must(err)
	e.passes(e.Acorn)
	e.stands("passed anew", "40 of effects in 24 entries, 1 certifications, 1 passed")
}

func TestSixtyFourRevocationsOfOnePassAreOne(t *testing.T) {
	t.Parallel()
	e := newExam(t)
	a := e.passes(e.Acorn)
	got := testkit.Race(testkit.Times(64, func() error {
		_, err := e.Quizzes.Revoke(e.As(e.Boss), quiz.Revocation{Attempt: a.ID, For: quiz.Fraud, Why: "It was not your work."})
		return err
	})...)
	if got["OK"] != 1 || got["PASS_REVOKED"] != 63 {
		t.Errorf("64 revocations: %v", got)
	}
	e.stands("revoked", "0 of effects in 16 entries, 0 certifications, 0 passed")
}

// lecture is a course with a quiz that somebody has started.
type lecture struct {
	*testkit.Channel
	course  course.ID
	who     context.Context
	lessons []course.LessonID // the quiz is the first
}

func newLecture(t *testing.T, kinds ...outline.Kind) *lecture {
	t.Helper()
	c := testkit.NewChannel(t)
	v := c.Course("with-quiz", kinds...)
	l := &lecture{c, v.CourseID, c.As(c.Acorn.Second), c.Lessons(v)}
	_, err := c.Learning.Start(l.who, v.CourseID)
	c.Must(err)
	return l
}

func (l *lecture) passes() *quiz.Attempt {
	l.T.Helper()
	a, err := l.Quizzes.Start(l.who, quiz.Start{Lesson: &l.lessons[0]})
	l.Must(err)
	truth := true
	for place := range 2 {
		_, err = l.Quizzes.Answer(l.who, quiz.Giving{Attempt: a.ID, Place: place + 1, Answer: question.Answer{Truth: &truth}})
		l.Must(err)
	}
	a, err = l.Quizzes.Submit(l.who, a.ID)
	l.Must(err)
	return a
}

func (l *lecture) unpasses(a *quiz.Attempt) {
	l.T.Helper()
	_, err := l.Quizzes.Revoke(l.As(l.Boss), quiz.Revocation{Attempt: a.ID, For: quiz.Other, Why: "A mistake."})
	l.Must(err)
}

// imports lets the course have been completed elsewhere.
func (l *lecture) imports() (out *learning.Completion) {
	l.T.Helper()
	_, err := gate.Write(l.System(), l.Gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (struct{}, error) {
		c, _, err := l.Learning.Credit(l.System(), tx, learning.Credit{PersonID: l.Acorn.Second.ID, PartnerID: l.Acorn.ID, CourseID: l.course, At: tx.Now(), Origin: learning.InOtherLMS})
		out = c
		return struct{}{}, err
	})
	l.Must(err)
	return out
}

// stands says how far the enrollment is, and how many completions count.
func (l *lecture) stands(what, want string) {
	l.T.Helper()
	got := strings.Join(l.Sees(l.System(), "select e.state || ' ' || e.lessons_done || ' ' || (select count(*) from completion_counted) from enrollment e"), ", ")
	if got != want {
		l.T.Errorf("%s: %s, want %s", what, got, want)
	}
}

func TestARevokedPassReopensItsCourse(t *testing.T) {
	t.Parallel()
	l := newLecture(t, outline.Quiz)
	a := l.passes()
	l.stands("passed", "COMPLETED 1 1")
	l.unpasses(a)
	l.stands("revoked", "STARTED 0 0")
	l.passes()
	l.stands("passed anew", "COMPLETED 1 1")
}

func TestARevokedPassLeavesWhatWasLearnedElsewhere(t *testing.T) {
	t.Parallel()
	l := newLecture(t, outline.Quiz, outline.Text)
	a := l.passes()
	l.imports()
	l.stands("completed elsewhere", "COMPLETED 1 1")
	l.unpasses(a)
	l.stands("the pass is revoked", "COMPLETED 0 1")
}

// What was done after a course was completed elsewhere counts when the course
// is reopened, so that it can be completed.
func TestACourseThatIsReopenedCountsWhatIsDone(t *testing.T) {
	t.Parallel()
	l := newLecture(t, outline.Quiz, outline.Text)
	c := l.imports()
	_, err := l.Learning.Finish(l.who, l.lessons[1])
	l.Must(err)
	a := l.passes()
	_, err = l.Learning.TakeBack(l.As(l.Boss), c.ID, "Of another person.")
	l.Must(err)
	l.unpasses(a)
	l.stands("both are taken back", "STARTED 1 0")
	l.passes()
	l.stands("passed anew", "COMPLETED 2 1")
}
