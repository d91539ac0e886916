package admit

import (
	"encoding/json"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// values is what the variables hold: how many values, how deep.
type values struct{ count, depth int }

func valuesOf(vars map[string]any) *values {
	v := &values{}
	for _, value := range vars {
		v.add(value, 1)
	}
	return v
}

func (v *values) bounds() []bound {
	return []bound{
		{"variables", v.count, maxValues, "The variables hold %s values or more", "Send them in several requests."},
		{"variableDepth", v.depth, maxNesting, "The variables are nested %s deep or more", "Send the values that the schema asks for."},
	}
}

// add counts a value and what is in it; beyond a limit it goes no further.
func (v *values) add(value any, depth int) {
	v.count++
	if v.count > maxValues || v.depth > maxNesting {
		return
	}
	switch in := value.(type) {
	case map[string]any:
		v.depth = max(v.depth, depth)
		for _, inner := range in {
			v.add(inner, depth+1)
		}
	case []any:
		v.depth = max(v.depth, depth)
		for _, inner := range in {
			v.add(inner, depth+1)
		}
	}
}

// defaults are the variables of an operation that have one.
func defaults(op *ast.OperationDefinition) map[string]string {
	out := map[string]string{}
	for _, def := range op.VariableDefinitions {
		if def.DefaultValue != nil {
			out[def.Variable] = def.DefaultValue.Raw
		}
	}
	return out
}

// variable is the value of a variable, or its default; given is false when
// there is neither.
func (w *walk) variable(name string) (value any, given bool) {
	if v, ok := w.vars[name]; ok {
		return v, true
	}
	text, ok := w.usual[name]
	return text, ok
}

// whole reads a whole number in the forms that JSON and documents have. Other
// values are the validator's matter, and are not looked into.
func whole(value any) (n int, ok bool) {
	var err error
	switch v := value.(type) {
	case json.Number:
		n, err = strconv.Atoi(v.String())
	case string:
		n, err = strconv.Atoi(v)
	case float64:
		return int(v), v == float64(int(v))
	case int:
		return v, true
	default:
		return 0, false
	}
	return n, err == nil
}
