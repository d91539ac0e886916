package main

import (
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// What an editor is given takes the files of a kit, and nothing that is misspelt.
func TestTheSchemaForEditorsTakesTheFilesOfAKit(t *testing.T) {
	t.Parallel()
	const kit = "../../templates/edge-gateway-social/"
	for file, name := range map[string]string{"": "template.yaml", "layout": "layouts/square.yaml", "strings": "strings/en.yaml",
		"legal": "legal/en.yaml", "partner": "fixtures/wide-logo.yaml"} {
		args := []string{"template", "schema"}
		if file != "" {
			args = append(args, file)
		}
		a := portico(t, args...)
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(a.stdout))
		if a.code != exitDone || err != nil {
			t.Fatal(file, a.code, err, a.stderr)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource("editor.json", doc); err != nil {
			t.Fatal(err)
		}
		schema := c.MustCompile("editor.json")
		text, err := os.ReadFile(kit + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(parsed(t, string(text))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if schema.Validate(parsed(t, string(text)+"\nmisspelt words: [1]\n")) == nil {
			t.Errorf("%s: a key that is none is taken", name)
		}
	}
	if a := portico(t, "template", "schema", "poster"); a.code != exitUsage {
		t.Errorf("a file that is none: exit code %d", a.code)
	}
}

func parsed(t *testing.T, text string) any {
	t.Helper()
	raw, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
