package css

import "strings"

// Element is what a selector looks at.
type Element struct {
	Name, ID string
	Classes  []string
	Parent   *Element
}

// compound is the part of a selector between combinators: svg.dark#top.
type compound struct {
	name, id string // "" or "*" matches any
	classes  []string
	child    bool // must be the parent itself of what stands to the right
}

// selector is read from left to right: outermost first.
type selector []compound

func (s selector) last() compound { return s[len(s)-1] }

// maxParts bounds the compounds of one selector.
const maxParts = 16

// parseSelector reads compounds joined by spaces and >. It is false for
// anything that looks at attributes, states or siblings.
func parseSelector(text string) (selector, bool) {
	text = strings.ReplaceAll(text, ">", " > ")
	var sel selector
	child := false
	for _, word := range strings.Fields(text) {
		if word == ">" {
			child = true
			continue
		}
		c, ok := parseCompound(word)
		if !ok || len(sel) == maxParts {
			return nil, false
		}
		if n := len(sel); n > 0 {
			sel[n-1].child = child
		}
		child = false
		sel = append(sel, c)
	}
	return sel, len(sel) > 0 && !child
}

func parseCompound(word string) (compound, bool) {
	var c compound
	c.name, word = ident(word)
	if c.name == "*" {
		c.name = ""
	}
	for word != "" {
		mark := word[0]
		var name string
		name, word = ident(word[1:])
		switch {
		case name == "":
			return c, false
		case mark == '#' && c.id == "":
			c.id = name
		case mark == '.':
			c.classes = append(c.classes, name)
		case mark == ':' && name == "root" && c.name == "":
			c.name = "svg"
		default:
			return c, false
		}
	}
	return c, true
}

// ident cuts the name at the start of s.
func ident(s string) (name, rest string) {
	i := strings.IndexAny(s, "#.:[+~")
	if i < 0 {
		return s, ""
	}
	return s[:i], s[i:]
}

// key is the bucket in which a rule that ends with c is kept.
func (c compound) key() string {
	switch {
	case c.id != "":
		return "#" + c.id
	case len(c.classes) > 0:
		return "." + c.classes[0]
	case c.name != "":
		return c.name
	}
	return "*"
}

// weight is the specificity: ids, then classes, then names.
func (s selector) weight() int {
	w := 0
	for _, c := range s {
		if c.id != "" {
			w += 1 << 20
		}
		w += min(len(c.classes), 1000) << 10
		if c.name != "" {
			w++
		}
	}
	return w
}

func (c compound) matches(e *Element) bool {
	if (c.name != "" && c.name != e.Name) || (c.id != "" && c.id != e.ID) {
		return false
	}
	for _, name := range c.classes {
		if !has(e.Classes, name) {
			return false
		}
	}
	return true
}

func has(list []string, name string) bool {
	for _, s := range list {
		if s == name {
			return true
		}
	}
	return false
}

// matches tells whether s selects e. It adds the elements looked at to cost.
func (s selector) matches(e *Element, cost *int) bool {
	*cost++
	n := len(s)
	if e == nil || !s[n-1].matches(e) {
		return false
	}
	if n == 1 {
		return true
	}
	rest := s[:n-1]
	if rest[n-2].child {
		return rest.matches(e.Parent, cost)
	}
	for up := e.Parent; up != nil && *cost < maxCost; up = up.Parent {
		if rest.matches(up, cost) {
			return true
		}
	}
	return false
}

// maxCost ends the search of one element's rules: with nesting of 100 and
// 16 parts an author could ask for more steps than there are atoms.
const maxCost = 200_000
