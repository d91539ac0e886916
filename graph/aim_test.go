package graph_test

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// aimAt writes an operation that reaches one field, "Type.field", on one of the
// shortest ways to it, among random ones. What lies deep, for few and in few
// rows is met by chance too seldom.
func (g *generator) aimAt(key string) request {
	typ, field, _ := strings.Cut(key, ".")
	g.begin()
	way := waysTo(typ, g.rnd, g.chance(60), g.chance(50))
	if way == nil {
		way = waysTo(typ, g.rnd, true, false)
	}
	if i := slices.IndexFunc(way, func(s hop) bool { return s.field.Name == "node" && s.typ == "Query" }); i >= 0 {
		g.nodeType = typ
		if i+1 < len(way) {
			g.nodeType = way[i+1].typ
		}
	}
	return g.end("query", g.along(append(way, hop{typ, schema.Types[typ].Fields.ForName(field)})))
}

// hop is a field on a way, and the type that it is asked of.
type hop struct {
	typ   string
	field *ast.FieldDefinition
}

// along is the selection that follows a way, with random parts beside it: most
// of them at its end.
func (g *generator) along(way []hop) string {
	at, rest := way[0], way[1:]
	text := at.field.Name
	key := at.typ + "." + text
	if _, ok := g.arguments[key]; !ok {
		g.arguments[key] = g.call(at.typ, at.field)
	}
	text += g.arguments[key]
	switch of := schema.Types[at.field.Type.Name()]; {
	case len(rest) == 0 && of.IsCompositeType():
		text += " " + g.set(of.Name, 2, 1+g.rnd.IntN(6))
	case len(rest) > 0 && of.IsAbstractType():
		text += " { ... on " + rest[0].typ + " " + g.along(rest) + " }"
	case len(rest) > 0:
		text += " " + g.along(rest)
	}
	beside := g.rnd.IntN(2)
	if len(rest) == 0 {
		beside = 4 + g.rnd.IntN(6)
	}
	for range beside {
		text = g.part(at.typ, 2) + " " + text
	}
	return "{ " + text + " }"
}

// waysTo is one of the shortest ways from the root to a type, by way of the
// root's node or through lists only; from a half of the roots, since the shortest
// of all may seldom lead to anything. nil where there is none. The root's own
// fields need no way.
func waysTo(typ string, rnd *rand.Rand, node, half bool) []hop {
	cameBy := map[string][]hop{"Query": {}}
	for front := []string{"Query"}; len(front) > 0; {
		if way, ok := cameBy[typ]; ok {
			return way
		}
		var next []string
		for _, at := range front {
			for _, i := range rnd.Perm(len(schema.Types[at].Fields)) {
				f := schema.Types[at].Fields[i]
				if strings.HasPrefix(f.Name, "__") || at == "Query" && (f.Name == "node" && !node || half && rnd.IntN(2) == 0) {
					continue
				}
				for _, to := range schema.GetPossibleTypes(schema.Types[f.Type.Name()]) {
					if _, ok := cameBy[to.Name]; !ok && to.IsCompositeType() {
						cameBy[to.Name] = append(slices.Clone(cameBy[at]), hop{at, f})
						next = append(next, to.Name)
					}
				}
			}
		}
		front = next
	}
	return nil
}
