package graph_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// reference answers operations as the GraphQL specification says it (section
// 6): one object and one field at a time. It is slow and simple, and shares
// nothing with the engine that it is held against.
type reference struct {
	e    *estate
	who  *actor.Actor // nil: nobody
	ctx  context.Context
	doc  *ast.QueryDocument
	vars map[string]any
	rows *tables

	wrong   []mistake
	visited map[string]bool
}

// mistake is an error of an answer, as far as two answers have to agree on it.
type mistake struct{ path, code string }

// thing is an object: a row of a table, or what a service gave.
type thing struct {
	typ   string
	row   record
	value any
}

// pair is a response name with its value; an object keeps their order.
type (
	pair struct {
		name  string
		value any
	}
	object []pair
)

// answer is the data of an operation: nil when it is null as a whole.
func (r *reference) answer(op *ast.OperationDefinition) any {
	data, ok := r.object(thing{typ: "Query"}, []ast.SelectionSet{op.SelectionSet}, nil)
	if !ok {
		return nil
	}
	return data
}

// variables are the values that a request gives, and the defaults of the others.
func variables(op *ast.OperationDefinition, given map[string]any) map[string]any {
	out := map[string]any{}
	for _, d := range op.VariableDefinitions {
		if v, ok := given[d.Variable]; ok {
			out[d.Variable] = v
		} else if d.DefaultValue != nil {
			out[d.Variable] = literal(d.DefaultValue, nil)
		}
	}
	return out
}

// group is a response name with all fields of the selection that it stands for.
type group struct {
	name   string
	fields []*ast.Field
}

// collect is CollectFields.
func (r *reference) collect(typ string, sets []ast.SelectionSet) (groups []group) {
	entered := map[string]bool{}
	for _, set := range sets {
		groups = r.gather(groups, typ, set, entered)
	}
	return groups
}

func (r *reference) gather(groups []group, typ string, set ast.SelectionSet, entered map[string]bool) []group {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if r.wanted(s.Directives) {
				groups = join(groups, s)
			}
		case *ast.InlineFragment:
			if r.wanted(s.Directives) && applies(s.TypeCondition, typ) {
				groups = r.gather(groups, typ, s.SelectionSet, entered)
			}
		case *ast.FragmentSpread:
			if !r.wanted(s.Directives) || entered[s.Name] {
				continue
			}
			entered[s.Name] = true
			if f := r.doc.Fragments.ForName(s.Name); applies(f.TypeCondition, typ) {
				groups = r.gather(groups, typ, f.SelectionSet, entered)
			}
		}
	}
	return groups
}

func join(groups []group, f *ast.Field) []group {
	for i := range groups {
		if groups[i].name == f.Alias {
			groups[i].fields = append(groups[i].fields, f)
			return groups
		}
	}
	return append(groups, group{f.Alias, []*ast.Field{f}})
}

// applies tells whether a fragment on a type is for objects of another.
func applies(condition, typ string) bool {
	return condition == "" || condition == typ || slices.Contains(schema.Types[typ].Interfaces, condition)
}

// wanted says what @skip and @include leave.
func (r *reference) wanted(list ast.DirectiveList) bool {
	for _, d := range list {
		if on := literal(d.Arguments[0].Value, r.vars) == true; on == (d.Name == "skip") {
			return false
		}
	}
	return true
}

// object is ExecuteSelectionSet, field after field. When a field that is never
// null fails, the object fails, and what stands behind is not asked any more.
func (r *reference) object(o thing, sets []ast.SelectionSet, path []any) (any, bool) {
	out := object{}
	for _, g := range r.collect(o.typ, sets) {
		v, ok := r.field(o, g, append(path[:len(path):len(path)], g.name))
		if !ok {
			return nil, false
		}
		out = append(out, pair{g.name, v})
	}
	return out, true
}

