package pdf

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/portico-prm/portico/content/problem"
)

// shared finds the corpus beside the repository, or skips the test.
func shared(t testing.TB, pattern string) []string {
	t.Helper()
	dir := os.Getenv("PORTICO_SHARED")
	if dir == "" {
		dir = besideModule(t)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "corpus", pattern))
	if len(files) == 0 {
		t.Skipf("no %s in %s: set PORTICO_SHARED to test over the corpus", pattern, dir)
	}
	return files
}

// besideModule is the folder "shared" next to the one that holds go.mod.
func besideModule(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(dir), "shared")
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
		dir = filepath.Dir(dir)
	}
}

// tally counts how a corpus fares.
type tally struct {
	stamped, refused, active, rewritten int
	slowest                             time.Duration
	slowestFile                         string
}

// TestCorpus stamps text, a picture, a code and a link on page 1 of real files
// and reads every result back.
func TestCorpus(t *testing.T) {
	t.Parallel()
	files := shared(t, "pdf/*.pdf")
	n := over(t, files)
	t.Logf("%d files: %d stamped (%d rewritten, %d with active content), %d refused, slowest %v %s",
		len(files), n.stamped, n.rewritten, n.active, n.refused, n.slowest, n.slowestFile)
	if n.refused*100 > len(files)*2 {
		t.Errorf("%d of %d real files are refused, more than 2 %%", n.refused, len(files))
	}
}

// TestHostileCorpus only asks for an answer: a stamped file or a refusal, soon.
func TestHostileCorpus(t *testing.T) {
	t.Parallel()
	files := shared(t, "hostile/pdf-*")
	n := over(t, files)
	t.Logf("%d files: %d stamped (%d rewritten, %d with active content), %d refused, slowest %v %s",
		len(files), n.stamped, n.rewritten, n.active, n.refused, n.slowest, n.slowestFile)
	if n.slowest > 2*time.Second {
		t.Errorf("%s took %v", n.slowestFile, n.slowest)
	}
}

func over(t *testing.T, files []string) tally {
	t.Helper()
	var n tally
	for _, file := range files {
		src := mustRead(t, file)
		start := time.Now()
		t.Run(filepath.Base(file), func(t *testing.T) { n.one(t, src) })
		if took := time.Since(start); took > n.slowest {
			n.slowest, n.slowestFile = took, filepath.Base(file)
		}
	}
	return n
}

func mustRead(t *testing.T, file string) []byte {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func (n *tally) one(t *testing.T, src []byte) {
	plan, source, report, err := Prepare(src, DefaultLimits())
	if err != nil {
		var l problem.List
		if !errors.As(err, &l) || !l.Blocking() {
			t.Errorf("refused without a reason: %v", err)
		}
		n.refused++
		return
	}
	stampAndRead(t, plan, source)
	n.stamped++
	if report.Active {
		n.active++
	}
	if report.Rewritten != "" {
		n.rewritten++
	}
}
