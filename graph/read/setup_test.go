package read

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// small is a schema with every kind of field and every kind of null.
const small = `
interface Node { id: ID! }
type Query {
  box: Box
  must: Box!
  empty: Box
  boxes: [Box!]
  node(id: ID!): Node
}
type Box implements Node {
  id: ID!
  name: String!
  note: String
  size: Float!
  echo(say: String = "usual"): String
  inner: Box
  needed: Box!
  list: [Box!]
  needs: [Box!]!
  bang: String
}`

// box is a value of it.
type box struct {
	name, note   *string
	size         float64
	inner        *box
	list         []*box
	given, broke bool
}

func text(s string) *string { return &s }

func boxType() Type {
	t := Value("Box",
		Get("id", func(b *box) any { return b.name }),
		Get("name", func(b *box) any { return b.name }),
		Get("note", func(b *box) any { return b.note }),
		Get("size", func(b *box) any { return b.size }),
		GetBy("echo", func(_ *box, a Args) any { return a.Maybe("say") }),
		Has("inner", func(b *box) *box { return b.inner }),
		Has("needed", func(b *box) *box { return b.inner }),
		Each("list", func(b *box) []*box { return b.list }),
		Each("needs", func(b *box) []*box { return b.list }),
		Get("bang", func(b *box) any { panic("a getter broke") }))
	t.Find = func(context.Context, *gate.View, []string) ([]any, error) { return nil, nil }
	return t
}

func queryType(b *box) Type {
	give := Service(func(context.Context, Args) (*box, error) { return b, nil })
	return Type{Name: "Query", Fields: Fields{"box": give, "must": give, "node": Node{},
		"empty": Service(func(context.Context, Args) (*box, error) { return nil, nil }),
		"boxes": made{edge: &edge{shape: list, alone: func(context.Context, Args) ([]any, error) { return anys(b.list), nil }}}}}
}

func load(t testing.TB, text string) *ast.Schema {
	t.Helper()
	schema, err := gqlparser.LoadSchema(&ast.Source{Input: text})
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// doorless is a gate that no test here goes through.
func doorless() *gate.Gate { return gate.New(nil, slog.New(slog.DiscardHandler), time.Now) }

func engine(t testing.TB, b *box) *Engine {
	t.Helper()
	e, err := New(doorless(), load(t, small), append(Introspection(), queryType(b), boxType())...)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// ask gives the data of a query, and its errors as "path: code".
func ask(t testing.TB, e *Engine, query string, vars map[string]any) (string, string) {
	t.Helper()
	return askAs(t, context.Background(), e, query, vars)
}

func askAs(t testing.TB, ctx context.Context, e *Engine, query string, vars map[string]any) (string, string) {
	t.Helper()
	doc, bad := gqlparser.LoadQuery(e.schema, query)
	if bad != nil {
		t.Fatal(bad)
	}
	ctx = graphql.WithOperationContext(ctx, &graphql.OperationContext{Doc: doc, Operation: doc.Operations[0], Variables: vars})
	ctx = graphql.WithResponseContext(ctx, graphql.DefaultErrorPresenter, graphql.DefaultRecover)
	data := string(e.Query(ctx).Data)
	var wrong []string
	for _, err := range graphql.GetErrors(ctx) {
		wrong = append(wrong, err.Path.String()+": "+fault.CodeOf(err.Err))
	}
	return data, strings.Join(wrong, ", ")
}
