package graph

import (
	"context"
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// The most that one request may ask. A walk in linear time holds them before
// anything else looks at the request: gqlgen's own complexity limit and its
// validation take exponential and quadratic time on hostile documents.
const (
	maxTokens    = 2000
	maxDepth     = 12
	maxAliases   = 30
	maxRoot      = 20
	maxMutations = 4
	maxSpreads   = 500 // fragments, expanded
	maxFields    = 2000
	maxRepeats   = 100 // of one response name: validation compares each with each
	maxRows      = 50_000

	mostCounted = 1 << 20 // beyond every limit: counting stops here
)

// admit refuses documents that cost more than a portal ever needs.
type admit struct{ usual map[string]int } // field -> rows

// ExtensionName names the extension to gqlgen.
func (*admit) ExtensionName() string { return "Admission" }

// Validate learns which fields give rows. It accepts every schema.
func (a *admit) Validate(es graphql.ExecutableSchema) error {
	a.usual = rowsByField(es.Schema())
	return nil
}

// MutateOperationParameters looks at the text before gqlgen parses it.
func (a *admit) MutateOperationParameters(_ context.Context, p *graphql.RawParams) *gqlerror.Error {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: p.Query}, maxTokens)
	if err != nil && strings.Contains(err.Error(), "token limit") {
		return tooMuch("The document has more than 2,000 tokens. Send the operations that belong together, and no others.")
	}
	if err != nil {
		return nil // gqlgen says it with a place
	}
	if name, n := mostRepeated(doc); n > maxRepeats {
		return tooMuch(fmt.Sprintf("The document asks for %q %d times; at most %d. Ask once, or in several requests.", name, n, maxRepeats))
	}
	for _, op := range doc.Operations {
		w := walk{doc: doc, op: op, vars: p.Variables, usual: a.usual, seen: map[string]weight{}}
		if why := w.judge(op); why != "" {
			return tooMuch(why)
		}
	}
	return nil
}

func tooMuch(why string) *gqlerror.Error {
	return &gqlerror.Error{Message: why, Extensions: map[string]any{"code": "QUERY_TOO_LARGE"}}
}

// weight is what a selection costs, fragments included.
type weight struct{ depth, aliases, fields, spreads, rows int }

type walk struct {
	doc   *ast.QueryDocument
	op    *ast.OperationDefinition
	vars  map[string]any
	usual map[string]int
	seen  map[string]weight // by fragment; one in work counts nothing, cycles are the validator's
}

func (w *walk) judge(op *ast.OperationDefinition) string {
	got := w.set(op.SelectionSet)
	root := w.roots(op.SelectionSet, map[string]bool{})
	switch {
	case got.depth > maxDepth && !introspects(op):
		return "The query is nested too deeply: at most 12 levels. Ask for the inner objects in a second request."
	case got.aliases > maxAliases:
		return "The query has too many aliases: at most 30."
	case got.spreads > maxSpreads || got.fields > maxFields:
		return "The query is too large once its fragments are expanded."
	case got.rows > maxRows:
		return "The query could come to more than 50,000 rows. Ask for smaller pages, or for the inner lists in a second request."
	case len(root) > maxRoot:
		return "The query asks for too many things at once: at most 20 root fields."
	case op.Operation == ast.Mutation && len(root) > maxMutations:
		return "A request holds at most 4 mutations."
	case count(root, "signIn") > 1:
		return "A request holds at most one sign-in."
	}
	return ""
}

func (w *walk) set(set ast.SelectionSet) (sum weight) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			inner := w.set(s.SelectionSet)
			inner.depth++
			inner.fields++
			inner.rows = w.rows(s, inner.rows)
			if s.Alias != s.Name {
				inner.aliases++
			}
			sum.add(inner)
		case *ast.InlineFragment:
			sum.add(w.set(s.SelectionSet))
		case *ast.FragmentSpread:
			sum.add(w.fragment(s.Name))
		}
	}
	return sum
}

func (w *walk) fragment(name string) weight {
	if known, ok := w.seen[name]; ok {
		known.spreads++
		return known
	}
	w.seen[name] = weight{}
	def := w.doc.Fragments.ForName(name)
	if def == nil {
		return weight{}
	}
	got := w.set(def.SelectionSet)
	w.seen[name] = got
	got.spreads++
	return got
}

// add sums up without overflow: what is beyond every limit stays there.
func (a *weight) add(b weight) {
	a.depth = max(a.depth, b.depth)
	a.aliases = min(mostCounted, a.aliases+b.aliases)
	a.fields = min(mostCounted, a.fields+b.fields)
	a.spreads = min(mostCounted, a.spreads+b.spreads)
	a.rows = min(mostCounted, a.rows+b.rows)
}

// roots lists the root fields, those in fragments too, each fragment once.
func (w *walk) roots(set ast.SelectionSet, entered map[string]bool) (names []string) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			names = append(names, s.Name)
		case *ast.InlineFragment:
			names = append(names, w.roots(s.SelectionSet, entered)...)
		case *ast.FragmentSpread:
			if def := w.doc.Fragments.ForName(s.Name); def != nil && !entered[s.Name] {
				entered[s.Name] = true
				names = append(names, w.roots(def.SelectionSet, entered)...)
			}
		}
	}
	return names
}

func introspects(op *ast.OperationDefinition) bool {
	for _, s := range op.SelectionSet {
		if f, ok := s.(*ast.Field); !ok || f.Name != "__schema" && f.Name != "__type" && f.Name != "__typename" {
			return false
		}
	}
	return true
}

func count(names []string, want string) (n int) {
	for _, name := range names {
		if name == want {
			n++
		}
	}
	return n
}

// mostRepeated finds the response name that stands most often in a document,
// fragments as they are written.
func mostRepeated(doc *ast.QueryDocument) (name string, n int) {
	seen := map[string]int{}
	for _, op := range doc.Operations {
		tally(op.SelectionSet, seen)
	}
	for _, f := range doc.Fragments {
		tally(f.SelectionSet, seen)
	}
	for k, count := range seen {
		if count > n || count == n && k < name {
			name, n = k, count
		}
	}
	return name, n
}

func tally(set ast.SelectionSet, seen map[string]int) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			seen[s.Alias]++
			tally(s.SelectionSet, seen)
		case *ast.InlineFragment:
			tally(s.SelectionSet, seen)
		}
	}
}
