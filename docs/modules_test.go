package docs_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const modulesDoc = "docs/adr/0008-dependencies.md"

var (
	required = regexp.MustCompile(`(?m)^\t([a-z][^ ]+\.[^ ]+) v[^ ]+$`)
	moduleID = regexp.MustCompile("(?m)^\\| `([^`]+)` \\|")
)

// Every outside module that the code imports has a line that says why.
func TestEveryDependencyHasItsReason(t *testing.T) {
	t.Parallel()
	direct := map[string]bool{}
	for _, m := range required.FindAllStringSubmatch(read(t, "go.mod"), -1) {
		direct[m[1]] = true
	}
	written := map[string]bool{}
	for _, m := range moduleID.FindAllStringSubmatch(read(t, modulesDoc), -1) {
		written[m[1]] = true
		if !direct[m[1]] {
			t.Errorf("%s: %s is no direct module of go.mod", modulesDoc, m[1])
		}
	}
	for _, m := range slices.Sorted(maps.Keys(imported(t, direct))) {
		if !written[m] {
			t.Errorf("%s: %s has no line: say what it saves and who keeps it alive", modulesDoc, m)
		}
	}
}

// imported are the modules of which some package is used, tests included. Of
// two modules that begin alike the longer one is meant.
func imported(t *testing.T, direct map[string]bool) map[string]bool {
	t.Helper()
	used := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if e.IsDir() && (strings.HasPrefix(e.Name(), ".") && path != root || e.Name() == "node_modules") {
			return fs.SkipDir
		}
		if err != nil || !strings.HasSuffix(path, ".go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range f.Imports {
			used[moduleOf(strings.Trim(i.Path.Value, `"`), direct)] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	delete(used, "")
	return used
}

func moduleOf(path string, direct map[string]bool) (longest string) {
	for m := range direct {
		if (path == m || strings.HasPrefix(path, m+"/")) && len(m) > len(longest) {
			longest = m
		}
	}
	return longest
}
