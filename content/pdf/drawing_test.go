package pdf

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/svg"
)

const logoSVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><defs><linearGradient id="g">
<stop stop-color="#c00"/><stop offset="1" stop-color="#00c" stop-opacity=".5"/></linearGradient></defs>
<rect width="200" height="100" rx="20" fill="url(#g)"/><g opacity=".6"><circle cx="60" cy="50" r="30" fill="#fff"/>
<circle cx="90" cy="50" r="30" fill="#ff0"/></g></svg>`

func logoTree(t testing.TB) *svg.Tree {
	t.Helper()
	tree, _, err := svg.Parse([]byte(logoSVG), svg.Default)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// TestDrawingIsSharedAndKeepsItsOrder draws a mark on two pages between a plate
// and a text: one form, and the order of the sheet.
func TestDrawingIsSharedAndKeepsItsOrder(t *testing.T) {
	t.Parallel()
	p, src, _ := mustPrepare(t, manyPages(2))
	tree := logoTree(t)
	sheet := &place.Sheet{Items: []place.Item{
		place.Fill{Box: place.Rect{X: 10, Y: 10, W: 100, H: 60}, Color: place.Color{R: 255, A: 255}},
		place.Drawing{Box: place.Rect{X: 20, Y: 15, W: 80, H: 40}, Tree: tree, Key: "logo"},
		place.Text{At: place.Point{X: 20, Y: 90}, Size: 12, Run: regular(t).Line("below")[0], Color: black},
	}}
	tail, err := p.Tail(map[int]*place.Sheet{0: sheet, 1: sheet})
	if err != nil {
		t.Fatal(err)
	}
	if got := bytes.Count(tail, []byte("/Matrix [0.005 0 0 0.01 0 0]")); got != 1 {
		t.Errorf("the mark is embedded %d times", got)
	}
	d, err := open(append(src, tail...), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if s := newSurvey(d); s.d.damaged || s.d.refusal != nil {
		t.Errorf("not everything is at its place: %v", s.d.refusal)
	}
	form := overlayForm(t, d, 1)
	order := []string{}
	for _, line := range strings.Split(readAll(t, mustUnpack(t, d, form)), "\n") {
		words := strings.Fields(line)
		if len(words) > 0 && slices.Contains([]string{"f", "Do", "ET"}, words[len(words)-1]) {
			order = append(order, words[len(words)-1])
		}
	}
	if diff := cmp.Diff([]string{"f", "Do", "ET"}, order); diff != "" {
		t.Error(diff)
	}
}

func overlayForm(t *testing.T, d *document, page int) *stream {
	t.Helper()
	res := d.dict(d.pages()[page].dict.get("Resources"))
	form, ok := d.resolve(d.dict(res.get("XObject")).get("Portico0")).(*stream)
	if !ok {
		t.Fatal("the page has no overlay")
	}
	return form
}

func mustUnpack(t *testing.T, d *document, s *stream) io.Reader {
	t.Helper()
	r, err := d.unpack(s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestMarksAreShiftedByTheForm(t *testing.T) {
	t.Parallel()
	f, err := packForm(svg.Form{Width: 4, Height: 2, Content: []byte("/X0 Do"), Resources: "<</XObject <</X0 @1>> /G @0>>",
		Objects: []svg.Object{{Dict: "<</ca .5>>"}, {Dict: "<</Type /XObject /M @0>>", Stream: []byte("n")}, {Dict: "<</Filter /DCTDecode>>", Stream: []byte("jpeg")}}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range f {
		got = append(got, string(p.appendTo(nil, 70)))
	}
	want := []string{
		"<</Type /XObject\n/Subtype /Form\n/BBox [0 0 4 2]\n/Matrix [0.25 0 0 0.5 0 0]\n/Resources <</XObject <</X0 72 0 R>> /G 71 0 R>>\n/Length 6>>\nstream\n/X0 Do\nendstream",
		"<</ca .5>>",
		"<</Type /XObject /M 71 0 R/Length 1>>\nstream\nn\nendstream",
		"<</Filter /DCTDecode/Length 4>>\nstream\njpeg\nendstream",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := packForm(svg.Form{}); err == nil {
		t.Error("a form of no size is packed")
	}
}
