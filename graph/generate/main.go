// Command generate writes the Go code that follows from the schema.
//
// gqlgen gets of the schema what it is asked for here: inputs, enums and one
// resolver for each mutation. What a mutation answers is opaque to it (the
// scalar Payload), because answers are read by graph/read. So no field of an
// object has a resolver, and none is generated.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"
)

const (
	from = "graph"
	to   = "graph/exec"
)

func main() {
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func generate() error {
	sources, err := read()
	if err != nil {
		return err
	}
	whole, err := gqlparser.LoadSchema(sources...)
	if err != nil {
		return err
	}
	if err := empty(); err != nil {
		return err
	}
	wanted := inputs(whole)
	for _, s := range sources {
		if err := write(s, wanted); err != nil {
			return err
		}
	}
	cfg, err := config.LoadConfig("gqlgen.yml")
	if err != nil {
		return err
	}
	return api.Generate(cfg)
}

func read() ([]*ast.Source, error) {
	files, err := filepath.Glob(from + "/*.graphqls")
	if err != nil {
		return nil, err
	}
	var out []*ast.Source
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		out = append(out, &ast.Source{Name: f, Input: string(text)})
	}
	return out, nil
}

// empty drops what was generated before: a renamed file leaves nothing behind.
func empty() error {
	for _, pattern := range []string{"/*.generated.go", "/*.graphqls"} {
		files, err := filepath.Glob(to + pattern)
		if err != nil {
			return err
		}
		for _, f := range files {
			if err := os.Remove(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// inputs are the names of the types that mutations take, and what those are made of.
func inputs(s *ast.Schema) map[string]bool {
	wanted := map[string]bool{}
	var take func(name string)
	take = func(name string) {
		if wanted[name] {
			return
		}
		wanted[name] = true
		if def := s.Types[name]; def.Kind == ast.InputObject {
			for _, f := range def.Fields {
				take(f.Type.Name())
			}
		}
	}
	for _, m := range s.Mutation.Fields {
		for _, a := range m.Arguments {
			take(a.Type.Name())
		}
	}
	return wanted
}

// write writes what gqlgen is to know of one schema file.
func write(s *ast.Source, wanted map[string]bool) error {
	doc, err := parser.ParseSchema(s)
	if err != nil {
		return err
	}
	out := &ast.SchemaDocument{}
	for _, d := range doc.Definitions {
		if wanted[d.Name] || d.Name == "Mutation" {
			out.Definitions = append(out.Definitions, d)
		}
	}
	for _, d := range doc.Extensions {
		if d.Name == "Mutation" {
			out.Extensions = append(out.Extensions, opaque(d))
		}
	}
	if strings.HasSuffix(s.Name, "/schema.graphqls") {
		out.Definitions = append(out.Definitions, &ast.Definition{Kind: ast.Scalar, Name: "Payload",
			Description: "What a mutation answers; graph/read reads what was selected of it."})
	}
	if len(out.Definitions)+len(out.Extensions) == 0 {
		return nil
	}
	var text bytes.Buffer
	text.WriteString("# Made from graph/" + filepath.Base(s.Name) + " by `make generate`.\n")
	formatter.NewFormatter(&text, formatter.WithIndent("  ")).FormatSchemaDocument(out)
	return os.WriteFile(filepath.Join(to, filepath.Base(s.Name)), text.Bytes(), 0o644)
}

// opaque lets each mutation answer a Payload.
func opaque(d *ast.Definition) *ast.Definition {
	for _, f := range d.Fields {
		f.Type = ast.NonNullNamedType("Payload", nil)
	}
	return d
}
