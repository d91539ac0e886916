package question

import (
	"slices"
)

// Shown is what a learner sees of a question.
type Shown struct {
	Kind    Kind     `json:"kind"`
	Prompt  string   `json:"prompt"`
	Choices []string `json:"choices"` // options; left sides; items to be put in order
	Targets []string `json:"targets"` // MATCHING: the right sides, each text once
	Units   []string `json:"units"`   // NUMERIC: those that are understood
}

// Layout says which authored part stands at each place of Shown.
type Layout struct {
	Choices []int
	Targets []string // as shown
}

// Lay lays a question out. What the seed decides is only the order.
func (q *Question) Lay(s Seed) (Shown, Layout) {
	r := s.draw("layout")
	out := Shown{Kind: q.Kind, Prompt: q.Prompt, Choices: []string{}, Targets: q.targets(), Units: q.units()}
	parts := q.parts()
	at := count(len(parts))
	if q.shuffles() {
		shuffle(r, at)
	}
	shuffle(r, out.Targets)
	for _, i := range at {
		out.Choices = append(out.Choices, parts[i])
	}
	return out, Layout{Choices: at, Targets: out.Targets}
}

// shuffles: the authored order of a sequence is its key, so Fixed is for
// options only; left sides of pairs say nothing and may stand as written.
func (q *Question) shuffles() bool { return q.Kind == Ordering || !q.Fixed }

func (q *Question) parts() []string {
	var out []string
	for _, o := range q.Options {
		out = append(out, o.Text)
	}
	for _, p := range q.Pairs {
		out = append(out, p.Left)
	}
	return append(out, q.Sequence...)
}

// targets are the right sides and decoys, each text once.
func (q *Question) targets() []string {
	out := []string{}
	for _, p := range q.Pairs {
		out = append(out, p.Right)
	}
	out = append(out, q.Decoys...)
	slices.Sort(out)
	return slices.Compact(out)
}

func (q *Question) units() []string {
	out := []string{}
	if q.Unit != nil {
		out = append(out, q.Unit.Name)
		for name := range q.Unit.Others {
			out = append(out, name)
		}
		slices.Sort(out)
		out = slices.Compact(out)
	}
	return out
}

func count(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
