package graph

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/portico-prm/portico/internal/base/page"
)

// listed is how many rows a list without pages is taken to have.
const listed = 10

// rowsByField says of every field that gives rows how many it gives when the
// document does not say: a connection its usual page, a list some.
func rowsByField(schema *ast.Schema) map[string]int {
	out := map[string]int{}
	for _, def := range schema.Types {
		for _, f := range def.Fields {
			of := schema.Types[f.Type.Name()]
			switch {
			case of == nil || strings.HasPrefix(f.Name, "__") || f.Name == "nodes" || f.Name == "edges":
			case strings.HasSuffix(of.Name, "Connection"):
				out[f.Name] = page.Default
			case f.Type.Elem != nil && of.IsCompositeType() && out[f.Name] == 0:
				out[f.Name] = listed
			}
		}
	}
	return out
}

// rows is how many rows a field may come to, those inside of each row too.
func (w *walk) rows(f *ast.Field, inside int) int {
	usual, ok := w.usual[f.Name]
	if !ok {
		return inside
	}
	return min(mostCounted, w.first(f, usual)*(1+inside))
}

// first is how many rows a field asks for. More than a page may have is refused
// later, by the resolver, with a better word.
func (w *walk) first(f *ast.Field, usual int) int {
	arg := f.Arguments.ForName("first")
	if arg == nil || arg.Value == nil {
		return usual
	}
	text := arg.Value.Raw
	if arg.Value.Kind == ast.Variable {
		text = w.variable(arg.Value.Raw)
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return page.Max
	}
	return max(0, min(n, page.Max))
}

// variable is the value of a variable as text; empty when there is none.
func (w *walk) variable(name string) string {
	if v, ok := w.vars[name]; ok {
		return fmt.Sprint(v)
	}
	if def := w.op.VariableDefinitions.ForName(name); def != nil && def.DefaultValue != nil {
		return def.DefaultValue.Raw
	}
	return ""
}
