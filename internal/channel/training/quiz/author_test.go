package quiz_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/bank"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/testkit"
)

func settings() quiz.Settings {
	s := quiz.Usual
	s.Locale, s.Title, s.Standalone = "en", quiz.Texts{"en": "Edge", "de": "Kante"}, true
	return s
}

func TestWhatIsWrongWithTheSettingsOfAQuiz(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	for name, tt := range map[string]struct {
		change func(*quiz.Settings)
		want   []string
	}{
		"no title in its own language": {func(s *quiz.Settings) { s.Locale = "fr" }, []string{"REQUIRED"}},
		"a language of nobody":         {func(s *quiz.Settings) { s.Title = quiz.Texts{"en": "x", "??": "y"} }, []string{"TEXT_LENGTH"}},
		"all of it": {func(s *quiz.Settings) {
			*s = quiz.Settings{PassPercent: 101, MaxAttempts: pointer(0), CoolDownMinutes: -1, TimeLimitSeconds: pointer(9), GraceSeconds: 601}
		}, []string{"LOCALE", "REQUIRED", "PASS_MARK", "ATTEMPTS", "COOL_DOWN", "QUIZ_TIME_LIMIT", "GRACE", "REVIEW"}},
		"a review that waits for nothing": {func(s *quiz.Settings) { s.Review = quiz.AfterClose }, []string{"REQUIRED"}},
		"sound":                           {func(*quiz.Settings) {}, nil},
	} {
		s := settings()
		tt.change(&s)
		if _, err := c.Quizzes.Draft(c.System(), "edge", s); !slices.Equal(testkit.Codes(err), tt.want) {
			t.Errorf("%s: %v, want %v", name, testkit.Codes(err), tt.want)
		}
	}
	_, err := c.Quizzes.Draft(c.System(), "No Key", settings())
	c.Wants("a key of words", err, "FORMAT")
}

func TestAPublishedQuizIsFrozenAndItsNextVersionBeginsWithItsQuestions(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	v := c.Quiz("edge", nil, testkit.Claims(3)...)
	_, err := c.Quizzes.SavePool(c.System(), quiz.PoolEdit{Version: v.ID, Name: "More"})
	c.Wants("a pool for what is published", err, "QUIZ_STATE")
	_, err = c.Quizzes.Publish(c.System(), v.ID)
	c.Wants("publish again", err, "QUIZ_STATE")
	before := c.Sum("question") + c.Sum("question_pool")
	open := c.start(v)
	next, err := c.Quizzes.Draft(c.System(), "edge", settings())
	c.Must(err)
	if next.Number != 2 || next.State != quiz.Draft || c.Count("question", "version_id = $1", next.ID) != 3 {
		t.Errorf("%+v", next)
	}
	again, err := c.Quizzes.Draft(c.System(), "edge", settings())
	c.Must(err)
	if again.ID != next.ID {
		t.Errorf("two drafts: %s and %s", next.ID, again.ID)
	}
	_, err = c.Quizzes.Publish(c.System(), next.ID)
	c.Must(err)
	if c.Count("quiz_version", "state = 'RETIRED' and id = $1", v.ID) != 1 || before == "" {
		t.Error("the version before is not retired")
	}
	c.says(open, 3, true)
	got, err := c.Quizzes.Submit(c.ctx, open.ID)
	c.Must(err)
	if got.VersionID != v.ID || got.State != quiz.Passed {
		t.Errorf("who began the old version ends with %+v", got)
	}
	_, err = c.Quizzes.Retire(c.System(), next.ID)
	c.Must(err)
	_, err = c.Quizzes.Start(c.ctx, quiz.Start{Quiz: v.QuizID})
	c.Wants("a quiz that is retired", err, "NOT_FOUND")
}

