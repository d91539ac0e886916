package question_test

import (
	"math"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training/question"
)

func codes(err error) string {
	var out []string
	for _, e := range fault.All(err) {
		out = append(out, e.Field+" "+e.CodeOf())
	}
	return strings.Join(out, ", ")
}

func TestWhatIsWrongWithAQuestion(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", question.MaxPrompt+1)
	tests := map[string]struct {
		q    question.Question
		want string
	}{
		"nothing at all":              {question.Question{}, "kind UNKNOWN_KIND, prompt PROMPT_LENGTH, weight WEIGHT"},
		"all too long":                {question.Question{Kind: question.TrueFalse, Prompt: long, Weight: 101, Explanation: long}, "prompt PROMPT_LENGTH, weight WEIGHT, explanation TEXT_LENGTH"},
		"a rule of another kind":      {question.Question{Kind: question.TrueFalse, Credit: question.PerPart}, "credit CREDIT_RULE"},
		"one option":                  {question.Question{Kind: question.Single, Options: options(100)}, "options PART_COUNT"},
		"fifty-one options":           {question.Question{Kind: question.Single, Options: options(make([]float64, 51)...)}, "options PART_COUNT"},
		"none is right":               {question.Question{Kind: question.Multiple, Options: options(0, -50)}, "options NO_RIGHT_OPTION"},
		"none is wholly right":        {question.Question{Kind: question.Single, Options: options(50, 0)}, "options NO_FULL_OPTION"},
		"too little together":         {question.Question{Kind: question.Multiple, Credit: question.ByWorth, Options: options(50, 30)}, "options NO_FULL_OPTION"},
		"worth more than all":         {question.Question{Kind: question.Single, Options: options(100, 101)}, "options PART"},
		"half a pair":                 {question.Question{Kind: question.Matching, Pairs: []question.Pair{{"a", "b"}, {"c", ""}}}, "pairs PART"},
		"one step":                    {question.Question{Kind: question.Ordering, Sequence: []string{"a"}}, "sequence PART_COUNT"},
		"no number":                   {question.Question{Kind: question.Numeric}, "numbers PART_COUNT"},
		"a number that is none":       {question.Question{Kind: question.Numeric, Numbers: numbers(math.NaN(), 0)}, "numbers PART"},
		"less than no tolerance":      {question.Question{Kind: question.Numeric, Numbers: numbers(1, -1)}, "numbers PART"},
		"no number counts in full":    {question.Question{Kind: question.Numeric, Numbers: []question.Number{{1, 0, 50}}}, "numbers NO_FULL_ANSWER"},
		"a unit of no size":           {question.Question{Kind: question.Numeric, Numbers: numbers(1, 0), Unit: &question.Unit{Name: "m", Others: map[string]float64{"cm": 0}}}, "unit UNIT"},
		"an accepted text of blanks":  {question.Question{Kind: question.Short, Texts: []question.Text{{" ", 100}}}, "texts PART"},
		"no text counts in full":      {question.Question{Kind: question.Short, Texts: []question.Text{{"a", 99}}}, "texts NO_FULL_ANSWER"},
		"bytes that are no text":      {question.Question{Kind: question.Short, Prompt: "\xff", Texts: []question.Text{{"a", 100}}}, "prompt PROMPT_LENGTH"},
		"an unwritten decoy":          {question.Question{Kind: question.Matching, Pairs: []question.Pair{{"a", "b"}, {"c", "d"}}, Decoys: []string{""}}, "decoys PART"},
		"a sound one, to compare":     {question.Question{Kind: question.Single, Options: options(100, 0)}, ""},
		"the same rule where it fits": {question.Question{Kind: question.Ordering, Credit: question.PerPart, Sequence: []string{"a", "b"}}, ""},
	}
	for name, tt := range tests {
		if tt.q.Kind != "" && tt.q.Prompt == "" {
			tt.q.Prompt, tt.q.Weight = "Which?", 1
		}
		if tt.q.Weight == 0 && tt.q.Prompt == "\xff" {
			tt.q.Weight = 1
		}
		if got := codes(tt.q.Validate()); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestAnAnswerHasToFitWhatIsShown(t *testing.T) {
	t.Parallel()
	two := []string{"a", "b"}
	long := strings.Repeat("x", question.MaxText+1)
	tests := map[string]struct {
		s    question.Shown
		a    question.Answer
		want string
	}{
		"a text for a choice":       {question.Shown{Kind: question.Single, Choices: two}, text("a"), "answer.text ANSWER_KIND"},
		"a unit for a text":         {question.Shown{Kind: question.Short}, question.Answer{Unit: "m"}, "answer.unit ANSWER_KIND"},
		"two of one":                {question.Shown{Kind: question.Single, Choices: two}, choose(0, 1), "answer.choices ANSWER_SHAPE"},
		"the third of two":          {question.Shown{Kind: question.Single, Choices: two}, choose(2), "answer.choices ANSWER_SHAPE"},
		"before the first":          {question.Shown{Kind: question.Multiple, Choices: two}, choose(-1), "answer.choices ANSWER_SHAPE"},
		"twice the same":            {question.Shown{Kind: question.Multiple, Choices: two}, choose(1, 1), "answer.choices ANSWER_SHAPE"},
		"half an order":             {question.Shown{Kind: question.Ordering, Choices: two}, inOrder(1), "answer.order ANSWER_SHAPE"},
		"an order with a double":    {question.Shown{Kind: question.Ordering, Choices: two}, inOrder(1, 1), "answer.order ANSWER_SHAPE"},
		"a match too few":           {question.Shown{Kind: question.Matching, Choices: two, Targets: two}, match(0), "answer.matches ANSWER_SHAPE"},
		"a match with nothing":      {question.Shown{Kind: question.Matching, Choices: two, Targets: two}, match(0, 2), "answer.matches ANSWER_SHAPE"},
		"the same target for both":  {question.Shown{Kind: question.Matching, Choices: two, Targets: two}, match(1, 1), ""},
		"no number":                 {question.Shown{Kind: question.Numeric}, number(math.Inf(1)), "answer.number ANSWER_SHAPE"},
		"an essay":                  {question.Shown{Kind: question.Short}, text(long), "answer.text ANSWER_SHAPE"},
		"taking an answer back":     {question.Shown{Kind: question.Single, Choices: two}, choose(), ""},
		"nothing, to anything":      {question.Shown{Kind: question.Ordering, Choices: two}, question.Answer{}, ""},
		"an empty order is no none": {question.Shown{Kind: question.Ordering, Choices: two}, question.Answer{Order: []int{}}, "answer.order ANSWER_SHAPE"},
	}
	for name, tt := range tests {
		if got := codes(tt.s.Check(tt.a)); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func FuzzShortAnswersAreCompared(f *testing.F) {
	for _, s := range []string{"", "*", `\*`, "a*b*c", strings.Repeat("*a", 40), "É", "e\u0301", "ẞ", `\\`, "Ꮝ"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, pattern, given string) {
		q := question.Question{Kind: question.Short, Prompt: "?", Weight: 1, Texts: []question.Text{{Text: pattern, Worth: 100}}}
		shown, _ := q.Lay(question.Seed("s"))
		if q.Validate() != nil || shown.Check(text(given)) != nil {
			return
		}
		once := question.Normal(given, false)
		if twice := question.Normal(once, false); twice != once {
			t.Errorf("%q becomes %q and then %q", given, once, twice)
		}
		if got := q.Score(question.Layout{}, text(given)); got != 0 && got != 1 {
			t.Errorf("%q for %q is worth %v", given, pattern, got)
		}
		if !strings.ContainsAny(pattern, `*\`) && q.Score(question.Layout{}, text(pattern)) != 1 {
			t.Errorf("%q does not answer itself", pattern)
		}
	})
}