func (r *reference) field(o thing, g group, path []any) (any, bool) {
	f := g.fields[0]
	if f.Name == "__typename" {
		return o.typ, true
	}
	r.visited[o.typ+"."+f.Name] = true
	def := schema.Types[o.typ].Fields.ForName(f.Name)
	v, err := r.resolve(o, f.Name, r.arguments(def, f))
	if err != nil {
		return nil, r.fail(path, fault.CodeOf(err)) && !def.Type.NonNull
	}
	return r.complete(def.Type, v, g, path)
}

// fail notes an error; it is always true.
func (r *reference) fail(path []any, code string) bool {
	r.wrong = append(r.wrong, mistake{pathText(path), code})
	return true
}

func pathText(path []any) (text string) {
	for _, step := range path {
		text += fmt.Sprint("/", step)
	}
	return text
}

// complete is CompleteValue.
func (r *reference) complete(typ *ast.Type, v any, g group, path []any) (any, bool) {
	if list, ok := v.([]thing); ok {
		return r.list(typ, list, g, path)
	}
	o, composite := v.(thing)
	switch {
	case v == nil && !typ.NonNull:
		return nil, true
	case v == nil:
		code := "INTERNAL"
		if schema.Types[typ.Name()].IsCompositeType() {
			code = "NOT_FOUND"
		}
		return nil, !r.fail(path, code)
	case !composite:
		return v, true
	}
	out, ok := r.object(o, selections(g), path)
	return out, ok || !typ.NonNull
}

func (r *reference) list(typ *ast.Type, list []thing, g group, path []any) (any, bool) {
	out := []any{}
	for i, o := range list {
		v, ok := r.object(o, selections(g), append(path[:len(path):len(path)], i))
		if !ok {
			return nil, !typ.NonNull
		}
		out = append(out, v)
	}
	return out, true
}

func selections(g group) (sets []ast.SelectionSet) {
	for _, f := range g.fields {
		sets = append(sets, f.SelectionSet)
	}
	return sets
}

// arguments is CoerceArgumentValues.
func (r *reference) arguments(def *ast.FieldDefinition, f *ast.Field) map[string]any {
	out := map[string]any{}
	for _, a := range def.Arguments {
		if v, ok := given(f.Arguments, a.Name, r.vars); ok {
			out[a.Name] = shaped(v, a.Type)
		} else if a.DefaultValue != nil {
			out[a.Name] = shaped(literal(a.DefaultValue, nil), a.Type)
		}
	}
	return out
}

// shaped makes a list of one value where a list is asked for, as deep as it goes:
// section 3.11, "Input Coercion".
func shaped(v any, typ *ast.Type) any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = shaped(v[i], cmp.Or(typ.Elem, typ))
		}
		return out
	case map[string]any:
		if typ.Elem != nil {
			return []any{shaped(v, typ.Elem)}
		}
		out := map[string]any{}
		for name, inner := range v {
			if f := schema.Types[typ.Name()].Fields.ForName(name); f != nil {
				out[name] = shaped(inner, f.Type)
			}
		}
		return out
	}
	if typ.Elem != nil {
		return []any{shaped(v, typ.Elem)}
	}
	return v
}

func given(list ast.ArgumentList, name string, vars map[string]any) (any, bool) {
	a := list.ForName(name)
	if a == nil {
		return nil, false
	}
	if a.Value.Kind == ast.Variable {
		v, ok := vars[a.Value.Raw]
		return v, ok
	}
	return literal(a.Value, vars), true
}

// literal is the value that a document writes.
func literal(v *ast.Value, vars map[string]any) any {
	switch v.Kind {
	case ast.Variable:
		return vars[v.Raw]
	case ast.IntValue:
		n, _ := strconv.Atoi(v.Raw)
		return n
	case ast.BooleanValue:
		return v.Raw == "true"
	case ast.NullValue:
		return nil
	case ast.ListValue:
		out := []any{}
		for _, c := range v.Children {
			out = append(out, literal(c.Value, vars))
		}
		return out
	case ast.ObjectValue:
		out := map[string]any{}
		for _, c := range v.Children {
			if _, set := vars[c.Value.Raw]; c.Value.Kind != ast.Variable || set {
				out[c.Name] = literal(c.Value, vars)
			}
		}
		return out
	}
	return v.Raw
}
