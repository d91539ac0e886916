package spec

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/portico-prm/portico/content/problem"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

//go:embed schema.json
var schemaJSON []byte

// SchemaJSON is the JSON Schema of template.yaml, for editors.
func SchemaJSON() []byte { return bytes.Clone(schemaJSON) }

// The parts of the schema that files are checked against.
const (
	schemaManifest = ""
	schemaStrings  = "#/$defs/strings"
	schemaLegal    = "#/$defs/legal"
	schemaPartner  = "#/$defs/partner"
	schemaLayout   = "#/$defs/layout"
)

const schemaURL = "https://portico-prm.github.io/schema/template-v1.json"

var document = sync.OnceValue(func() any {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaJSON))
	if err != nil {
		panic("schema.json: " + err.Error())
	}
	return doc
})

// schemas are compiled at their first use: it takes a few milliseconds.
var schemas = sync.OnceValue(func() map[string]*jsonschema.Schema {
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(schemaURL, document()); err != nil {
		panic("schema.json: " + err.Error())
	}
	all := map[string]*jsonschema.Schema{}
	for _, part := range []string{schemaManifest, schemaStrings, schemaLegal, schemaPartner, schemaLayout} {
		all[part] = c.MustCompile(schemaURL + part)
	}
	return all
})

// checkSchema tells what of the file does not fit its part of the schema.
func checkSchema(part, file string, root *node) problem.List {
	err, _ := schemas()[part].Validate(root.value()).(*jsonschema.ValidationError)
	if err == nil {
		return nil
	}
	return report(err, file, root, document(), "See docs/template-designer.md.")
}

// report turns what a schema says into findings. help is where an author reads
// what fits.
func report(err *jsonschema.ValidationError, file string, root *node, schema any, help string) problem.List {
	s := schemaReport{file: file, root: root, schema: schema, help: help, seen: map[string]bool{}}
	s.walk(err)
	slices.SortStableFunc(s.found, func(a, b problem.Problem) int { return lineOf(a) - lineOf(b) })
	return s.found
}

func lineOf(p problem.Problem) int { n, _ := p.Data["line"].(int); return n }

type schemaReport struct {
	file   string
	root   *node
	schema any
	help   string
	found  problem.List
	seen   map[string]bool
}

func (s *schemaReport) walk(e *jsonschema.ValidationError) {
	if len(e.Causes) == 0 {
		s.leaf(e)
		return
	}
	causes := e.Causes
	switch e.ErrorKind.(type) {
	case *kind.AnyOf, *kind.OneOf:
		causes = causes[deepestCause(causes):][:1]
	}
	for _, c := range causes {
		s.walk(c)
	}
}

// deepestCause is the alternative that came furthest: most likely what was meant.
func deepestCause(causes []*jsonschema.ValidationError) (best int) {

	for i := range causes {
		if reach(causes[i]) > reach(causes[best]) {
			best = i
		}
	}
	return best
}

func reach(e *jsonschema.ValidationError) int {
	far := len(e.InstanceLocation)
	if _, wrongType := e.ErrorKind.(*kind.Type); !wrongType {
		far++
	}
	for _, c := range e.Causes {
		far = max(far, reach(c))
	}
	return far
}

func (s *schemaReport) leaf(e *jsonschema.ValidationError) {
	switch k := e.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		for _, key := range k.Properties {
			s.unknownKey(e, key)
		}
	case *kind.Required:
		for _, key := range k.Missing {
			s.say(e.InstanceLocation, "SPEC_KEY_MISSING", fmt.Sprintf("The key %q is missing.", key), "Add it.")
		}
	case *kind.Type:
		s.say(e.InstanceLocation, "SPEC_WRONG_TYPE", fmt.Sprintf("This is %s; wanted is %s.", article(k.Got), article(strings.Join(k.Want, " or "))), s.example(e, typeFix(k)))
	case *kind.Enum:
		s.enum(e, k)
	case *kind.Const:
		s.say(e.InstanceLocation, "SPEC_WRONG_VALUE", fmt.Sprintf("Only %v is allowed here.", k.Want), fmt.Sprintf("Write %v.", k.Want))
	default:
		s.say(e.InstanceLocation, "SPEC_WRONG_VALUE", "The value does not fit: "+e.ErrorKind.LocalizedString(printer)+".", s.example(e, s.help))
	}
}

