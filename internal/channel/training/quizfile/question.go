package quizfile

import (
	"github.com/portico-prm/portico/internal/channel/training/question"
)

// Question is the entry with the texts of the file's own language, and all
// others as translations.
func (e entry) Question(own string) question.Question {
	q := question.Question{Kind: e.Kind, Weight: 1, Credit: e.Credit, Fixed: e.Fixed, Truth: e.Truth, CaseMatters: e.CaseMatters}
	if e.Weight != nil {
		q.Weight = *e.Weight
	}
	if e.Kind == question.Numeric {
		q.Numbers = []question.Number{{Value: e.Number, Tolerance: e.Tolerance, Worth: 100}}
		q.Unit = e.unit()
	}
	e.speak(&q, own)
	for language := range e.languages() {
		if language == "" || language == own {
			continue
		}
		if q.Others == nil {
			q.Others = map[string]question.Words{}
		}
		q.Others[language] = e.words(language, own)
	}
	return q
}

// speak fills in the texts of the file's own language.
func (e entry) speak(q *question.Question, own string) {
	q.Prompt, q.Explanation = e.Prompt.In(own, own), e.Explanation.In(own, own)
	rights := 0
	for _, o := range e.Options {
		if o.Right {
			rights++
		}
	}
	for _, o := range e.Options {
		q.Options = append(q.Options, question.Option{Text: o.Text.In(own, own), Worth: o.worth(e.Kind, rights), Feedback: o.Feedback.In(own, own)})
	}
	for _, p := range e.Pairs {
		q.Pairs = append(q.Pairs, question.Pair{Left: p.Left.In(own, own), Right: p.Right.In(own, own)})
	}
	q.Decoys, q.Sequence, q.Texts = each(e.Decoys, own, own), each(e.Sequence, own, own), accepted(e.Texts, own, own)
}

// worth of a right option is all of the question, or its share of it where
// several are chosen together.
func (o option) worth(k question.Kind, rights int) float64 {
	switch {
	case o.Worth != nil:
		return *o.Worth
	case o.Right && k == question.Multiple:
		return 100 / float64(rights)
	case o.Right:
		return 100
	}
	return 0
}

func (e entry) words(language, own string) question.Words {
	w := question.Words{Prompt: e.Prompt.In(language, own), Explanation: e.Explanation.In(language, own), Texts: accepted(e.Texts, language, own)}
	for _, o := range e.Options {
		w.Parts, w.Feedback = append(w.Parts, o.Text.In(language, own)), append(w.Feedback, o.Feedback.In(language, own))
	}
	for _, p := range e.Pairs {
		w.Parts, w.Targets = append(w.Parts, p.Left.In(language, own)), append(w.Targets, p.Right.In(language, own))
	}
	w.Parts, w.Targets = append(w.Parts, each(e.Sequence, language, own)...), append(w.Targets, each(e.Decoys, language, own)...)
	return w
}

func each(list []Texts, language, own string) (out []string) {
	for _, t := range list {
		out = append(out, t.In(language, own))
	}
	return out
}

// accepted are the texts that count in a language; what has none there counts
// in its own only.
func accepted(list []Texts, language, own string) (out []question.Text) {
	for _, t := range list {
		if s := t.In(language, own); s != "" {
			out = append(out, question.Text{Text: s, Worth: 100})
		}
	}
	return out
}

func (e entry) unit() *question.Unit {
	if e.Unit == "" {
		return nil
	}
	u := &question.Unit{Name: e.Unit, Others: map[string]float64{}}
	for name, factor := range e.Units {
		u.Others[question.Normal(name, true)] = factor
	}
	return u
}

// languages are those in which anything is said.
func (e entry) languages() map[string]bool {
	out := map[string]bool{}
	add := func(lists ...[]Texts) {
		for _, list := range lists {
			for _, t := range list {
				for l := range t {
					out[l] = true
				}
			}
		}
	}
	add([]Texts{e.Prompt, e.Explanation}, e.Decoys, e.Sequence, e.Texts)
	for _, o := range e.Options {
		add([]Texts{o.Text, o.Feedback})
	}
	for _, p := range e.Pairs {
		add([]Texts{p.Left, p.Right})
	}
	return out
}
