package persisted

import (
	"os"
	"path/filepath"
	"testing"
)

const viewer = "query Viewer { viewer { roles } }"

func load(t *testing.T, text string) (*List, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "manifest.json")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(name)
}

func TestAFolderIsAllOfItsManifests(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if _, err := Load(folder); err == nil {
		t.Error("an empty folder is taken for a manifest")
	}
	for name, text := range map[string]string{"1.json": `{"one": "` + viewer + `"}`, "2.json": `{"two": "query { viewer { actions } }"}`, "notes.txt": "not read"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, err := Load(folder)
	if err != nil || l.Len() != 2 {
		t.Fatalf("%v, %v", l, err)
	}
	for _, id := range []string{"one", "two"} {
		if _, ok := l.Text(id); !ok {
			t.Errorf("%s is not there", id)
		}
	}
}

func TestEveryKindOfManifestIsRead(t *testing.T) {
	t.Parallel()
	for kind, text := range map[string]string{
		"relay":  `{"abc": "` + viewer + `"}`,
		"apollo": `{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "abc", "name": "Viewer", "type": "query", "body": "` + viewer + `"}]}`,
	} {
		l, err := load(t, text)
		if err != nil || l.Len() != 1 {
			t.Fatalf("%s: %v, %v", kind, l, err)
		}
		for _, id := range []string{"abc", hashOf([]byte(viewer)), "sha256:" + hashOf([]byte(viewer))} {
			if got, ok := l.Text(id); !ok || got != viewer {
				t.Errorf("%s: %s is %q", kind, id, got)
			}
		}
	}
	for _, text := range []string{"", "[]", `{"a": 1}`, `"x"`} {
		if _, err := load(t, text); err == nil {
			t.Errorf("%q is taken for a manifest", text)
		}
	}
}

func TestWhiteSpaceMakesNoOtherOperation(t *testing.T) {
	t.Parallel()
	l, err := load(t, `{"abc": "`+viewer+`"}`)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		viewer: true,
		"# of the portal\nquery Viewer {\n  viewer, { roles }\n}":        true,
		"query Viewer { viewer { actions } }":                            false,
		"query Viewer { viewer { roles roles } }":                        false,
		"query Viewer { viewer { roles } } query B { viewer { roles } }": false,
		"": false, "\"": false,
	} {
		if l.Holds(text) != want {
			t.Errorf("Holds(%q) = %v", text, !want)
		}
	}
}
