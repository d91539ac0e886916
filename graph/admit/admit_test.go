package admit

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"
	"github.com/vektah/gqlparser/v2/parser"
)

var schema = gqlparser.MustLoadSchema(&ast.Source{Input: `
type Query { me: Person, people(first: Int = 20, after: String): PersonConnection!, kinds: [Kind!]! }
type Mutation { signIn(in: String): Person, rename(in: [String!]): Person }
type Person { id: ID!, name: String!, boss: Person, kinds: [Kind!]!, friends(first: Int = 20): PersonConnection! }
type Kind { key: String!, owner: Person }
type PersonConnection { nodes: [Person!]!, edges: [PersonEdge!]!, pageInfo: PageInfo! }
type PersonEdge { cursor: String!, node: Person! }
type PageInfo { hasNextPage: Boolean! }`})

var door = New(schema)

// A page is its connection, its rows, and what is in each.
func TestObjectsAreCountedAsTheAnswerHasThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"{ me { id } }":                      1,
		"{ me { id boss { boss { id } } } }": 3,
		"{ people { nodes { id } } }":        1 + 20,
		"{ people(first: 3) { nodes { id } pageInfo { hasNextPage } } }":                1 + 3 + 1,
		"{ people(first: 3) { edges { node { id } } } }":                                1 + 3*2,
		"{ people(first: 3) { nodes { friends(first: 2) { nodes { id } } } } }":         1 + 3*(1+1+2),
		"{ people(first: 3) { ...C } } fragment C on PersonConnection { nodes { id } }": 1 + 3,
		"{ kinds { owner { id } } }":                                                    10 * 2,
		"query($n: Int = 7) { people(first: $n) { nodes { id } } }":                     1 + 7,
		"query($m: Int!) { people(first: $m) { nodes { id } } }":                        1 + 9,
		"query($u: Int) { people(first: $u) { nodes { id } } }":                         1 + 20,
		"{ a: me { id } b: me { id } }":                                                 2,
	} {
		got, no := door.Weigh(Request{Text: text, Variables: map[string]any{"m": json.Number("9")}})
		if no != nil || got.Objects != want {
			t.Errorf("%s: %d objects, %v; want %d", text, got.Objects, no, want)
		}
	}
}

func TestARefusalSaysWhatTheLimitAndTheRepair(t *testing.T) {
	t.Parallel()
	many := func(n int, s string) string { return strings.Repeat(s+" ", n) }
	each := func(n int, s string) (out string) {
		for i := range n {
			out += fmt.Sprintf(s, i) + " "
		}
		return out
	}
	tests := map[string]struct {
		text, code, says string
		vars             map[string]any
	}{
		"tokens":        {"{ " + many(2000, "me") + "}", "QUERY_TOO_LARGE", "2,001 tokens or more; at most 2,000. Send", nil},
		"operations":    {each(11, "query q%d { me { id } }"), "QUERY_TOO_LARGE", "11 operations; at most 10", nil},
		"fragments":     {"{ me { id } } " + each(51, "fragment f%d on Person { id }"), "QUERY_TOO_LARGE", "51 fragments; at most 50", nil},
		"directives":    {"{ " + each(26, "a%d: me @skip(if: false) { id }") + "}", "QUERY_TOO_LARGE", "26 directives; at most 25", nil},
		"one twice":     {"{ me @a @a { id } }", "QUERY_TOO_LARGE", "stands 2 times in one place; at most 1", nil},
		"repeats":       {"{ me { " + many(101, "id") + "} }", "QUERY_TOO_LARGE", `"id" 101 times; at most 100`, nil},
		"list":          {"mutation { rename(in: [" + many(251, `"a"`) + "]) { id } }", "QUERY_TOO_LARGE", "251 items; at most 250", nil},
		"nested list":   {"mutation { rename(in: " + many(11, "[") + many(11, "]") + ") { id } }", "QUERY_TOO_LARGE", "nested 11 deep; at most 10", nil},
		"a circle":      {"{ me { ...A } } fragment A on Person { ...B } fragment B on Person { ...A }", "GRAPHQL_VALIDATION_FAILED", "Break the circle", nil},
		"no fragment":   {"{ me { ...A } }", "GRAPHQL_VALIDATION_FAILED", `no fragment "A" in the document`, nil},
		"page":          {"{ people(first: 101) { nodes { id } } }", "PAGE_SIZE", "1 to 100 rows; 101", nil},
		"page by name":  {"query($n: Int) { people(first: $n) { nodes { id } } }", "PAGE_SIZE", "1 to 100 rows; 0", map[string]any{"n": json.Number("0")}},
		"root aliases":  {"{ " + each(11, "a%d: me { id }") + "}", "QUERY_TOO_LARGE", "11 aliases of root fields; at most 10", nil},
		"schema depth":  {"{ __schema { types " + many(12, "{ ofType") + "{ name }" + many(12, "}") + "} }", "QUERY_TOO_LARGE", "15 levels; at most 12", nil},
		"many values":   {"{ me { id } }", "QUERY_TOO_LARGE", "10,001 values or more", map[string]any{"a": make([]any, 10_000)}},
		"nested values": {"{ me { id } }", "QUERY_TOO_LARGE", "nested 11 deep or more", map[string]any{"a": nested(11)}},
		"objects":       {"{ people(first: 100) { nodes { friends(first: 100) { nodes { friends(first: 100) { nodes { id } } } } } } }", "QUERY_TOO_LARGE", "1,020,201 objects; at most 50,000. Ask for smaller pages", nil},
	}
	for name, tt := range tests {
		_, no := door.Weigh(Request{Text: tt.text, Variables: tt.vars})
		if no == nil || no.Code() != tt.code || !strings.Contains(no.Message, tt.says) {
			t.Errorf("%s: %v; want %s and %q", name, no, tt.code, tt.says)
		}
	}
}

