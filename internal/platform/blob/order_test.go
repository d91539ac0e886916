package blob_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/internal/platform/blob"
)

// TestMain lets the test binary be the program whose system calls are watched.
func TestMain(m *testing.M) {
	dir := os.Getenv("BLOB_WATCHED")
	if dir == "" {
		os.Exit(m.Run())
	}
	d, err := blob.NewDisk(blob.DiskConfig{Dir: dir})
	if err == nil {
		_, err = d.Put(context.Background(), strings.NewReader("hello"))
	}
	if err != nil {
		panic(err)
	}
	fmt.Fprintln(os.Stderr, "stored") // here the transaction may commit
}

// A power cut after Put must not take the file, so the order on the disk counts:
// content, then its name, then the folder that holds the name (TRUST P17a).
func TestContentIsDurableBeforePutReturns(t *testing.T) {
	t.Parallel()
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed: apt-get install strace")
	}
	dir := t.TempDir()
	log := filepath.Join(t.TempDir(), "calls")
	cmd := exec.Command(strace, "-f", "-y", "-o", log, "-e", "trace=fsync,fdatasync,rename,renameat,renameat2,mkdirat,write", os.Args[0])
	cmd.Env = append(os.Environ(), "BLOB_WATCHED="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("strace may not watch here: %v: %s", err, bytes.TrimSpace(out))
	}
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"write tmp/new", "fsync tmp/new", // the content
		"mkdirat objects/2c", "fsync objects", // the folder, which is new
		"renameat objects/2c/2cf24", "fsync objects/2c", // the name
		"stored",
	}
	if diff := cmp.Diff(want, steps(string(text), dir)); diff != "" {
		t.Errorf("%s\n%s", diff, text)
	}
}

// steps reads what matters from strace's lines.
func steps(log, dir string) (list []string) {
	call := regexp.MustCompile(`(?m)^\d+ +(\w+)\(.*?` + regexp.QuoteMeta(dir) + `/((?:tmp/new|objects)[^"> ]*)(?:.*` + regexp.QuoteMeta(dir) + `/(objects/[^"> ]*))?`)
	for line := range strings.Lines(log) {
		if strings.Contains(line, `"stored\n"`) {
			list = append(list, "stored")
			continue
		}
		m := call.FindStringSubmatch(line)
		if m == nil || m[1] == "mkdirat" && m[2] == "objects" {
			continue
		}
		path := m[2]
		if m[3] != "" {
			path = m[3][:len("objects/2c/2cf24")]
		}
		if strings.HasPrefix(path, "tmp/new") {
			path = "tmp/new"
		}
		list = append(list, m[1]+" "+path)
	}
	return list
}
