package question

import (
	"slices"

	"github.com/portico-prm/portico/internal/base/fault"
)

// Answer is what a learner gave. Places count from 0 in what was shown. The
// zero Answer is none.
type Answer struct {
	Choices []int    `json:"choices,omitempty"` // SINGLE: one; MULTIPLE: any
	Order   []int    `json:"order,omitempty"`   // ORDERING: every place once, the first first
	Matches []int    `json:"matches,omitempty"` // MATCHING: for each choice the place of its target, None for none
	Truth   *bool    `json:"truth,omitempty"`   // TRUE_FALSE
	Number  *float64 `json:"number,omitempty"`  // NUMERIC
	Unit    string   `json:"unit,omitempty"`    // NUMERIC
	Text    *string  `json:"text,omitempty"`    // SHORT
}

// None is the match of a choice that has none yet.
const None = -1

// Check refuses an answer that does not fit what was shown. It knows no key.
func (s *Shown) Check(a Answer) error {
	if wrong := s.foreign(a); wrong != "" {
		return fault.Field(fault.Invalid, "answer."+wrong, "ANSWER_KIND", "A question of the kind %s is answered with %s.", s.Kind, s.wants())
	}
	ok, text := s.shaped(a)
	if !ok {
		return fault.Field(fault.Invalid, "answer."+s.wants(), "ANSWER_SHAPE", text, len(s.Choices), len(s.Targets))
	}
	return nil
}

var wanted = map[Kind]string{Single: "choices", Multiple: "choices", TrueFalse: "truth", Matching: "matches", Ordering: "order", Numeric: "number", Short: "text"}

func (s *Shown) wants() string { return wanted[s.Kind] }

// foreign names a part of the answer that belongs to another kind.
func (s *Shown) foreign(a Answer) string {
	given := map[string]bool{"choices": a.Choices != nil, "order": a.Order != nil, "matches": a.Matches != nil,
		"truth": a.Truth != nil, "number": a.Number != nil, "text": a.Text != nil}
	for _, part := range []string{"choices", "order", "matches", "truth", "number", "text"} {
		if given[part] && part != s.wants() {
			return part
		}
	}
	if a.Unit != "" && s.Kind != Numeric {
		return "unit"
	}
	return ""
}

func (s *Shown) shaped(a Answer) (bool, string) {
	switch s.Kind {
	case Single:
		return len(a.Choices) <= 1 && within(a.Choices, len(s.Choices), false), "Choose one of the %[1]d options, by its place from 0."
	case Multiple:
		return within(a.Choices, len(s.Choices), false), "Choose among the %[1]d options, each at most once, by places from 0."
	case Ordering:
		return a.Order == nil || len(a.Order) == len(s.Choices) && within(a.Order, len(s.Choices), false), "Give all %[1]d places once, in the order that you mean."
	case Matching:
		return a.Matches == nil || len(a.Matches) == len(s.Choices) && within(a.Matches, len(s.Targets), true), "Give %[1]d places of targets from 0 to below %[2]d, or -1 for none."
	case Numeric:
		return (a.Number == nil || finite(*a.Number)) && sized(a.Unit, 0, 40), "Give a number, and a unit of at most 40 characters where one is asked."
	case Short:
		return a.Text == nil || sized(*a.Text, 0, MaxText), "Give a text of at most 2000 characters."
	}
	return true, ""
}

// within wants places below n. Unless they are shared, each at most once.
func within(places []int, n int, shared bool) bool {
	for i, p := range places {
		if p >= n || p < 0 && !(shared && p == None) {
			return false
		}
		if !shared && slices.Contains(places[:i], p) {
			return false
		}
	}
	return true
}

// Empty tells whether nothing was answered.
func (a Answer) Empty() bool {
	return len(a.Choices) == 0 && len(a.Order) == 0 && !slices.ContainsFunc(a.Matches, func(m int) bool { return m != None }) &&
		a.Truth == nil && a.Number == nil && (a.Text == nil || Normal(*a.Text, true) == "")
}
