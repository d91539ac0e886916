package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// code is one code with the packages that speak it and the ways it leaves in.
type code struct {
	packages []string
	ways     []string // fault kinds ("Conflict") and HTTP statuses ("StatusForbidden"), as far as they stand beside it
}

// scanned are the folders whose codes a client or a person at the command
// line can meet.
var scanned = []string{"cmd", "content", "graph", "internal"}

// unscanned are generated files, and helpers of tests.
var unscanned = []string{"graph/exec", "graph/model", "internal/arch", "internal/testdb", "content/logo/logotest"}

// scan finds every code by four signs: it is given where a parameter, a field
// or a key is called code, or to a variable of that name.
func scan(t *testing.T) map[string]*code {
	t.Helper()
	s := &scanner{found: map[string]*code{}, params: map[string]map[int]bool{}, fields: map[string]int{}, named: map[string]ast.Expr{}}
	files := sources(t)
	for _, f := range files {
		s.learn(f)
	}
	for _, f := range files {
		s.collect(f)
	}
	return s.found
}

type source struct {
	dir  string // from the root, with slashes
	file *ast.File
}

func sources(t *testing.T) (all []source) {
	t.Helper()
	for _, top := range scanned {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, e fs.DirEntry, err error) error {
			dir := filepath.ToSlash(strings.TrimPrefix(filepath.Dir(path), root+string(filepath.Separator)))
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || slices.Contains(unscanned, dir) {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			all = append(all, source{dir, f})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// scanner knows which parameters of which functions, and which fields of which
// structs, are codes. Functions are known by folder and name, exported ones by
// name alone as well.
type scanner struct {
	found  map[string]*code
	params map[string]map[int]bool
	fields map[string]int
	named  map[string]ast.Expr // constants that are codes
}

func (s *scanner) learn(f source) {
	ast.Inspect(f.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			s.learnFunc(f.dir, n.Name.Name, n.Type)
		case *ast.AssignStmt:
			if lit, ok := n.Rhs[0].(*ast.FuncLit); ok {
				s.learnFunc(f.dir, name(n.Lhs[0]), lit.Type)
			}
		case *ast.TypeSpec:
			if st, ok := n.Type.(*ast.StructType); ok {
				s.learnStruct(f.dir, n.Name.Name, st)
			}
		case *ast.ValueSpec:
			if st, ok := elem(n.Values).(*ast.StructType); ok {
				s.learnStruct(f.dir, n.Names[0].Name, st)
			}
			if len(n.Values) == 1 && isCode(n.Names[0].Name) {
				s.named[f.dir+"."+n.Names[0].Name] = n.Values[0]
			}
		}
		return true
	})
}

// elem is the type of the elements of the one list that is given.
func elem(values []ast.Expr) ast.Expr {
	if len(values) != 1 {
		return nil
	}
	lit, ok := values[0].(*ast.CompositeLit)
	if !ok {
		return nil
	}
	return within(lit.Type)
}

func within(t ast.Expr) ast.Expr {
	switch t := t.(type) {
	case *ast.ArrayType:
		return t.Elt
	case *ast.MapType:
		return t.Value
	}
	return nil
}

func (s *scanner) learnFunc(dir, fn string, t *ast.FuncType) {
	for i, p := range flat(t.Params) {
		if p != "code" {
			continue
		}
		for _, key := range []string{dir + "." + fn, fn} {
			if key == fn && !ast.IsExported(fn) {
				continue
			}
			if s.params[key] == nil {
				s.params[key] = map[int]bool{}
			}
			s.params[key][i] = true
		}
	}
}

func (s *scanner) learnStruct(dir, typ string, t *ast.StructType) {
	if i := slices.Index(flat(t.Fields), "code"); i >= 0 {
		s.fields[dir+"."+typ] = i
	}
}

// flat lists names, one for each parameter or field.
func flat(l *ast.FieldList) (names []string) {
	for _, f := range l.List {
		for _, n := range f.Names {
			names = append(names, n.Name)
		}
		if len(f.Names) == 0 {
			names = append(names, "")
		}
	}
	return names
}

func (s *scanner) collect(f source) {
	ast.Inspect(f.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			s.call(f.dir, n)
		case *ast.CompositeLit:
			s.literal(f.dir, n, n.Type)
		case *ast.AssignStmt:
			s.values(f.dir, n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			s.values(f.dir, idents(n.Names), n.Values)
		}
		return true
	})
}

