package testkit

import (
	"fmt"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
)

// KeySign is in every text that only the key of a quiz of this kit holds:
// whoever reads it has seen the key.
const KeySign = "KEYSIGN"

// Quiz publishes a quiz by itself with a pool of these questions, after its
// settings are changed.
func (w *World) Quiz(key string, change func(*quiz.Settings), asked ...question.Question) *quiz.Version {
	w.T.Helper()
	s := quiz.Usual
	s.Locale, s.Title, s.Standalone = "en", quiz.Texts{"en": "Quiz " + key}, true
	if change != nil {
		change(&s)
	}
	v, err := w.Quizzes.Draft(w.System(), key, s)
	w.Must(err)
	p, err := w.Quizzes.SavePool(w.System(), quiz.PoolEdit{Version: v.ID, Name: "All " + w.next()})
	w.Must(err)
	for _, q := range asked {
		_, err := w.Quizzes.SaveQuestion(w.System(), quiz.QuestionEdit{Pool: p.ID, Question: q})
		w.Must(err)
	}
	v, err = w.Quizzes.Publish(w.System(), v.ID)
	w.Must(err)
	return v
}

// EveryKind is one question of each kind. Nothing of its key but right options
// themselves can be told from what is shown.
func EveryKind() []question.Question {
	why := "Because " + KeySign
	said := func(q question.Question) question.Question {
		q.Prompt, q.Weight, q.Explanation = fmt.Sprintf("Asked as %s", q.Kind), 1, why
		return q
	}
	return []question.Question{
		said(question.Question{Kind: question.Single, Options: []question.Option{{Text: "north", Worth: 100, Feedback: KeySign}, {Text: "south", Feedback: KeySign}, {Text: "west"}}}),
		said(question.Question{Kind: question.Multiple, Credit: question.PerPart, Options: []question.Option{{Text: "red", Worth: 50}, {Text: "green", Worth: 50}, {Text: "blue"}}}),
		said(question.Question{Kind: question.TrueFalse, Truth: true}),
		said(question.Question{Kind: question.Matching, Credit: question.PerPart, Pairs: []question.Pair{{Left: "cat", Right: "meow"}, {Left: "dog", Right: "bark"}, {Left: "cow", Right: "moo"}}}),
		said(question.Question{Kind: question.Ordering, Sequence: []string{"first", "second", "third", "fourth"}}),
		said(question.Question{Kind: question.Numeric, Numbers: []question.Number{{Value: 74656, Tolerance: 1, Worth: 100}}, Unit: &question.Unit{Name: "kg"}}),
		said(question.Question{Kind: question.Short, Texts: []question.Text{{Text: KeySign + " forty-two", Worth: 100}}}),
	}
}

// Claim is a true or false question that is true.
func Claim(n int) question.Question {
	return question.Question{Kind: question.TrueFalse, Prompt: fmt.Sprintf("Claim %d?", n), Weight: 1, Truth: true}
}

// Claims are n of them.
func Claims(n int) []question.Question {
	out := make([]question.Question, n)
	for i := range out {
		out[i] = Claim(i + 1)
	}
	return out
}

// asksOf publishes what the lessons of a course ask for and is not there yet.
func (w *World) asksOf(o *outline.Outline) {
	w.T.Helper()
	for _, m := range o.Modules {
		for _, l := range m.Lessons {
			if l.Quiz != "" && w.Count("quiz", "key = $1", l.Quiz) == 0 {
				w.Quiz(l.Quiz, func(s *quiz.Settings) { s.Standalone = false }, Claims(2)...)
			}
		}
	}
}
