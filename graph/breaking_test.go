package graph_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// released is the schema of the last release, as clients were promised it.
// At a release it becomes a copy of the golden file.
const released = "schema.released.graphql"

func TestTheSchemaBreaksNoReleasedClient(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(released)
	if err != nil {
		t.Fatal(err)
	}
	breaks := breaking(loaded(t, string(text)), schema)
	if len(breaks) > 0 {
		t.Errorf(`clients of the last release break:
  %s
Keep what was released and mark it @deprecated(reason: "Use x. Goes on 2027-06-01."), add the new beside it, and
remove the old on that date together with its lines in graph/%s. See docs/portal-developer.md, "What stays".`,
			strings.Join(breaks, "\n  "), released)
	}
}

func loaded(t *testing.T, text string) *ast.Schema {
	t.Helper()
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema", Input: text})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// breaking lists what a client of the old schema may trip over in the new one.
// To add is allowed, and so is to promise more in answers and to ask less of
// inputs. A new value of an enum is allowed too: clients are told to expect it.
func breaking(old, now *ast.Schema) (out []string) {
	for name, was := range old.Types {
		is := now.Types[name]
		switch {
		case strings.HasPrefix(name, "__"):
		case is == nil:
			out = append(out, name+" is gone")
		case is.Kind != was.Kind:
			out = append(out, fmt.Sprintf("%s was %s and is %s", name, was.Kind, is.Kind))
		default:
			out = append(out, breakingType(was, is)...)
		}
	}
	slices.Sort(out)
	return out
}

func breakingType(was, is *ast.Definition) (out []string) {
	for _, v := range was.EnumValues {
		if is.EnumValues.ForName(v.Name) == nil {
			out = append(out, was.Name+"."+v.Name+" is gone")
		}
	}
	for _, member := range slices.Concat(was.Types, was.Interfaces) {
		if !slices.Contains(slices.Concat(is.Types, is.Interfaces), member) {
			out = append(out, was.Name+" and "+member+" belong together no more")
		}
	}
	for _, f := range was.Fields {
		switch g := is.Fields.ForName(f.Name); {
		case g == nil:
			out = append(out, was.Name+"."+f.Name+" is gone")
		case was.Kind == ast.InputObject:
			out = append(out, changed(was.Name+"."+f.Name, g.Type, f.Type)...)
		default:
			out = append(out, changed(was.Name+"."+f.Name, f.Type, g.Type)...)
			out = append(out, breakingArguments(was.Name+"."+f.Name, f.Arguments, g.Arguments)...)
		}
	}
	if was.Kind == ast.InputObject {
		out = append(out, needed(was.Name, was.Fields, is.Fields)...)
	}
	return out
}

// needed lists inputs that are new and must be given.
func needed(in string, was, is ast.FieldList) (out []string) {
	for _, f := range is {
		if was.ForName(f.Name) == nil && f.Type.NonNull && f.DefaultValue == nil {
			out = append(out, in+"."+f.Name+" is new and must be given")
		}
	}
	return out
}

func breakingArguments(at string, was, is ast.ArgumentDefinitionList) (out []string) {
	for _, a := range was {
		switch b := is.ForName(a.Name); {
		case b == nil:
			out = append(out, at+"("+a.Name+") is gone")
		default:
			out = append(out, changed(at+"("+a.Name+")", b.Type, a.Type)...)
			if b.DefaultValue.String() != a.DefaultValue.String() {
				out = append(out, at+"("+a.Name+") has another default")
			}
		}
	}
	for _, b := range is {
		if was.ForName(b.Name) == nil && b.Type.NonNull && b.DefaultValue == nil {
			out = append(out, at+"("+b.Name+") is new and must be given")
		}
	}
	return out
}

// changed compares a type with the one that has to fit into its place: answers
// may be stricter than they were, inputs may not.
func changed(at string, place, given *ast.Type) []string {
	if fits(given, place) {
		return nil
	}
	return []string{fmt.Sprintf("%s: %s does not fit where %s is expected", at, given, place)}
}

func fits(given, place *ast.Type) bool {
	if place.NonNull && !given.NonNull || (given.Elem == nil) != (place.Elem == nil) {
		return false
	}
	if given.Elem != nil {
		return fits(given.Elem, place.Elem)
	}
	return given.NamedType == place.NamedType
}

func TestWhatBreaksAClient(t *testing.T) {
	t.Parallel()
	const was = `
type Query { deal(id: ID!, first: Int = 20): Deal  deals(in: Filter): [Deal!]! }
interface Node { id: ID! }
type Deal implements Node { id: ID!  name: String  state: State! }
enum State { OPEN WON }
input Filter { state: State  name: String! }
union Found = Deal
`
	tests := map[string]struct{ from, to, want string }{
		"nothing":                       {"", "", ""},
		"a new field":                   {"name: String  state", "name: String  city: String  state", ""},
		"a new value":                   {"OPEN WON", "OPEN WON LOST", ""},
		"a new argument":                {"(id: ID!,", "(id: ID!, at: String,", ""},
		"an answer that promises more":  {"name: String  state", "name: String!  state", ""},
		"an input that asks less":       {"name: String!", "name: String", ""},
		"an argument that asks less":    {"(id: ID!,", "(id: ID,", ""},
		"a field that is gone":          {"name: String  state", "state", "Deal.name is gone"},
		"a value that is gone":          {"OPEN WON", "OPEN", "State.WON is gone"},
		"an argument that is gone":      {", first: Int = 20", "", "Query.deal(first) is gone"},
		"an input that is gone":         {"state: State  name: String!", "name: String!", "Filter.state is gone"},
		"an answer that promises less":  {"[Deal!]!", "[Deal]!", "Query.deals: [Deal]! does not fit where [Deal!]! is expected"},
		"an answer of another type":     {"name: String  state", "name: Int  state", "Deal.name: Int does not fit where String is expected"},
		"a list that is none any more":  {"[Deal!]!", "Deal!", "Query.deals: Deal! does not fit where [Deal!]! is expected"},
		"an input that asks more":       {"{ state: State  name", "{ state: State!  name", "Filter.state: State does not fit where State! is expected"},
		"an argument that asks more":    {"(in: Filter)", "(in: Filter!)", "Query.deals(in): Filter does not fit where Filter! is expected"},
		"a new input that is needed":    {"name: String! }", "name: String!  city: String! }", "Filter.city is new and must be given"},
		"a new input with a default":    {"name: String! }", "name: String!  n: Int! = 1 }", ""},
		"a new argument that is needed": {"(in: Filter)", "(in: Filter, n: Int!)", "Query.deals(n) is new and must be given"},
		"another default":               {"Int = 20", "Int = 10", "Query.deal(first) has another default"},
		"an interface left":             {"Deal implements Node", "Deal", "Deal and Node belong together no more"},
		"a union left":                  {"union Found = Deal", "type Other { id: ID } union Found = Other", "Found and Deal belong together no more"},
		"a type of another kind":        {"enum State { OPEN WON }", "scalar State", "State was ENUM and is SCALAR"},
	}
	for name, tt := range tests {
		if !strings.Contains(was, tt.from) {
			t.Fatalf("%s: %q is not in the schema", name, tt.from)
		}
		now := loaded(t, strings.Replace(was, tt.from, tt.to, 1))
		if got := strings.Join(breaking(loaded(t, was), now), "; "); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
