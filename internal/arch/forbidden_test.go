package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// forbidden calls, each with its reason. "x.Name" is a name of an import.
var forbidden = map[string]string{
	"image.Decode":                "imaging registers decoders for TIFF and BMP; sniff, check the header, call the decoder by name",
	"image.DecodeConfig":          "the same: call the decoder by name",
	"imaging.Open":                "it decodes whatever a file claims to be",
	"imaging.Decode":              "it decodes whatever a file claims to be",
	"imaging.Save":                "outputs are written by our own encoders, with equal bytes for equal inputs",
	"gopdf.ImportPage":            "gopdf's import panics or hangs on real documents; content/pdf reads them",
	"gopdf.ImportPagesFromSource": "gopdf's import panics or hangs on real documents; content/pdf reads them",
	"os.Getenv":                   "the environment is read in internal/platform/config only",
	"os.LookupEnv":                "the environment is read in internal/platform/config only",
	"os.Environ":                  "the environment is read in internal/platform/config only",
}

// readers of the environment, besides config: what runs before there is one.
var readers = []string{"internal/platform/config", "internal/platform/pglocal", "internal/platform/sandbox", "internal/testdb", "internal/testkit", "content/logo/logotest", "bench", "examples", "templates/art"}

func TestNobodyCallsWhatIsForbidden(t *testing.T) {
	t.Parallel()
	root := "../.."
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && path != root || d.Name() == "testdata" || d.Name() == "node_modules") {
			return fs.SkipDir
		}
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			for _, c := range calls(t, path) {
				t.Error(c)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAForbiddenCallIsSeen(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "x.go")
	src := "package x\n\nimport \"image\"\n\nvar _, _, _ = image.Decode(nil)\n"
	if err := os.WriteFile(file, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	if len(calls(t, file)) != 1 {
		t.Error("not seen")
	}
}

func calls(t *testing.T, path string) (out []string) {
	t.Helper()
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	here := strings.TrimPrefix(filepath.ToSlash(path), "../../")
	ast.Inspect(f, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := s.X.(*ast.Ident)
		if !ok {
			return true
		}
		name := x.Name + "." + s.Sel.Name
		if why, bad := forbidden[name]; bad && !excused(here, name) {
			out = append(out, set.Position(s.Pos()).String()+": "+name+": "+why)
		}
		return true
	})
	return out
}

func excused(path, name string) bool {
	if !strings.HasPrefix(name, "os.") {
		return false
	}
	for _, dir := range readers {
		if strings.HasPrefix(path, dir+"/") {
			return true
		}
	}
	return false
}
