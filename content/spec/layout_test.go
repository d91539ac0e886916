package spec_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

// The flyer on a narrow page: a slip.
const slip = `page: {width: 100, height: 210, safe: 5}
pages:
  - base: {en: base/slip.pdf, de: base/slip.pdf}
    keepOut: [{id: vendor-logo, box: [8, 8, 36, 9]}]
    zones:
      qr: {box: [70, 120, 22, 22]}
      logo1: {box: [8, 24, 60, 16], align: [left], minWidth: 10}
      claim: {box: [8, 60, 84, 20], size: [14, 9]}
      contact: {box: [8, 120, 60, 24]}
      legal: {box: [8, 190, 84, 12]}
`

const tall = "      tall: {format: pdf, layout: layouts/slip.yaml}\n"

// withSlip is the flyer with an output in the layout.
func withSlip(t *testing.T, layout string) fstest.MapFS {
	t.Helper()
	f := goodFolder(change(t, "      web: {format: pdf}\n", "      web: {format: pdf}\n"+tall))
	f["base/slip.pdf"] = &fstest.MapFile{Data: []byte("%PDF-")}
	f["layouts/slip.yaml"] = &fstest.MapFile{Data: []byte(layout)}
	return f
}

func TestALayoutIsThePieceInOtherBoxes(t *testing.T) {
	t.Parallel()
	m, found := load(t, withSlip(t, slip))
	if found != nil {
		t.Fatal(found)
	}
	piece, _ := m.Pieces.Get("flyer")
	out, _ := piece.Outputs.Get("tall")
	laid := piece.As(out)
	if laid.Page.Width != 100 || piece.Page.Width != 210 || len(laid.Outputs) != 1 {
		t.Errorf("page %v, piece %v, outputs %v", laid.Page, piece.Page, laid.Outputs.Names())
	}
	// The order is that of the piece, not of the file; what is not said stays.
	a, b := piece.Pages[0].Zones, laid.Pages[0].Zones
	for i := range a {
		a, b := a[i], b[i]
		if a.ID != b.ID || a.Field != b.Field || a.Alt != b.Alt || a.Overflow != b.Overflow || a.Box == b.Box {
			t.Errorf("zone %d: %+v, was %+v", i, b, a)
		}
	}
	if logo := b[0]; logo.MinWidth != 10 || logo.MinHeight != 6 || !cmp.Equal(logo.Align, []string{"left"}) {
		t.Errorf("logo %+v", logo)
	}
	if claim := a[1]; *claim.Size != [2]float64{22, 16} || *b[1].Size != [2]float64{14, 9} {
		t.Errorf("sizes: %v and %v", *claim.Size, *b[1].Size)
	}
}

// A frozen manifest gets its layouts back from their own frozen form.
func TestAFrozenLayoutReadsBackEqual(t *testing.T) {
	t.Parallel()
	m, _ := load(t, withSlip(t, slip))
	var again map[string]*spec.Layout
	data, err := json.Marshal(m.Layouts)
	if err == nil {
		err = json.Unmarshal(data, &again)
	}
	if err != nil {
		t.Fatal(err)
	}
	before := spec.Diff(m, m)
	m.WithLayouts(again)
	fresh, _ := load(t, withSlip(t, slip))
	if d := spec.Diff(fresh, m); len(before)+len(d) != 0 || len(m.Shapes()) != 2 {
		t.Errorf("%v, %d shapes", d, len(m.Shapes()))
	}
}

