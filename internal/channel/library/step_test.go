package library_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/testkit"
)

// Each kind of change, under numbers that are just large enough and just too
// small. The refusal names what changed, the part that rises, and to what.
func TestAVersionNumberHasToSayWhatChanged(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		carries string
		swaps   []string
		code    string
		says    []string
	}{
		"a word, as a patch":             {"1.2.4", []string{"margin and pricing guide", "margin and price guide"}, "OK", nil},
		"a word, as a minor":             {"1.3.0", []string{"margin and pricing guide", "margin and price guide"}, "OK", nil},
		"a word, behind the last":        {"1.2.2", []string{"margin and pricing guide", "margin and price guide"}, "VERSION_TOO_SMALL", []string{"title", "third part", "1.2.4"}},
		"a new output, as a patch":       {"1.2.4", newOutput, "VERSION_TOO_SMALL", []string{"outputs.handout is new", "minor", "second part", "1.3.0"}},
		"a new output, as a minor":       {"1.3.0", newOutput, "OK", nil},
		"another rule, as a patch":       {"1.2.4", otherRule, "VERSION_TOO_SMALL", []string{"access", "major", "first part", "2.0.0"}},
		"another rule, as a minor":       {"1.3.0", otherRule, "VERSION_TOO_SMALL", []string{"access", "major", "first part", "2.0.0"}},
		"another rule, as a major":       {"2.0.0", otherRule, "OK", nil},
		"nothing, behind the last":       {"1.2.2", nil, "VERSION_TOO_SMALL", []string{"1.2.3 already", "above 1.2.3"}},
		"nothing, under a higher number": {"1.2.4", nil, "OK", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := testkit.New(t)
			w.Publish(w.NextDraft(testkit.Folder(testkit.Pricing), "1.2.3"))
			v, err := w.Library.Upload(w.System(), testkit.Folder(testkit.Pricing, append([]string{"version: 1.0.0", "version: " + tt.carries}, tt.swaps...)...))
			w.Must(err)
			finding := found(t, v, "VERSION_TOO_SMALL")
			if (finding != nil) != (tt.code != "OK") {
				t.Errorf("the draft says %v", finding)
			}
			_, err = w.Library.Submit(w.System(), v.ID)
			w.Wants("to submit", err, tt.code)
			for _, word := range tt.says {
				if err == nil || !strings.Contains(err.Error(), word) || finding == nil || !strings.Contains(finding.String(), word) {
					t.Errorf("%q is missing in %q, or in %q", word, err, finding)
				}
			}
			var f *fault.Error
			if errors.As(err, &f) && f.Field != "version" {
				t.Errorf("the refusal is about %q", f.Field)
			}
		})
	}
}

var (
	newOutput = []string{"    outputs:\n", "    outputs:\n      handout: {format: pdf, maxBytes: 3000000}\n"}
	otherRule = []string{"in: [active]}", "in: [active, trial]}"}
)

func found(t *testing.T, v *library.Version, code string) *problem.Problem {
	t.Helper()
	var list problem.List
	if err := json.Unmarshal(v.Problems, &list); err != nil {
		t.Fatal(err)
	}
	for i := range list {
		if list[i].Code == code {
			return &list[i]
		}
	}
	return nil
}

// What was right when it was approved need not be when it is published.
func TestANumberIsMeasuredAgainAtPublish(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	folder := testkit.Folder(testkit.Pricing)
	w.Publish(w.NextDraft(folder, "1.0.0"))
	late := at(w, folder, "1.1.0", library.Approved)
	w.Publish(w.NextDraft(folder, "1.2.0"))
	_, err := w.Library.Publish(w.System(), late.ID)
	w.Wants("a lower number", err, "VERSION_TOO_SMALL")
	if now, _ := w.Library.Version(w.System(), late.ID); now.State != library.Approved {
		t.Errorf("the version is %s", now.State)
	}
}

// A recalled version keeps its number: copies of it are out.
func TestARecalledVersionIsTheOneToSurpass(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	folder := testkit.Folder(testkit.Pricing)
	at(w, folder, "2.0.0", library.Withdrawn)
	_, err := w.Library.Submit(w.System(), w.NextDraft(folder, "1.9.9").ID)
	w.Wants("a lower number", err, "VERSION_TOO_SMALL")
	_, err = w.Library.Submit(w.System(), w.NextDraft(folder, "2.0.1").ID)
	w.Wants("the next number", err, "OK")
}

// Whatever the order in which versions are published at once, the last is the highest.
func TestARacePublishesUpwardsOnly(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	folder := testkit.Folder(testkit.Pricing)
	var run []func() error
	for _, number := range []string{"1.4.0", "1.1.0", "1.3.0", "1.2.0"} {
		v := at(w, folder, number, library.Approved)
		run = append(run, func() error { _, err := w.Library.Publish(w.System(), v.ID); return err })
	}
	got := testkit.Race(run...)
	high := w.Sees(w.System(), "select version from template_version where state = 'PUBLISHED'")
	if len(high) != 1 || high[0] != "1.4.0" || got["OK"]+got["VERSION_TOO_SMALL"] != 4 {
		t.Errorf("published is %v; the four read %v", high, got)
	}
}
