package testkit_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// root is the repository.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("there is no go.mod above the test")
	return ""
}

// program reads the files of the program below some folders, by path from the
// root; generated ones and tests are left out.
func program(t *testing.T, below ...string) map[string]*ast.File {
	t.Helper()
	out, base := map[string]*ast.File{}, root(t)
	for _, dir := range below {
		err := filepath.WalkDir(filepath.Join(base, dir), func(path string, d fs.DirEntry, err error) error {
			rel, _ := filepath.Rel(base, path)
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(rel, "graph/exec/") {
				return err
			}
			out[rel], err = parser.ParseFile(token.NewFileSet(), path, nil, 0)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// selections are the uses of package.Name in a piece of a program.
func selections(n ast.Node, of string) []string {
	var out []string
	ast.Inspect(n, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == of {
				out = append(out, s.Sel.Name)
			}
		}
		return true
	})
	return out
}

func TestEveryActionIsAskedByTheProgram(t *testing.T) {
	t.Parallel()
	asked := map[string]bool{}
	for _, file := range program(t, "internal/channel", "graph") {
		for _, name := range selections(file, "access") {
			asked[name] = true
		}
	}
	actions := actionNames(t)
	for _, name := range actions {
		if !asked[name] {
			t.Errorf("access.%s is in the permission table, and nobody asks for it", name)
		}
	}
	if len(actions) < 20 {
		t.Errorf("only %d actions were found", len(actions))
	}
}

// actionNames are the constants of the permission table.
func actionNames(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, file := range program(t, "internal/platform/access") {
		ast.Inspect(file, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok {
				if kind, ok := v.Type.(*ast.Ident); ok && kind.Name == "Action" {
					out = append(out, v.Names[0].Name)
				}
			}
			return true
		})
	}
	return out
}

// askNothing are methods of services that need no permission, each with why.
var askNothing = map[string]string{
	"member.Cookie":       "makes a cookie of a session that was opened at the door",
	"member.NoCookie":     "makes a cookie",
	"member.SessionToken": "reads a cookie",
	"member.Keep":         "sets a cookie",
	"badge.Credential":    "signs a badge that the caller was allowed to read",
	"library.Open":        "opens a version that the caller was allowed to read",
	"library.Photograph":  "draws a copy that the caller was allowed to read",
	"library.Pictured":    "opens a version that the caller was allowed to read",
	"library.Warm":        "is told by the queue",
	"library.WithPress":   "is told at the start who pictures pages",
	"course.AskOfQuizzes": "is told at the start who knows the quizzes",
	"learning.Tell":       "is told at the start who wants to know of completions",
	"training.Tell":       "is told at the start who wants to know of certifications",
	"program.Tell":        "is told at the start who wants to know of memberships",
	"quiz.Tell":           "is told at the start who wants to know of passes",
}

// A use case that does not ask the gate would be open to everybody.
func TestEveryMethodOfAServiceAsksTheGate(t *testing.T) {
	t.Parallel()
	seen := 0
	for name, p := range modules(t) {
		for method, body := range p.methods {
			if !ast.IsExported(method) {
				continue
			}
			seen++
			full := name + "." + method
			if _, excused := askNothing[full]; p.asks(body, map[string]bool{}) == excused {
				t.Errorf("%s: asks the gate: %v, and stands in the list of those that do not: %v", full, !excused, excused)
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d methods were looked at", seen)
	}
}

// module is the functions of one package of the trade, by name. Methods of
// Service are listed apart as well, but for those that work inside a caller's
// unit of work: what they are given, only the gate makes.
type module struct{ methods, all map[string]*ast.BlockStmt }

func modules(t *testing.T) map[string]module {
	t.Helper()
	out := map[string]module{}
	for path, file := range program(t, "internal/channel") {
		name := filepath.Base(filepath.Dir(path))
		if _, ok := out[name]; !ok {
			out[name] = module{map[string]*ast.BlockStmt{}, map[string]*ast.BlockStmt{}}
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			out[name].all[f.Name.Name] = f.Body
			if receiver(f) == "Service" && !takesView(f) {
				out[name].methods[f.Name.Name] = f.Body
			}
		}
	}
	return out
}

func takesView(f *ast.FuncDecl) bool {
	return slices.ContainsFunc(f.Type.Params.List, func(p *ast.Field) bool {
		names := selections(p, "gate")
		return slices.Contains(names, "View") || slices.Contains(names, "Tx")
	})
}

func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	e := f.Recv.List[0].Type
	if p, ok := e.(*ast.StarExpr); ok {
		e = p.X
	}
	if name, ok := e.(*ast.Ident); ok {
		return name.Name
	}
	return ""
}

// asks tells whether a body calls the gate, itself or through functions of its
// own package.
func (m module) asks(body *ast.BlockStmt, entered map[string]bool) bool {
	for _, name := range selections(body, "gate") {
		if slices.Contains([]string{"Read", "Write", "Door", "Allow"}, name) {
			return true
		}
	}
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || found {
			return !found
		}
		name := called(call)
		if next, ok := m.all[name]; ok && !entered[name] {
			entered[name] = true
			found = m.asks(next, entered)
		}
		return !found
	})
	return found
}

func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// Two ways around the permission table exist, each for one package.
func TestTheSideDoorsAreUsedByTheirOwnersOnly(t *testing.T) {
	t.Parallel()
	for path, file := range program(t, "internal", "graph", "cmd") {
		owner := filepath.Dir(path)
		if slices.Contains(selections(file, "gate"), "Door") && owner != "internal/channel/member" {
			t.Errorf("%s calls gate.Door; only member may", path)
		}
		if uses(file, "Enqueue") && owner != "internal/platform/queue" && owner != "internal/platform/gate" {
			t.Errorf("%s calls Enqueue; only queue may", path)
		}
	}
}

func uses(file *ast.File, method string) (found bool) {
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == method {
			found = true
		}
		return !found
	})
	return found
}

// What Start serves has to be what the product serves.
func TestTheRoutesAreThoseOfTheProduct(t *testing.T) {
	t.Parallel()
	files := program(t, "cmd/portico", "internal/testkit")
	ours, theirs := routes(files["internal/testkit/site.go"]), routes(files["cmd/portico/serve.go"])
	if diff := cmp.Diff(theirs, ours); diff != "" || len(ours) < 5 {
		t.Errorf("routes of the product (-) and of the tests (+):\n%s", diff)
	}
}

// routes are the patterns of a file with their kinds.
func routes(file *ast.File) map[string]string {
	out := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		fields := map[string]ast.Expr{}
		for _, e := range lit.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				if key, ok := kv.Key.(*ast.Ident); ok {
					fields[key.Name] = kv.Value
				}
			}
		}
		pattern, _ := fields["Pattern"].(*ast.BasicLit)
		kind, _ := fields["Kind"].(*ast.SelectorExpr)
		if pattern != nil && kind != nil {
			out[pattern.Value] = kind.Sel.Name
		}
		return true
	})
	return maps.Clone(out)
}
