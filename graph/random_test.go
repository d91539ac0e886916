package graph_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// request is a generated operation with its variables.
type request struct {
	text string
	vars map[string]any
}

// generator writes random valid operations from the schema. What it asks with
// comes from an estate: ids, slugs, words, cursors.
type generator struct {
	rnd  *rand.Rand
	seen *treasures

	defs      []string
	vars      map[string]any
	fragments []*fragment
	arguments map[string]string // "Type.response name" -> arguments: equal names merge, so they are asked alike
	nodeType  string            // what all fields `node` are asked for: other types' fields might not merge
	aliases   int
	left      int // fields that may still be written
}

type fragment struct {
	name, on, body string
	depth          int
}

// The sizes of an operation stay within what one request may ask.
const (
	someFields  = 70
	someAliases = 25
	someDepth   = 9
)

func newGenerator(rnd *rand.Rand, seen *treasures) *generator {
	return &generator{rnd: rnd, seen: seen}
}

// query writes the next operation.
func (g *generator) query() request {
	g.begin()
	depth := 2 + g.rnd.IntN(someDepth-1)
	if g.chance(20) { // what lies deep is seldom reached from the top
		return g.end("query", "{ "+g.follow("Query", schema.Query.Fields.ForName("node"), depth+2)+" }")
	}
	return g.end("query", g.set("Query", depth, 1+g.rnd.IntN(3)))
}

func (g *generator) begin() {
	g.defs, g.vars, g.fragments, g.arguments = nil, map[string]any{}, nil, map[string]string{}
	g.aliases, g.left = someAliases, 5+g.rnd.IntN(someFields)
	nodes := schema.GetPossibleTypes(schema.Types["Node"])
	g.nodeType = nodes[g.rnd.IntN(len(nodes))].Name
}

func (g *generator) end(word, body string) request {
	head := ""
	if len(g.defs) > 0 {
		head = "(" + strings.Join(g.defs, ", ") + ")"
	}
	text := word + " Q" + head + " " + body
	for _, f := range g.fragments {
		text += "\nfragment " + f.name + " on " + f.on + " " + f.body
	}
	return request{text, g.vars}
}

func (g *generator) chance(percent int) bool { return g.rnd.IntN(100) < percent }

// set is a selection of a type with about n parts.
func (g *generator) set(typ string, depth, n int) string {
	var parts []string
	for range min(n, 1+max(0, g.left)) {
		parts = append(parts, g.part(typ, depth))
	}
	return "{ " + strings.Join(parts, " ") + " }"
}

func (g *generator) part(typ string, depth int) string {
	switch p := g.rnd.IntN(100); {
	case p < 6:
		return g.named("__typename") + g.directives()
	case p < 14:
		return g.inline(typ, depth)
	case p < 22:
		return g.spread(typ, depth)
	}
	return g.field(typ, depth)
}

// inline is an inline fragment: bare, on the type itself, or between an
// interface and its types.
func (g *generator) inline(typ string, depth int) string {
	def, on := schema.Types[typ], ""
	switch {
	case def.IsAbstractType():
		on = "on " + g.nodeType
		typ = g.nodeType
	case slices.Contains(def.Interfaces, "Node") && g.chance(30):
		return "... on Node " + g.directives() + " { id __typename }"
	case g.chance(50):
		on = "on " + typ
	}
	return "... " + on + " " + g.directives() + " " + g.set(typ, depth, 1+g.rnd.IntN(3))
}

// spread is a named fragment, one of before or a new one.
func (g *generator) spread(typ string, depth int) string {
	if schema.Types[typ].IsAbstractType() {
		typ = g.nodeType
	}
	for _, f := range g.fragments {
		if f.on == typ && f.depth <= depth && g.chance(60) {
			return "..." + f.name + g.directives()
		}
	}
	f := &fragment{on: typ, depth: depth, body: g.set(typ, depth, 1+g.rnd.IntN(3))}
	f.name = fmt.Sprintf("F%d", len(g.fragments))
	g.fragments = append(g.fragments, f)
	return "..." + f.name + g.directives()
}

