package graph_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/testkit"
)

// hostileValues by scalar: each is put in every place of the schema that takes
// one, alone.
var hostileValues = map[string][]any{
	"String": {"\x00", "\U0010FFFF\u202e\u200b", strings.Repeat("x", 100_000), "'; drop table partner; --", "../../etc/passwd", "{{.}}${7*7}"},
	"Int":    {-1, 0, 2147483648, -2147483649, 9007199254740993},
	"Time":   {"0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-02-30T00:00:00Z", "now", "1969-12-31T23:59:59.999999999Z"},
	"ID":     {"", "x", "UGFydG5lcjo", ids.Global("Partner", "' or 1=1 --"), strings.Repeat("A", 10_000)},
}

// P16: whatever a text, a number, a date or an id holds, the answer is data or
// a coded refusal, never an error of ours.
func TestNoInputBreaksTheServer(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	kit := c.Kit(testkit.Pricing)
	boss := c.Start().SignedIn(c.Boss)
	sent := 0
	try := func(root *ast.FieldDefinition, mutation bool, at string, typ *ast.Type, value any) {
		choose := func(name string, of *ast.Type) (any, bool) {
			switch {
			case name == at && of.Name() == typ.Name():
				if of.Elem != nil {
					return []any{value}, true
				}
				return value, true
			case name == "stagedUploadId":
				return ids.Global("StagedUpload", ids.New()), true
			case name == "partnerId":
				return ids.Global("Partner", string(c.Acorn.ID)), true
			case name == "templateId":
				return ids.Global("Template", string(kit.TemplateID)), true
			case name == "versionId":
				return ids.Global("TemplateVersion", string(kit.ID)), true
			}
			return nil, false
		}
		call := newCall(t, root, mutation, plainly(root), choose)
		a := boss.Do(call.text(), call.vars)
		sent++
		if slices.Contains(a.Codes(), "INTERNAL") || a.Status >= 500 {
			t.Errorf("%s(%s: %.40q): %d %.300s", root.Name, at, value, a.Status, a.Body)
		}
	}
	for _, of := range []*ast.Definition{schema.Query, schema.Mutation} {
		for _, root := range roots(of) {
			if root.Name == "signIn" || root.Name == "signOut" {
				continue
			}
			for at, typ := range inputs(root) {
				for _, v := range hostileValues[typ.Name()] {
					try(root, of == schema.Mutation, at, typ, v)
				}
			}
		}
	}
	if sent < 300 {
		t.Errorf("only %d requests were sent", sent)
	}
	t.Logf("%d requests", sent)
}

// inputs are the arguments of a root field and the fields of its inputs.
func inputs(root *ast.FieldDefinition) map[string]*ast.Type {
	out := map[string]*ast.Type{}
	var into func(name string, typ *ast.Type)
	into = func(name string, typ *ast.Type) {
		def := schema.Types[typ.Name()]
		if def.Kind != ast.InputObject {
			out[name] = typ
			return
		}
		for _, f := range def.Fields {
			into(f.Name, f.Type)
		}
	}
	for _, a := range root.Arguments {
		into(a.Name, a.Type)
	}
	return out
}

func TestAListInAnInputHasALimit(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	kit := c.Kit(testkit.Social)
	me := c.Start().SignedIn(c.Acorn.Admin)
	fields := func(n int) testkit.Vars {
		var list []any
		for range n {
			list = append(list, testkit.Vars{"key": "website", "value": "https://acornix.example"})
		}
		return testkit.Vars{"in": testkit.Vars{"templateId": ids.Global("Template", string(kit.TemplateID)), "fields": list}}
	}
	const check = `query($in: CobrandInput!) { checkCobrand(input: $in) { renderable } }`
	if a := me.Do(check, fields(100)); a.At("data", "checkCobrand", "renderable") != true {
		t.Errorf("100 fields: %s", a.Body)
	}
	if a := me.Do(check, fields(101)); !slices.Equal(a.Codes(), []string{"TOO_MANY"}) {
		t.Errorf("101 fields: %s", a.Body)
	}
	boss := c.SignedIn(c.Boss)
	for _, name := range []string{"countries", "languages", "industries", "specialisations"} {
		value := map[string]string{"countries": "DE", "languages": "de"}[name]
		if value == "" {
			value = "energy"
		}
		in := testkit.Vars{"typeKey": "RESELLER", "displayName": "Long " + name, name: slices.Repeat([]any{value}, 251)}
		if a := boss.Do(register, testkit.Vars{"in": in}); len(a.UserCodes("registerPartner")) == 0 {
			t.Errorf("251 %s are taken: %s", name, a.Body)
		}
	}
}
