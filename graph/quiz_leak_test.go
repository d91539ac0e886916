package graph_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testdb"
	"github.com/portico-prm/portico/internal/testkit"
)

// swaps turn every key in the database into another one: of the questions, and
// of the reviews of attempts that have ended.
var swaps = []string{
	`alter table question disable row level security`,
	`alter table quiz_review disable row level security`,
	`update question set body = jsonb_set(body, '{options}', (select jsonb_agg(jsonb_set(o, '{worth}', to_jsonb(100 - (o ->> 'worth')::float8))) from jsonb_array_elements(body -> 'options') o)) where body ? 'options'`,
	`update question set body = jsonb_set(body, '{truth}', to_jsonb(not coalesce((body -> 'truth')::boolean, false))) where kind = 'TRUE_FALSE'`,
	`update question set body = jsonb_set(body, '{sequence}', (select jsonb_agg(o order by at desc) from jsonb_array_elements(body -> 'sequence') with ordinality x (o, at))) where kind = 'ORDERING'`,
	`update question set body = jsonb_set(body, '{pairs}', (select jsonb_agg(jsonb_set(o, '{right}', body -> 'pairs' -> ((at::int) % jsonb_array_length(body -> 'pairs')) -> 'right') order by at) from jsonb_array_elements(body -> 'pairs') with ordinality x (o, at))) where kind = 'MATCHING'`,
	`update question set body = jsonb_set(body, '{numbers,0,value}', to_jsonb(1 - (body -> 'numbers' -> 0 ->> 'value')::float8)) where kind = 'NUMERIC'`,
	`update question set body = jsonb_set(body, '{texts,0,text}', to_jsonb(reverse(body -> 'texts' -> 0 ->> 'text'))) where kind = 'SHORT'`,
	`update question set body = jsonb_set(body, '{explanation}', to_jsonb(reverse(body ->> 'explanation'))) where body ? 'explanation'`,
	`update quiz_review set points = weight - points, correct = jsonb_set(correct, '{explanation}', to_jsonb(reverse(coalesce(correct ->> 'explanation', 'x'))))`,
	`alter table question enable row level security`,
	`alter table quiz_review enable row level security`,
}

// leakWalk asks everything as everybody, twice: with the key, and with another
// one. What is answered alike does not depend on the key.
type leakWalk struct {
	*estate
	t       *testing.T
	s       *selector
	people  map[string]*testkit.Client
	v       *quiz.Version
	attempt string // of the learner
	whole   bool   // ask what is not about quizzes, too
	sent    int
}

func newLeakWalk(t *testing.T) *leakWalk {
	t.Helper()
	w := &leakWalk{t: t, estate: newEstate(t)}
	w.Clock.Fix(time.Now())
	w.Start()
	w.s = w.selector()
	w.people = map[string]*testkit.Client{"nobody": w.Client()}
	for name, p := range map[string]*member.Person{"learner": w.Acorn.Second, "who leads the learner": w.Acorn.Admin, "the distributor": w.North.Admin, "its manager": w.North.Second,
		"a reseller": w.Birch.Second, "another distributor": w.South.Admin, "a marketer": w.Person(w.Acorn.Partner, "RESELLER_MARKETER"), "a brand approver": w.Brand, "author": w.Boss} {
		w.people[name] = w.SignedIn(p)
	}
	return w
}

// open begins a quiz of this policy as the learner.
func (w *leakWalk) open(key string, change func(*quiz.Settings)) {
	w.T.Helper()
	w.v = w.Quiz(key, change, testkit.EveryKind()...)
	w.attempt = string(w.tries(w.v, w.Acorn.Second, false).ID)
}

