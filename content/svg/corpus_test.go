package svg

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/portico-prm/portico/content/logo/logotest"
)

// Real logos: each is drawn, or refused with a reason; none takes a second.
func TestRealLogos(t *testing.T) {
	files := corpus(t, "corpus/svg", "*.svg")
	refused := 0
	for _, f := range files {
		if !oneLogo(t, f) {
			refused++
		}
	}
	if t.Logf("%d logos, %d refused", len(files), refused); refused > len(files)*4/100 {
		t.Errorf("%d of %d logos were refused", refused, len(files))
	}
}

// oneLogo reads, draws and stores a file; false when it is refused.
func oneLogo(t *testing.T, file string) bool {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	drawn := false
	took := logotest.CPU(t, func() {
		tree, found, err := Parse(data, Limits{})
		if err != nil || (tree == nil) != found.Blocking() {
			t.Errorf("%s: tree %v, %v, %v", filepath.Base(file), tree != nil, found, err)
		}
		if tree == nil {
			return
		}
		drawn = true
		tree.Raster(256, 256)
		checkForm(t, tree.Form())
		b, err := json.Marshal(tree)
		if err == nil {
			err = json.Unmarshal(b, &Tree{})
		}
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
		}
	})
	if took > time.Second {
		t.Errorf("%s took %v", filepath.Base(file), took)
	}
	return drawn
}

// Hostile files: whatever they are, nothing panics and none takes a second.
func TestHostileFiles(t *testing.T) {
	for _, f := range corpus(t, "corpus/hostile", "svg-*") {
		oneLogo(t, f)
	}
}

func corpus(t *testing.T, folder, pattern string) []string {
	t.Helper()
	dir := logotest.Shared(t, folder)
	files, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(files) == 0 {
		t.Skipf("no %s in %s", pattern, dir)
	}
	return files
}
