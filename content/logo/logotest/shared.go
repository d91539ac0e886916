package logotest

import (
	"os"
	"path/filepath"
	"testing"
)

// Shared is a folder of the test material that lies beside the repository, at
// ../shared or where PORTICO_SHARED points. Where there is none the test is
// skipped, and says so.
func Shared(t testing.TB, folder string) string {
	t.Helper()
	dir := filepath.Join(sharedRoot(t), filepath.FromSlash(folder))
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no test material at %s; set PORTICO_SHARED to the folder that holds %s", dir, folder)
	}
	return dir
}

func sharedRoot(t testing.TB) string {
	if dir := os.Getenv("PORTICO_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(dir), "shared")
		}
	}
	return "shared"
}
