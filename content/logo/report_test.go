package logo

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/content/logo/logotest"
)

func TestReportOfAnAcceptedFile(t *testing.T) {
	t.Parallel()
	f := logotest.TallSVG()
	r, err := check(f.Name, f.Data)
	if err != nil {
		t.Fatal(err)
	}
	got := asMap(t, r)
	mark := got["mark"].(map[string]any)
	want := map[string]any{
		"kind": "vector", "format": "svg", "width": 200.0, "height": 1200.0, "aspect": 0.1667,
		"trimmed": map[string]any{"x": 0.0, "y": 0.0, "w": 200.0, "h": 1200.0},
		"flags":   map[string]any{"singleHue": true, "nearWhite": false, "nearBlack": false, "ownPlate": false},
	}
	for k, v := range want {
		if diff := cmp.Diff(v, mark[k]); diff != "" {
			t.Errorf("%s: %s", k, diff)
		}
	}
	if got["accepted"] != true || len(got["findings"].([]any)) != 1 {
		t.Errorf("accepted %v, findings %v", got["accepted"], got["findings"])
	}
}

func TestReportOfARefusedFile(t *testing.T) {
	t.Parallel()
	f := logotest.HeaderLie()
	r, err := check(f.Name, f.Data)
	if err != nil {
		t.Fatal(err)
	}
	got := asMap(t, r)
	if got["accepted"] != false || got["mark"] != nil || len(got["findings"].([]any)) != 1 {
		t.Errorf("%v", got)
	}
}

func TestFindingsAreNeverNull(t *testing.T) {
	t.Parallel()
	f := logotest.Wide()
	r, _ := check(f.Name, f.Data)
	if got, ok := asMap(t, r)["findings"].([]any); !ok || len(got) != 0 {
		t.Errorf("findings %v", got)
	}
}

func asMap(t *testing.T, r Report) map[string]any {
	t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// check takes a file in and reports on it.
func check(name string, data []byte) (Report, error) {
	m, found, err := Intake(name, data, Limits{})
	return NewReport(name, data, m, found), err
}
