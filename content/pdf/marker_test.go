package pdf

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/place"
)

// markedPage has a link and a form field as markers, and one of each that stays.
func markedPage(page string) *builder {
	b := onePage(hello)
	b.bodies[0] = "<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [7 0 R 9 0 R]>> /MarkInfo <</Marked true>> /StructTreeRoot 11 0 R>>"
	b.bodies[2] = "<</Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [6 0 R 8 0 R 9 0 R 10 0 R] " + page + ">>"
	b.add("<</Type /Annot /Subtype /Link /Rect [20 150 80 180] /A <</S /URI /URI (portico:logo1)>>>>")  // 6
	b.add("<</FT /Tx /T (portico:claim) /Kids [8 0 R]>>")                                               // 7
	b.add("<</Type /Annot /Subtype /Widget /Parent 7 0 R /Rect [100 30 200 20]>>")                      // 8
	b.add("<</Type /Annot /Subtype /Widget /FT /Tx /T (name) /Rect [0 0 9 9]>>")                        // 9
	b.add("<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /URI /URI (https://example.com/)>>>>") // 10
	b.add("<</Type /StructTreeRoot /K <</S /Document /K [12 0 R 13 0 R]>>>>")                           // 11
	b.add("<</S /Link /P 11 0 R /Pg 3 0 R /K <</Type /OBJR /Obj 6 0 R>>>>")                             // 12
	b.add("<</S /P /P 11 0 R /Pg 3 0 R /Alt (kept) /K [0 <</Type /OBJR /Obj 10 0 R>> <</S /Span>>]>>")  // 13
	return b
}

func TestMarkersGivePlacesAndAreTakenOut(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		page        string
		logo, claim place.Rect
	}{
		"as it is":       {"", place.Rect{X: 20, Y: 20, W: 60, H: 30}, place.Rect{X: 100, Y: 170, W: 100, H: 10}},
		"cropped":        {"/CropBox [10 10 290 190]", place.Rect{X: 10, Y: 10, W: 60, H: 30}, place.Rect{X: 90, Y: 160, W: 100, H: 10}},
		"turned right":   {"/Rotate 90", place.Rect{X: 150, Y: 20, W: 30, H: 60}, place.Rect{X: 20, Y: 100, W: 10, H: 100}},
		"upside down":    {"/Rotate 180", place.Rect{X: 220, Y: 150, W: 60, H: 30}, place.Rect{X: 100, Y: 20, W: 100, H: 10}},
		"in larger unit": {"/UserUnit 2", place.Rect{X: 40, Y: 40, W: 120, H: 60}, place.Rect{X: 200, Y: 340, W: 200, H: 20}},
		"trimmed":        {"/TrimBox [5 5 295 195]", place.Rect{X: 15, Y: 15, W: 60, H: 30}, place.Rect{X: 95, Y: 165, W: 100, H: 10}},
	}
	for what, tt := range tests {
		for kind, src := range map[string][]byte{"classic": markedPage(tt.page).classic(rooted), "stream": markedPage(tt.page).modern(rooted)} {
			p, out, r := mustPrepare(t, src)
			want := []Marker{{"logo1", 1, tt.logo}, {"claim", 1, tt.claim}}
			if len(r.Markers) != 2 || !sameMarker(r.Markers[0], want[0]) || !sameMarker(r.Markers[1], want[1]) {
				t.Errorf("%s, %s: markers %v, want %v", what, kind, r.Markers, want)
			}
			if r.Rewritten != "markers" || r.Active || len(r.Problems.Error()) > 0 && r.Problems.Has("PDF_REWRITTEN") {
				t.Errorf("%s, %s: rewritten %q, problems %v", what, kind, r.Rewritten, r.Problems)
			}
			if strings.Contains(everything(t, out), "portico:") {
				t.Errorf("%s, %s: a marker is left in the source", what, kind)
			}
			if r.Links != 1 || r.Fields != 1 || !r.Tagged || !bytes.Contains(out, []byte("(kept)")) || !bytes.Contains(out, []byte("/S /Span")) {
				t.Errorf("%s, %s: %d links, %d fields, tagged %v", what, kind, r.Links, r.Fields, r.Tagged)
			}
			stampAndRead(t, p, out)
		}
	}
}

func sameMarker(a, b Marker) bool {
	far := math.Abs(a.Box.X-b.Box.X) + math.Abs(a.Box.Y-b.Box.Y) + math.Abs(a.Box.W-b.Box.W) + math.Abs(a.Box.H-b.Box.H)
	return a.Name == b.Name && a.Page == b.Page && far < 1e-6
}

func TestAFormOfMarkersOnlyIsNoForm(t *testing.T) {
	t.Parallel()
	b := onePage(hello)
	b.bodies[0] = "<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [6 0 R]>>>>"
	b.bodies[2] = "<</Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [6 0 R]>>"
	b.add("<</Type /Annot /Subtype /Widget /FT /Btn /T (portico:logo) /Rect [0 0 9 9]>>")
	_, out, r := mustPrepare(t, b.classic(rooted))
	if bytes.Contains(out, []byte("AcroForm")) || bytes.Contains(out, []byte("/Annots")) || r.Fields != 0 {
		t.Errorf("the form is still there:\n%s", out)
	}
}

func TestSignedFilesWithMarkersSaySo(t *testing.T) {
	t.Parallel()
	b := markedPage("")
	b.bodies[8] = "<</Type /Annot /Subtype /Widget /FT /Sig /T (name) /V <</Type /Sig /Contents (x)>> /Rect [0 0 9 9]>>"
	if _, _, r := mustPrepare(t, b.classic(rooted)); !r.Problems.Has("PDF_REWRITTEN") {
		t.Errorf("nothing is said: %v", r.Problems)
	}
}

func TestStripKeepsMarkers(t *testing.T) {
	t.Parallel()
	out, err := Strip(markedPage("/AA <</O <</S /JavaScript /JS (evil)>>>>").classic(rooted), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, r := mustPrepare(t, out); len(r.Markers) != 2 {
		t.Errorf("markers %v", r.Markers)
	}
}
