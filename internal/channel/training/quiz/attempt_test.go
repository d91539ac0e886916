package quiz_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestAnAttemptIsBegunResumedAnsweredAndScored(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	v := c.Quiz("edge", nil, testkit.Claims(5)...)
	a := c.start(v)
	c.says(a, 3, true)
	if again := c.start(v); again.ID != a.ID || again.Answered != 3 {
		t.Errorf("on another device: %+v", again)
	}
	c.Must(c.answer(a, 4, question.Answer{Truth: pointer(false)}))
	c.Must(c.answer(a, 4, question.Answer{Truth: pointer(true)})) // a second thought
	c.Must(c.answer(a, 3, question.Answer{}))                     // taken back
	got, err := c.Quizzes.Submit(c.ctx, a.ID)
	c.Must(err)
	if got.State != quiz.Failed || *got.Points != 3 || *got.Percent != 60 || got.Answered != 3 || got.Expired || c.effects() != 0 {
		t.Errorf("%+v", got)
	}
	if second := c.take(v, 4); second.State != quiz.Passed || second.Number != 2 || *second.Percent != 80 || c.effects() != 1 {
		t.Errorf("%+v, %d effects", second, c.effects())
	}
}

// Two tabs, double clicks and lost answers: 64 at once get one result, and its
// effect is there once (I16).
func TestSixtyFourSubmitsOfOneAttemptHaveOneResultAndOneEffect(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	a := c.start(c.Quiz("edge", nil, testkit.Claims(5)...))
	c.says(a, 5, true)
	results := make(chan string, 64)
	ended := testkit.Race(testkit.Times(64, func() error {
		got, err := c.Quizzes.Submit(c.ctx, a.ID)
		if err == nil {
			results <- fmt.Sprintf("%s %v %v", got.State, *got.Percent, got.EndedAt.UTC())
		}
		return err
	})...)
	close(results)
	different := map[string]int{}
	for r := range results {
		different[r]++
	}
	effects, reviews, passed := c.effects(), c.Count("quiz_review", ""), c.Count("quiz_tally", "attempts = 1 and passed = 1")
	t.Logf("64 submits: %v, results %v, %d effect, %d reviews of 5 questions", ended, different, effects, reviews)
	if ended["OK"] != 64 || len(different) != 1 || effects != 1 || reviews != 5 || passed != 1 {
		t.Errorf("%v, %v, %d effects, %d reviews, %d tallies", ended, different, effects, reviews, passed)
	}
}

func TestSixtyFourStartsGiveOneAttempt(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	v := c.Quiz("edge", nil, testkit.Claims(5)...)
	ended := testkit.Race(testkit.Times(64, func() error {
		_, err := c.Quizzes.Start(c.ctx, quiz.Start{Quiz: v.QuizID})
		return err
	})...)
	if n := c.Count("quiz_attempt", ""); ended["OK"] != 64 || n != 1 {
		t.Errorf("%v, %d attempts", ended, n)
	}
}

// An answer that races the end is either counted or refused.
func TestAnAnswerThatRacesTheEndIsCountedOrRefused(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	v := c.Quiz("edge", nil, testkit.Claims(8)...)
	a := c.start(v)
	steps := []func() error{func() error { _, err := c.Quizzes.Submit(c.ctx, a.ID); return err }}
	for place := 1; place <= 8; place++ {
		steps = append(steps, func() error { return c.answer(a, place, question.Answer{Truth: pointer(true)}) })
	}
	ended := testkit.Race(steps...)
	got, err := c.Quizzes.Submit(c.ctx, a.ID)
	c.Must(err)
	if saved := ended["OK"] - 1; int(*got.Points) != saved || got.Answered != saved || ended["OK"]+ended["ATTEMPT_OVER"] != 9 {
		t.Errorf("%v, but %v points", ended, *got.Points)
	}
}

func TestTimeIsTheServers(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	v := c.Quiz("edge", func(s *quiz.Settings) {
		s.TimeLimitSeconds, s.GraceSeconds, s.MaxAttempts = pointer(600), 30, pointer(3)
	}, testkit.Claims(4)...)
	a := c.start(v)
	if got := a.DueAt.Sub(a.StartedAt); got != 10*time.Minute {
		t.Errorf("due after %s", got)
	}
	c.says(a, 2, true)
	c.Clock.Pass(10*time.Minute + 20*time.Second)
	c.Must(c.answer(a, 3, question.Answer{Truth: pointer(true)})) // within the grace
	c.Must(c.Quizzes.Expire(c.System()))
	if n := c.Count("quiz_attempt", "state = 'OPEN'"); n != 1 {
		t.Errorf("ended within its grace")
	}
	c.Clock.Pass(20 * time.Second)
	c.Wants("an answer after the end", c.answer(a, 4, question.Answer{Truth: pointer(true)}), "TIME_OVER")
	c.Must(c.Quizzes.Expire(c.System()))
	c.Must(c.Quizzes.Expire(c.System())) // is harmless to repeat
	got, err := c.Quizzes.Submit(c.ctx, a.ID)
	c.Must(err)
	if !got.Expired || got.State != quiz.Failed || *got.Points != 3 {
		t.Errorf("what was given is scored: %+v", got)
	}
	c.Wants("an answer to what has ended", c.answer(a, 4, question.Answer{Truth: pointer(true)}), "ATTEMPT_OVER")
}

