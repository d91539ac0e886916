package graph_test

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"testing"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/testdb"
	"github.com/portico-prm/portico/internal/testkit"
)

const (
	previewCourse = `query($v: ID!, $l: String, $as: PersonaInput, $done: [String!]) { previewCourse(courseVersionId: $v, language: $l, as: $as, done: $done) {
  version { state words(language: $l) { title } } decision { result requirements { id state have need next { label } } } lessonsDone lessonsRequired completed
  lessons { done open firstTitle content { language html } lesson { key } quizVersion { id state } } } }`
	previewQuiz = `query($v: ID!, $l: String, $s: String!) { previewQuiz(versionId: $v, language: $l, seed: $s) { possible language questions { place kind prompt choices targets units } } }`
	markTrial   = `query($v: ID!, $l: String, $s: String!, $a: [TrialAnswerInput!]!) { markQuizTrial(versionId: $v, language: $l, seed: $s, answers: $a) {
  points percent passed trial { possible } marks { place points weight choices order matches truth number { value } unit texts explanation feedback } } }`
)

// rowsOfAll counts every row of every table. Row security would hide them from
// the owner of the tables too, so in this test's own database it does not.
func rowsOfAll(t *testing.T) map[string]int64 {
	t.Helper()
	db, out := testdb.New(t), map[string]int64{}
	var tables []string
	if err := db.SelectContext(context.Background(), &tables, `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`); err != nil {
		t.Fatal(err)
	}
	for _, name := range tables {
		var n int64
		if _, err := db.ExecContext(context.Background(), `alter table "`+name+`" no force row level security`); err != nil {
			t.Fatal(err)
		}
		if err := db.GetContext(context.Background(), &n, `select (xpath('/row/n/text()', query_to_xml(format('select count(*) n from %I', $1::text), false, true, '')))[1]::text::bigint`, name); err != nil {
			t.Fatal(err)
		}
		out[name] = n
	}
	return out
}

// draftOf is a course in order for German distributors' sellers after another
// course, with a quiz; course and quiz are drafts.
func draftCourse(c *testkit.Channel) (course, asked string) {
	c.T.Helper()
	c.Course("basics", outline.Text)
	s := quiz.Usual
	s.Locale, s.Title = "en", quiz.Texts{"en": "Quiz"}
	v, err := c.Quizzes.Draft(c.System(), "advanced-quiz", s)
	c.Must(err)
	p, err := c.Quizzes.SavePool(c.System(), quiz.PoolEdit{Version: v.ID, Name: "All"})
	c.Must(err)
	for _, q := range testkit.EveryKind() {
		q.Others = map[string]question.Words{"de": {Prompt: "Gefragt als " + string(q.Kind)}}
		_, err := c.Quizzes.SaveQuestion(c.System(), quiz.QuestionEdit{Pool: p.ID, Question: q})
		c.Must(err)
	}
	o := testkit.Outline("advanced", outline.Text, outline.Quiz, outline.Task)
	o.InOrder, o.Prerequisites = true, []string{"basics"}
	o.Modules[0].Lessons[0].Body = outline.Texts{"en": "# Read *this*\n", "de": "# Lies *dies*\n"}
	o.Audience = &rule.Tree{All: []rule.Tree{{ID: "kind", Attr: "partner.type", In: []rule.Scalar{"reseller"}}, {ID: "tier", Attr: "partner.tier", AtLeast: "gold"}, {ID: "role", Attr: "user.roles", Has: "RESELLER_SELLER"}}}
	saved, err := c.Courses.Save(c.System(), o)
	c.Must(err)
	return ids.Global("CourseVersion", string(saved.ID)), ids.Global("QuizVersion", string(v.ID))
}

