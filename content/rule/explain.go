package rule

import (
	"strconv"
	"strings"
)

// Explain writes every sentence of the decision, of met requirements too, in
// the language of the facts. The facts must be those of the decision.
func (d *Decision) Explain(f Facts) { d.explain(&f, true) }

func (d *Decision) explain(f *Facts, all bool) {
	c := catalogueFor(f.Language)
	s := speaker{c, f}
	for _, list := range [][]Requirement{d.Requirements, d.Unseen} {
		for i := range list {
			if all || list[i].State != Met {
				s.requirement(&list[i])
			}
		}
	}
	d.Summary = s.summary(d)
	if d.Result == Locked {
		d.AskForHelp = s.who("channelManager")
	}
}

// speaker puts findings into the words of one language.
type speaker struct {
	c *catalogue
	f *Facts
}

func (s speaker) summary(d *Decision) string {
	if d.Result == Locked && open(d.Requirements) == 1 {
		return fill(s.c.one, "{of}", strconv.Itoa(len(d.Requirements)))
	}
	if d.Result == Locked {
		return fill(s.c.open, "{n}", strconv.Itoa(open(d.Requirements)), "{of}", strconv.Itoa(len(d.Requirements)))
	}
	return s.c.summary[d.Result]
}

func (s speaker) requirement(r *Requirement) {
	switch {
	case r.rule == nil:
	case r.generic:
		s.general(r)
	case len(r.Alternatives) > 0:
		s.group(r, r.Alternatives, s.c.or)
	case len(r.Together) > 0:
		s.group(r, r.Together, s.c.and)
	case r.rule.Attr != "":
		s.single(r)
	}
}

func (s speaker) general(r *Requirement) {
	r.Need = s.c.programme
	if r.State != Met {
		r.Have = s.c.notProgramme
		r.Next = s.next(s.c.next["programme"], "")
	}
}

// group speaks for its parts: needs joined, and the first step that the partner
// can take without asking anybody.
func (s speaker) group(r *Requirement, parts []Requirement, word string) {
	var needs, haves []string
	for i := range parts {
		s.requirement(&parts[i])
		needs = append(needs, parts[i].Need)
		haves = appendNew(haves, parts[i].Have)
		if n := parts[i].Next; r.Next == nil || (r.Next.Action == "ASK" && n != nil && n.Action != "ASK") {
			r.Next = n
		}
	}
	r.Need, r.Have = strings.Join(needs, " "+word+" "), strings.Join(haves, "; ")
}

func (s speaker) single(r *Requirement) {
	t := r.rule
	r.Need = s.need(t)
	v := s.f.Values[t.Attr]
	if strings.HasPrefix(t.Attr, "block.") {
		r.Have = s.c.have[t.Attr]
	} else {
		r.Have = s.have(t, &v, r.State)
	}
	if r.State == Met {
		return
	}
	r.Next = s.next(s.step(t, &v), s.wanted(t))
	if item := v.find(t.Has); item != nil && r.Next != nil {
		r.Next.Progress = item.Progress
	}
}

func (v *Value) find(id string) *Item {
	for i := range v.Items {
		if v.Items[i].ID == id && id != "" {
			return &v.Items[i]
		}
	}
	return nil
}

// need is the sentence for the attribute and operator, or for the operator alone.
func (s speaker) need(t *Tree) string {
	key := string(t.Operator())
	if t.Present != nil && !*t.Present {
		key = "absent"
	}
	if t.Has != "" && t.Unexpired {
		key = "has unexpired"
	}
	pattern, ok := s.c.need[t.Attr+" "+key]
	if !ok {
		pattern = s.c.need[key]
	}
	sentence := fill(pattern, "{v}", s.wanted(t), "{attr}", s.noun(t.Attr))
	if t.MinHolders > 1 {
		sentence += fill(s.c.holdersNeed, "{n}", strconv.Itoa(t.MinHolders))
	}
	return sentence
}

// wanted is what the rule asks for, as words.
func (s speaker) wanted(t *Tree) string {
	switch t.Operator() {
	case In:
		return s.list(t.In, s.c.or)
	case AnyOf:
		return s.list(t.AnyOf, s.c.or)
	case AllOf:
		return s.list(t.AllOf, s.c.and)
	case Is:
		return s.label(string(*t.Is), "")
	}
	return s.label(t.Has+t.AtLeast+t.Below, "")
}

func (s speaker) list(words []Scalar, last string) string {
	labels := make([]string, len(words))
	for i, w := range words {
		labels[i] = s.label(string(w), "")
	}
	return sentenceList(labels, last)
}

func sentenceList(words []string, last string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + " " + last + " " + words[n-1]
}

// label is the name of a thing: given with the fact, from the facts' names, or
// made from its id.
func (s speaker) label(id, given string) string {
	if given != "" {
		return given
	}
	if name := s.f.Labels[id]; name != "" {
		return name
	}
	if word := s.c.words[id]; word != "" {
		return word
	}
	return readable(id)
}

// readable turns edge-sales-201 into "Edge sales 201" and leaves gold and DE alone.
func readable(id string) string {
	if !strings.ContainsAny(id, "-_") || id == strings.ToUpper(id) {
		return id
	}
	words := strings.Map(func(r rune) rune {
		if r == '-' || r == '_' {
			return ' '
		}
		return r
	}, id)
	return strings.ToUpper(words[:1]) + words[1:]
}

func (s speaker) noun(attr string) string {
	if n := s.c.nouns[attr]; n != "" {
		return n
	}
	_, name, _ := strings.Cut(attr, ".")
	return name
}

func fill(pattern string, pairs ...string) string {
	return strings.NewReplacer(pairs...).Replace(pattern)
}

// Explained lists what one rule asks for, each with its outcome and its sentences
// in the language of the facts.
func Explained(t *Tree, f Facts) []Requirement {
	list := gather(t, &f, view{}).list
	s := speaker{catalogueFor(f.Language), &f}
	for i := range list {
		s.requirement(&list[i])
	}
	return list
}