// example is how to write what a part of the schema asks for; where it shows no
// example, otherwise.
func (s *schemaReport) example(e *jsonschema.ValidationError, otherwise string) string {
	all, _ := partAt(s.schema, e.SchemaURL)["examples"].([]any)
	if len(all) == 0 {
		return otherwise
	}
	text, _ := json.Marshal(all[0]) // it was JSON
	return "Write it as " + string(text) + "."
}

var printer = message.NewPrinter(language.English)

func typeFix(k *kind.Type) string {
	if slices.Contains(k.Want, "string") {
		return "Put it in quotes."
	}
	return "Write it as " + article(strings.Join(k.Want, " or ")) + "."
}

func article(kind string) string {
	switch kind {
	case "null":
		return "empty"
	case "array":
		return "a list"
	case "object":
		return "a map"
	case "integer":
		return "a whole number"
	}
	return "a " + kind
}

func (s *schemaReport) enum(e *jsonschema.ValidationError, k *kind.Enum) {
	words := make([]string, len(k.Want))
	for i, w := range k.Want {
		words[i] = fmt.Sprint(w)
	}
	fix := "Use one of " + strings.Join(words, ", ") + "."
	if near := nearest(fmt.Sprint(k.Got), words); near != "" {
		fix = fmt.Sprintf("Did you mean %q? Allowed: %s.", near, strings.Join(words, ", "))
	}
	s.say(e.InstanceLocation, "SPEC_WRONG_VALUE", fmt.Sprintf("%q is not known here.", fmt.Sprint(k.Got)), fix)
}

func (s *schemaReport) unknownKey(e *jsonschema.ValidationError, key string) {
	known := knownKeys(s.schema, e.SchemaURL)
	fix := "Remove it. Known keys: " + strings.Join(known, ", ") + "."
	if near := nearest(key, known); near != "" {
		fix = fmt.Sprintf("Did you mean %q?", near)
	}
	s.say(append(slices.Clone(e.InstanceLocation), key), "SPEC_UNKNOWN_KEY", fmt.Sprintf("There is no key %q here.", key), fix)
}

func (s *schemaReport) say(path []string, code, message, fix string) {
	p := s.root.problem(s.file, path, code, message, fix)
	if !s.seen[p.Where+code+message] {
		s.seen[p.Where+code+message] = true
		s.found = append(s.found, p)
	}
}

// problem names a place of the file by its path and line.
func (n *node) problem(file string, path []string, code, message, fix string) problem.Problem {
	at := n.at(path)
	where := fmt.Sprintf("%s:%d:%d", file, at.line, at.column)
	if text := textOf(path); text != "" {
		where += " " + text
	}
	return problem.Problem{Code: code, Severity: problem.Error, Where: where, Message: message, Fix: fix,
		Data: map[string]any{"file": file, "line": at.line, "column": at.column, "path": textOf(path)}}
}

// knownKeys lists the properties of the schema at a location.
func knownKeys(schema any, location string) []string {
	props, _ := partAt(schema, location)["properties"].(map[string]any)
	return slices.Sorted(maps.Keys(props))
}

func partAt(schema any, location string) map[string]any {
	_, pointer, _ := strings.Cut(location, "#")
	at := schema
	for _, token := range strings.Split(strings.Trim(pointer, "/"), "/") {
		token = strings.NewReplacer("~1", "/", "~0", "~", "%24", "$").Replace(token)
		if m, ok := at.(map[string]any); ok && token != "" {
			at = m[token]
		}
	}
	m, _ := at.(map[string]any)
	return m
}
