package rule

import "time"

// gathered is a rule as the list of its requirements.
type gathered struct {
	state State
	until time.Time
	list  []Requirement
}

// view is what a rule inherits from the groups around it.
type view struct {
	perhaps bool // below a condition that nobody can decide: what is open is open only perhaps
	generic bool // below reveal: generic
}

// gather evaluates a rule and lists its requirements: one for each test and one
// for each "any". A rule that does not apply is not listed, and neither is a
// failed alternative of an "any" that is met.
func gather(t *Tree, f *Facts, in view) gathered {
	g := gathered{state: Met}
	if t == nil {
		return g
	}
	g.list = make([]Requirement, 0, max(1, len(t.All)))
	g.add(t, f, in)
	return g
}

func (g *gathered) add(t *Tree, f *Facts, in view) {
	if t.OnlyIf != nil {
		switch evaluate(t.OnlyIf, f).state {
		case Unmet:
			return
		case UnknownState:
			in.perhaps = true
		}
	}
	in.generic = in.generic || t.Reveal == RevealGeneric
	if t.All == nil {
		g.put(t, f, in)
		return
	}
	for i := range t.All {
		g.add(&t.All[i], f, in)
	}
}

func (g *gathered) put(t *Tree, f *Facts, in view) {
	out := plain(t, f)
	if !out.applies {
		return
	}
	if in.perhaps && out.state == Unmet {
		out.state = UnknownState
	}
	g.state = min(g.state, out.state)
	if out.state == Met {
		g.until = earlier(g.until, out.until)
	}
	g.list = append(g.list, Requirement{})
	r := &g.list[len(g.list)-1] // written in place: copying costs more than deciding
	r.ID, r.State, r.rule, r.generic = t.Name(), out.state, t, in.generic
	if in.generic {
		r.ID = "programme"
	} else if t.Any != nil && out.state != Met {
		r.Alternatives = alternatives(t.Any, f, in)
	}
}

// alternatives are the ways to meet an open "any", each with what it lacks.
func alternatives(ways []Tree, f *Facts, in view) []Requirement {
	open := make([]Requirement, 0, len(ways))
	for i := range ways {
		lacking := onlyOpen(gather(&ways[i], f, in).list)
		switch len(lacking) {
		case 0: // does not apply to this partner
		case 1:
			open = append(open, lacking[0])
		default:
			open = append(open, Requirement{ID: ways[i].Name(), State: worst(lacking), Together: lacking, rule: &ways[i]})
		}
	}
	return open
}

func onlyOpen(list []Requirement) []Requirement {
	var open []Requirement
	for _, r := range list {
		if r.State != Met {
			open = append(open, r)
		}
	}
	return open
}

func worst(list []Requirement) State {
	state := Met
	for i := range list {
		state = min(state, list[i].State)
	}
	return state
}
