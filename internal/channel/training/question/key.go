package question

import (
	"cmp"
	"slices"
)

// Key is the right answer as it lies in one layout, for the review.
type Key struct {
	Choices     []int    `json:"choices,omitempty"`
	Order       []int    `json:"order,omitempty"`
	Matches     []int    `json:"matches,omitempty"`
	Truth       *bool    `json:"truth,omitempty"`
	Number      *Number  `json:"number,omitempty"`
	Unit        string   `json:"unit,omitempty"`
	Texts       []string `json:"texts,omitempty"`
	Explanation string   `json:"explanation,omitempty"`
	Feedback    []string `json:"feedback,omitempty"` // of the options that the learner chose
}

// KeyIn tells the right answer in a layout, and what the author says to an answer.
func (q *Question) KeyIn(l Layout, a Answer) Key {
	k := Key{Explanation: q.Explanation, Feedback: q.feedback(l, a)}
	switch q.Kind {
	case Single, Multiple:
		k.Choices = q.rightPlaces(l)
	case TrueFalse:
		k.Truth = &q.Truth
	case Matching:
		for _, i := range l.Choices {
			k.Matches = append(k.Matches, slices.Index(l.Targets, q.Pairs[i].Right))
		}
	case Ordering:
		for i := range q.Sequence {
			k.Order = append(k.Order, slices.Index(l.Choices, i))
		}
	case Numeric:
		best := slices.MaxFunc(q.Numbers, func(a, b Number) int { return cmp.Compare(a.Worth, b.Worth) })
		k.Number, k.Unit = &best, q.unitName()
	case Short:
		k.Texts = q.fullTexts()
	}
	return k
}

func (q *Question) rightPlaces(l Layout) []int {
	out := []int{}
	for place, i := range l.Choices {
		if o := q.Options[i]; q.Kind == Multiple && o.Right() || o.Worth == full {
			out = append(out, place)
		}
	}
	return out
}

func (q *Question) feedback(l Layout, a Answer) []string {
	var out []string
	for _, place := range a.Choices {
		if text := q.Options[l.Choices[place]].Feedback; text != "" {
			out = append(out, text)
		}
	}
	return out
}

func (q *Question) unitName() string {
	if q.Unit == nil {
		return ""
	}
	return q.Unit.Name
}

func (q *Question) fullTexts() []string {
	var out []string
	for _, t := range q.Texts {
		if t.Worth == full {
			out = append(out, t.Text)
		}
	}
	return out
}

// Answer is the key given as an answer.
func (k Key) Answer() Answer {
	a := Answer{Choices: k.Choices, Order: k.Order, Matches: k.Matches, Truth: k.Truth, Unit: k.Unit}
	if k.Number != nil {
		a.Number = &k.Number.Value
	}
	if len(k.Texts) > 0 {
		a.Text = &k.Texts[0]
	}
	return a
}
