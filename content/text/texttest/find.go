package texttest

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/content/text"
	"github.com/portico-prm/portico/templates"
)

// Fonts are the sample's font and the Latin one behind it.
func (s Sample) Fonts(t testing.TB) []*text.Font {
	t.Helper()
	first := parse(t, s.Font, s.File(t))
	if s.Font == Latin {
		return []*text.Font{first}
	}
	return []*text.Font{first, parse(t, Latin, LatinFile(t))}
}

func parse(t testing.TB, name string, file []byte) *text.Font {
	t.Helper()
	f, err := text.Parse(name, file)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// File is the sample's font. Without the package that brings it the test is
// skipped, and says so.
func (s Sample) File(t testing.TB) []byte {
	t.Helper()
	if b, ok := spec.ShippedFont(s.Font); ok {
		return b
	}
	if s.Font == Latin {
		return LatinFile(t)
	}
	b, err := os.ReadFile(debian(t, s.Font, s.Package))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// LatinFile is the font of the shipped kits.
func LatinFile(t testing.TB) []byte {
	t.Helper()
	b, err := fs.ReadFile(templates.FS("edge-gateway-datasheet"), Latin)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// debian is where a font file of a package lies.
func debian(t testing.TB, file, from string) (path string) {
	t.Helper()
	_ = filepath.WalkDir("/usr/share/fonts", func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == file {
			path = p
			return fs.SkipAll
		}
		return nil
	})
	if path == "" {
		t.Skipf("no font %s on this machine; apt-get install %s", file, from)
	}
	return path
}

// Fit sets the sample on one line of a size.
func (s Sample) Fit(t testing.TB, size, width float64) text.Block {
	t.Helper()
	b, found := text.Fit(text.Request{Where: s.Name, Language: s.Language, Width: width, Height: 4 * size, MaxSize: size,
		Paragraphs: []text.Paragraph{{Text: s.Text, Fonts: s.Fonts(t)}}})
	if len(found) > 0 || len(b.Lines) != 1 {
		t.Fatalf("%s: %d lines, %v", s.Name, len(b.Lines), found)
	}
	return b
}

// Tool runs a program. Where it is not installed the test is skipped.
func Tool(t testing.TB, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("no %s on this machine", name)
	}
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return string(out)
}
