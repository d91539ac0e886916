package question

import (
	"slices"

	"github.com/portico-prm/portico/internal/base/fault"
)

// Kind is how a question is asked.
type Kind string

// The kinds of questions.
const (
	Single    Kind = "SINGLE"     // one of several
	Multiple  Kind = "MULTIPLE"   // any number of several
	TrueFalse Kind = "TRUE_FALSE" // a claim
	Matching  Kind = "MATCHING"   // to each its partner
	Ordering  Kind = "ORDERING"   // a sequence
	Numeric   Kind = "NUMERIC"    // a number, perhaps with a unit
	Short     Kind = "SHORT"      // a few words
)

// Kinds lists them all.
var Kinds = []Kind{Single, Multiple, TrueFalse, Matching, Ordering, Numeric, Short}

// Credit is how an answer counts that is right in part.
type Credit string

// The rules of partial credit.
const (
	// AllOrNothing gives the points for a wholly right answer only.
	AllOrNothing Credit = "ALL_OR_NOTHING"
	// PerPart gives the share of parts that are right: options in the right
	// state, pairs, places in the sequence.
	PerPart Credit = "PER_PART"
	// RightMinusWrong takes a wrong choice off the right ones; never below 0.
	RightMinusWrong Credit = "RIGHT_MINUS_WRONG"
	// ByWorth adds the worth of the chosen options; never below 0 or above 1.
	ByWorth Credit = "BY_WORTH"
)

// Question is a question with its key.
type Question struct {
	Kind        Kind     `json:"kind"`
	Prompt      string   `json:"prompt"`
	Weight      float64  `json:"weight"` // points for a right answer
	Credit      Credit   `json:"credit,omitempty"`
	Fixed       bool     `json:"fixed,omitempty"`       // options keep their authored order
	Options     []Option `json:"options,omitempty"`     // SINGLE, MULTIPLE
	Truth       bool     `json:"truth,omitempty"`       // TRUE_FALSE
	Pairs       []Pair   `json:"pairs,omitempty"`       // MATCHING
	Decoys      []string `json:"decoys,omitempty"`      // MATCHING: partners of nobody
	Sequence    []string `json:"sequence,omitempty"`    // ORDERING, in the right order
	Numbers     []Number `json:"numbers,omitempty"`     // NUMERIC; the best that fits counts
	Unit        *Unit    `json:"unit,omitempty"`        // NUMERIC; nil: a bare number
	Texts       []Text   `json:"texts,omitempty"`       // SHORT; the best that fits counts
	CaseMatters bool     `json:"caseMatters,omitempty"` // SHORT
	Explanation string   `json:"explanation,omitempty"` // for the review

	Others map[string]Words `json:"others,omitempty"` // by language
}

// Option is one choice. Worth is what choosing it gives, in percent of the
// question: 100 for the right one, 0 or less for a wrong one.
type Option struct {
	Text     string  `json:"text"`
	Worth    float64 `json:"worth"`
	Feedback string  `json:"feedback,omitempty"`
}

// Pair belongs together.
type Pair struct {
	Left  string `json:"left"`
	Right string `json:"right"`
}

// Number is an accepted number, give or take Tolerance.
type Number struct {
	Value     float64 `json:"value"`
	Tolerance float64 `json:"tolerance"`
	Worth     float64 `json:"worth"` // percent
}

// Text is an accepted text. A star stands for any run of characters, \* for a star.
type Text struct {
	Text  string  `json:"text"`
	Worth float64 `json:"worth"` // percent
}

// Unit is what the numbers of the key are counted in.
type Unit struct {
	Name   string             `json:"name"`
	Others map[string]float64 `json:"others,omitempty"` // by name: how many of Name one of it is
	Needed bool               `json:"needed,omitempty"` // a bare number is wrong
}

// Limits of one question.
const (
	MaxPrompt = 10_000 // characters
	MaxText   = 2_000  // characters of an option
	MaxParts  = 50     // options, pairs, items, accepted answers
	MaxWeight = 100
	full      = 100.0 // percent
)

