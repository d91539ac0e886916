package question

import "math"

// Score is what an answer is worth, from 0 to 1 of the question's weight.
func (q *Question) Score(l Layout, a Answer) float64 {
	if a.Empty() {
		return 0 // leaving every option alone is no answer, also where most of them are wrong
	}
	switch q.Kind {
	case Single:
		return clamp(q.Options[l.Choices[a.Choices[0]]].Worth / full)
	case Multiple:
		return q.scoreMultiple(l, a)
	case TrueFalse:
		return yes(*a.Truth == q.Truth)
	case Matching:
		return q.scoreParts(len(a.Matches), func(i int) bool {
			return a.Matches[i] != None && l.Targets[a.Matches[i]] == q.Pairs[l.Choices[i]].Right
		})
	case Ordering:
		return q.scoreParts(len(a.Order), func(i int) bool { return q.Sequence[l.Choices[a.Order[i]]] == q.Sequence[i] })
	case Numeric:
		return q.scoreNumber(*a.Number, a.Unit)
	case Short:
		return q.scoreText(*a.Text)
	}
	return 0
}

func (q *Question) scoreMultiple(l Layout, a Answer) float64 {
	chosen := make([]bool, len(q.Options))
	for _, place := range a.Choices {
		chosen[l.Choices[place]] = true
	}
	switch q.Credit {
	case RightMinusWrong:
		return q.rightMinusWrong(chosen)
	case ByWorth:
		return q.byWorth(chosen)
	}
	return q.scoreParts(len(chosen), func(i int) bool { return chosen[i] == q.Options[i].Right() })
}

// rightMinusWrong is (right choices - wrong choices) / right options.
func (q *Question) rightMinusWrong(chosen []bool) float64 {
	var rights, points float64
	for i, o := range q.Options {
		rights += yes(o.Right())
		if chosen[i] {
			points += 2*yes(o.Right()) - 1
		}
	}
	return clamp(points / rights)
}

// byWorth forgives what thirds lose: three times 33.33 is all of it.
func (q *Question) byWorth(chosen []bool) float64 {
	var sum float64
	for i, o := range q.Options {
		if chosen[i] {
			sum += o.Worth
		}
	}
	if sum > full-0.1 {
		return 1
	}
	return clamp(sum / full)
}

// scoreParts counts the parts that are right.
func (q *Question) scoreParts(n int, right func(int) bool) float64 {
	var sum float64
	for i := range n {
		sum += yes(right(i))
	}
	if q.Credit != PerPart && sum < float64(n) {
		return 0
	}
	return sum / float64(n)
}

func (q *Question) scoreNumber(x float64, unit string) float64 {
	factor, ok := q.Unit.factor(unit)
	if !ok {
		return 0
	}
	var best float64
	for _, n := range q.Numbers {
		if n.takes(x * factor) {
			best = max(best, n.Worth)
		}
	}
	return clamp(best / full)
}

// takes allows for what binary fractions lose: 3.4 lies within 3.3 ± 0.1.
func (n Number) takes(x float64) bool {
	slack := 1e-9 * max(math.Abs(n.Value), n.Tolerance)
	return math.Abs(x-n.Value) <= n.Tolerance+slack
}

// factor turns a number of the named unit into one of the key's.
func (u *Unit) factor(named string) (float64, bool) {
	named = Normal(named, true)
	switch {
	case u == nil:
		return 1, named == ""
	case named == "":
		return 1, !u.Needed
	case named == Normal(u.Name, true):
		return 1, true
	}
	f, ok := u.Others[named]
	return f, ok
}

func (q *Question) scoreText(text string) float64 {
	got := Normal(text, q.CaseMatters)
	var best float64
	for _, t := range q.Texts {
		if like(Normal(t.Text, q.CaseMatters), got) {
			best = max(best, t.Worth)
		}
	}
	return clamp(best / full)
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func clamp(x float64) float64 { return min(1, max(0, x)) }

// Percent is the share of points in percent, to two places, so that thirds add
// up to what a person would say.
func Percent(points, possible float64) float64 {
	if possible <= 0 {
		return 0
	}
	return math.Round(points/possible*1e4) / 100
}
