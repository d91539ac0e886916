package drive

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// Build makes the binary in dir, as `make build` does, and gives its path.
func Build(ctx context.Context, dir string) (string, error) {
	name := filepath.Join(dir, "portico")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", name, "github.com/portico-prm/portico/cmd/portico")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w: %s", err, out)
	}
	return name, nil
}

// Folder makes a temporary folder that a database server can reach which runs
// as another user: those of the standard library are closed to others.
func Folder() (string, error) {
	dir, err := os.MkdirTemp("", "portico-drive-")
	if err != nil {
		return "", err
	}
	return dir, os.Chmod(dir, 0o755)
}
