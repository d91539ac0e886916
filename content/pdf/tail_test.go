package pdf

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"math"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/text"
)

// stampAndRead puts a sheet on the first page and reads the document back with
// our own reader.
func stampAndRead(t *testing.T, p *Plan, src []byte) []byte {
	t.Helper()
	tail, err := p.Tail(map[int]*place.Sheet{0: card(t, "Müller & Söhne")})
	if err != nil {
		t.Fatalf("Tail: %v", err)
	}
	file := append(bytes.Clone(src), tail...)
	lim := DefaultLimits()
	lim.Bytes += int64(len(tail))
	lim.Pages = 1 << 20
	d, err := open(file, lim)
	if err != nil {
		t.Fatalf("the stamped file does not open: %v", err)
	}
	s := newSurvey(d)
	if d.rebuilt || d.damaged || len(s.leaves) != len(p.Slots) {
		t.Fatalf("stamped file: rebuilt %v, damaged %v, %d pages of %d", d.rebuilt, d.damaged, len(s.leaves), len(p.Slots))
	}
	content := d.contents(s.leaves[0].dict.get("Contents"))
	if got := readAll(t, d.joined(content[len(content)-1:])); !strings.Contains(got, "/Artifact BMC q ") {
		t.Errorf("the page does not draw the overlay: %q", got)
	}
	return tail
}

func TestTailKeepsTheSource(t *testing.T) {
	t.Parallel()
	for what, file := range map[string][]byte{"classic": onePage(hello).classic(rooted), "stream": onePage(hello).modern(rooted)} {
		p, src, _ := mustPrepare(t, file)
		if !bytes.Equal(src, file) {
			t.Errorf("%s: the source is not the vendor's file", what)
		}
		tail := stampAndRead(t, p, src)
		if isStream := bytes.Contains(tail, []byte("/Type /XRef")); isStream != p.Stream {
			t.Errorf("%s: the tail's cross-reference is a stream: %v", what, isStream)
		}
		content := contentOf(t, append(src, tail...), 0)
		want := "q\n\n" + hello + "\n\nQ\n/Artifact BMC q 1 0 0 1 0 0 cm /Portico0 Do Q EMC\n\n"
		if diff := cmp.Diff(want, content); diff != "" {
			t.Errorf("%s: content: %s", what, diff)
		}
	}
}

func TestTailIsAFunctionOfItsInputs(t *testing.T) {
	t.Parallel()
	p, _, _ := mustPrepare(t, onePage(hello).classic(rooted))
	stored, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var want []byte
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			var again Plan
			if err := json.Unmarshal(stored, &again); err != nil {
				t.Error(err)
			}
			got, err := again.Tail(map[int]*place.Sheet{0: card(t, "Åse & Partner")})
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if want == nil {
				want = got
			}
			if !bytes.Equal(got, want) {
				t.Error("two renders of the same sheet differ")
			}
		})
	}
	wg.Wait()
	other, _ := p.Tail(map[int]*place.Sheet{0: card(t, "Other & Partner")})
	if id := regexp.MustCompile(`/ID \[[^]]*\]`); bytes.Equal(id.Find(want), id.Find(other)) {
		t.Error("two documents have one identity")
	}
}

func TestTailWithoutSheetsIsEmpty(t *testing.T) {
	t.Parallel()
	p, _, _ := mustPrepare(t, onePage(hello).classic(rooted))
	for _, sheets := range []map[int]*place.Sheet{nil, {0: nil}, {0: {}}} {
		if tail, err := p.Tail(sheets); len(tail) != 0 || err != nil {
			t.Errorf("Tail(%v) = %d bytes, %v", sheets, len(tail), err)
		}
	}
}

// TestTailIsSmall holds the budget of a two-page datasheet: 30 kB.
func TestTailIsSmall(t *testing.T) {
	t.Parallel()
	p, _, _ := mustPrepare(t, manyPages(2))
	tail, err := p.Tail(map[int]*place.Sheet{0: card(t, "Müller & Söhne"), 1: card(t, "Müller & Söhne")})
	if err != nil {
		t.Fatal(err)
	}
	if len(tail) > 30_000 {
		t.Errorf("the tail has %d bytes", len(tail))
	}
	for what, want := range map[string]int{"/FontFile2": 2, "/Subtype /Image": 2, "/Subtype /Link": 2, "/CIDToGIDMap /Identity": 2} {
		if got := bytes.Count(tail, []byte(what)); got != want { // the picture and its mask
			t.Errorf("%s appears %d times, want %d", what, got, want)
		}
	}
}