func nested(levels int) any {
	var v any = "x"
	for range levels {
		v = []any{v}
	}
	return v
}

func TestOnlyCallersWithANameDescribeTheSchemaDeeply(t *testing.T) {
	t.Parallel()
	text := "{ __schema { types " + strings.Repeat("{ ofType", 12) + "{ name }" + strings.Repeat("}", 12) + "} }"
	if _, no := door.Weigh(Request{Text: text, SignedIn: true}); no != nil {
		t.Errorf("signed in: %v", no)
	}
	mixed := strings.Replace(text, "{ __schema", "{ me { id } __schema", 1)
	if _, no := door.Weigh(Request{Text: mixed, SignedIn: true}); no == nil {
		t.Error("a query that also asks for something else may go as deep")
	}
}

// FuzzWeigh holds three promises for any document: no panic, steps in
// proportion to the tokens, and a weight that is no less than the answer of a
// server whose pages are full.
func FuzzWeigh(f *testing.F) {
	for _, text := range []string{
		"{ me { id boss { ...P } } } fragment P on Person { boss { id } friends(first: 3) { nodes { ...Q } } } fragment Q on Person { name }",
		"query q($n: Int = 4) { people(first: $n) { edges { node { kinds { owner { id } } } } pageInfo { hasNextPage } nodes { id } } }",
		"mutation { a: rename(in: [\"x\"]) { id } b: signIn { friends { nodes { id } } } }",
		"{ people { ...C ... on PersonConnection { nodes { boss { id } } } } } fragment C on PersonConnection { nodes { id ...D } } fragment D on Person { friends(first: 2) { ...E } } fragment E on PersonConnection { nodes { id } }",
		"{ me { ...A } } fragment A on Person { ...A }",
	} {
		f.Add(text, 5)
	}
	f.Fuzz(func(t *testing.T, text string, n int) {
		vars := map[string]any{"n": n, "m": "x"}
		got, no := door.Weigh(Request{Text: text, Variables: vars})
		if tokens := tokensOf(text); got.Steps > 3*maxOperations*(tokens+1) {
			t.Errorf("%d steps for %d tokens", got.Steps, tokens)
		}
		if no != nil {
			return
		}
		doc, errs := gqlparser.LoadQueryWithRules(schema, text, nil)
		if errs != nil || len(doc.Operations) != 1 {
			return
		}
		op := doc.Operations[0]
		root := map[ast.Operation]*ast.Definition{ast.Query: schema.Query, ast.Mutation: schema.Mutation}[op.Operation]
		if root == nil {
			return
		}
		if answered := (full{doc, vars, op}).set(op.SelectionSet, root, 0); answered > got.Objects {
			t.Errorf("weighed %d objects, answered %d:\n%s", got.Objects, answered, text)
		}
	})
}

func tokensOf(text string) (n int) {
	l := lexer.New(&ast.Source{Input: text})
	for {
		tok, err := l.ReadToken()
		if err != nil || tok.Kind == lexer.EOF {
			return n
		}
		n++
	}
}

// full answers with full pages, as plainly as it can be said, and counts the
// objects below a selection. Introspection is estimated, and left out.
type full struct {
	doc  *ast.QueryDocument
	vars map[string]any
	op   *ast.OperationDefinition
}

func (a full) set(set ast.SelectionSet, of *ast.Definition, page int) (n int) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.InlineFragment:
			n += a.set(s.SelectionSet, of, page)
		case *ast.FragmentSpread:
			n += a.set(a.doc.Fragments.ForName(s.Name).SelectionSet, of, page)
		case *ast.Field:
			to := schema.Types[s.Definition.Type.Name()]
			if to == nil || !to.IsCompositeType() || strings.HasPrefix(s.Name, "__") {
				continue
			}
			rows := 1
			if s.Definition.Type.Elem != nil {
				rows = listed
				if strings.HasSuffix(of.Name, "Connection") {
					rows = page
				}
			}
			size := 0
			if args := s.ArgumentMap(a.vars); strings.HasSuffix(to.Name, "Connection") {
				size = sizeOf(args["first"])
			}
			for range rows {
				n += 1 + a.set(s.SelectionSet, to, size)
			}
		}
	}
	return n
}

func sizeOf(first any) int {
	if n, ok := whole(first); ok {
		return n
	}
	if n, ok := first.(int64); ok {
		return int(n)
	}
	return 20
}

// Twice the document takes about twice the steps, whatever it would come to.
func TestStepsGrowWithTheDocument(t *testing.T) {
	t.Parallel()
	bomb := func(n int) string {
		text := "{ me { ...F0 } }"
		for i := range n {
			text += fmt.Sprintf(" fragment F%d on Person { ...F%d ...F%d }", i, i+1, i+1)
		}
		return text + fmt.Sprintf(" fragment F%d on Person { id }", n)
	}
	small, _ := door.Weigh(Request{Text: bomb(20)})
	large, no := door.Weigh(Request{Text: bomb(40)})
	if no == nil || large.Steps > 3*small.Steps {
		t.Errorf("%d steps, then %d; %v", small.Steps, large.Steps, no)
	}
	if _, err := parser.ParseQuery(&ast.Source{Input: bomb(40)}); err != nil {
		t.Error(err)
	}
}
