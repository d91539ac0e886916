package spec

import (
	"bytes"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/portico-prm/portico/content/problem"
)

// Kind is another kind of YAML file than a template: read by the same rules,
// and told about with the same lines and suggestions.
type Kind struct {
	schema any
	check  *jsonschema.Schema
	help   string
}

// NewKind makes a kind of file from its JSON Schema, which ships with us. help
// is where an author reads what fits.
func NewKind(url string, schema []byte, help string) *Kind {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		panic(url + ": " + err.Error())
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(url, doc); err != nil {
		panic(url + ": " + err.Error())
	}
	return &Kind{schema: doc, check: c.MustCompile(url), help: help}
}

// Read decodes a file of the kind. The document is nil when a finding blocks.
func (k *Kind) Read(file string, data []byte, into any) (*Document, problem.List) {
	root, found := parseYAML(file, data)
	if found.Blocking() {
		return nil, found
	}
	if err, _ := k.check.Validate(root.value()).(*jsonschema.ValidationError); err != nil {
		return nil, report(err, file, root, k.schema, k.help)
	}
	d := &Document{file: file, root: root}
	if err := decode(root, into); err != nil {
		return nil, problem.List{d.Problem("", "SPEC_WRONG_VALUE", "The file does not fit: "+err.Error()+".", k.help)}
	}
	return d, nil
}

// Document is a file that was read, with the places of its values.
type Document struct {
	file string
	root *node
}

// Problem is a finding about a value of the file, named by its path:
// modules[0].lessons[2].kind.
func (d *Document) Problem(path, code, message, fix string) problem.Problem {
	return d.root.problem(d.file, pathOf(path), code, message, fix)
}
