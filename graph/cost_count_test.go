package graph

import (
	"encoding/json"
	"testing"
)

func TestOnlyObjectsAreCounted(t *testing.T) {
	t.Parallel()
	for want, v := range map[int]any{
		0: nil,
		1: map[string]any{"data": []any{1, "{", `{"`, `a{"b`, `{"}`, "{", `\{`}},
		2: map[string]any{"__typename": "x{", "b": map[string]any{"c": "{,"}},
		3: map[string]any{"a": []any{map[string]any{"A": `"{"`}, map[string]any{"z": "é{"}}},
	} {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if got := objects(text); got != want {
			t.Errorf("%s has %d objects, counted %d", text, want, got)
		}
	}
}