// field is one field with arguments, directives and what lies behind it.
func (g *generator) field(typ string, depth int) string {
	f := g.pick(schema.Types[typ], depth)
	if f == nil || g.left <= 0 {
		return "__typename"
	}
	return g.follow(typ, f, depth)
}

// follow is a field that was picked.
func (g *generator) follow(typ string, f *ast.FieldDefinition, depth int) string {
	g.left--
	text := g.named(f.Name)
	name, _, _ := strings.Cut(text, ":")
	key := typ + "." + name
	if _, ok := g.arguments[key]; !ok {
		g.arguments[key] = g.call(typ, f)
	}
	text += g.arguments[key] + g.directives()
	if of := schema.Types[f.Type.Name()]; of.IsCompositeType() {
		text += " " + g.set(of.Name, depth-1, 1+g.rnd.IntN(6))
	}
	return text
}

// pick is a field that the depth allows; what has objects behind it is rarer
// far down. nil when there is none.
func (g *generator) pick(def *ast.Definition, depth int) *ast.FieldDefinition {
	for range 30 {
		f := def.Fields[g.rnd.IntN(len(def.Fields))]
		of := schema.Types[f.Type.Name()]
		if strings.HasPrefix(f.Name, "__") || of.IsCompositeType() && depth < 2 || f.Name == "decision" && def.Name == "Partner" && g.chance(40) {
			continue
		}
		return f
	}
	return nil
}

// named puts an alias before a name now and then.
func (g *generator) named(name string) string {
	if g.aliases <= 0 || !g.chance(15) {
		return name
	}
	g.aliases--
	return fmt.Sprintf("a%d: %s", g.aliases, name)
}

func (g *generator) directives() string {
	if !g.chance(8) {
		return ""
	}
	word := "skip"
	if g.chance(60) {
		word = "include"
	}
	on := g.chance(70) == (word == "include")
	return " @" + word + "(if: " + g.give("Boolean!", fmt.Sprint(on), on) + ")"
}

// call writes the arguments of a field.
func (g *generator) call(typ string, f *ast.FieldDefinition) string {
	var list []string
	for _, a := range f.Arguments {
		if !a.Type.NonNull && g.chance(55) {
			continue
		}
		list = append(list, a.Name+": "+g.argument(typ+"."+f.Name, a.Name, a.Type))
	}
	if len(list) == 0 {
		return ""
	}
	return "(" + strings.Join(list, ", ") + ")"
}

// argument is a value for an argument, or for a field of an input.
func (g *generator) argument(of, name string, typ *ast.Type) string {
	if !typ.NonNull && g.chance(6) {
		return "null"
	}
	if def := schema.Types[typ.Name()]; def.Kind == ast.InputObject {
		return g.input(of, def, typ)
	} else if def.Kind == ast.Enum {
		v := def.EnumValues[g.rnd.IntN(len(def.EnumValues))].Name
		return g.give(typ.String(), v, v)
	}
	v := g.seen.value(g.rnd, of, name, typ.Name(), g.nodeType)
	raw, _ := json.Marshal(v)
	return g.give(typ.String(), string(raw), v)
}

func (g *generator) input(of string, def *ast.Definition, typ *ast.Type) string {
	var list []string
	for _, f := range def.Fields {
		if f.Type.NonNull && f.DefaultValue == nil || g.chance(35) {
			list = append(list, f.Name+": "+g.argument(of, f.Name, f.Type))
		}
	}
	text := "{" + strings.Join(list, ", ") + "}"
	if typ.Elem != nil {
		return "[" + text + "]"
	}
	return text
}

// give writes a value: as a literal, or as a variable with a value, with a
// default, or with neither where that is allowed.
func (g *generator) give(typ, literal string, v any) string {
	if !g.chance(45) {
		return literal
	}
	name := fmt.Sprintf("v%d", len(g.defs))
	def := "$" + name + ": " + typ
	switch p := g.rnd.IntN(100); {
	case p < 20:
		def += " = " + literal
	case p < 30 && !strings.HasSuffix(typ, "!"):
	case p < 40 && !strings.HasSuffix(typ, "!"):
		g.vars[name] = nil
	case p < 60:
		def += " = " + literal
		g.vars[name] = v
	default:
		g.vars[name] = v
	}
	g.defs = append(g.defs, def)
	return "$" + name
}
