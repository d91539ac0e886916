package admit

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// Door lets requests in by one schema. It is safe for concurrent use.
type Door struct {
	query, mutation, subscription *object
	types                         map[string]*object
}

// Request is what came in.
type Request struct {
	Text      string
	Operation string // name; empty for the only one
	Variables map[string]any
	SignedIn  bool
	Known     *ast.QueryDocument // of the same text, when it was let in before
}

// Weigh says what a request would cost, or why it is refused. A document that
// does not parse weighs nothing: the parser has the better word for it.
func (d *Door) Weigh(r Request) (Weight, *Refusal) {
	if r.Known != nil {
		if no := first(valuesOf(r.Variables).bounds()...); no != nil {
			return Weight{}, no
		}
		return d.weigh(r.Known, r)
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: r.Text}, MaxTokens)
	if err != nil && strings.Contains(err.Error(), "token limit") {
		return Weight{}, bound{"tokens", MaxTokens + 1, MaxTokens, "The document has %s tokens or more", "Send the operations that belong together, and no others."}.check()
	}
	if err != nil {
		return Weight{}, nil
	}
	form := formOf(doc)
	if no := first(append(form.bounds(), valuesOf(r.Variables).bounds()...)...); no != nil {
		return Weight{Steps: form.steps}, no
	}
	w, no := d.weigh(doc, r)
	w.Steps += form.steps
	return w, no
}

func (d *Door) weigh(doc *ast.QueryDocument, r Request) (Weight, *Refusal) {
	var asked Weight
	steps := 0
	for _, op := range doc.Operations {
		w := newWalk(d, doc, op, r.Variables)
		got := w.set(op.SelectionSet, d.root(op))
		if w.refused == nil {
			w.refused = first(w.bounds(got, r.SignedIn)...)
		}
		if steps += w.steps; w.refused != nil {
			return Weight{Steps: steps}, w.refused
		}
		if len(doc.Operations) == 1 || op.Name == r.Operation {
			asked = got.total(len(w.root), op.Operation == ast.Mutation)
		}
	}
	asked.Steps = steps
	return asked, nil
}

func (d *Door) root(op *ast.OperationDefinition) *object {
	switch op.Operation {
	case ast.Mutation:
		return d.mutation
	case ast.Subscription:
		return d.subscription
	}
	return d.query
}
