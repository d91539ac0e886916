package read

import (
	"strings"
	"testing"
)

// What the schema and the entries do not agree on is found at the start.
func TestEntriesAndSchemaHaveToAgree(t *testing.T) {
	t.Parallel()
	const schema = `type Query { things: [Thing!]! page: ThingConnection! one: Thing bad: [Thing] }
type Thing { id: ID! name: String! other: Other }
type Other { id: ID! }
type ThingConnection { nodes: [Thing!]! }`
	query := func(f Fields) Type {
		all := Fields{"things": List{}, "page": Pages{}, "one": One{}}
		for name, entry := range f {
			all[name] = entry
		}
		return Type{Name: "Query", Fields: all}
	}
	thing := Type{Name: "Thing", Table: "thing t", Plain: "id name", Fields: Fields{"other": One{Key: "t.other_id"}}}
	other := Type{Name: "Other", Table: "other t", Plain: "id"}
	whole := strings.Replace(schema, " bad: [Thing]", "", 1)
	for _, tt := range []struct {
		says, schema string
		types        []Type
	}{
		{"", whole, []Type{query(nil), thing, other}},
		{"Query.bad has no entry", schema, []Type{query(nil), thing, other}},
		{"may hold nulls", schema, []Type{query(Fields{"bad": List{}}), thing, other}},
		{"Query has no field more", whole, []Type{query(Fields{"more": Column("x")}), thing, other}},
		{"Thing.name has no entry", whole, []Type{query(nil), {Name: "Thing", Table: "thing t", Plain: "id", Fields: thing.Fields}, other}},
		{"Thing has no field title", whole, []Type{query(nil), {Name: "Thing", Table: "thing t", Plain: "id name title", Fields: thing.Fields}, other}},
		{"the type Other has no entry", whole, []Type{query(nil), thing}},
		{"leads to Other, which has no entry", whole, []Type{query(nil), thing}},
		{"the schema has no type Stranger", whole, []Type{query(nil), thing, other, {Name: "Stranger"}}},
		{"is a list in one place", whole, []Type{query(Fields{"things": One{}}), thing, other}},
		{"is a list in one place", whole, []Type{query(Fields{"one": List{}}), thing, other}},
		{"which is no connection", whole, []Type{query(Fields{"one": Pages{}}), thing, other}},
		{"is an object and has no edge", whole, []Type{query(Fields{"one": Column("t.one")}), thing, other}},
	} {
		_, err := New(doorless(), load(t, tt.schema), append(Introspection(), tt.types...)...)
		if tt.says == "" && err != nil || tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)) {
			t.Errorf("want %q, got %v", tt.says, err)
		}
	}
}

// A value that looks like a place in the form is a value.
func TestAKeyOfArgumentsTakesEachValueAsItIs(t *testing.T) {
	t.Parallel()
	for range 20 { // arguments come in no order
		if got := expand("{kind}/{version}", Args{"kind": "{version}", "version": 7}); got != "{version}/7" {
			t.Fatal(got)
		}
	}
}
