package contract

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// installTime bounds the first run; node's own programs have runTime.
const (
	installTime = 4 * time.Minute
	runTime     = 2 * time.Minute
)

// folder is a copy of client/ with its packages beside it.
func folder(t *testing.T) string {
	t.Helper()
	packages := packages(t)
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("client")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(packages, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// packages is where the pinned packages are; a machine without node has none.
func packages(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("short: clients in Node are not run")
	}
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("no %s on this machine: clients in Node are not run", tool)
		}
	}
	dir, err := installed()
	if err != nil {
		t.Skipf("the packages of graph/contract/client cannot be installed: %v", err)
	}
	return dir
}

// installed installs once for all tests and runs. The folder gets its name when
// it is whole, so an interrupted run leaves nothing that a later one would trust.
var installed = sync.OnceValues(func() (string, error) {
	lock, err := os.ReadFile("client/package-lock.json")
	if err != nil {
		return "", err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(lock)
	home := filepath.Join(cache, "portico", "contract-"+hex.EncodeToString(sum[:8]))
	if _, err := os.Stat(home); err == nil {
		return filepath.Join(home, "node_modules"), nil
	}
	if err := install(home); err != nil {
		return "", err
	}
	return filepath.Join(home, "node_modules"), nil
})

func install(home string) error {
	if err := os.MkdirAll(filepath.Dir(home), 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp(filepath.Dir(home), "installing-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if err := os.CopyFS(work, os.DirFS("client")); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), installTime)
	defer cancel()
	npm := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
	npm.Dir, npm.Stderr = work, os.Stderr
	if err := npm.Run(); err != nil {
		return err
	}
	if err := os.Rename(work, home); err != nil && !os.IsExist(err) {
		return err
	}
	return nil
}

// node runs a program of client/ and gives what it printed as JSON.
func node[T any](t *testing.T, dir string, in any, args ...string) (out T) {
	t.Helper()
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	said := run(t, dir, text, args...)
	if err := json.Unmarshal(said, &out); err != nil {
		t.Fatalf("node %v: %v\n%s", args, err, said)
	}
	return out
}

// run runs node and gives what it printed; a failure ends the test.
func run(t *testing.T, dir string, in []byte, args ...string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), runTime)
	defer cancel()
	var said, complained bytes.Buffer
	cmd := exec.CommandContext(ctx, "node", args...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = dir, bytes.NewReader(in), &said, &complained
	if err := cmd.Run(); err != nil {
		t.Fatalf("node %v: %v\n%s%s", args, err, &said, &complained)
	}
	return said.Bytes()
}
