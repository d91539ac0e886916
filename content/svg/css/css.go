// Package css reads the part of CSS that logo files use: rules with type,
// class, id, descendant and child selectors, and declarations. At-rules and
// selectors of other kinds never apply and are reported, so that their author
// learns why a colour is missing. Nothing is ever fetched.
package css

import "strings"

// Declaration is one property and its value, the name in lower case.
type Declaration struct {
	Name, Value string
	Important   bool
}

// Sheet is a style sheet, ready to be asked what applies to an element.
type Sheet struct {
	rules   map[string][]rule // by the last part of the selector: "#id", ".class", "name" or "*"
	count   int
	Skipped []string // at-rules and selectors that do not apply here, as written
}

// rule is one selector with its declarations.
type rule struct {
	selector selector
	weight   int // specificity
	order    int
	decls    []Declaration
}

const (
	maxRules   = 20_000 // what follows is reported and left out
	maxSkipped = 8      // what is kept for the report
)

// Add reads src after what the sheet holds already.
func (s *Sheet) Add(src string) {
	p := parser{s: clean(src)}
	for !p.done() {
		if s.count >= maxRules {
			s.skip("more than 20,000 rules")
			return
		}
		p.rule(s)
	}
}

func (s *Sheet) skip(what string) {
	if len(s.Skipped) < maxSkipped {
		s.Skipped = append(s.Skipped, what)
	}
}

// rule reads one rule, or steps over an at-rule.
func (p *parser) rule(s *Sheet) {
	if p.s[p.i] == '@' {
		s.skip(p.atRule())
		return
	}
	prelude, ok := p.until('{')
	if !ok {
		return
	}
	body, _ := p.until('}')
	decls := Inline(body)
	for _, text := range strings.Split(prelude, ",") {
		s.add(strings.TrimSpace(text), decls)
	}
}

func (s *Sheet) add(text string, decls []Declaration) {
	sel, ok := parseSelector(text)
	if !ok {
		s.skip(text)
		return
	}
	if s.rules == nil {
		s.rules = map[string][]rule{}
	}
	key := sel.last().key()
	s.rules[key] = append(s.rules[key], rule{sel, sel.weight(), s.count, decls})
	s.count++
}

// Inline reads the declarations of a style attribute or of a rule's body.
func Inline(body string) []Declaration {
	if strings.Contains(body, "/*") {
		body = clean(body)
	}
	var ds []Declaration
	for _, part := range splitOutside(body, ';') {
		name, value, ok := strings.Cut(part, ":")
		if !ok {
			continue
		}
		d := Declaration{Name: strings.ToLower(strings.TrimSpace(name)), Value: strings.TrimSpace(value)}
		if at := strings.LastIndexByte(d.Value, '!'); at >= 0 && strings.EqualFold(strings.TrimSpace(d.Value[at+1:]), "important") {
			d.Value, d.Important = strings.TrimSpace(d.Value[:at]), true
		}
		ds = append(ds, d)
	}
	return ds
}
