package admit

import "github.com/vektah/gqlparser/v2/ast"

// form is what can be counted in a document as it is written, without
// expanding anything.
type form struct {
	doc                            *ast.QueryDocument
	directives, sameDirective      int
	items, nesting, repeats, steps int
	names                          map[string]int // by response name
	repeated                       string
}

func formOf(doc *ast.QueryDocument) *form {
	f := &form{doc: doc, names: map[string]int{}}
	for _, op := range doc.Operations {
		f.at(op.Directives)
		for _, v := range op.VariableDefinitions {
			f.at(v.Directives)
			f.value(v.DefaultValue, 0)
		}
		f.set(op.SelectionSet)
	}
	for _, def := range doc.Fragments {
		f.at(def.Directives)
		f.set(def.SelectionSet)
	}
	return f
}

func (f *form) bounds() []bound {
	return []bound{
		{"operations", len(f.doc.Operations), maxOperations, "The document has %s operations", "Send the one that is meant."},
		{"fragments", len(f.doc.Fragments), maxFragments, "The document has %s fragments", "Leave those out that this operation does not use."},
		{"directives", f.directives, maxDirectives, "The document has %s directives", "Leave fields out instead of skipping them."},
		{"directive", f.sameDirective, 1, "The same directive stands %s times in one place", "Name it once."},
		{"repeats", f.repeats, maxRepeats, "The document asks for \"" + short(f.repeated) + "\" %s times", "Ask once, or in several requests."},
		{"items", f.items, maxItems, "A list in the document has %s items", "Send fewer, or send them as a variable."},
		{"nesting", f.nesting, maxNesting, "A value in the document is nested %s deep", "Send the value that the schema asks for."},
	}
}

func (f *form) set(set ast.SelectionSet) {
	for _, s := range set {
		f.steps++
		switch s := s.(type) {
		case *ast.Field:
			f.field(s)
		case *ast.InlineFragment:
			f.at(s.Directives)
			f.set(s.SelectionSet)
		case *ast.FragmentSpread:
			f.at(s.Directives)
		}
	}
}

func (f *form) field(s *ast.Field) {
	f.names[s.Alias]++
	if n := f.names[s.Alias]; n > f.repeats {
		f.repeats, f.repeated = n, s.Alias
	}
	f.arguments(s.Arguments)
	f.at(s.Directives)
	f.set(s.SelectionSet)
}

func (f *form) at(all ast.DirectiveList) {
	here := map[string]int{}
	for _, d := range all {
		f.steps++
		f.directives++
		here[d.Name]++
		f.sameDirective = max(f.sameDirective, here[d.Name])
		f.arguments(d.Arguments)
	}
}

func (f *form) arguments(all ast.ArgumentList) {
	for _, a := range all {
		f.value(a.Value, 0)
	}
}

func (f *form) value(v *ast.Value, depth int) {
	f.steps++
	if v == nil {
		return
	}
	if v.Kind == ast.ListValue || v.Kind == ast.ObjectValue {
		depth++
		f.nesting = max(f.nesting, depth)
		f.items = max(f.items, len(v.Children))
	}
	for _, c := range v.Children {
		f.value(c.Value, depth)
	}
}

// short keeps a name of a hostile length out of a message.
func short(name string) string {
	if len(name) > 40 {
		return name[:40] + "..."
	}
	return name
}