// The database itself freezes what is published, whoever writes to it.
func TestThePublishedIsFrozenInTheDatabase(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	v := c.Quiz("edge", nil, testkit.Claims(1)...)
	for name, statement := range map[string]string{
		"another pass mark":    `update quiz_version set pass_percent = 1 where id = $1`,
		"a draft again":        `update quiz_version set state = 'DRAFT', published_at = null where id = $1`,
		"another question":     `insert into question (id, version_id, pool_id, position, name, kind, weight, body) select gen_random_uuid(), version_id, pool_id, 2, name, kind, weight, body from question where version_id = $1`,
		"a pool without limit": `insert into question_pool (id, version_id, position, name) values (gen_random_uuid(), $1, 9, 'late')`,
	} {
		if err := c.tries(statement, v.ID); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	before := c.Sum("question")
	for _, statement := range []string{`update question set body = '{}' where version_id = $1`, `delete from question where version_id = $1`} {
		c.Must(c.tries(statement, v.ID)) // finds no row that it may touch
	}
	if c.Sum("question") != before {
		t.Error("a published question has changed")
	}
}

func TestAPoolIsDrawnFromAndHasToBeLargeEnough(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	v, err := c.Quizzes.Draft(c.System(), "edge", settings())
	c.Must(err)
	_, err = c.Quizzes.Publish(c.System(), v.ID)
	c.Wants("nothing to ask", err, "NO_QUESTIONS")
	p, err := c.Quizzes.SavePool(c.System(), quiz.PoolEdit{Version: v.ID, Name: "Basics", Draw: pointer(3)})
	c.Must(err)
	_, err = c.Quizzes.SaveQuestion(c.System(), quiz.QuestionEdit{Pool: p.ID, Question: testkit.Claim(1)})
	c.Must(err)
	_, err = c.Quizzes.Publish(c.System(), v.ID)
	c.Wants("three of one", err, "POOL_TOO_SMALL")
	for _, q := range testkit.Claims(9) {
		_, err = c.Quizzes.SaveQuestion(c.System(), quiz.QuestionEdit{Pool: p.ID, Question: q})
		c.Must(err)
	}
	_, err = c.Quizzes.SaveQuestion(c.System(), quiz.QuestionEdit{Pool: p.ID, Question: question.Question{Kind: question.Single, Prompt: "?", Weight: 1}})
	c.Wants("a question without options", err, "PART_COUNT")
	_, err = c.Quizzes.Publish(c.System(), v.ID)
	c.Must(err)
	if a := c.start(v); a.Asked != 3 || a.Possible != 3 {
		t.Errorf("%+v", a)
	}
}

func TestQuestionsAreChangedAndRemovedWhileItIsADraft(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	v, err := c.Quizzes.Draft(c.System(), "edge", settings())
	c.Must(err)
	p, err := c.Quizzes.SavePool(c.System(), quiz.PoolEdit{Version: v.ID, Name: "Basics"})
	c.Must(err)
	q, err := c.Quizzes.SaveQuestion(c.System(), quiz.QuestionEdit{Pool: p.ID, Question: testkit.Claim(1)})
	c.Must(err)
	changed, err := c.Quizzes.SaveQuestion(c.System(), quiz.QuestionEdit{ID: q.ID, Name: "Better", Question: testkit.Claim(2)})
	c.Must(err)
	if changed.ID != q.ID || changed.Name != "Better" || c.Count("question", "body ->> 'prompt' = 'Claim 2?'") != 1 {
		t.Errorf("%+v", changed)
	}
	_, err = c.Quizzes.SavePool(c.System(), quiz.PoolEdit{ID: p.ID, Name: "Renamed", Draw: pointer(1)})
	c.Must(err)
	left, err := c.Quizzes.RemoveQuestion(c.System(), q.ID)
	c.Must(err)
	if left.Questions != 0 || left.Name != "Renamed" {
		t.Errorf("%+v", left)
	}
	_, err = c.Quizzes.RemovePool(c.System(), p.ID)
	c.Must(err)
	if n := c.Count("question_pool", ""); n != 0 {
		t.Errorf("%d pools are left", n)
	}
	for _, h := range []string{"RESELLER_ADMIN", "RESELLER_SELLER"} {
		_, err := c.Quizzes.Draft(c.ctx, "own", settings())
		c.Wants(h+" writes a quiz", err, "FORBIDDEN")
	}
}

func TestABankGoesIntoAPoolWithAReport(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	v, err := c.Quizzes.Draft(c.System(), "edge", settings())
	c.Must(err)
	p, err := c.Quizzes.SavePool(c.System(), quiz.PoolEdit{Version: v.ID, Name: "Basics"})
	c.Must(err)
	gift := quiz.Import{Pool: p.ID, Format: bank.GIFT, File: []byte("::A::So?{T}\n\nDescribe.{}\n\nOnly a text.\n"), Check: true}
	got, err := c.Quizzes.Import(c.System(), gift)
	c.Must(err)
	if got.Taken != 1 || got.Skipped != 1 || got.Passages != 1 || got.Notes[0].Line != 3 || got.Pool.Questions != 0 {
		t.Errorf("checked: %+v", got)
	}
	gift.Check = false
	got, err = c.Quizzes.Import(c.System(), gift)
	c.Must(err)
	if got.Pool.Questions != 1 || c.Count("question", "name = 'A' and kind = 'TRUE_FALSE'") != 1 {
		t.Errorf("taken in: %+v", got.Pool)
	}
	before := c.Sum("question")
	gift.File = []byte(strings.Repeat("So?{T}\n\n", bank.MaxQuestions))
	_, err = c.Quizzes.Import(c.System(), gift)
	c.Wants("one more than a pool holds", err, "TOO_MANY_QUESTIONS")
	gift.File = []byte("\x00")
	_, err = c.Quizzes.Import(c.System(), gift)
	c.Wants("no text", err, "BANK_BROKEN")
	if c.Sum("question") != before {
		t.Error("something was half imported")
	}
	_, err = c.Quizzes.Import(c.ctx, gift)
	c.Wants("a learner imports", err, "FORBIDDEN")
}

func TestTenThousandQuestionsGoIntoAPoolAndAreDrawnFrom(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	v, err := c.Quizzes.Draft(c.System(), "edge", settings())
	c.Must(err)
	p, err := c.Quizzes.SavePool(c.System(), quiz.PoolEdit{Version: v.ID, Name: "Basics", Draw: pointer(20)})
	c.Must(err)
	got, err := c.Quizzes.Import(c.System(), quiz.Import{Pool: p.ID, Format: bank.GIFT, File: []byte(strings.Repeat("So?{T}\n\n", bank.MaxQuestions))})
	c.Must(err)
	_, err = c.Quizzes.Publish(c.System(), v.ID)
	c.Must(err)
	if a := c.start(v); a.Asked != 20 || got.Pool.Questions != bank.MaxQuestions {
		t.Errorf("%+v of %d", a, got.Pool.Questions)
	}
}

func TestTheSeedDrawsFromEachPoolAndMixesAll(t *testing.T) {
	t.Parallel()
	a, b := []quiz.QuestionID{"a1", "a2", "a3", "a4"}, []quiz.QuestionID{"b1", "b2", "b3"}
	pools := []quiz.Drawable{{Draw: pointer(2), Questions: a}, {Questions: b}}
	first := quiz.Drawn(question.Seed("s"), pools, true)
	if again := quiz.Drawn(question.Seed("s"), pools, true); !reflect.DeepEqual(first, again) {
		t.Errorf("one seed draws %v and %v", first, again)
	}
	seen := map[quiz.QuestionID]int{}
	for i := range 400 {
		drawn := quiz.Drawn(question.Seed{byte(i), byte(i >> 8)}, pools, i%2 == 0)
		if len(drawn) != 5 || len(slices.Compact(slices.Sorted(slices.Values(drawn)))) != 5 {
			t.Fatalf("drawn %v", drawn)
		}
		if i%2 == 1 && !slices.Equal(drawn[2:], b) {
			t.Fatalf("a whole pool keeps its order: %v", drawn)
		}
		for _, q := range drawn {
			seen[q]++
		}
	}
	for _, q := range a {
		if seen[q] < 150 || seen[q] > 250 {
			t.Errorf("%s is drawn %d times of 400, about 200 were expected", q, seen[q])
		}
	}
}
