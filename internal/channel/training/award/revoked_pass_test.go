package award_test

import (
	"strings"
	"testing"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
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

func TestARevokedPassReopensItsCourse(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Course("with-quiz", outline.Quiz)
	who := c.As(c.Acorn.Second)
	_, err := c.Learning.Start(who, v.CourseID)
	c.Must(err)
	lesson := c.Lessons(v)[0]
	pass := func() *quiz.Attempt {
		a, err := c.Quizzes.Start(who, quiz.Start{Lesson: &lesson})
		c.Must(err)
		truth := true
		for place := range 2 {
			_, err = c.Quizzes.Answer(who, quiz.Giving{Attempt: a.ID, Place: place + 1, Answer: question.Answer{Truth: &truth}})
			c.Must(err)
		}
		a, err = c.Quizzes.Submit(who, a.ID)
		c.Must(err)
		return a
	}
	a := pass()
	states := func() string {
		return strings.Join(c.Sees(c.System(), "select e.state || ' ' || e.lessons_done || ' ' || (select count(*) from completion_counted) from enrollment e"), ", ")
	}
	if states() != "COMPLETED 1 1" {
		t.Fatal(states())
	}
	_, err = c.Quizzes.Revoke(c.As(c.Boss), quiz.Revocation{Attempt: a.ID, For: quiz.Other, Why: "A mistake."})
	c.Must(err)
	if states() != "STARTED 0 0" {
		t.Error(states())
	}
	pass()
	if states() != "COMPLETED 1 1" {
		t.Error(states())
	}
}
