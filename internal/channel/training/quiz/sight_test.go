package quiz_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

// sees counts the rows of a table that a person's reading finds; -1 when the
// role may not read it at all.
func sees(w *testkit.World, who *member.Person, action access.Action, table string) int {
	w.T.Helper()
	ctx := w.As(who)
	n, err := gate.Read(ctx, w.Gate, gate.Ask{Action: action}, func(v *gate.View) (int, error) {
		var n int
		return n, v.Get(ctx, &n, "select count(*) from "+table)
	})
	if err != nil {
		return -1
	}
	return n
}

// The database itself keeps the key: these are the counts of rows under the
// role that each person reads with, whatever the API asks.
func TestWhoSeesWhatOfAnAttempt(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Quiz("edge", func(s *quiz.Settings) { s.Review = quiz.AfterSubmit }, testkit.Claims(3)...)
	learner := c.As(c.Acorn.Second)
	a, err := c.Quizzes.Start(learner, quiz.Start{Quiz: v.QuizID})
	c.Must(err)
	_, err = c.Quizzes.Submit(learner, a.ID)
	c.Must(err)
	people := map[string]*member.Person{"learner": c.Acorn.Second, "leads": c.Acorn.Admin, "north": c.North.Second, "south": c.South.Admin, "birch": c.Birch.Admin, "author": c.Boss}
	for _, tt := range []struct {
		who                                                  string
		action                                               access.Action
		attempts, answers, reviews, tallies, questions, pool int
	}{
		{"learner", access.TrainingRead, 1, 3, 3, 1, -1, -1},
		{"learner", access.TrainingLearn, 1, 3, 3, 1, -1, -1},
		{"leads", access.TrainingRead, 1, 0, 0, 1, -1, -1},
		{"north", access.TrainingRead, 0, 0, 0, 1, -1, -1}, // its distributor: counts
		{"south", access.TrainingRead, 0, 0, 0, 0, -1, -1},
		{"birch", access.TrainingRead, 0, 0, 0, 0, -1, -1},
		{"author", access.TrainingAuthor, 1, 3, 3, 1, 3, 1},
	} {
		got := fmt.Sprint(sees(c.World, people[tt.who], tt.action, "quiz_attempt"), sees(c.World, people[tt.who], tt.action, "quiz_answer"),
			sees(c.World, people[tt.who], tt.action, "quiz_review"), sees(c.World, people[tt.who], tt.action, "quiz_tally"),
			sees(c.World, people[tt.who], tt.action, "question"), sees(c.World, people[tt.who], tt.action, "question_pool"))
		if want := fmt.Sprint(tt.attempts, tt.answers, tt.reviews, tt.tallies, tt.questions, tt.pool); got != want {
			t.Errorf("%s by %s: attempts, answers, reviews, tallies, questions, pools = %s, want %s", tt.who, tt.action, got, want)
		}
	}
	for _, column := range []string{"seed from quiz_attempt", "question_id from quiz_answer", "chosen from quiz_review"} {
		if err := selects(learner, c.World, "select "+column+" limit 1"); err == nil {
			t.Errorf("a learner's role reads %s", column)
		}
	}
}

func selects(ctx context.Context, w *testkit.World, query string) error {
	_, err := gate.Read(ctx, w.Gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (int, error) {
		var rows []any
		return 0, v.Select(ctx, &rows, query)
	})
	return err
}

func TestTheReviewOpensWhenThePolicySaysSo(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	learner := c.Acorn.Second
	future := c.Clock.Now().Add(time.Hour)
	for i, tt := range []struct {
		review        quiz.Review
		closes        *time.Time
		failed, passd int
	}{
		{quiz.Never, nil, 0, 0},
		{quiz.AfterSubmit, nil, 2, 4},
		{quiz.AfterPass, nil, 0, 2}, // the attempt that passed
		{quiz.AfterClose, &future, 0, 0},
	} {
		v := c.Quiz(fmt.Sprint("edge-", i), func(s *quiz.Settings) { s.Review, s.ClosesAt = tt.review, tt.closes }, testkit.Claims(2)...)
		seen := func() int { return reviews(c.World, learner, v) }
		take(c.World, learner, v, 0)
		if got := seen(); got != tt.failed {
			t.Errorf("%s, failed: %d reviews, want %d", tt.review, got, tt.failed)
		}
		a, err := c.Quizzes.Start(c.As(learner), quiz.Start{Quiz: v.QuizID})
		c.Must(err)
		if got := seen(); got != 0 {
			t.Errorf("%s, another attempt is open: %d reviews of the earlier one are seen", tt.review, got)
		}
		_, err = c.Quizzes.Submit(c.As(learner), a.ID)
		c.Must(err)
		_ = a
		take(c.World, learner, v, 2)
		if got, want := seen(), tt.passd+tt.failed; got != want {
			t.Errorf("%s, passed: %d reviews, want %d", tt.review, got, want)
		}
	}
	// What a row shows goes by the clock of the database, which no test moves. So
	// the learner takes the quiz two hours ago, an hour before it closed.
	c.Clock.Pass(-2 * time.Hour)
	closed := c.Clock.Now().Add(time.Hour)
	v := c.Quiz("edge-closes", func(s *quiz.Settings) { s.Review, s.ClosesAt = quiz.AfterClose, &closed }, testkit.Claims(2)...)
	take(c.World, learner, v, 1)
	if got := reviews(c.World, learner, v); got != 2 {
		t.Errorf("after it closed: %d", got)
	}
	c.Clock.Pass(2 * time.Hour)
	_, err := c.Quizzes.Start(c.As(learner), quiz.Start{Quiz: v.QuizID})
	c.Wants("another attempt after it closed", err, "QUIZ_CLOSED")
}

