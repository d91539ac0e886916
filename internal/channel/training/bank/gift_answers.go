package bank

import (
	"strconv"
	"strings"

	"github.com/portico-prm/portico/internal/channel/training/question"
)

func (q *giftQuestion) answers(inner string, at int) {
	inner, general, _ := strings.Cut(inner, "####")
	q.found.Explanation = q.text(q.line(at+len(inner)), general)
	first, said := cut(inner, "#")
	switch bare := strings.TrimSpace(inner); {
	case bare == "":
		q.skip(q.line(at), "KIND_UNKNOWN", "An essay is judged by a person; a quiz has none.")
	case strings.HasPrefix(bare, "#"):
		q.numeric(strings.Replace(inner, "#", " ", 1), at)
	case giftTruth.MatchString(first):
		q.found.Kind, q.found.Truth = question.TrueFalse, strings.ToUpper(strings.TrimSpace(first))[0] == 'T'
		q.unheard(giftAnswer{feedback: strings.TrimSpace(said), line: q.line(at)})
		q.keep()
	default:
		q.list(q.split(inner, at))
	}
}

// giftAnswer is one of a list: = right, ~ wrong.
type giftAnswer struct {
	right          bool
	worth          *float64
	text, feedback string
	line           int
}

// split stops at what is too many anyway: each answer counts its lines anew.
func (q *giftQuestion) split(inner string, at int) []giftAnswer {
	var out []giftAnswer
	for begin := find(inner, "=~"); begin >= 0 && len(out) <= question.MaxParts; {
		next := find(inner[begin+1:], "=~")
		stop := len(inner)
		if next >= 0 {
			stop = begin + 1 + next
		}
		out = append(out, q.answer(inner[begin], inner[begin+1:stop], q.line(at+begin)))
		if begin = stop; next < 0 {
			break
		}
	}
	return out
}

func (q *giftQuestion) answer(sign byte, s string, line int) giftAnswer {
	a := giftAnswer{right: sign == '=', line: line}
	if m := giftWorth.FindStringSubmatch(s); m != nil {
		w, _ := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
		a.worth, s = &w, s[len(m[0]):]
	}
	s, feedback := cut(s, "#")
	a.text, a.feedback = s, q.text(line, feedback)
	return a
}

// worthOf is what the answer is worth in percent.
func (a giftAnswer) worthOf() float64 {
	switch {
	case a.worth != nil:
		return *a.worth
	case a.right:
		return 100
	}
	return 0
}

func (q *giftQuestion) list(as []giftAnswer) {
	rights, pairs := 0, 0
	for _, a := range as {
		if a.right {
			rights++
		}
		if a.right && strings.Contains(a.text, "->") {
			pairs++
		}
	}
	switch {
	case len(as) == 0:
		q.skip(q.found.Line, "KIND_UNKNOWN", "What stands in the braces begins with none of =, ~, #, T and F.")
	case pairs == len(as):
		q.matching(as)
	case rights == len(as):
		q.short(as)
	default:
		q.choice(as, rights)
	}
}

func (q *giftQuestion) matching(as []giftAnswer) {
	q.found.Kind, q.found.Credit = question.Matching, question.PerPart
	for _, a := range as {
		left, right, _ := strings.Cut(a.text, "->")
		l, r := q.text(a.line, left), q.text(a.line, right)
		if l == "" {
			q.found.Decoys = append(q.found.Decoys, r)
			continue
		}
		q.found.Pairs = append(q.found.Pairs, question.Pair{Left: l, Right: r})
	}
	q.keep()
}

func (q *giftQuestion) short(as []giftAnswer) {
	q.found.Kind = question.Short
	for _, a := range as {
		q.found.Texts = append(q.found.Texts, question.Text{Text: q.text(a.line, a.text), Worth: a.worthOf()})
		q.unheard(a)
	}
	q.keep()
}

// unheard notes what an author says to one accepted answer: only options are
// answered one by one.
func (q *giftQuestion) unheard(a giftAnswer) {
	if a.feedback != "" {
		q.note(a.line, "FEEDBACK_DROPPED", "Words for one accepted answer were left out; give them to the whole question.")
	}
}

// choice is MULTIPLE when no option is wholly right and several are in part.
func (q *giftQuestion) choice(as []giftAnswer, rights int) {
	parts := 0
	for _, a := range as {
		o := question.Option{Text: q.text(a.line, a.text), Worth: a.worthOf(), Feedback: a.feedback}
		q.found.Options = append(q.found.Options, o)
		if o.Worth > 0 && o.Worth < 100 {
			parts++
		}
	}
	q.found.Kind = question.Single
	if rights == 0 && parts > 1 {
		q.found.Kind, q.found.Credit = question.Multiple, question.ByWorth
	}
	q.keep()
}

func (q *giftQuestion) numeric(inner string, at int) {
	q.found.Kind = question.Numeric
	as := q.split(inner, at)
	if first := inner[:max(0, find(inner+"=", "=~"))]; strings.TrimSpace(first) != "" { // the first number needs no sign
		as = append([]giftAnswer{q.answer('=', first, q.line(at))}, as...)
	}
	for _, a := range as {
		n, ok := giftNumber(a.text)
		switch {
		case ok:
			n.Worth = a.worthOf()
			q.found.Numbers = append(q.found.Numbers, n)
			q.unheard(a)
		case a.right && strings.TrimSpace(a.text) != "*":
			q.skip(a.line, "NUMBER", "%q is no number, number:tolerance or from..to.", clip(strings.TrimSpace(a.text), 40))
			return
		default:
			q.unheard(a) // what is said to every other number
		}
	}
	q.keep()
}

func giftNumber(s string) (question.Number, bool) {
	s = unescape(strings.TrimSpace(s))
	if low, high, ok := strings.Cut(s, ".."); ok {
		a, okA := figure(low)
		b, okB := figure(high)
		return question.Number{Value: (a + b) / 2, Tolerance: (b - a) / 2}, okA && okB && a <= b
	}
	value, tolerance, given := strings.Cut(s, ":")
	v, ok := figure(value)
	if !given {
		return question.Number{Value: v}, ok
	}
	t, okT := figure(tolerance)
	return question.Number{Value: v, Tolerance: t}, ok && okT && t >= 0
}

// figure reads a number with a point or, as half of Europe writes it, a comma.
func figure(s string) (float64, bool) {
	x, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	return x, err == nil && x-x == 0
}
