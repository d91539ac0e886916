package question_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/question"
)

const rounds = 4000

// any question that an author could write, of every kind.
func anyQuestion(r *rand.Rand) question.Question {
	kind := question.Kinds[r.IntN(len(question.Kinds))]
	q := question.Question{Kind: kind, Prompt: "Which?", Weight: 1 + float64(r.IntN(5)), Fixed: r.IntN(3) == 0, Truth: r.IntN(2) == 0,
		Explanation: "Because."}
	n := 2 + r.IntN(5)
	switch kind {
	case question.Single:
		q.Options = options(make([]float64, n)...)
		q.Options[r.IntN(n)].Worth = 100
	case question.Multiple:
		q.Credit = pick(r, question.AllOrNothing, question.PerPart, question.RightMinusWrong, question.ByWorth)
		rights := 1 + r.IntN(n)
		q.Options = options(make([]float64, n)...)
		for i, at := range r.Perm(n) {
			if q.Options[at].Worth = -25; i < rights {
				q.Options[at].Worth = 100 / float64(rights)
			}
		}
	case question.Matching:
		q.Credit = pick(r, question.AllOrNothing, question.PerPart)
		for i := range n {
			q.Pairs = append(q.Pairs, question.Pair{Left: fmt.Sprint("left ", i), Right: fmt.Sprint("right ", r.IntN(n))})
		}
		q.Decoys = []string{"nobody's"}
	case question.Ordering:
		q.Credit = pick(r, question.AllOrNothing, question.PerPart)
		for range n {
			q.Sequence = append(q.Sequence, fmt.Sprint("step ", r.IntN(2*n)))
		}
	case question.Numeric:
		q.Numbers = numbers(r.NormFloat64()*100, r.Float64())
		if r.IntN(2) == 0 {
			q.Unit = &question.Unit{Name: "kg", Others: map[string]float64{"g": 0.001}, Needed: r.IntN(2) == 0}
		}
	case question.Short:
		q.CaseMatters = r.IntN(2) == 0
		q.Texts = []question.Text{{Text: fmt.Sprint("Réponse ", r.IntN(9)), Worth: 100}, {Text: "other*", Worth: 40}}
	}
	return q
}

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

// any answer that fits what is shown.
func anyAnswer(r *rand.Rand, s question.Shown) question.Answer {
	var a question.Answer
	n := len(s.Choices)
	switch s.Kind {
	case question.Single:
		a = choose(r.IntN(n))
	case question.Multiple:
		a = choose(r.Perm(n)[:r.IntN(n+1)]...)
	case question.TrueFalse:
		a = truth(r.IntN(2) == 0)
	case question.Matching:
		for range n {
			a.Matches = append(a.Matches, r.IntN(len(s.Targets)+1)-1)
		}
	case question.Ordering:
		a = inOrder(r.Perm(n)...)
	case question.Numeric:
		a = in(r.NormFloat64()*100, pick(r, "", "kg", "g", "stone"))
	case question.Short:
		a = text(pick(r, "réponse 3", "Other things", "", "Re\u0301ponse 1"))
	}
	return a
}

func TestEveryQuestionHoldsItsPromises(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	kinds := map[question.Kind]int{}
	for range rounds {
		q := anyQuestion(r)
		kinds[q.Kind]++
		if err := q.Validate(); err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		seed := question.Seed(fmt.Sprint(r.Uint64()))
		shown, layout := q.Lay(seed)
		again, sameLayout := q.Lay(seed)
		if !reflect.DeepEqual(shown, again) || !reflect.DeepEqual(layout, sameLayout) {
			t.Fatalf("one seed, two layouts: %+v", q)
		}
		holds(t, r, q, shown, layout)
	}
	for _, k := range question.Kinds {
		if kinds[k] < rounds/20 {
			t.Errorf("only %d of the kind %s were tried", kinds[k], k)
		}
	}
}

