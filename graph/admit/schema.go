package admit

import (
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/portico-prm/portico/internal/base/page"
)

// listed is how many rows a list without pages is taken to have. What a list
// really had is known after the answer.
const listed = 10

// object is a type as far as weighing needs it. A nil one has no fields.
type object struct{ fields map[string]*field }

// field is what a field gives; nil for a scalar.
type field struct {
	gives *object
	rows  int  // 1 for one object, more for a list
	paged bool // a connection: it takes first
	usual int  // rows of a page that nobody sized
	row   bool // a list within a connection: as long as its page
}

var nothing = &field{}

func (o *object) field(name string) *field {
	if o == nil || o.fields[name] == nil {
		return nothing
	}
	return o.fields[name]
}

// New learns a schema.
func New(schema *ast.Schema) *Door {
	d := &Door{types: map[string]*object{}}
	for name, def := range schema.Types {
		if def.IsCompositeType() {
			d.types[name] = &object{map[string]*field{}}
		}
	}
	size := sizes(schema)
	for name, o := range d.types {
		for _, f := range schema.Types[name].Fields {
			if to := d.types[f.Type.Name()]; to != nil {
				o.fields[f.Name] = learn(name, f, to, size)
			}
		}
	}
	d.query, d.mutation, d.subscription = d.of(schema.Query), d.of(schema.Mutation), d.of(schema.Subscription)
	return d
}

func (d *Door) of(def *ast.Definition) *object {
	if def == nil {
		return nil
	}
	return d.types[def.Name]
}

func learn(of string, f *ast.FieldDefinition, to *object, size map[string]int) *field {
	out := &field{gives: to, rows: 1}
	first := f.Arguments.ForName("first")
	switch {
	case first != nil:
		out.paged, out.usual = true, page.Default
		if n, err := strconv.Atoi(raw(first.DefaultValue)); err == nil {
			out.usual = n
		}
	case f.Type.Elem != nil && strings.HasSuffix(of, "Connection"):
		out.row = true
	case f.Type.Elem != nil && size[of+"."+f.Name] > 0:
		out.rows = size[of+"."+f.Name]
	case f.Type.Elem != nil:
		out.rows = listed
	}
	return out
}

func raw(v *ast.Value) string {
	if v == nil {
		return ""
	}
	return v.Raw
}

// sizes are the lists by which the schema describes itself: as long as this
// schema's are, by type on the average and rounded up.
func sizes(s *ast.Schema) map[string]int {
	var fields, args, inputs, values int
	for _, def := range s.Types {
		values += len(def.EnumValues)
		if def.Kind == ast.InputObject {
			inputs += len(def.Fields)
			continue
		}
		fields += len(def.Fields)
		for _, f := range def.Fields {
			args += len(f.Arguments)
		}
	}
	mean := func(n, of int) int { return 1 + n/max(1, of) }
	types := len(s.Types)
	return map[string]int{
		"__Schema.types": types, "__Schema.directives": len(s.Directives),
		"__Type.fields": mean(fields, types), "__Type.inputFields": mean(inputs, types), "__Type.enumValues": mean(values, types),
		"__Type.interfaces": 1, "__Type.possibleTypes": 1, "__Field.args": mean(args, fields), "__Directive.args": 2,
	}
}

// objects is how many objects a field may come to, those inside of each
// included, and how many for each row of the page that it lies in.
func (w *walk) objects(s *ast.Field, f *field, inside heap) (fixed, rows int) {
	switch {
	case f.gives == nil:
		return 0, 0
	case f.paged:
		return least(1 + inside.objects + w.first(s, f)*inside.rows), 0
	case f.row:
		return 0, least(1 + inside.objects + page.Max*inside.rows)
	}
	return least(f.rows * least(1+inside.objects+page.Max*inside.rows)), 0
}

// first is how many rows a field asks for; what is not between one and the
// most that a page may have is refused.
func (w *walk) first(s *ast.Field, f *field) int {
	arg := s.Arguments.ForName("first")
	if arg == nil || arg.Value == nil {
		return f.usual
	}
	value := any(arg.Value.Raw)
	if arg.Value.Kind == ast.Variable {
		given := false
		if value, given = w.variable(arg.Value.Raw); !given {
			return f.usual
		}
	}
	return w.sized(value)
}

func (w *walk) sized(value any) int {
	n, ok := whole(value)
	if !ok {
		return page.Max // validation will say what it is
	}
	if _, err := page.Want(&n, nil); err != nil && w.refused == nil {
		w.refused = &Refusal{err.Error(), map[string]any{"code": "PAGE_SIZE", "what": "first", "found": n, "limit": page.Max}}
	}
	return max(0, min(n, page.Max))
}
