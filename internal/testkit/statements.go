package testkit

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/testdb"
)

// PreparesEveryStatement holds every SQL constant of the package of the test
// against the schema. least is how many there are at least, so that a test
// which finds none does not pass.
func PreparesEveryStatement(t *testing.T, least int) {
	t.Helper()
	found := Statements(t, ".")
	if len(found) < least {
		t.Errorf("only %d statements were found, %d were expected", len(found), least)
	}
	d := testdb.New(t)
	conn, err := d.Connx(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for i, s := range found {
		if _, err := conn.ExecContext(context.Background(), fmt.Sprintf("prepare held_%d as %s", i, s.SQL)); err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
	}
}

// Statement is one SQL constant of a package, with what it is joined of.
type Statement struct{ Name, SQL string }

// Statements are the string constants of a folder that begin as a statement
// does, those inside of functions too. A constant that others are joined of has
// to be a statement by itself, if it begins like one.
func Statements(t *testing.T, dir string) []Statement {
	t.Helper()
	var specs []*ast.ValueSpec
	for _, file := range parse(t, dir) {
		ast.Inspect(file, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok {
				specs = append(specs, v)
			}
			return true
		})
	}
	known := map[string]ast.Expr{}
	for _, v := range specs {
		for i := range v.Values {
			known[v.Names[i].Name] = v.Values[i]
		}
	}
	var out []Statement
	for _, v := range specs {
		for i := range v.Values {
			name, text := v.Names[i].Name, strings.TrimSpace(textOf(v.Values[i], known))
			if isStatement(text) {
				out = append(out, Statement{name, text})
			}
		}
	}
	return out
}

func isStatement(text string) bool {
	verb := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' })
	return len(verb) > 2 && strings.Contains(" select insert update delete with ", " "+verb[0]+" ")
}

// parse reads the program files of a folder.
func parse(t *testing.T, dir string) []*ast.File {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []*ast.File
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), dir+"/"+e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

// textOf is what a constant expression of texts comes to.
func textOf(e ast.Expr, known map[string]ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, _ := strconv.Unquote(e.Value)
		return s
	case *ast.Ident:
		if known[e.Name] != nil {
			return textOf(known[e.Name], known)
		}
	case *ast.BinaryExpr:
		return textOf(e.X, known) + textOf(e.Y, known)
	}
	return ""
}

// Asks is how many statements a step costs, at the least of several times: now
// and then a session is looked up again beside it. Nothing else may run.
func (w *World) Asks(step func()) int64 {
	w.T.Helper()
	least := int64(-1)
	for range 5 {
		before := w.db.Asked()
		step()
		if n := w.db.Asked() - before; least < 0 || n < least {
			least = n
		}
	}
	return least
}