// Validate says everything that is wrong with a question.
func (q *Question) Validate() error {
	return fault.Join(
		need(slices.Contains(Kinds, q.Kind), "kind", "UNKNOWN_KIND", "This kind of question is not known."),
		need(sized(q.Prompt, 1, MaxPrompt), "prompt", "PROMPT_LENGTH", "A prompt has 1 to %d characters.", MaxPrompt),
		need(q.Weight > 0 && q.Weight <= MaxWeight, "weight", "WEIGHT", "A question is worth more than 0 and at most %d points.", MaxWeight),
		need(sized(q.Explanation, 0, MaxPrompt), "explanation", "TEXT_LENGTH", "An explanation has at most %d characters.", MaxPrompt),
		need(q.creditFits(), "credit", "CREDIT_RULE", "This rule of partial credit does not fit the kind of question."),
		q.partsFit(),
		q.wordsFit(),
	)
}

var credits = map[Kind][]Credit{
	Multiple: {AllOrNothing, PerPart, RightMinusWrong, ByWorth},
	Matching: {AllOrNothing, PerPart},
	Ordering: {AllOrNothing, PerPart},
}

// creditFits lets the rule be left out: then it is AllOrNothing where one counts.
func (q *Question) creditFits() bool {
	return q.Credit == "" || slices.Contains(credits[q.Kind], q.Credit)
}

func (q *Question) partsFit() *fault.Error {
	switch q.Kind {
	case Single, Multiple:
		return q.optionsFit()
	case Matching:
		return q.pairsFit()
	case Ordering:
		return each(q.Sequence, "sequence", 2, func(s string) bool { return sized(s, 1, MaxText) })
	case Numeric:
		return q.numbersFit()
	case Short:
		return q.textsFit()
	}
	return nil
}

func (q *Question) optionsFit() *fault.Error {
	if bad := each(q.Options, "options", 2, func(o Option) bool {
		return sized(o.Text, 1, MaxText) && sized(o.Feedback, 0, MaxText) && o.Worth >= -full && o.Worth <= full
	}); bad != nil {
		return bad
	}
	rights, best, sum := q.tally()
	switch {
	case rights == 0:
		return fault.Field(fault.Invalid, "options", "NO_RIGHT_OPTION", "Say which option is right.")
	case q.Kind == Single && best < full:
		return fault.Field(fault.Invalid, "options", "NO_FULL_OPTION", "One option of a single choice is worth 100 percent.")
	case q.Kind == Multiple && q.Credit == ByWorth && sum < full-0.1:
		return fault.Field(fault.Invalid, "options", "NO_FULL_OPTION", "The right options together are worth 100 percent.")
	}
	return nil
}

// tally counts the right options and what they are worth.
func (q *Question) tally() (rights int, best, sum float64) {
	for _, o := range q.Options {
		if o.Right() {
			rights, best, sum = rights+1, max(best, o.Worth), sum+o.Worth
		}
	}
	return rights, best, sum
}

// Right tells whether choosing the option is worth anything.
func (o Option) Right() bool { return o.Worth > 0 }

func (q *Question) pairsFit() *fault.Error {
	if bad := each(q.Pairs, "pairs", 2, func(p Pair) bool { return sized(p.Left, 1, MaxText) && sized(p.Right, 1, MaxText) }); bad != nil {
		return bad
	}
	return each(q.Decoys, "decoys", 0, func(s string) bool { return sized(s, 1, MaxText) })
}

func (q *Question) numbersFit() *fault.Error {
	if bad := each(q.Numbers, "numbers", 1, func(n Number) bool {
		return finite(n.Value) && finite(n.Tolerance) && n.Tolerance >= 0 && n.Worth >= 0 && n.Worth <= full
	}); bad != nil {
		return bad
	}
	if !slices.ContainsFunc(q.Numbers, func(n Number) bool { return n.Worth == full }) {
		return fault.Field(fault.Invalid, "numbers", "NO_FULL_ANSWER", "One accepted number is worth 100 percent.")
	}
	return q.Unit.fits()
}

func (u *Unit) fits() *fault.Error {
	if u == nil {
		return nil
	}
	ok := sized(u.Name, 1, 40) && len(u.Others) <= MaxParts
	for name, factor := range u.Others {
		ok = ok && sized(name, 1, 40) && finite(factor) && factor > 0
	}
	return need(ok, "unit", "UNIT", "A unit has a name of at most 40 characters; other units say how many of it they are, more than 0.")
}

func (q *Question) textsFit() *fault.Error {
	if bad := each(q.Texts, "texts", 1, func(t Text) bool { return sized(Normal(t.Text, true), 1, MaxText) && t.Worth >= 0 && t.Worth <= full }); bad != nil {
		return bad
	}
	return need(slices.ContainsFunc(q.Texts, func(t Text) bool { return t.Worth == full }), "texts", "NO_FULL_ANSWER", "One accepted text is worth 100 percent.")
}