// transcript is every answer that a person gets, by what was asked.
func (w *leakWalk) transcript(c *testkit.Client) map[string][]byte {
	out := map[string][]byte{}
	w.mutations(c, func(_, text string, vars testkit.Vars) { c.Do(text, vars) }) // what is saved is the same each time
	ask := func(name, text string, vars testkit.Vars) {
		w.sent++
		out[name] = c.Do(text, vars).Body
	}
	for _, a := range asks(w.t, w.estate, w.s) {
		about := strings.Contains(a.name+a.text, "uiz") || strings.Contains(a.text, "uestion")
		if a.trail || !about && !w.whole {
			continue // the trail grows with what is asked; it is searched at the end
		}
		for _, id := range w.idsOf(a.kind) {
			ask(a.name+" "+id, a.text, a.vars(id))
		}
	}
	for _, root := range []string{"Quiz", "QuizAttempt"} {
		field := strings.ToLower(root[:1]) + root[1:]
		ask(field, "query($id: ID!) { "+field+"(id: $id) "+w.s.object(root, 4)+" }", testkit.Vars{"id": ids.Global(root, map[string]string{"Quiz": string(w.v.QuizID), "QuizAttempt": w.attempt}[root])})
	}
	w.mutations(c, ask)
	return out
}

// idsOf are those of everything about quizzes; of other things one is enough.
func (w *leakWalk) idsOf(kind string) []string {
	table := map[string]string{"Quiz": "quiz", "QuizVersion": "quiz_version", "QuestionPool": "question_pool", "QuizQuestion": "question", "QuizAttempt": "quiz_attempt", "QuizAnswer": "quiz_answer"}[kind]
	if table == "" {
		return []string{string(w.Acorn.ID)}
	}
	found, err := gate.Read(w.System(), w.Gate, gate.Ask{Action: access.TrainingAuthor}, func(v *gate.View) (found []string, err error) {
		err = v.Select(w.System(), &found, "select id from "+table+" order by id desc limit 4")
		return found, err
	})
	w.Must(err)
	return found
}

// mutations send right, wrong and foreign answers, and what only authors may.
func (w *leakWalk) mutations(c *testkit.Client, ask func(string, string, testkit.Vars)) {
	id, last := ids.Global("QuizAttempt", w.attempt), 1
	if c == w.people["learner"] {
		last = 8
	}
	for place := 0; place <= last; place++ {
		for i, given := range []testkit.Vars{{"truth": true}, {"truth": false}, {"choices": []int{0}}, {"choices": []int{1}}, {"choices": []int{0, 1}}, {"choices": []int{9}},
			{"order": []int{0, 1, 2, 3}}, {"order": []int{3, 2, 1, 0}}, {"order": []int{0}}, {"matches": []int{0, 1, 2}}, {"matches": []int{2, 1, 0}},
			{"number": 74656}, {"number": 1, "unit": "kg"}, {"text": "forty-two"}, {"text": strings.Repeat("x", 2001)}, nil} {
			ask(fmt.Sprint("answer ", place, i), answerQuiz, testkit.Vars{"in": testkit.Vars{"attemptId": id, "place": place, "answer": given}})
		}
	}
	ask("start", startQuiz, testkit.Vars{"in": testkit.Vars{"quizId": ids.Global("Quiz", string(w.v.QuizID))}})
	for _, q := range w.idsOf("QuizQuestion")[:1] {
		ask("save", saveAsked, testkit.Vars{"in": testkit.Vars{"id": ids.Global("QuizQuestion", q), "kind": "TRUE_FALSE", "prompt": "?"}})
	}
}

// swap turns the keys; twice is as before.
func (w *leakWalk) swap() {
	w.T.Helper()
	owner := testdb.New(w.t)
	for _, s := range swaps {
		_, err := owner.ExecContext(w.t.Context(), s)
		w.Must(err)
	}
}

// differing are the things that somebody is answered otherwise with another key.
func (w *leakWalk) differing(c *testkit.Client) (out []string, with map[string][]byte) {
	first := w.transcript(c)
	w.swap()
	second := w.transcript(c)
	w.swap()
	for name, body := range first {
		if !bytes.Equal(body, second[name]) {
			out = append(out, fmt.Sprintf("%s:\n%.600s\n%.600s", name, body, second[name]))
		}
	}
	return out, first
}

