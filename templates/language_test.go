package templates_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/templates"
)

// notShown are the words of the language that no shipped kit uses, by the reason.
// A word that is shown has to leave this list.
var notShown = map[string][]string{
	"the other way of saying what a kit says": {"access/obligations/do=plate", "field/format=e164", "field/style=iso", "lifecycle/onExpiry=warn",
		"lifecycle/onExpiry=watermark", "approval/reuse=never", "zone/ecc=L", "zone/ecc=H",
		"zone/overflow=reject", "zone/prefer=raster", "partnerLogo/variant=one-color"},
	"neither a sample partner nor the server has badges or photographs to show": {"field/type=badge", "field/type=image", "zone/type=badge",
		"zone/type=image", "zone/focal"},
	"the browser that draws the art makes no layers, no output intents and no claims": {"piece/layers", "output/profile", "output/profile=pdf-a-2u",
		"output/profile=pdf-ua-1", "output/profile=pdf-x-4", "output/color=fogra39"},
	"no page of a kit is for some partners only, or of another size":           {"page/onlyIf", "page/page", "layoutPage/page"},
	"every zone has its place, in every ratio":                                 {"layoutPage/drop", "zone/overlaps", "size/hidden/left", "size/hidden/right"},
	"every kit is the first of its kind":                                       {"lifecycle/supersedes"},
	"the demo has nothing to hide by halves, and asks for one thing at a time": {"rule/reveal", "rule/reveal=generic", "rule/allOf"},
	"distributors release by the server, not by a file":                        {"parent/grant"},
	"no clause ends": {"legal/validTo"},
	"no art of a kit is flat enough to gain by it":                               {"output/lossless"},
	"images of PDF pages and files for the record alone are no part of the demo": {"output/page", "output/internal"},
}

// The kits are the pattern for everybody's own: each word of the language is to
// be seen in one of them, or named above.
func TestTheKitsShowTheWholeLanguage(t *testing.T) {
	t.Parallel()
	s := &language{known: map[string]bool{}, used: map[string]bool{}}
	if err := json.Unmarshal(spec.SchemaJSON(), &s.schema); err != nil {
		t.Fatal(err)
	}
	s.words(s.schema, "#")
	for _, slug := range templates.Kits() {
		s.kit(t, slug)
	}
	reasons := map[string]string{}
	for reason, words := range notShown {
		for _, w := range words {
			if reasons[w] = reason; !s.known[w] {
				t.Errorf("%s is no word of the language", w)
			}
		}
	}
	for _, w := range slices.Sorted(maps.Keys(s.known)) {
		shown := s.used[w]
		if key, again := strings.CutPrefix(w, "placement/"); again && !shown {
			continue // what a layout may say of a zone are the zone's own words
		} else if again && !s.known["zone/"+key] {
			t.Errorf("%s is no word of zones", w)
		}
		switch {
		case !shown && reasons[w] == "":
			t.Errorf("no kit shows %s", w)
		case shown && reasons[w] != "":
			t.Errorf("%s is shown: take it out of the list", w)
		}
	}
}

// language walks documents beside the schema. A word is a key of a part of the
// schema, as zone/align, or one of the values that a key can have, as
// zone/overflow=reject.
type language struct {
	schema      map[string]any
	known, used map[string]bool
}

// word is a place of the schema as people call it.
func word(place string) string {
	var names []string
	for name := range strings.SplitSeq(place, "/") {
		if name != "#" && !slices.Contains([]string{"$defs", "properties", "items", "additionalProperties"}, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, "/")
}

// words notes every key and value below a place of the schema.
func (s *language) words(part map[string]any, place string) {
	values, _ := part["enum"].([]any)
	for _, v := range values {
		s.known[fmt.Sprintf("%s=%v", word(place), v)] = true
	}
	for _, group := range []string{"$defs", "properties"} {
		inner, _ := part[group].(map[string]any)
		for key, v := range inner {
			if group == "properties" {
				s.known[word(place+"/properties/"+key)] = true
			}
			s.words(v.(map[string]any), place+"/"+group+"/"+key)
		}
	}
	for _, next := range []string{"items", "additionalProperties"} {
		if v, ok := part[next].(map[string]any); ok {
			s.words(v, place+"/"+next)
		}
	}
}

// kit notes the words of the files of a kit.
func (s *language) kit(t *testing.T, slug string) {
	parts := map[string]string{".": "#", "strings": "#/$defs/strings", "legal": "#/$defs/legal", "layouts": "#/$defs/layout", "fixtures": "#/$defs/partner"}
	err := fs.WalkDir(templates.FS(slug), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		data, err := fs.ReadFile(templates.FS(slug), name)
		var doc any
		if err == nil {
			err = yaml.Unmarshal(data, &doc)
		}
		s.see(parts[path.Dir(name)], doc)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// see notes what a value uses of its place in the schema.
func (s *language) see(place string, v any) {
	part := s.at(place)
	if ref, ok := part["$ref"].(string); ok {
		s.see(ref, v)
		return
	}
	all, _ := part["anyOf"].([]any)
	for _, one := range all {
		if ref, ok := one.(map[string]any)["$ref"].(string); ok {
			s.see(ref, v)
		}
	}
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			if inner := place + "/properties/" + key; s.at(inner) != nil {
				s.used[word(inner)] = true
				s.see(inner, value)
			} else if more := place + "/additionalProperties"; s.at(more) != nil {
				s.see(more, value)
			}
		}
	case []any:
		for _, one := range v {
			s.see(place+"/items", one)
		}
	default:
		s.used[fmt.Sprintf("%s=%v", word(place), v)] = true
	}
}

// at is a place of the schema; nil where there is none.
func (s *language) at(place string) map[string]any {
	at := s.schema
	for token := range strings.SplitSeq(strings.TrimPrefix(place, "#"), "/") {
		if token != "" {
			at, _ = at[token].(map[string]any)
		}
	}
	return at
}
