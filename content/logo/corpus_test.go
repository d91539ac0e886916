package logo

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/portico-prm/portico/content/logo/logotest"
)

// Hostile files: whatever they are, nothing panics, none takes a second of
// the processor, and none takes much memory.
func TestHostileFiles(t *testing.T) {
	n, refused := intakeAll(t, "corpus/hostile", "image-*", "svg-*", "pdf-*", "zip-*", "font-*", "csv-*")
	t.Logf("%d hostile files, %d refused", n, refused)
}

// Real logos are accepted, but for a few with a reason.
func TestRealLogos(t *testing.T) {
	n, refused := intakeAll(t, "corpus/svg", "*.svg")
	if t.Logf("%d logos, %d refused", n, refused); refused > n*6/100 {
		t.Errorf("%d of %d logos were refused", refused, n)
	}
}

func intakeAll(t *testing.T, folder string, patterns ...string) (n, refused int) {
	t.Helper()
	dir := logotest.Shared(t, folder)
	for _, pattern := range patterns {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			n++
			if !intakeOne(t, f) {
				refused++
			}
		}
	}
	return n, refused
}

// maxAllocated is what reading one hostile file may allocate in all.
const maxAllocated = 256 << 20

func intakeOne(t *testing.T, file string) (accepted bool) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	took := logotest.CPU(t, func() {
		m, found, err := Intake(filepath.Base(file), data, Limits{})
		if err != nil || (m == nil) != found.Blocking() {
			t.Errorf("%s: mark %v, %v, %v", filepath.Base(file), m != nil, found, err)
		}
		accepted = m != nil
	})
	runtime.ReadMemStats(&after)
	if took > time.Second {
		t.Errorf("%s took %v", filepath.Base(file), took)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > maxAllocated {
		t.Errorf("%s took %d MB of memory", filepath.Base(file), used>>20)
	}
	return accepted
}
