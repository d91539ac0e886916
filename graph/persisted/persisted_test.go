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