func TestTailTagsSubsets(t *testing.T) {
	t.Parallel()
	p, _, _ := mustPrepare(t, onePage(hello).classic(rooted))
	tail, err := p.Tail(map[int]*place.Sheet{0: card(t, "Müller")})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{"Go-Regular", "Go-Bold"} {
		re := regexp.MustCompile(`/(BaseFont|FontName) /[A-Z]{6}\+` + f + `\n`)
		if got := len(re.FindAll(tail, -1)); got != 3 {
			t.Errorf("%s is named with a tag %d times, want 3", f, got)
		}
	}
}

func TestTailClosesWhatThePageLeavesOpen(t *testing.T) {
	t.Parallel()
	p, src, _ := mustPrepare(t, onePage("q q BT (x) Tj").classic(rooted))
	content := contentOf(t, append(src, stampAndRead(t, p, src)...), 0)
	if !strings.Contains(content, "\nET Q Q Q\n/Artifact") {
		t.Errorf("content = %q", content)
	}
}

func TestTailReplacesContentThatTakesBackTooMuch(t *testing.T) {
	t.Parallel()
	p, src, _ := mustPrepare(t, onePage("Q 1 g Q").classic(rooted))
	content := contentOf(t, append(src, stampAndRead(t, p, src)...), 0)
	if !strings.HasPrefix(content, "q\n\n 1 g ") || strings.Count(content, "Q") != 2 {
		t.Errorf("content = %q", content)
	}
}