func holds(t *testing.T, r *rand.Rand, q question.Question, shown question.Shown, layout question.Layout) {
	t.Helper()
	given := anyAnswer(r, shown)
	key := q.KeyIn(layout, given).Answer()
	for what, a := range map[string]question.Answer{"the key": key, "an answer": given, "none": {}} {
		if err := shown.Check(a); err != nil {
			t.Fatalf("%s %+v of %+v is refused: %v", what, a, shown, err)
		}
	}
	if got := q.Score(layout, key); got != 1 {
		t.Fatalf("the key %+v of %+v in %+v scores %v", key, q, layout, got)
	}
	if got := q.Score(layout, question.Answer{}); got != 0 {
		t.Fatalf("no answer scores %v", got)
	}
	score := q.Score(layout, given)
	if score < 0 || score > 1 {
		t.Fatalf("%+v scores %v", given, score)
	}
	if !slices.Contains([]question.Kind{question.Numeric, question.Short}, q.Kind) {
		elsewhere(t, r, q, shown, layout, given, score)
	}
}

// An answer is worth the same in every layout: only the places differ.
func elsewhere(t *testing.T, r *rand.Rand, q question.Question, shown question.Shown, layout question.Layout, a question.Answer, score float64) {
	t.Helper()
	other, otherLayout := q.Lay(question.Seed(fmt.Sprint(r.Uint64())))
	place := func(i int) int { return slices.Index(otherLayout.Choices, layout.Choices[i]) }
	moved := question.Answer{Truth: a.Truth}
	for _, i := range a.Choices {
		moved.Choices = append(moved.Choices, place(i))
	}
	for _, i := range a.Order {
		moved.Order = append(moved.Order, place(i))
	}
	if a.Matches != nil {
		moved.Matches = make([]int, len(a.Matches))
		for i, m := range a.Matches {
			if moved.Matches[place(i)] = question.None; m != question.None {
				moved.Matches[place(i)] = slices.Index(other.Targets, shown.Targets[m])
			}
		}
	}
	if got := q.Score(otherLayout, moved); got != score {
		t.Fatalf("%+v is worth %v in one layout and %v in another", a, score, got)
	}
}

// What is shown is made of the texts alone: swapping which of them is right
// changes nothing that a learner sees.
func TestWhatIsShownDoesNotDependOnTheKey(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for range rounds {
		q := anyQuestion(r)
		seed := question.Seed(fmt.Sprint(r.Uint64()))
		before, _ := q.Lay(seed)
		other := q
		other.Truth, other.Credit, other.Explanation = !q.Truth, "", "Otherwise."
		other.Options = slices.Clone(q.Options)
		for i := range other.Options {
			other.Options[i].Worth, other.Options[i].Feedback = 100-other.Options[i].Worth, "Yes."
		}
		other.Numbers, other.Texts = numbers(1, 0), []question.Text{{Text: "other", Worth: 100}}
		after, _ := other.Lay(seed)
		if !reflect.DeepEqual(before, after) {
			t.Fatalf("%+v and %+v", before, after)
		}
	}
}

// Where the authored order is the key, no order is shown more often than
// others: chi squared over the 24 orders of four items, 23 degrees of freedom.
func TestASequenceIsShownInEveryOrderEquallyOften(t *testing.T) {
	t.Parallel()
	const shows = 24_000
	q := question.Question{Kind: question.Ordering, Fixed: true, Sequence: []string{"a", "b", "c", "d"}}
	seen := map[string]float64{}
	for i := range shows {
		s, _ := q.Lay(question.Seed(fmt.Sprint("learner ", i)))
		seen[fmt.Sprint(s.Choices)]++
	}
	var chi float64
	for _, n := range seen {
		chi += (n - shows/24) * (n - shows/24) / (shows / 24)
	}
	if len(seen) != 24 || chi > 59 { // 1 in 20,000 by chance
		t.Errorf("%d orders, chi squared %.1f", len(seen), chi)
	}
}

// A seed is a promise for ever: what it shuffled a year ago is scored today.
func TestASeedMeansTheSameForEver(t *testing.T) {
	t.Parallel()
	q := question.Question{Kind: question.Single, Options: options(100, 0, 0, 0, 0)}
	s, _ := q.Lay(question.Seed("a seed").At(3))
	got, _ := json.Marshal([]any{s.Choices, question.Seed("a seed").Pick(10, 4)})
	if want := `[["a","c","e","b","d"],[7,5,3,8]]`; string(got) != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestADrawTakesEachAtMostOnce(t *testing.T) {
	t.Parallel()
	for n := range 12 {
		drawn := question.Seed(fmt.Sprint("seed ", n)).Pick(10, n)
		sorted := slices.Compact(slices.Sorted(slices.Values(drawn)))
		if len(drawn) != min(n, 10) || len(sorted) != len(drawn) {
			t.Errorf("%d of 10: %v", n, drawn)
		}
	}
}
