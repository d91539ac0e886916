package rule

import "time"

// State is the outcome of a rule. The order matters: the worse, the smaller.
type State int8

// The three values. Unknown never allows.
const (
	Unmet State = iota
	UnknownState
	Met
)

// String is the state as the API spells it.
func (s State) String() string { return [...]string{"unmet", "unknown", "met"}[s] }

// MarshalText writes the state as the API spells it.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText wrote; anything else is unknown.
func (s *State) UnmarshalText(b []byte) error {
	*s = UnknownState
	for _, is := range []State{Unmet, Met} {
		if is.String() == string(b) {
			*s = is
		}
	}
	return nil
}

// outcome is a state, whether the rule applies at all, and how long it holds.
type outcome struct {
	state   State
	applies bool
	until   time.Time // when met: the first moment it may no longer hold; zero is never
}

// Holds evaluates a single rule, as for a zone that is shown only if. No rule
// always holds.
func (t *Tree) Holds(f Facts) State {
	if t == nil {
		return Met
	}
	return evaluate(t, &f).state
}

func evaluate(t *Tree, f *Facts) outcome {
	if t.OnlyIf != nil {
		return conditional(t, f)
	}
	return plain(t, f)
}

// conditional: where the condition is unmet the rule asks nothing. Where nobody
// knows, the rule may apply: met is good either way, anything else is unknown.
func conditional(t *Tree, f *Facts) outcome {
	cond := evaluate(t.OnlyIf, f)
	if cond.state == Unmet {
		return outcome{state: Met}
	}
	out := plain(t, f)
	if cond.state == UnknownState && out.state != Met {
		out.state = UnknownState
	}
	return out
}

func plain(t *Tree, f *Facts) outcome {
	switch {
	case t.All != nil:
		return every(t.All, f)
	case t.Any != nil:
		return some(t.Any, f)
	}
	state, until := test(t, f)
	return outcome{state, true, until}
}

func every(rules []Tree, f *Facts) outcome {
	out := outcome{state: Met}
	for i := range rules {
		one := evaluate(&rules[i], f)
		out.state = min(out.state, one.state)
		out.applies = out.applies || one.applies
		out.until = earlier(out.until, one.until)
	}
	return out
}

// some holds as long as the longest lasting of the alternatives that are met.
// An alternative that does not apply is no alternative; where none applies,
// the group asks nothing.
func some(rules []Tree, f *Facts) outcome {
	out := outcome{state: Unmet}
	for i := range rules {
		one := evaluate(&rules[i], f)
		if !one.applies {
			continue
		}
		if one.state == Met {
			out.until = laterOf(out, one)
		}
		out.state, out.applies = max(out.state, one.state), true
	}
	if !out.applies {
		out.state = Met
	}
	return out
}

func laterOf(group, one outcome) time.Time {
	if group.state != Met {
		return one.until
	}
	if group.until.IsZero() || one.until.IsZero() {
		return time.Time{}
	}
	if one.until.After(group.until) {
		return one.until
	}
	return group.until
}

func earlier(a, b time.Time) time.Time {
	if a.IsZero() || (!b.IsZero() && b.Before(a)) {
		return b
	}
	return a
}
