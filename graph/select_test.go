package graph_test

import (
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// selector writes selections from the schema itself, so that a field which is
// new tomorrow is asked for tomorrow.
type selector struct {
	visited map[string]bool   // "Type.field"
	given   map[string]string // what arguments that are needed are given, by name
}

// object selects everything of a type: each leaf, and each object to a depth.
// Rows are taken from nodes; of edges, only the cursor.
func (s *selector) object(typ string, depth int) string {
	def := schema.Types[typ]
	if def.IsAbstractType() {
		var b strings.Builder
		for _, p := range schema.GetPossibleTypes(def) {
			b.WriteString("... on " + p.Name + " " + s.object(p.Name, depth) + " ")
		}
		return "{ __typename " + b.String() + "}"
	}
	var b strings.Builder
	for _, f := range def.Fields {
		args, ok := s.arguments(f)
		if strings.HasPrefix(f.Name, "__") || !ok {
			continue
		}
		of := schema.Types[f.Type.Name()]
		switch {
		case of.IsLeafType():
			b.WriteString(f.Name + " ")
		case f.Name == "edges":
			b.WriteString("edges { cursor } ")
			s.visited[of.Name+".cursor"] = true
		case f.Name == "nodes" || f.Name == "pageInfo":
			b.WriteString(f.Name + " " + s.object(of.Name, depth) + " ")
		case depth > 0:
			b.WriteString(f.Name + args + " " + s.object(of.Name, depth-1) + " ")
		default:
			continue
		}
		s.visited[typ+"."+f.Name] = true
	}
	return "{ __typename " + b.String() + "}"
}

// arguments writes those that a field cannot be asked without; false when one
// of them is not given.
func (s *selector) arguments(f *ast.FieldDefinition) (string, bool) {
	var list []string
	for _, a := range f.Arguments {
		if !a.Type.NonNull || a.DefaultValue != nil {
			continue
		}
		value, ok := s.given[a.Name]
		if !ok {
			return "", false
		}
		list = append(list, a.Name+": "+strconv.Quote(value))
	}
	if len(list) == 0 {
		return "", true
	}
	return "(" + strings.Join(list, ", ") + ")", true
}

// readable are the fields that a query can reach.
func readable() map[string]bool {
	out := map[string]bool{}
	var walk func(typ string)
	walk = func(typ string) {
		def := schema.Types[typ]
		for _, p := range schema.GetPossibleTypes(def) {
			for _, f := range p.Fields {
				key := p.Name + "." + f.Name
				if strings.HasPrefix(f.Name, "__") || out[key] {
					continue
				}
				out[key] = true
				walk(f.Type.Name())
			}
		}
	}
	for _, f := range roots(schema.Query) {
		walk(f.Type.Name())
	}
	return out
}