func reviews(w *testkit.World, who *member.Person, v *quiz.Version) int {
	w.T.Helper()
	ctx := w.As(who)
	n, err := gate.Read(ctx, w.Gate, gate.Ask{Action: access.TrainingRead}, func(view *gate.View) (int, error) {
		var n int
		return n, view.Get(ctx, &n, "select count(*) from quiz_review r join quiz_attempt a on a.id = r.attempt_id where a.version_id = $1", v.ID)
	})
	w.Must(err)
	return n
}

// take goes through a quiz of claims and gets n of them right.
func take(w *testkit.World, who *member.Person, v *quiz.Version, n int) {
	w.T.Helper()
	ctx := w.As(who)
	a, err := w.Quizzes.Start(ctx, quiz.Start{Quiz: v.QuizID})
	w.Must(err)
	for i := range n {
		_, err := w.Quizzes.Answer(ctx, quiz.Giving{Attempt: a.ID, Place: i + 1, Answer: question.Answer{Truth: pointer(true)}})
		w.Must(err)
	}
	_, err = w.Quizzes.Submit(ctx, a.ID)
	w.Must(err)
}

func TestATallyCountsPeopleOnce(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Quiz("edge", nil, testkit.Claims(2)...)
	for _, step := range []struct {
		who *member.Person
		n   int
	}{{c.Acorn.Second, 0}, {c.Acorn.Second, 2}, {c.Acorn.Second, 2}, {c.Acorn.Admin, 1}} {
		take(c.World, step.who, v, step.n)
	}
	if c.Count("quiz_tally", "partner_id = $1 and attempts = 4 and learners = 2 and passed = 1", c.Acorn.ID) != 1 {
		t.Error("4 attempts of 2 people, of whom 1 passed, are counted otherwise")
	}
}

// Of each person the first attempt counts; which options were chosen is told by
// their authored place, wherever they stood.
func TestStatisticsAreOfFirstAttempts(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	q := question.Question{Kind: question.Single, Prompt: "Which?", Weight: 2, Options: []question.Option{{Text: "right", Worth: 100}, {Text: "wrong"}, {Text: "never"}}}
	v := w.Quiz("edge", nil, q, testkit.Claim(1))
	for i := range 20 {
		ctx := w.As(w.Admin(p))
		for range 2 { // the second is all wrong and does not count
			a, err := w.Quizzes.Start(ctx, quiz.Start{Quiz: v.QuizID})
			w.Must(err)
			answerBoth(w, ctx, a, i%4 != 0 && a.Number == 1)
		}
	}
	got, err := gate.Read(w.System(), w.Gate, gate.Ask{Action: access.TrainingAuthor}, func(view *gate.View) (string, error) {
		var ids []string
		if err := view.Select(w.System(), &ids, "select id from question order by kind"); err != nil {
			return "", err
		}
		items, err := quiz.StatisticsOf(w.System(), view, ids)
		if err != nil {
			return "", err
		}
		tally, err := quiz.TallyOf(w.System(), view, v.ID)
		if err != nil {
			return "", err
		}
		single := items[ids[0]]
		return fmt.Sprintf("%d attempts, difficulty %.2f, chosen %v, mean %.2f, alpha %.3f", single.Attempts, *single.Difficulty, single.ByOption,
			*tally.Quiz().Mean, *tally.Quiz().Alpha), nil
	})
	w.Must(err)
	if want := "20 attempts, difficulty 0.75, chosen [15 5 0], mean 2.25, alpha 0.889"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// answerBoth answers a choice and a claim, rightly or not, wherever they stand.
func answerBoth(w *testkit.World, ctx context.Context, a *quiz.Attempt, right bool) {
	w.T.Helper()
	give := func(place int, g question.Answer) error {
		_, err := w.Quizzes.Answer(ctx, quiz.Giving{Attempt: a.ID, Place: place, Answer: g})
		return err
	}
	wanted := map[bool]string{true: "right", false: "wrong"}[right]
	for place := 1; place <= 2; place++ {
		if testkit.CodeOf(give(place, question.Answer{Truth: &right})) == "OK" {
			continue
		}
		for choice := range 3 {
			w.Must(give(place, question.Answer{Choices: []int{choice}}))
			if shown(w, ctx, a, place, choice) == wanted {
				break
			}
		}
	}
	_, err := w.Quizzes.Submit(ctx, a.ID)
	w.Must(err)
}

func shown(w *testkit.World, ctx context.Context, a *quiz.Attempt, place, choice int) string {
	w.T.Helper()
	text, err := gate.Read(ctx, w.Gate, gate.Ask{Action: access.TrainingLearn}, func(v *gate.View) (string, error) {
		var s string
		return s, v.Get(ctx, &s, "select shown -> 'choices' ->> $3::int from quiz_answer where attempt_id = $1 and place = $2", a.ID, place, choice)
	})
	w.Must(err)
	return text
}
