package read

import (
	"context"

	"github.com/99designs/gqlgen/graphql/introspection"
)

// Introspection are the types by which the schema describes itself, and the
// root fields that lead to them. Who may ask is decided before the engine.
func Introspection() []Type {
	return []Type{schemaType(), typeType(), metaFieldType(), inputValueType(), enumValueType(), directiveType()}
}

// introspectionFields are the root fields of introspection.
func (e *Engine) introspectionFields() Fields {
	return Fields{
		"__schema": Service(func(context.Context, Args) (*introspection.Schema, error) {
			return introspection.WrapSchema(e.schema), nil
		}),
		"__type": Service(func(_ context.Context, a Args) (*introspection.Type, error) {
			def := e.schema.Types[a.Text("name")]
			if def == nil {
				return nil, nil
			}
			return introspection.WrapTypeFromDef(e.schema, def), nil
		}),
	}
}

func deprecatedToo(a Args) bool {
	yes, _ := a["includeDeprecated"].(bool)
	return yes
}

func schemaType() Type {
	type T = introspection.Schema
	return Value("__Schema",
		Get("description", func(s *T) any { return s.Description() }),
		Each("types", func(s *T) []*introspection.Type { return Pointers(s.Types()) }),
		Has("queryType", func(s *T) *introspection.Type { return s.QueryType() }),
		Has("mutationType", func(s *T) *introspection.Type { return s.MutationType() }),
		Has("subscriptionType", func(s *T) *introspection.Type { return s.SubscriptionType() }),
		Each("directives", func(s *T) []*introspection.Directive { return Pointers(s.Directives()) }))
}

func typeType() Type {
	type T = introspection.Type
	return Value("__Type",
		Get("kind", func(t *T) any { return t.Kind() }),
		Get("name", func(t *T) any { return t.Name() }),
		Get("description", func(t *T) any { return t.Description() }),
		Get("specifiedByURL", func(t *T) any { return t.SpecifiedByURL() }),
		Get("isOneOf", func(t *T) any { return t.IsOneOf() }),
		EachBy("fields", func(t *T, a Args) []*introspection.Field { return Pointers(t.Fields(deprecatedToo(a))) }),
		Each("interfaces", func(t *T) []*T { return Pointers(t.Interfaces()) }),
		Each("possibleTypes", func(t *T) []*T { return Pointers(t.PossibleTypes()) }),
		EachBy("enumValues", func(t *T, a Args) []*introspection.EnumValue { return Pointers(t.EnumValues(deprecatedToo(a))) }),
		EachBy("inputFields", func(t *T, a Args) []*introspection.InputValue { return Pointers(t.InputFields()) }),
		Has("ofType", func(t *T) *T { return t.OfType() }))
}

func metaFieldType() Type {
	type T = introspection.Field
	return Value("__Field",
		Get("name", func(f *T) any { return f.Name }),
		Get("description", func(f *T) any { return f.Description() }),
		EachBy("args", func(f *T, a Args) []*introspection.InputValue { return Pointers(f.Args) }),
		Has("type", func(f *T) *introspection.Type { return f.Type }),
		Get("isDeprecated", func(f *T) any { return f.IsDeprecated() }),
		Get("deprecationReason", func(f *T) any { return f.DeprecationReason() }))
}

func inputValueType() Type {
	type T = introspection.InputValue
	return Value("__InputValue",
		Get("name", func(v *T) any { return v.Name }),
		Get("description", func(v *T) any { return v.Description() }),
		Has("type", func(v *T) *introspection.Type { return v.Type }),
		Get("defaultValue", func(v *T) any { return v.DefaultValue }),
		Get("isDeprecated", func(v *T) any { return v.IsDeprecated() }),
		Get("deprecationReason", func(v *T) any { return v.DeprecationReason() }))
}

func enumValueType() Type {
	type T = introspection.EnumValue
	return Value("__EnumValue",
		Get("name", func(v *T) any { return v.Name }),
		Get("description", func(v *T) any { return v.Description() }),
		Get("isDeprecated", func(v *T) any { return v.IsDeprecated() }),
		Get("deprecationReason", func(v *T) any { return v.DeprecationReason() }))
}

func directiveType() Type {
	type T = introspection.Directive
	return Value("__Directive",
		Get("name", func(d *T) any { return d.Name }),
		Get("description", func(d *T) any { return d.Description() }),
		Get("isRepeatable", func(d *T) any { return d.IsRepeatable }),
		Get("locations", func(d *T) any { return d.Locations }),
		EachBy("args", func(d *T, a Args) []*introspection.InputValue { return Pointers(d.Args) }))
}
