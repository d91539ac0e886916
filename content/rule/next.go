package rule

import "strings"

// step is the pattern of a Next: the same in all languages but for its label.
type step struct {
	action  string
	label   string
	who     string // a key of catalogue.people
	minutes int
}

// step finds what would meet the rule, and how long it takes where the facts know.
func (s speaker) step(t *Tree, v *Value) step {
	found := s.pattern(t, v)
	if m, ok := s.f.Minutes[t.Has]; ok {
		found.minutes = m
	}
	return found
}

// pattern finds the step by attribute, by its group (input, output), or by
// asking. What has ended is renewed.
func (s speaker) pattern(t *Tree, v *Value) step {
	if !v.Known && !strings.HasPrefix(t.Attr, "block.") && !ownChoice(t.Attr) {
		return s.c.next["unknown"]
	}
	if it := v.find(t.Has); it != nil && it.endedAt(s.f.Now) {
		if renew, ok := s.c.next[t.Attr+" ended"]; ok {
			return renew
		}
	}
	for _, key := range []string{t.Attr, group(t.Attr)} {
		if found, ok := s.c.next[key]; ok {
			return found
		}
	}
	return s.c.next["ask"]
}

func group(attr string) string {
	name, _, _ := strings.Cut(attr, ".")
	return name
}

// ownChoice tells that the person at the form decides the value.
func ownChoice(attr string) bool {
	return group(attr) == "input" || group(attr) == "output"
}

func (s speaker) next(p step, wanted string) *Next {
	if p.action == "" {
		return nil
	}
	return &Next{Action: p.action, Label: fill(p.label, "{v}", wanted), Who: s.who(p.who), Minutes: p.minutes}
}

// who is a role, with the name of the person where the facts know it.
func (s speaker) who(key string) string {
	role := s.c.people[key]
	if name := s.f.People[key]; name != "" {
		return fill(s.c.person, "{role}", role, "{name}", name)
	}
	return role
}