func (s *scanner) call(dir string, c *ast.CallExpr) {
	fn := name(c.Fun)
	at := s.params[dir+"."+fn]
	if at == nil && ast.IsExported(fn) {
		at = s.params[fn]
	}
	for i := range at {
		if i < len(c.Args) {
			s.note(dir, c.Args[i], c.Args)
		}
	}
}

// literal looks at a struct, a map, or a list of structs without their type.
func (s *scanner) literal(dir string, c *ast.CompositeLit, typ ast.Expr) {
	if p, ok := typ.(*ast.StarExpr); ok {
		typ = p.X
	}
	at, known := s.fields[dir+"."+name(typ)]
	if st, ok := typ.(*ast.StructType); ok {
		at = slices.Index(flat(st.Fields), "code")
		known = at >= 0
	}
	for i, e := range c.Elts {
		kv, keyed := e.(*ast.KeyValueExpr)
		switch {
		case keyed && isCode(key(kv.Key)):
			s.note(dir, kv.Value, append(c.Elts, kv.Key, typ))
		case !keyed && known && i == at:
			s.note(dir, e, c.Elts)
		}
		if keyed {
			e = kv.Value
		}
		if inner, ok := e.(*ast.CompositeLit); ok && inner.Type == nil {
			s.literal(dir, inner, within(typ))
		}
	}
}

func (s *scanner) values(dir string, names, values []ast.Expr) {
	for i, n := range names {
		if i < len(values) && isCode(name(n)) {
			s.note(dir, values[i], nil)
		}
	}
}

var codeForm = regexp.MustCompile(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$`)

// note keeps a code with the kinds and statuses that stand beside it.
func (s *scanner) note(dir string, e ast.Expr, beside []ast.Expr) {
	if id, ok := e.(*ast.Ident); ok && s.named[dir+"."+id.Name] != nil {
		e = s.named[dir+"."+id.Name]
	}
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return
	}
	text, err := strconv.Unquote(lit.Value)
	if err != nil || !codeForm.MatchString(text) {
		return
	}
	c := s.found[text]
	if c == nil {
		c = &code{}
		s.found[text] = c
	}
	c.packages = add(c.packages, dir)
	for _, b := range beside {
		if kv, ok := b.(*ast.KeyValueExpr); ok {
			b = kv.Value
		}
		switch b := b.(type) {
		case *ast.SelectorExpr:
			if room := name(b.X); room == "fault" || room == "http" {
				c.ways = add(c.ways, b.Sel.Name)
			}
		case *ast.Ident:
			if b.Name == "userError" { // the type of the literal
				c.ways = add(c.ways, "UserError")
			}
		case *ast.BasicLit:
			if key(b) == "code" { // of the extensions of an error
				c.ways = add(c.ways, "Extension")
			}
		}
	}
}

func add(to []string, s string) []string {
	if slices.Contains(to, s) {
		return to
	}
	to = append(to, s)
	slices.Sort(to)
	return to
}

func isCode(name string) bool {
	return strings.HasPrefix(strings.ToLower(name), "code") && !strings.HasPrefix(name, "codec")
}

// key is the name of a field, or the text of a key.
func key(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok {
		return strings.Trim(lit.Value, `"`)
	}
	return name(e)
}

// name is the last name of an expression: of fault.Coded it is Coded.
func name(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.StarExpr:
		return name(e.X)
	case *ast.UnaryExpr:
		return name(e.X)
	case *ast.IndexExpr:
		return name(e.X)
	}
	return ""
}

func idents(names []*ast.Ident) []ast.Expr {
	out := make([]ast.Expr, len(names))
	for i, n := range names {
		out[i] = n
	}
	return out
}