// The key of a quiz leaves the server when the policy allows it, to whom it
// allows it, and never before: every field and every error, as everybody, at
// every stage of an attempt. That the walk would see it is shown by the author,
// and by the learner once the review is open.
func TestTheKeyOfAQuizDoesNotLeave(t *testing.T) {
	t.Parallel()
	w := newLeakWalk(t)
	tomorrow := time.Now().Add(24 * time.Hour)
	for _, stage := range []struct {
		name   string
		review quiz.Review
		ends   bool
		opens  bool // for the learner
	}{
		{"open", quiz.AfterSubmit, false, false},
		{"ended, never reviewed", quiz.Never, true, false},
		{"failed, reviewed after a pass", quiz.AfterPass, true, false},
		{"ended, reviewed once it closes", quiz.AfterClose, true, false},
		{"ended, reviewed at once", quiz.AfterSubmit, true, true},
	} {
		w.open("leak-"+strings.ToLower(strings.ReplaceAll(string(stage.review), "_", "-"))+fmt.Sprint(stage.ends), func(s *quiz.Settings) {
			s.Review, s.PassPercent, s.MaxAttempts = stage.review, 100, pointer(1)
			if stage.review == quiz.AfterClose {
				s.ClosesAt = &tomorrow
			}
		})
		w.whole = stage.name == "open"
		if stage.ends {
			_, err := w.Quizzes.Submit(w.As(w.Acorn.Second), quiz.AttemptID(w.attempt))
			w.Must(err)
		}
		for who, c := range w.people {
			found, answers := w.differing(c)
			knows := who == "author" || who == "learner" && stage.opens
			if (len(found) > 0) != knows {
				t.Errorf("%s, %s: %d answers depend on the key: %.2000s", stage.name, who, len(found), strings.Join(found, "\n"))
			}
			for name, body := range answers {
				if bytes.Contains(body, []byte(testkit.KeySign)) && !knows {
					t.Errorf("%s, %s asks %s: %.600s", stage.name, who, name, body)
				}
			}
		}
	}
	for who, c := range w.people {
		if trail := c.Do(`{ auditTrail(first: 100) { nodes { detail } } }`, nil); who != "author" && bytes.Contains(trail.Body, []byte(testkit.KeySign)) {
			t.Errorf("%s reads the key in the trail", who)
		}
	}
	if strings.Contains(w.Logged(), testkit.KeySign) {
		t.Error("the log holds the key")
	}
	t.Logf("%d requests: %d fields x %d roles x 5 stages, each with the key and with another; 0 leaks unless said above", w.sent, len(w.s.visited), len(w.people))
}

func pointer[T any](v T) *T { return &v }

// How long it takes to save an answer tells nothing of it: saving asks no key.
// The figure is printed; a ratio far from 1 would be worth a look.
func TestSavingTakesAsLongForARightAnswerAsForAWrongOne(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	v := c.Quiz("edge", nil, testkit.Claims(1)...)
	learner := c.SignedIn(c.Acorn.Second)
	a, err := c.Quizzes.Start(c.As(c.Acorn.Second), quiz.Start{Quiz: v.QuizID})
	c.Must(err)
	took := map[bool][]time.Duration{}
	for i := range 60 {
		began := time.Now()
		learner.Fine(learner.Do(answerQuiz, testkit.Vars{"in": testkit.Vars{"attemptId": ids.Global("QuizAttempt", string(a.ID)), "place": 1, "answer": testkit.Vars{"truth": i%2 == 0}}}))
		took[i%2 == 0] = append(took[i%2 == 0], time.Since(began))
	}
	t.Logf("median of 30: right %s, wrong %s, ratio %.2f", median(took[true]), median(took[false]), float64(median(took[true]))/float64(median(took[false])))
}

func median(of []time.Duration) time.Duration {
	slices.Sort(of)
	return of[len(of)/2]
}
