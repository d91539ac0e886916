package main

import (
	"encoding/json"
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
)

const someID = "0198c0de-0000-7000-8000-000000000001"

func read(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return common(v)
}

func TestAnswersOfSeveralDialectsCompareEqual(t *testing.T) {
	t.Parallel()
	global := ids.Global("Partner", someID)
	portico := read(t, `{"id": "`+global+`", "at": "2026-05-01T00:00:00Z", "none": null, "decision": {"result": "LOCKED", "unmetCount": 2}}`)
	for name, other := range map[string]string{
		"postgraphile": `{"id": "` + someID + `", "at": "2026-05-01T02:00:00+02:00", "none": null, "decision": [{"result": "LOCKED", "unmetCount": 2}]}`,
		"yoga":         `{"id": "` + someID + `", "at": "2026-05-01T00:00:00+00", "none": null, "decision": {"result": "LOCKED", "unmetCount": 2}}`,
	} {
		if d := difference("data", portico, read(t, other)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestADifferenceIsNamed(t *testing.T) {
	t.Parallel()
	a := read(t, `{"nodes": [{"id": "x", "n": 1}, {"id": "y", "n": 2}]}`)
	for name, tt := range map[string]struct{ other, want string }{
		"another value":  {`{"nodes": [{"id": "x", "n": 1}, {"id": "y", "n": 3}]}`, "data.nodes[1].n is 2 and 3"},
		"another order":  {`{"nodes": [{"id": "y", "n": 2}, {"id": "x", "n": 1}]}`, "data.nodes[0].id is x and y"},
		"a row less":     {`{"nodes": [{"id": "x", "n": 1}]}`, "data.nodes has 2 rows and 1"},
		"a field absent": {`{"nodes": [{"id": "x"}, {"id": "y", "n": 2}]}`, "data.nodes[0] is map[id:x n:1] and map[id:x]"},
	} {
		if got := difference("data", a, read(t, tt.other)); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestObjectsAreCounted(t *testing.T) {
	t.Parallel()
	if n := objects(read(t, `{"partners": {"nodes": [{"id": "x"}, {"id": "y"}]}}`)); n != 4 {
		t.Errorf("%d objects, want 4", n)
	}
}