// An author reads a draft in any language as a certain learner would meet it:
// whether they may begin, whose turn it is, and nothing of a lesson before that.
func TestAnAuthorReadsADraftWithTheEyesOfALearner(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	draft, asked := draftCourse(c)
	author := c.SignedIn(c.Designer)
	look := func(as testkit.Vars, done ...string) *testkit.Answer {
		return author.Fine(author.Do(previewCourse, testkit.Vars{"v": draft, "l": "de", "as": as, "done": done}))
	}
	open := func(a *testkit.Answer) (out []string) {
		for i := range a.List("data", "previewCourse", "decision", "requirements") {
			if a.Text("data", "previewCourse", "decision", "requirements", i, "state") != "MET" {
				out = append(out, a.Text("data", "previewCourse", "decision", "requirements", i, "id"))
			}
		}
		return out
	}
	for name, tt := range map[string]struct {
		as   testkit.Vars
		want []string
	}{
		"nobody in particular":   {nil, []string{"tier", "role", "basics"}},
		"of a distributor":       {testkit.Vars{"partnerType": "DISTRIBUTOR_VAD", "tier": "gold"}, []string{"kind", "role", "basics"}},
		"a silver seller":        {testkit.Vars{"tier": "silver", "roles": []string{"RESELLER_SELLER"}, "courses": []string{"basics"}}, []string{"tier"}},
		"a gold administrator":   {testkit.Vars{"tier": "gold", "roles": []string{"RESELLER_ADMIN"}, "courses": []string{"basics"}}, []string{"role"}},
		"who lacks the first":    {testkit.Vars{"tier": "platinum", "program": "resale", "roles": []string{"RESELLER_SELLER"}}, []string{"basics"}},
		"who has all that it is": {testkit.Vars{"tier": "gold", "roles": []string{"RESELLER_SELLER"}, "courses": []string{"basics"}}, nil},
	} {
		a := look(tt.as)
		if got := open(a); !slices.Equal(got, tt.want) {
			t.Errorf("%s: open are %v, want %v: %s", name, got, tt.want, a.Body)
		}
		if html := a.Text("data", "previewCourse", "lessons", 0, "content", "html"); (html != "") != (tt.want == nil) {
			t.Errorf("%s reads %q", name, html)
		}
	}
	fit := testkit.Vars{"tier": "gold", "roles": []string{"RESELLER_SELLER"}, "courses": []string{"basics"}}
	a := look(fit)
	if a.Text("data", "previewCourse", "version", "state") != "DRAFT" || a.Text("data", "previewCourse", "lessons", 0, "content", "html") != "<h1>Lies <em>dies</em></h1>\n" ||
		a.At("data", "previewCourse", "lessons", 1, "open") != false || a.Text("data", "previewCourse", "lessons", 1, "firstTitle") != "Lesson 1" ||
		a.At("data", "previewCourse", "lessons", 1, "content") != nil || a.Text("data", "previewCourse", "lessons", 1, "quizVersion", "id") != asked {
		t.Errorf("at the beginning: %s", a.Body)
	}
	if a = look(fit, "l1"); a.At("data", "previewCourse", "lessons", 1, "open") != true || a.At("data", "previewCourse", "lessonsDone") != 1.0 || a.At("data", "previewCourse", "completed") != false {
		t.Errorf("after the first: %s", a.Body)
	}
	if a = look(fit, "l1", "l2", "l3"); a.At("data", "previewCourse", "completed") != true {
		t.Errorf("at the end: %s", a.Body)
	}
	for code, vars := range map[string]testkit.Vars{
		"LESSON_LOCKED":  {"v": draft, "done": []string{"l2"}},
		"NO_SUCH_LESSON": {"v": draft, "done": []string{"l9"}},
		"PERSONA":        {"v": draft, "as": testkit.Vars{"tier": "diamond"}},
	} {
		if got := author.Do(previewCourse, vars).Codes(); !slices.Equal(got, []string{code}) {
			t.Errorf("%v, want %s", got, code)
		}
	}
}

