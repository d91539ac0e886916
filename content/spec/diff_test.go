package spec_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/templates"
)

// version reads a shipped kit in which texts of files were exchanged.
func version(t *testing.T, kit string, swaps ...string) *spec.Manifest {
	t.Helper()
	folder := fstest.MapFS{}
	err := fs.WalkDir(templates.FS(kit), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(templates.FS(kit), name)
		for i := 0; i < len(swaps); i += 3 {
			if name == swaps[i] {
				text := strings.Replace(string(data), swaps[i+1], swaps[i+2], 1)
				if text == string(data) {
					t.Fatalf("%s has no %q", name, swaps[i+1])
				}
				data = []byte(text)
			}
		}
		folder[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	m, found := spec.Load(folder, spec.DefaultLimits())
	if m == nil {
		t.Fatal(found)
	}
	return m
}

const sheet, manifest = "edge-gateway-datasheet", "template.yaml"

func TestAChangeHasALevel(t *testing.T) {
	t.Parallel()
	old := version(t, sheet)
	cases := []struct {
		name  string
		level spec.Level
		where string // of the first change
		swaps []string
	}{
		{"nothing", spec.NoChange, "", nil},
		{"a word", spec.Patch, "strings.en.", []string{"strings/en.yaml", "e", "E"}},
		{"a tighter text", spec.Major, "fields.contact_name", []string{manifest, "edit: free, maxChars: 60", "edit: free, maxChars: 50"}},
		{"a locked field", spec.Major, "fields.phone", []string{manifest, "phone:        {type: phone, source: user.phone, edit: free", "phone:        {type: phone, source: user.phone, edit: locked"}},
		{"a field that nobody has to fill", spec.Minor, "fields.more", []string{manifest, "  contact_name:", "  more: {type: text, edit: free, maxChars: 10}\n  contact_name:"}},
		{"a field that everybody has to fill", spec.Major, "fields.more", []string{manifest, "  contact_name:", "  more: {type: text, edit: free, required: true, maxChars: 10}\n  contact_name:"}},
		{"another tier", spec.Major, "access", []string{manifest, "silver", "gold"}},
	}
	for _, c := range cases {
		got := spec.Diff(old, version(t, sheet, c.swaps...))
		if got.Level() != c.level || len(got) > 0 && !strings.HasPrefix(got[0].Where, c.where) {
			t.Errorf("%s: %v, want %v at %s", c.name, got, c.level, c.where)
		}
	}
}

// A long value is shown where it differs, not from its beginning.
func TestALongValueIsShownWhereItDiffers(t *testing.T) {
	t.Parallel()
	old := version(t, sheet)
	got := spec.Diff(old, version(t, sheet, manifest, `{text: "{website}", optional: true, link`, `{text: "{website}", optional: false, link`))
	if len(got) != 1 || !strings.Contains(got[0].What, `"optional":true`) || strings.Contains(got[0].What, "{company}") {
		t.Errorf("%v", got)
	}
}

func TestTheNextVersion(t *testing.T) {
	t.Parallel()
	for level, want := range map[spec.Level]string{spec.NoChange: "1.4.9", spec.Patch: "1.4.10", spec.Minor: "1.5.0", spec.Major: "2.0.0"} {
		if got := spec.Next("1.4.9", level); got != want {
			t.Errorf("%v: %s, want %s", level, got, want)
		}
	}
	if !spec.Older("1.9.0", "1.10.0") || spec.Older("2.0.0", "1.10.0") || spec.Older("1.0.0", "1.0.0") {
		t.Error("numbers are compared as texts")
	}
}
