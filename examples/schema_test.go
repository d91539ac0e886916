package examples

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

func TestEveryDocumentFitsTheSchema(t *testing.T) {
	t.Parallel()
	schema, err := gqlparser.LoadSchema(sources(t, "../graph/*.graphqls")...)
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range sources(t, "*.graphql") {
		if _, err := gqlparser.LoadQueryWithRules(schema, doc.Input, nil); err != nil {
			t.Errorf("%s: %v", doc.Name, err)
		}
	}
}

func sources(t *testing.T, pattern string) (all []*ast.Source) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(names), err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, &ast.Source{Name: name, Input: string(text)})
	}
	return all
}