func TestTailKeepsWhatThePageHas(t *testing.T) {
	t.Parallel()
	b := onePage(hello)
	b.bodies[2] = "<</Type /Page /Parent 2 0 R /Contents [4 0 R] /Resources 6 0 R /Annots 8 0 R /Tabs /S /StructParents 3>>"
	b.add("<</Font <</F1 5 0 R>> /XObject 7 0 R>>")
	b.add("<</Portico0 4 0 R /Im1 4 0 R>>")
	b.add("[<</Subtype /Link /Rect [1 2 3 4]>> 5 0 R]")
	p, src, _ := mustPrepare(t, b.classic(rooted))
	d, err := open(append(src, stampAndRead(t, p, src)...), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	page := d.pages()[0].dict
	res := d.dict(page.get("Resources"))
	x := d.dict(res.get("XObject"))
	if !res.has("Font") || !x.has("Im1") || !x.has("Portico0") || !x.has("Portico1") || page.get("StructParents") != int64(3) {
		t.Errorf("page = %s", writer{same}.value(nil, page))
	}
	if annots, _ := page.get("Annots").(array); len(annots) != 3 {
		t.Errorf("annotations = %v, want the two old ones and ours", annots)
	}
}

func TestTailLinksOnlyLeavesContent(t *testing.T) {
	t.Parallel()
	p, src, _ := mustPrepare(t, onePage("Q").classic(rooted))
	tail, err := p.Tail(map[int]*place.Sheet{0: {Items: []place.Item{
		place.Link{Box: place.Rect{X: 10, Y: 20, W: 30, H: 40}, URI: "https://example.com/ä (1)"}}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/Contents [4 0 R]", "/Rect [10 140 40 180]", `/URI (https://example.com/%C3%A4%20\(1\))`} {
		if !bytes.Contains(tail, []byte(want)) {
			t.Errorf("the tail has no %s:\n%s", want, tail)
		}
	}
	if got := contentOf(t, append(src, tail...), 0); got != "Q\n" {
		t.Errorf("content = %q", got)
	}
}

func TestTailRefuses(t *testing.T) {
	t.Parallel()
	p, _, _ := mustPrepare(t, onePage(hello).classic(rooted))
	f := regular(t)
	box := place.Rect{X: 1, Y: 1, W: 10, H: 10}
	tests := map[string]struct {
		item place.Item
		page int
	}{
		"a page that is not there":  {place.Fill{Box: box, Color: black}, 1},
		"a text without a font":     {place.Text{Run: text.Run{S: "x", Clusters: f.Line("x")[0].Clusters}, Size: 8}, 0},
		"a text of no size":         {place.Text{Run: f.Line("x")[0]}, 0},
		"a place that is no number": {place.Text{Run: f.Line("x")[0], Size: 8, At: place.Point{X: math.NaN()}}, 0},
		"a glyph beyond the format": {place.Text{Run: text.Run{Font: f, Clusters: []text.Cluster{{Text: "x", Glyphs: []text.Glyph{{ID: 36, X: 40_000}}}}}, Size: 8}, 0},
		"a picture of nothing":      {place.Picture{Box: box, Image: image.NewNRGBA(image.Rect(0, 0, 0, 0))}, 0},
		"a picture not there":       {place.Picture{Box: box}, 0},
		"a box turned over":         {place.Picture{Box: place.Rect{W: -1, H: 1}, Image: disc(2, 2)}, 0},
		"an endless fill":           {place.Fill{Box: place.Rect{W: math.Inf(1), H: 1}, Color: black}, 0},
		"a code that is not square": {place.Modules{Box: box, Dark: [][]bool{{true, true}}}, 0},
		"a script as a link":        {place.Link{Box: box, URI: "javascript:alert(1)"}, 0},
		"a file as a link":          {place.Link{Box: box, URI: "file:///etc/passwd"}, 0},
		"no item at all":            {nil, 0},
	}
	for what, tt := range tests {
		if _, err := p.Tail(map[int]*place.Sheet{tt.page: {Items: []place.Item{tt.item}}}); err == nil {
			t.Errorf("%s is drawn", what)
		}
	}
	old := *p
	old.Version++
	if _, err := old.Tail(map[int]*place.Sheet{0: card(t, "x")}); err == nil {
		t.Error("a plan of another version is used")
	}
}

// TestTailAppendsWhereNumbersAreFree: a reference that leads nowhere must lead
// nowhere afterwards too.
func TestTailAppendsWhereNumbersAreFree(t *testing.T) {
	t.Parallel()
	b := onePage(hello)
	b.bodies[0] = "<</Type /Catalog /Pages 2 0 R /Extra 400 0 R>>"
	p, _, _ := mustPrepare(t, b.classic(rooted+" /Size 300"))
	if p.Next != 401 {
		t.Errorf("next object = %d, want 401", p.Next)
	}
}

func TestPagesMadeReplaceable(t *testing.T) {
	t.Parallel()
	shared := swap(onePage(hello), 2, "<</Type /Pages /Kids [3 0 R 3 0 R] /Count 2 /MediaBox [0 0 300 200]>>")
	inline := swap(onePage(hello), 2, "<</Type /Pages /Count 1 /MediaBox [0 0 300 200] /Kids [<</Type /Page /Contents 4 0 R>>]>>")
	for what, file := range map[string][]byte{"one object for two pages": shared, "a page inside its parent": inline} {
		p, src, r := mustPrepare(t, file)
		if r.Rewritten != "pages" || !r.Problems.Has("PDF_REWRITTEN") {
			t.Errorf("%s: rewritten = %q", what, r.Rewritten)
		}
		if got := strings.TrimSpace(contentOf(t, src, len(p.Slots)-1)); got != hello {
			t.Errorf("%s: the page draws %q", what, got)
		}
		stampAndRead(t, p, src)
	}
}

func TestRewriteIsAFunctionOfTheFile(t *testing.T) {
	t.Parallel()
	damaged := cutBefore(onePage(hello).modern(rooted), "startxref")
	_, one, _ := mustPrepare(t, damaged)
	_, two, _ := mustPrepare(t, damaged)
	if !bytes.Equal(one, two) {
		t.Error("two clean copies of a file differ")
	}
}

func ExamplePlan_Tail() {
	source := onePage(hello).classic(rooted)
	plan, source, _, err := Prepare(source, DefaultLimits())
	if err != nil {
		fmt.Println(err)
		return
	}
	tail, err := plan.Tail(map[int]*place.Sheet{0: {Items: []place.Item{
		place.Fill{Box: place.Rect{X: 10, Y: 10, W: 100, H: 20}, Color: place.Color{R: 200, A: 255}},
	}}})
	fmt.Println(err, len(source) == int(plan.SourceSize), bytes.HasSuffix(tail, []byte("%%EOF\n")))
	// Output: <nil> true true
}
