package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/templates"
)

const renderInto = "PORTICO_TEST_RENDER_INTO"

// Equal inputs give equal bytes in every process: on one core or two, in another
// zone and language, with memory that is collected at other times. The long form,
// with two unlike builds, is scripts/reproduce.
func TestAnotherProcessMakesTheSameFiles(t *testing.T) {
	if dir := os.Getenv(renderInto); dir != "" {
		renderKits(t, dir)
		return
	}
	t.Parallel()
	here := elsewhere(t, "GOMAXPROCS=2", "TZ=UTC", "LANG=C.UTF-8")
	there := elsewhere(t, "GOMAXPROCS=1", "GOGC=20", "TZ=Asia/Kolkata", "LANG=de_DE.UTF-8")
	if len(here) < len(templates.Kits()) {
		t.Fatalf("only %d files were made", len(here))
	}
	if diff := cmp.Diff(here, there); diff != "" {
		t.Errorf("files differ:\n%s", diff)
	}
}

// elsewhere runs this test in a process of its own and gives the sums of its files.
func elsewhere(t *testing.T, env ...string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0], "-test.run=^TestAnotherProcessMakesTheSameFiles$")
	cmd.Env = append(os.Environ(), append(env, renderInto+"="+dir)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	sums := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), ".") || strings.HasSuffix(name, ".json") {
			return err
		}
		data, err := os.ReadFile(name)
		short, _ := filepath.Rel(dir, name)
		sums[short] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

// renderKits makes everything of every kit for one sample partner.
func renderKits(t *testing.T, into string) {
	for _, kit := range templates.Kits() {
		from := filepath.Join("..", "..", "templates", kit)
		samples := filepath.Join(t.TempDir(), "partners")
		if err := os.CopyFS(samples, os.DirFS(filepath.Join(from, "fixtures"))); err != nil {
			t.Fatal(err)
		}
		all, err := filepath.Glob(filepath.Join(samples, "*.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		keep := filepath.Join(samples, "gold-reseller-de.yaml")
		if !slices.Contains(all, keep) {
			keep = all[0]
		}
		for _, other := range all {
			if other != keep {
				_ = os.Remove(other)
			}
		}
		portico(t, "render", from, "--partners", samples, "-o", filepath.Join(into, kit))
	}
}
