package admit

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// Weight is what an operation may come to.
type Weight struct {
	Objects   int // of its answer, at most; a list without pages counts as ten
	Mutations int
	Steps     int // that weighing took; bounded by the tokens
}

// heap is what a selection weighs, fragments included. Rows is what it weighs
// for each row of the page that it is within; the page is known further out.
type heap struct{ depth, aliases, fields, spreads, objects, rows int }

func (h heap) total(roots int, mutation bool) Weight {
	w := Weight{Objects: h.objects}
	if mutation {
		w.Mutations = roots
	}
	return w
}

// add sums up without overflow: what is beyond every limit stays there.
func (h *heap) add(b heap) {
	h.depth = max(h.depth, b.depth)
	h.aliases = least(h.aliases + b.aliases)
	h.fields = least(h.fields + b.fields)
	h.spreads = least(h.spreads + b.spreads)
	h.objects = least(h.objects + b.objects)
	h.rows = least(h.rows + b.rows)
}

func least(n int) int { return min(mostCounted, n) }

// walk weighs one operation.
type walk struct {
	door    *Door
	doc     map[string]*ast.FragmentDefinition
	op      *ast.OperationDefinition
	vars    map[string]any
	usual   map[string]string // values of variables that were not sent
	seen    map[string]heap
	within  map[string]bool // fragments that are being weighed: to meet one is a circle
	wraps   int             // how many ofType in one another lead here
	root    []*ast.Field    // with those of fragments
	steps   int
	refused *Refusal
}

func newWalk(d *Door, doc *ast.QueryDocument, op *ast.OperationDefinition, vars map[string]any) *walk {
	w := &walk{door: d, op: op, vars: vars, usual: defaults(op), doc: map[string]*ast.FragmentDefinition{}, seen: map[string]heap{}, within: map[string]bool{}}
	for _, def := range slices.Backward(doc.Fragments) {
		w.doc[def.Name] = def
	}
	w.roots(op.SelectionSet, map[string]bool{})
	return w
}

func (w *walk) set(set ast.SelectionSet, of *object) (sum heap) {
	for _, s := range set {
		w.steps++
		switch s := s.(type) {
		case *ast.Field:
			sum.add(w.field(s, of))
		case *ast.InlineFragment:
			sum.add(w.set(s.SelectionSet, w.narrowed(s.TypeCondition, of)))
		case *ast.FragmentSpread:
			sum.add(w.fragment(s.Name))
		}
	}
	return sum
}

func (w *walk) narrowed(to string, of *object) *object {
	if to == "" {
		return of
	}
	return w.door.types[to]
}

func (w *walk) field(s *ast.Field, of *object) heap {
	f := of.field(s.Name)
	got := w.inside(s, f)
	got.depth++
	got.fields++
	if s.Alias != s.Name {
		got.aliases++
	}
	got.objects, got.rows = w.objects(s, f, got)
	return got
}

// mostWraps is how often a type of a schema is wrapped: [T!]! is three times T.
const mostWraps = 3

// inside weighs what is asked of a field. GraphiQL and code generators ask for
// ofType nine times in one another; behind the third there is nothing.
func (w *walk) inside(s *ast.Field, f *field) heap {
	before := w.wraps
	defer func() { w.wraps = before }()
	if s.Name != "ofType" || f.gives != w.door.types["__Type"] {
		w.wraps = 0
		return w.set(s.SelectionSet, f.gives)
	}
	w.wraps++
	got := w.set(s.SelectionSet, f.gives)
	if w.wraps >= mostWraps {
		got.objects, got.rows = 0, 0
	}
	return got
}

// fragment weighs a fragment once. One that leads to itself has no end.
func (w *walk) fragment(name string) heap {
	if w.within[name] {
		w.refused = &Refusal{"The fragment \"" + short(name) + "\" leads back to itself. Break the circle.", map[string]any{"code": "GRAPHQL_VALIDATION_FAILED"}}
		return heap{}
	}
	got, known := w.seen[name]
	def := w.doc[name]
	if def == nil && w.refused == nil { // validation takes long over many of them
		w.refused = &Refusal{"There is no fragment \"" + short(name) + "\" in the document. Send it along.", map[string]any{"code": "GRAPHQL_VALIDATION_FAILED"}}
	}
	if !known && def != nil {
		w.within[name] = true
		before := w.wraps
		w.wraps = 0 // it weighs the same wherever it is spread
		got = w.set(def.SelectionSet, w.door.types[def.TypeCondition])
		w.wraps = before
		w.within[name] = false
		w.seen[name] = got
	}
	got.spreads = least(got.spreads + 1)
	return got
}

// roots lists the root fields, those in fragments too, each fragment once.
func (w *walk) roots(set ast.SelectionSet, entered map[string]bool) {
	for _, s := range set {
		w.steps++
		switch s := s.(type) {
		case *ast.Field:
			w.root = append(w.root, s)
		case *ast.InlineFragment:
			w.roots(s.SelectionSet, entered)
		case *ast.FragmentSpread:
			if def := w.doc[s.Name]; def != nil && !entered[s.Name] {
				entered[s.Name] = true
				w.roots(def.SelectionSet, entered)
			}
		}
	}
}

func (w *walk) bounds(got heap, signedIn bool) []bound {
	var aliased, signIns int
	for _, f := range w.root {
		if f.Alias != f.Name {
			aliased++
		}
		if f.Name == "signIn" {
			signIns++
		}
	}
	all := []bound{
		{"depth", got.depth, w.depth(signedIn), "The query has %s levels", "Ask for the inner objects in a second request."},
		{"aliases", got.aliases, maxAliases, "The query has %s aliases", "Ask with a list or a filter, or in several requests."},
		{"spreads", got.spreads, maxSpreads, "The query spreads fragments %s times, expanded", "Spread each fragment where it is needed, not in one another."},
		{"fields", got.fields, maxFields, "The query has %s fields, its fragments expanded", "Ask for less at once."},
		{"objects", got.objects, maxObjects, "The query could come to %s objects", "Ask for smaller pages, or for the inner lists in a second request."},
		{"rootFields", len(w.root), maxRoot, "The request asks for %s root fields", "Send several requests."},
		{"signIns", signIns, maxSignIns, "The request holds %s sign-ins", "Send one."},
	}
	if w.op.Operation == ast.Mutation {
		all = append(all, bound{"mutations", len(w.root), maxMutations, "The request holds %s mutations", "Send several requests."})
	}
	return append(all, bound{"rootAliases", aliased, maxRootAliases, "The request has %s aliases of root fields", "Send several requests."})
}

// depth is how deep a query may go: what describes the schema deeper, because
// the types of code generators are nested, for callers with a name.
func (w *walk) depth(signedIn bool) int {
	describes := func(f *ast.Field) bool { return f.Name == "__schema" || f.Name == "__type" || f.Name == "__typename" }
	if signedIn && !slices.ContainsFunc(w.root, func(f *ast.Field) bool { return !describes(f) }) {
		return maxSchemaDepth
	}
	return maxDepth
}
