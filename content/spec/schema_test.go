package spec

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/portico-prm/portico/content/rule"
)

// The schema and the Go types are two descriptions of one language. Each part
// of the schema must have exactly the keys of its type.
func TestSchemaAndTypesHaveTheSameKeys(t *testing.T) {
	t.Parallel()
	parts := map[string]any{
		"": Manifest{}, "/properties/languages": Languages{}, "/properties/lifecycle": Lifecycle{}, "/properties/access": Access{},
		"/properties/tests/items": Test{}, "/properties/access/properties/obligations/items": rule.Obligation{},
		"/$defs/rule": rule.Tree{}, "/$defs/approval": rule.Approval{}, "/$defs/field": Field{},
		"/$defs/field/properties/clauses/items": ClauseRef{}, "/$defs/brand": Brand{},
		"/$defs/brand/properties/vendorMark": VendorMark{}, "/$defs/brand/properties/partnerMark": PartnerMark{},
		"/$defs/brand/properties/contrast": Contrast{}, "/$defs/brand/properties/plate": Plate{},
		"/$defs/brand/properties/fonts/additionalProperties": Font{}, "/$defs/size": Size{}, "/$defs/size/properties/hidden": Hidden{},
		"/$defs/piece": Piece{}, "/$defs/page": Page{}, "/$defs/page/properties/keepOut/items": KeepOut{},
		"/$defs/zone": Zone{}, "/$defs/zone/properties/lines/items": Line{}, "/$defs/output": Output{},
		"/$defs/layout": Layout{}, "/$defs/layoutPage": LayoutPage{}, "/$defs/placement": Placement{},
		"/$defs/legal/additionalProperties": Clause{}, "/$defs/partner": Partner{}, "/$defs/partner/properties/contact": Contact{},
		"/$defs/partnerLogo": PartnerLogo{}, "/$defs/certification": Certification{}, "/$defs/agreement": Agreement{}, "/$defs/parent": Parent{},
	}
	for pointer, value := range parts {
		if diff := cmp.Diff(jsonKeys(reflect.TypeOf(value)), knownKeys(document(), schemaURL+"#"+pointer)); diff != "" {
			t.Errorf("%s and %T differ (-type +schema):\n%s", pointer, value, diff)
		}
	}
	if n := strings.Count(string(schemaJSON), `"additionalProperties": false`); n != len(parts) {
		t.Errorf("the schema has %d closed objects, this test knows %d", n, len(parts))
	}
}

func jsonKeys(t reflect.Type) []string {
	var names []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name != "" && name != "-" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func TestFrozenManifestReadsBackEqual(t *testing.T) {
	t.Parallel()
	for _, file := range shipped(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var m, back Manifest
		if _, found := decodeYAML("template.yaml", data, schemaManifest, &m); found.Blocking() {
			t.Errorf("%s: %v", file, found)
			continue
		}
		frozen, err := json.Marshal(&m)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(frozen, &back); err != nil {
			t.Fatal(err)
		}
		again, _ := json.Marshal(&back)
		if string(frozen) != string(again) {
			t.Errorf("%s changes when it is frozen twice", file)
		}
	}
}

// shipped lists the manifests of the templates that come with the product.
func shipped(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../templates/*/template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return files
}
