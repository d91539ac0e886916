package contract

import (
	"os"
	"path/filepath"
	"testing"
)

// The printed schema is what a portal's build reads.
func withSchema(t *testing.T, dir string) {
	t.Helper()
	text, err := os.ReadFile("../schema.golden.graphql")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "schema.graphql"), text, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestRelayCompilerTakesTheSchema(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	withSchema(t, dir)
	run(t, dir, nil, "node_modules/relay-compiler/cli.js", "relay.config.json")
	made(t, dir, "relay/__generated__/*.graphql.ts", 6)
}

func TestCodegenTakesTheSchemaAndTheExamples(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	withSchema(t, dir)
	for name, text := range documents(t) {
		if err := os.WriteFile(filepath.Join(dir, "operations", name+".graphql"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run(t, dir, nil, "node_modules/@graphql-codegen/cli/cjs/bin.js", "--config", "codegen.config.ts")
	made(t, dir, "made/*", 4) // types, documents, the manifest for an allow-list, an index
}

func made(t *testing.T, dir, pattern string, least int) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(files) < least {
		t.Errorf("%s: %d files, at least %d are expected: %v", pattern, len(files), least, files)
	}
	for _, f := range files {
		if info, err := os.Stat(f); err != nil || info.Size() == 0 {
			t.Errorf("%s is empty: %v", f, err)
		}
	}
}

// documents are the operations that a portal may begin with, by name.
func documents(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, pattern := range []string{"../../examples/*.graphql", "client/operations/*.graphql"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			out[filepath.Base(f[:len(f)-len(".graphql")])] = string(text)
		}
	}
	return out
}
