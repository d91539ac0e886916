package css

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMatchOrdersByWeightThenPlace(t *testing.T) {
	t.Parallel()
	root := &Element{Name: "svg"}
	group := &Element{Name: "g", Classes: []string{"layer"}, Parent: root}
	rect := &Element{Name: "rect", ID: "r", Classes: []string{"a", "b"}, Parent: group}
	tests := map[string]struct {
		sheet string
		want  string // values of fill in order, the last wins
	}{
		"id over class over name":       {"#r{fill:3} .a{fill:2} rect{fill:1} *{fill:0}", "0 1 2 3"},
		"later wins among equals":       {".a{fill:1} .b{fill:2}", "1 2"},
		"two classes":                   {".a.b{fill:2} .b{fill:1} .a.c{fill:9}", "1 2"},
		"descendant":                    {"svg rect{fill:1} .layer .a{fill:2} defs rect{fill:9}", "1 2"},
		"child":                         {"g>rect{fill:1} svg > rect{fill:9}", "1"},
		"list":                          {"circle, rect , .x{fill:1}", "1"},
		"comments and html comments":    {"<!-- /* .a{fill:9} */ .a{fill:1} -->", "1"},
		"other media never apply":       {"@media print{rect{fill:9}} @import url(x.css); rect{fill:1}", "1"},
		"states and attributes neither": {"rect:hover{fill:9} rect[x]{fill:9} rect+rect{fill:9} rect{fill:1}", "1"},
		"root":                          {":root rect{fill:1}", "1"},
		"a block that never ends":       {"rect{fill:1", "1"},
		"semicolons in quotes":          {`rect{x:"a;b";fill:1}`, "1"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var s Sheet
			s.Add(tt.sheet)
			ds, _ := s.Match(rect)
			var got []string
			for _, d := range ds {
				if d.Name == "fill" {
					got = append(got, d.Value)
				}
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("%s\n%s", tt.sheet, diff)
			}
		})
	}
}

func TestInline(t *testing.T) {
	t.Parallel()
	got := Inline("Fill : red ! IMPORTANT; stroke:url(data:x;y) ;; broken; stroke-width:2")
	want := []Declaration{
		{"fill", "red", true}, {"stroke", "url(data:x;y)", false}, {"stroke-width", "2", false},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSkippedRulesAreReported(t *testing.T) {
	t.Parallel()
	var s Sheet
	s.Add("@import url(http://example.com/a.css); a:hover{x:y} p{x:y}")
	if diff := cmp.Diff([]string{"@import url(http://example.com/a.css)", "a:hover"}, s.Skipped); diff != "" {
		t.Error(diff)
	}
}
