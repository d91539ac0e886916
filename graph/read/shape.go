package read

import (
	"reflect"

	"github.com/vektah/gqlparser/v2/ast"
)

// argsOf are the arguments of a field in the shape of their types. A document
// may write one value where a list is asked for; variables were shaped when
// they came in. Source: GraphQL specification, section 3.11, "Input Coercion".
func (e *Engine) argsOf(f *ast.Field, vars map[string]any) Args {
	args := f.ArgumentMap(vars)
	for _, a := range f.Definition.Arguments {
		if v, ok := args[a.Name]; ok && e.listed(a.Type) {
			args[a.Name] = e.shaped(v, a.Type)
		}
	}
	return args
}

// listed tells whether a list may lie in a value of a type.
func (e *Engine) listed(t *ast.Type) bool {
	return t.Elem != nil || e.schema.Types[t.NamedType].Kind == ast.InputObject
}

func (e *Engine) shaped(v any, t *ast.Type) any {
	if v == nil {
		return nil
	}
	if t.Elem != nil {
		return e.list(v, t.Elem)
	}
	if in, ok := v.(map[string]any); ok {
		return e.fields(in, e.schema.Types[t.NamedType])
	}
	return v
}

// list shapes what stands for a list: a list of any Go type, since variables come
// as []string and the like, or one value.
func (e *Engine) list(v any, elem *ast.Type) []any {
	in := reflect.ValueOf(v)
	if in.Kind() != reflect.Slice {
		return []any{e.shaped(v, elem)}
	}
	out := make([]any, in.Len())
	for i := range out {
		out[i] = e.shaped(in.Index(i).Interface(), elem)
	}
	return out
}

// fields shapes an input. It is another one: the document's own stays as it is.
func (e *Engine) fields(in map[string]any, def *ast.Definition) map[string]any {
	out := make(map[string]any, len(in))
	for name, v := range in {
		if f := def.Fields.ForName(name); f != nil && e.listed(f.Type) {
			v = e.shaped(v, f.Type)
		}
		out[name] = v
	}
	return out
}