func TestFindingsInLayouts(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ old, new, code, place string }{
		"unknown key":            {"align: [left]", "alignment: [left]", "SPEC_UNKNOWN_KEY", "layouts/slip.yaml:7:37 pages[0].zones.logo1.alignment"},
		"the words of a zone":    {"align: [left]", "field: company", "SPEC_UNKNOWN_KEY", "zones.logo1.field"},
		"zone without a place":   {"      qr: {box: [70, 120, 22, 22]}\n", "", "LAYOUT_ZONE_MISSING", "drop: [qr]"},
		"zone that is not there": {"claim:", "claims:", "ZONE_UNKNOWN", `Did you mean "claim"?`},
		"dropped and placed":     {"    zones:\n", "    drop: [qr]\n    zones:\n", "LAYOUT_ZONE_TWICE", "pages[0].drop"},
		"outside the safe area":  {"[8, 60, 84, 20]", "[8, 60, 90, 20]", "ZONE_OUTSIDE", "layouts/slip.yaml:8:15 pages[0].zones.claim.box"},
		"too near the mark":      {"[8, 24, 60, 16]", "[8, 20, 60, 16]", "ZONE_KEEP_OUT", "closer than 4.5 to vendor-logo"},
		"zones on each other":    {"[8, 120, 60, 24]", "[8, 120, 64, 24]", "ZONE_OVERLAP", "pages[0].zones.qr.box"},
		"too small for the mark": {"60, 16], align", "60, 4], align", "ZONE_TOO_SMALL", "at least 10 x 6"},
		"sizes swapped":          {"[14, 9]", "[9, 14]", "ZONE_SIZE", "zones.claim.size"},
		"unknown colour":         {"align: [left]", "background: inky", "COLOR_UNKNOWN", "zones.logo1.background"},
		"art not in the folder":  {"en: base/slip.pdf", "en: base/slips.pdf", "FILE_MISSING", "layouts/slip.yaml:3"},
		"art of one language":    {", de: base/slip.pdf", "", "BASE_MISSING", "art in de"},
		"too many pages":         {"pages:\n", "pages:\n  - {base: {en: base/slip.pdf#2, de: base/slip.pdf#2}, zones: {}}\n", "LAYOUT_PAGES", "has 2 pages, the piece flyer has 1"},
		"no place for the mark":  {"keepOut: [{id: vendor-logo", "keepOut: [{id: mark", "LAYOUT_VENDOR_MARK", "pages[0].keepOut"},
		"clauses dropped":        {"      legal: {box: [8, 190, 84, 12]}", "    drop: [legal]", "LAYOUT_DROPS", "without the clauses"},
		"required field dropped": {"      logo1: {box: [8, 24, 60, 16], align: [left], minWidth: 10}\n", "", "LAYOUT_DROPS", "required field logo"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !strings.Contains(slip, tt.old) {
				t.Fatalf("the slip has no %q", tt.old)
			}
			layout := strings.Replace(slip, tt.old, tt.new, 1)
			if tt.code == "LAYOUT_DROPS" && tt.new == "" {
				layout += "    drop: [logo1]\n"
			}
			_, found := load(t, withSlip(t, layout))
			expectFinding(t, found, tt.code, tt.place)
		})
	}
}

func expectFinding(t *testing.T, found problem.List, code, place string) {
	t.Helper()
	for _, p := range found {
		if p.Code == code && strings.Contains(p.String(), place) {
			return
		}
	}
	t.Errorf("no %s with %q among:\n%v", code, place, found)
}

func TestLayoutsAndOutputsFindEachOther(t *testing.T) {
	t.Parallel()
	f := withSlip(t, slip)
	f["layouts/slips.yaml"], f["layouts/slip.yaml"] = f["layouts/slip.yaml"], nil
	delete(f, "layouts/slip.yaml")
	_, found := load(t, f)
	expectFinding(t, found, "FILE_MISSING", `Did you mean "layouts/slips.yaml"?`)
	expectFinding(t, found, "LAYOUT_UNUSED", "layouts/slips.yaml")
}

// laidOut is the flyer with a changed slip, and with what follows it.
func laidOut(t *testing.T, old, new string, more ...string) *spec.Manifest {
	t.Helper()
	if !strings.Contains(slip, old) {
		t.Fatalf("the slip has no %q", old)
	}
	m, found := load(t, withSlip(t, strings.Replace(slip, old, new, 1)+strings.Join(more, "")))
	if m == nil {
		t.Fatal(found)
	}
	return m
}

func TestALayoutHasALevel(t *testing.T) {
	t.Parallel()
	was, _ := load(t, goodFolder(flyer))
	now, _ := load(t, withSlip(t, slip))
	cases := []struct {
		name     string
		old, now *spec.Manifest
		level    spec.Level
		where    string
	}{
		{"a ratio more", was, now, spec.Minor, "pieces.flyer.outputs.tall"},
		{"a ratio less", now, was, spec.Major, "pieces.flyer.outputs.tall"},
		{"another box", now, laidOut(t, "[8, 60, 84, 20]", "[8, 62, 84, 20]"), spec.Major, "layouts/slip.yaml pages[0].zones.claim"},
		{"another page", now, laidOut(t, "height: 210", "height: 220"), spec.Major, "layouts/slip.yaml page"},
		{"other art", now, laidOut(t, "base: {en: base/slip.pdf,", "base: {en: base/flyer.pdf,"), spec.Patch, "layouts/slip.yaml pages[0].base"},
		{"a zone less", now, laidOut(t, "      qr: {box: [70, 120, 22, 22]}\n", "", "    drop: [qr]\n"), spec.Major, "layouts/slip.yaml pages[0].drop"},
	}
	for _, c := range cases {
		got := spec.Diff(c.old, c.now)
		if got.Level() != c.level || len(got) == 0 || got[0].Where != c.where {
			t.Errorf("%s: %v, want %v at %s", c.name, got, c.level, c.where)
		}
	}
}
