package arch

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sort"
	"strings"
	"testing"
)

const module = "github.com/portico-prm/portico"

type pkg struct {
	ImportPath string
	Imports    []string
}

func TestImportsGoDownOnly(t *testing.T) {
	t.Parallel()
	for _, complaint := range complaints(house(t)) {
		t.Error(complaint)
	}
}

// A test that cannot fail proves nothing: here it is shown each kind of break.
func TestEveryKindOfBreakIsSeen(t *testing.T) {
	t.Parallel()
	breaks := map[string]pkg{
		"upward import":      {module + "/internal/platform/db", []string{module + "/internal/platform/gate"}},
		"sideways import":    {module + "/internal/channel/member", []string{module + "/internal/channel/program"}},
		"no place":           {module + "/internal/utils", nil},
		"library elsewhere":  {module + "/internal/channel/partner", []string{"github.com/jmoiron/sqlx"}},
		"content looks down": {module + "/content/spec", []string{module + "/internal/base/fault"}},
		"test tool in code":  {module + "/internal/channel/partner", []string{module + "/internal/testkit"}},
	}
	for name, p := range breaks {
		if len(complaints([]pkg{p})) == 0 {
			t.Errorf("%s: not seen", name)
		}
	}
}

func complaints(all []pkg) []string {
	var out []string
	for _, p := range all {
		own, ok := rankOf(p.ImportPath)
		if !ok {
			out = append(out, p.ImportPath+" has no rank: give it a place in ranks.go")
			continue
		}
		for _, dep := range p.Imports {
			if why := judge(p.ImportPath, own, dep); why != "" {
				out = append(out, fmt.Sprintf("%s imports %s: %s", short(p.ImportPath), short(dep), why))
			}
		}
	}
	sort.Strings(out)
	return out
}

func judge(from string, own Rank, dep string) string {
	if !strings.HasPrefix(dep, module) {
		return allowedIn(from, dep)
	}
	r, _ := rankOf(dep)
	if r >= own {
		return fmt.Sprintf("rank %g may not know rank %g", own, r)
	}
	if inside(short(from), aloof+"/...") && inside(short(dep), "internal/...") {
		return "the renderer knows nothing of internal"
	}
	return ""
}

func allowedIn(from, lib string) string {
	for prefix, where := range rooms {
		if lib != prefix && !strings.HasPrefix(lib, prefix+"/") {
			continue
		}
		for _, room := range where {
			if inside(short(from), room) {
				return ""
			}
		}
		return "this library is allowed only in " + strings.Join(where, ", ")
	}
	return ""
}

func rankOf(path string) (Rank, bool) {
	if r, ok := ranks[short(path)]; ok {
		return r, true
	}
	for pattern, r := range ranks {
		if strings.HasSuffix(pattern, "/...") && inside(short(path), pattern) {
			return r, true
		}
	}
	return 0, false
}

func inside(path, room string) bool {
	dir, deep := strings.CutSuffix(room, "/...")
	return path == dir || deep && strings.HasPrefix(path, dir+"/")
}

func short(path string) string { return strings.TrimPrefix(path, module+"/") }

func house(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", module+"/...").Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		t.Fatalf("go list: %s", failed.Stderr) // a circle, for instance
	}
	if err != nil {
		t.Fatal(err)
	}
	var all []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
