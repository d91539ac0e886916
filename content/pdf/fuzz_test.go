package pdf

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/svg"
)

// small limits keep one fuzz run short; the code paths are the same.
var fuzzLimits = Limits{Bytes: 1 << 20, Pages: 20, Objects: 5000, Nesting: 32, Inflated: 4 << 20}

// seeds are files of every build, whole and broken.
func seeds(f *testing.F) {
	for _, s := range [][]byte{
		onePage(hello).classic(rooted), onePage(hello).modern(rooted), hybridFile(), grownFile(), shiftedFile(),
		prevLoop(), treeCycle(), selfMember(), ring(), countedFromOne(), manyPages(3),
		cutBefore(onePage(hello).modern(rooted), "startxref"),
		onePage("q BT (x").classic(rooted), onePage("Q BI /W 1 ID x EI").classic(rooted),
		with("/OpenAction <</S /JavaScript /JS (x)>>", "/Annots [<</Subtype /Link /Rect [0 0 1 1]>>]", ""),
		packed("/N 2 /First 4", "1 0 <</Pages 2 0 R>>"),
		[]byte("%PDF-1.4 1 0 obj<</Type/Catalog/Pages 2 0 R>>2 0 obj<</Kids[<</Type/Page>>]>>trailer<</Root 1 0 R>>"),
	} {
		f.Add(s)
	}
}

// FuzzPrepare asks of any bytes: an answer in time, and either a coded refusal
// or a source that reads back without repair.
func FuzzPrepare(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		start := time.Now() // generous: other work may run beside a fuzz
		_, source, report, err := Prepare(src, fuzzLimits)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("took %v", took)
		}
		if err != nil {
			var l problem.List
			if !errors.As(err, &l) || len(l) == 0 || l[0].Code == "" || l[0].Fix == "" {
				t.Errorf("refused without a reason: %v", err)
			}
			return
		}
		lim := fuzzLimits
		lim.Bytes *= 4
		if _, again, r, err := Prepare(source, lim); report.Rewritten != "" && (err != nil || r.Rewritten != "" || string(again) != string(source)) {
			t.Errorf("the clean copy needs repair: %v", err)
		}
	})
}

// FuzzTail asks of every file that is accepted: it can be stamped, and the
// result reads back.
func FuzzTail(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		plan, source, _, err := Prepare(src, fuzzLimits)
		if err != nil {
			return
		}
		stampAndRead(t, plan, source)
	})
}

// FuzzWithout asks of every file that is accepted: less its first page and its
// layers it is a file that reads back, or a reason.
func FuzzWithout(f *testing.F) {
	seeds(f)
	f.Add(secretFile().classic(rooted))
	f.Add(layered().modern(rooted))
	f.Fuzz(func(t *testing.T, src []byte) {
		plan, source, report, err := Prepare(src, fuzzLimits)
		if err != nil {
			return
		}
		cut := Cut{Layers: report.LayerNames}
		if len(plan.Slots) > 1 {
			cut.Pages = []int{0}
		}
		lim := fuzzLimits
		lim.Bytes *= 4
		out, err := Without(source, cut, lim)
		if err != nil {
			var l problem.List
			if !errors.As(err, &l) || l[0].Fix == "" {
				t.Errorf("refused without a reason: %v", err)
			}
			return
		}
		lim.Bytes *= 4
		if p, _, _, err := Prepare(out, lim); err != nil || len(p.Slots) != len(plan.Slots)-len(cut.Pages) {
			t.Errorf("the copy does not read back: %v", err)
		}
	})
}

// FuzzArtwork asks of any bytes: a drawing that can be painted, written and
// stored, or a reason; and no more work than the limits allow.
func FuzzArtwork(f *testing.F) {
	seeds(f)
	for _, a := range artworks {
		f.Add(a.page.classic(rooted))
	}
	drawing := svg.Limits{Operations: 100_000, Segments: 5000, Bitmaps: 1 << 20, Overdraw: 50}
	f.Fuzz(func(t *testing.T, src []byte) {
		start := time.Now()
		tree, found := Artwork(src, fuzzLimits, drawing)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("took %v", took)
		}
		if (tree == nil) != found.Blocking() {
			t.Fatalf("tree %v, %v", tree != nil, found)
		}
		if tree == nil {
			return
		}
		tree.Raster(64, 64)
		tree.Form()
		b, err := json.Marshal(tree)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &svg.Tree{}); err != nil {
			t.Fatalf("%v\n%s", err, b)
		}
	})
}