// A trial shows what an attempt would, is marked as an attempt is, and its key
// comes with the marking only.
func TestAnAuthorTakesADraftQuiz(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	_, asked := draftCourse(c)
	author := c.SignedIn(c.Designer)
	vars := func(seed string) testkit.Vars { return testkit.Vars{"v": asked, "l": "de", "s": seed} }
	first, again := author.Fine(author.Do(previewQuiz, vars("a"))), author.Do(previewQuiz, vars("a"))
	if string(first.Body) != string(again.Body) || string(first.Body) == string(author.Do(previewQuiz, vars("b")).Body) {
		t.Errorf("a seed lays out the same, another one something else: %s", first.Body)
	}
	if bytes.Contains(first.Body, []byte(testkit.KeySign)) {
		t.Errorf("what only the key holds is shown: %s", first.Body)
	}
	if n := len(first.List("data", "previewQuiz", "questions")); n != 7 || first.At("data", "previewQuiz", "possible") != 7.0 {
		t.Errorf("%d questions: %s", n, first.Body)
	}
	mark := func(answers []testkit.Vars) *testkit.Answer {
		with := vars("a")
		with["a"] = answers
		return author.Do(markTrial, with)
	}
	none := author.Fine(mark([]testkit.Vars{}))
	if !bytes.Contains(none.Body, []byte(testkit.KeySign)) {
		t.Errorf("the marking has no key: %s", none.Body)
	}
	if none.At("data", "markQuizTrial", "percent") != 0.0 || none.At("data", "markQuizTrial", "passed") != false {
		t.Errorf("nothing answered: %s", none.Body)
	}
	var right []testkit.Vars
	for i := range none.List("data", "markQuizTrial", "marks") {
		right = append(right, testkit.Vars{"place": i + 1, "answer": keyAsAnswer(first, none, i)})
	}
	all := author.Fine(mark(right))
	if all.At("data", "markQuizTrial", "percent") != 100.0 || all.At("data", "markQuizTrial", "passed") != true {
		t.Errorf("all answered with the key: %s", all.Body)
	}
	for code, answers := range map[string][]testkit.Vars{"NO_SUCH_QUESTION": {{"place": 8}}, "ANSWER_KIND": {{"place": 1, "answer": testkit.Vars{"truth": true, "text": "x", "order": []int{0}}}}} {
		if got := mark(answers).Codes(); !slices.Equal(got, []string{code}) {
			t.Errorf("%v, want %s", got, code)
		}
	}
}

// keyAsAnswer gives the key of a mark as an answer to its question.
func keyAsAnswer(trial, marked *testkit.Answer, i int) testkit.Vars {
	part := func(name string) any { return marked.At("data", "markQuizTrial", "marks", i, name) }
	switch trial.Text("data", "previewQuiz", "questions", i, "kind") {
	case "SINGLE", "MULTIPLE":
		return testkit.Vars{"choices": part("choices")}
	case "ORDERING":
		return testkit.Vars{"order": part("order")}
	case "MATCHING":
		return testkit.Vars{"matches": part("matches")}
	case "TRUE_FALSE":
		return testkit.Vars{"truth": part("truth")}
	case "NUMERIC":
		return testkit.Vars{"number": marked.At("data", "markQuizTrial", "marks", i, "number", "value"), "unit": part("unit")}
	}
	return testkit.Vars{"text": marked.At("data", "markQuizTrial", "marks", i, "texts", 0)}
}

// However often authors look and try, no table holds a row more or less. Who
// does not write courses may not even ask.
func TestAPreviewLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	draft, asked := draftCourse(c)
	author, others := c.SignedIn(c.Designer), map[string]*testkit.Client{
		"a learner": c.SignedIn(c.Acorn.Second), "its administrator": c.SignedIn(c.Acorn.Admin), "a distributor": c.SignedIn(c.North.Admin), "a brand approver": c.SignedIn(c.Brand)}
	nobody := c.Client()
	before := rowsOfAll(t)
	for _, seed := range []string{"a", "b"} {
		for _, request := range []struct {
			text string
			vars testkit.Vars
		}{
			{previewCourse, testkit.Vars{"v": draft, "done": []string{"l1", "l2", "l3"}}},
			{previewQuiz, testkit.Vars{"v": asked, "s": seed}},
			{markTrial, testkit.Vars{"v": asked, "s": seed, "a": []testkit.Vars{}}},
		} {
			author.Fine(author.Do(request.text, request.vars))
			for who, other := range others {
				if a := other.Do(request.text, request.vars); !slices.Equal(a.Codes(), []string{"FORBIDDEN"}) {
					t.Errorf("%s: %s", who, a.Body)
				}
			}
			if a := nobody.Do(request.text, request.vars); !slices.Equal(a.Codes(), []string{"UNAUTHENTICATED"}) {
				t.Errorf("nobody: %s", a.Body)
			}
		}
	}
	after := rowsOfAll(t)
	for _, table := range slices.Sorted(maps.Keys(before)) {
		if before[table] != after[table] && table != "audit_entry" { // a refusal is noted
			t.Errorf("%s: %d rows before, %d after", table, before[table], after[table])
		}
	}
	if len(before) < 40 || before["lesson"] == 0 || before["question"] == 0 || before["person"] == 0 {
		t.Errorf("the count does not see the rows: %v", before)
	}
}