// The queue ends what time has ended, and a pass by then is a pass.
func TestTheQueueScoresWhatTimeHasEnded(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	a := c.start(c.Quiz("edge", func(s *quiz.Settings) { s.TimeLimitSeconds = pointer(60) }, testkit.Claims(4)...))
	c.says(a, 4, true)
	c.Clock.Pass(2 * time.Minute)
	c.Jobs()
	for end := time.Now().Add(20 * time.Second); c.Count("quiz_attempt", "state = 'PASSED' and expired") != 1; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the queue has not ended it")
		}
	}
	if n := c.effects(); n != 1 {
		t.Errorf("%d effects", n)
	}
}

func TestASubmitAfterTimeScoresWhatWasGiven(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	v := c.Quiz("edge", func(s *quiz.Settings) { s.TimeLimitSeconds = pointer(60) }, testkit.Claims(4)...)
	a := c.start(v)
	c.says(a, 4, true)
	c.Clock.Pass(time.Hour)
	got, err := c.Quizzes.Submit(c.ctx, a.ID)
	c.Must(err)
	if !got.Expired || got.State != quiz.Passed {
		t.Errorf("%+v", got)
	}
	b := c.start(v) // forgotten
	c.Clock.Pass(time.Hour)
	if next := c.start(v); next.ID == b.ID || next.Number != 3 {
		t.Errorf("who comes back after time gets %+v", next)
	}
}

func TestAttemptsCoolDownAndRunOut(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	closes := c.Clock.Now().Add(24 * time.Hour)
	v := c.Quiz("edge", func(s *quiz.Settings) { s.MaxAttempts, s.CoolDownMinutes, s.ClosesAt = pointer(2), 60, &closes }, testkit.Claims(2)...)
	start := func() error { _, err := c.Quizzes.Start(c.ctx, quiz.Start{Quiz: v.QuizID}); return err }
	c.take(v, 0)
	c.Wants("at once", start(), "COOLING_DOWN")
	c.Clock.Pass(59 * time.Minute)
	c.Wants("a minute early", start(), "COOLING_DOWN")
	c.Clock.Pass(time.Minute + time.Second)
	c.take(v, 0)
	c.Clock.Pass(2 * time.Hour)
	c.Wants("a third time", start(), "NO_ATTEMPT_LEFT")
	other := c.World.Person(c.Reseller("Birkena Networks"), "RESELLER_SELLER")
	ctx := c.As(other)
	a, err := c.Quizzes.Start(ctx, quiz.Start{Quiz: v.QuizID})
	c.Must(err)
	if !a.DueAt.Equal(closes.UTC().Truncate(time.Microsecond)) && a.DueAt.Sub(closes).Abs() > time.Millisecond {
		t.Errorf("due %s, closes %s", a.DueAt, closes)
	}
	c.Clock.Pass(48 * time.Hour)
	_, err = c.Quizzes.Submit(ctx, a.ID)
	c.Must(err)
	_, err = c.Quizzes.Start(ctx, quiz.Start{Quiz: v.QuizID})
	c.Wants("after it closed", err, "QUIZ_CLOSED")
}

// A clock that is put right after an attempt has ended makes nobody wait.
func TestWithoutACoolDownNobodyWaits(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	v := c.Quiz("edge", nil, testkit.Claims(2)...)
	c.take(v, 0)
	c.Clock.Pass(-time.Hour)
	_, err := c.Quizzes.Start(c.ctx, quiz.Start{Quiz: v.QuizID})
	c.Wants("an hour before the last one ended", err, "OK")
}

func TestAnswersOfTheWrongKindAndForOthersAreRefused(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	v := c.Quiz("edge", nil, testkit.Claims(2)...)
	a := c.start(v)
	yes := question.Answer{Truth: pointer(true)}
	other := c.Person(c.Reseller("Birkena Networks"), "RESELLER_SELLER")
	colleague := c.Person(mustPartner(c), "RESELLER_ADMIN")
	for name, tt := range map[string]struct {
		who  *member.Person
		in   quiz.Giving
		want string
	}{
		"a text":               {c.learner, quiz.Giving{Attempt: a.ID, Place: 1, Answer: question.Answer{Text: pointer("yes")}}, "ANSWER_KIND"},
		"a third of two":       {c.learner, quiz.Giving{Attempt: a.ID, Place: 3, Answer: yes}, "NO_SUCH_QUESTION"},
		"before the first":     {c.learner, quiz.Giving{Attempt: a.ID, Place: 0, Answer: yes}, "NO_SUCH_QUESTION"},
		"another's attempt":    {other, quiz.Giving{Attempt: a.ID, Place: 1, Answer: yes}, "NOT_FOUND"},
		"who leads the person": {colleague, quiz.Giving{Attempt: a.ID, Place: 1, Answer: yes}, "NOT_FOUND"},
		"nobody's attempt":     {c.learner, quiz.Giving{Attempt: "018f0000-0000-7000-8000-000000000000", Place: 1, Answer: yes}, "NOT_FOUND"},
	} {
		_, err := c.Quizzes.Answer(c.As(tt.who), tt.in)
		c.Wants(name, err, tt.want)
	}
	_, err := c.Quizzes.Submit(c.As(colleague), a.ID)
	c.Wants("who leads submits", err, "NOT_FOUND")
	boss := c.Admin(nil)
	_, err = c.Quizzes.Start(c.As(boss), quiz.Start{Quiz: v.QuizID})
	c.Wants("the vendor's staff take no quiz", err, "FORBIDDEN")
	in := c.Quiz("in-course", func(s *quiz.Settings) { s.Standalone = false }, testkit.Claims(1)...)
	_, err = c.Quizzes.Start(c.ctx, quiz.Start{Quiz: in.QuizID})
	c.Wants("a quiz of a course", err, "QUIZ_IN_COURSE")
}
