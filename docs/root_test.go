// Package docs_test holds the documents to the code: every code has a line in
// errors.md, every setting a row in operator.md, every limit its true value,
// every link a target.
//
//	go test ./docs            fails where a document has fallen behind
//	go test ./docs -update    writes the generated tables anew; meanings of
//	                          codes are written by hand and kept
package docs_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the generated tables anew")

const root = ".." // of the repository, seen from this folder

// read gives a file of the repository by its path from the root.
func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// generated replaces what stands between the two marks of a name, or compares
// with it.
func generated(t *testing.T, path, name, want string) {
	t.Helper()
	text := read(t, path)
	begin, end := "<!-- "+name+": written by go test ./docs -update -->\n", "<!-- end of "+name+" -->"
	before, rest, ok := strings.Cut(text, begin)
	got, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no place for %s", path, name)
	}
	if got == want {
		return
	}
	if !*update {
		t.Errorf("%s: the table of %s is behind the code. Run: go test ./docs -update\n%s", path, name, difference(got, want))
		return
	}
	if err := os.WriteFile(filepath.Join(root, path), []byte(before+begin+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// difference lists the lines that only one of two texts has.
func difference(got, want string) string {
	var out []string
	has := func(text, line string) bool { return strings.Contains("\n"+text, "\n"+line+"\n") }
	for line := range strings.Lines(want) {
		if line = strings.TrimSuffix(line, "\n"); !has(got, line) {
			out = append(out, "+ "+line)
		}
	}
	for line := range strings.Lines(got) {
		if line = strings.TrimSuffix(line, "\n"); !has(want, line) {
			out = append(out, "- "+line)
		}
	}
	return strings.Join(out, "\n")
}
