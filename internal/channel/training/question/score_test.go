package question_test

import (
	"math"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/question"
)

func options(worths ...float64) []question.Option {
	out := make([]question.Option, len(worths))
	for i, w := range worths {
		out[i] = question.Option{Text: string(rune('a' + i)), Worth: w}
	}
	return out
}

func numbers(value, tolerance float64) []question.Number {
	return []question.Number{{Value: value, Tolerance: tolerance, Worth: 100}}
}

func choose(places ...int) question.Answer  { return question.Answer{Choices: places} }
func number(x float64) question.Answer      { return question.Answer{Number: &x} }
func text(s string) question.Answer         { return question.Answer{Text: &s} }
func truth(b bool) question.Answer          { return question.Answer{Truth: &b} }
func match(places ...int) question.Answer   { return question.Answer{Matches: places} }
func inOrder(places ...int) question.Answer { return question.Answer{Order: places} }

func in(x float64, unit string) question.Answer { return question.Answer{Number: &x, Unit: unit} }

// plain is a layout in which everything stands as it was written.
func plain(n int, targets ...string) question.Layout {
	l := question.Layout{Targets: targets}
	for i := range n {
		l.Choices = append(l.Choices, i)
	}
	return l
}

func TestWhatAnAnswerIsWorth(t *testing.T) {
	t.Parallel()
	single := question.Question{Kind: question.Single, Options: options(100, 0, 50, -50)}
	four := func(c question.Credit) question.Question {
		return question.Question{Kind: question.Multiple, Credit: c, Options: options(50, 50, 0, 0)}
	}
	worth := question.Question{Kind: question.Multiple, Credit: question.ByWorth, Options: options(100.0/3, 33.33, 33.33, -50)}
	pairs := question.Question{Kind: question.Matching, Credit: question.PerPart,
		Pairs: []question.Pair{{"cat", "meow"}, {"dog", "bark"}, {"wolf", "bark"}}, Decoys: []string{"moo"}}
	row := question.Question{Kind: question.Ordering, Credit: question.PerPart, Sequence: []string{"1", "2", "3", "3"}}
	metres := question.Question{Kind: question.Numeric, Numbers: numbers(3.3, 0.1), Unit: &question.Unit{Name: "m", Others: map[string]float64{"cm": 0.01}}}
	needed := metres
	needed.Unit = &question.Unit{Name: "m", Needed: true}
	near := question.Question{Kind: question.Numeric, Numbers: []question.Number{{1822, 0, 100}, {1822, 2, 50}}}
	words := question.Question{Kind: question.Short, Texts: []question.Text{{"Straße", 100}, {"café", 100}, {"a*b", 50}, {`2\*3`, 100}}}
	exact := question.Question{Kind: question.Short, CaseMatters: true, Texts: []question.Text{{"SSH", 100}}}
	tests := map[string]struct {
		q    question.Question
		l    question.Layout
		a    question.Answer
		want float64
	}{
		"single: the right one":                        {single, plain(4), choose(0), 1},
		"single: half right":                           {single, plain(4), choose(2), 0.5},
		"single: never below nothing":                  {single, plain(4), choose(3), 0},
		"single: by its place, wherever it stands":     {single, question.Layout{Choices: []int{3, 2, 1, 0}}, choose(3), 1},
		"all or nothing: all":                          {four(question.AllOrNothing), plain(4), choose(1, 0), 1},
		"all or nothing: one is missing":               {four(question.AllOrNothing), plain(4), choose(0), 0},
		"all or nothing: one too many":                 {four(question.AllOrNothing), plain(4), choose(0, 1, 2), 0},
		"all or nothing is what counts without a rule": {four(""), plain(4), choose(0), 0},
		"per part: three of four in the right state":   {four(question.PerPart), plain(4), choose(0), 0.75},
		"per part: everything chosen":                  {four(question.PerPart), plain(4), choose(0, 1, 2, 3), 0.5},
		"per part: nothing chosen is no answer":        {four(question.PerPart), plain(4), choose(), 0},
		"right minus wrong: one right":                 {four(question.RightMinusWrong), plain(4), choose(0), 0.5},
		"right minus wrong: two right and one wrong":   {four(question.RightMinusWrong), plain(4), choose(0, 1, 2), 0.5},
		"right minus wrong: everything":                {four(question.RightMinusWrong), plain(4), choose(0, 1, 2, 3), 0},
		"right minus wrong: only wrong":                {four(question.RightMinusWrong), plain(4), choose(2, 3), 0},
		"by worth: three thirds are all":               {worth, plain(4), choose(0, 1, 2), 1},
		"by worth: a wrong one takes off":              {worth, plain(4), choose(0, 3), 0},
		"true":                                         {question.Question{Kind: question.TrueFalse, Truth: true}, plain(0), truth(true), 1},
		"not true":                                     {question.Question{Kind: question.TrueFalse, Truth: true}, plain(0), truth(false), 0},
		"matching: two share a partner":                {pairs, plain(3, "bark", "meow", "moo"), match(1, 0, 0), 1},
		"matching: a decoy":                            {pairs, plain(3, "bark", "meow", "moo"), match(2, 0, 0), 2.0 / 3},
		"matching: one has none yet":                   {pairs, plain(3, "bark", "meow", "moo"), match(question.None, 0, question.None), 1.0 / 3},
		"ordering: right":                              {row, plain(4), inOrder(0, 1, 2, 3), 1},
		"ordering: equal items may change places":      {row, plain(4), inOrder(0, 1, 3, 2), 1},
		"ordering: two in their places":                {row, plain(4), inOrder(1, 0, 2, 3), 0.5},
		"number: at the edge, with what binary loses":  {metres, plain(0), number(3.4), 1},
		"number: past the edge":                        {metres, plain(0), number(3.4001), 0},
		"number: in another unit":                      {metres, plain(0), in(330, " cm "), 1},
		"number: in a unit nobody knows":               {metres, plain(0), in(3.3, "ft"), 0},
		"number: the unit is needed":                   {needed, plain(0), number(3.3), 0},
		"number: the unit is given":                    {needed, plain(0), in(3.3, "m"), 1},
		"number: near":                                 {near, plain(0), number(1823), 0.5},
		"number: exact counts more":                    {near, plain(0), number(1822), 1},
		"number: a unit where none is known":           {near, plain(0), in(1822, "m"), 0},
		"short: case and blanks":                       {words, plain(0), text("  STRASSE "), 1},
		"short: composed or not":                       {words, plain(0), text("cafe\u0301"), 1},
		"short: a star":                                {words, plain(0), text("A and B"), 0.5},
		"short: a star that is meant":                  {words, plain(0), text("2*3"), 1},
		"short: and nothing else for it":               {words, plain(0), text("2x3"), 0},
		"short: case matters":                          {exact, plain(0), text("ssh"), 0},
		"nothing given":                                {single, plain(4), question.Answer{}, 0},
		"a blank text is nothing":                      {words, plain(0), text(" \u00a0 "), 0},
	}
	for name, tt := range tests {
		if got := tt.q.Score(tt.l, tt.a); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

func TestThirdsAddUpToWhatAPersonWouldSay(t *testing.T) {
	t.Parallel()
	third := 1.0 / 3
	if got := question.Percent(third+third+third, 3); got != 33.33 {
		t.Errorf("three thirds of three are %v %%", got)
	}
	if got := question.Percent(2, 3); got != 66.67 {
		t.Errorf("two of three are %v %%", got)
	}
	if got := question.Percent(0, 0); got != 0 {
		t.Errorf("nothing of nothing is %v %%", got)
	}
}
