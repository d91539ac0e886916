package place_test

import (
	"math"
	"testing"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/text"
	"golang.org/x/image/font/gofont/goregular"
)

func TestLinesStandInTheirBox(t *testing.T) {
	t.Parallel()
	f, err := text.Parse("go.ttf", goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	box := place.Rect{X: 100, Y: 50, W: 120, H: 40}
	b, found := text.Fit(text.Request{Width: box.W, Height: box.H, MaxSize: 12,
		Paragraphs: []text.Paragraph{{Text: "one\ntwo", Fonts: []*text.Font{f}}}})
	if len(found) > 0 {
		t.Fatal(found)
	}
	items := place.Lines(b, box, navy)
	if len(items) != 2 {
		t.Fatalf("%d items", len(items))
	}
	second := items[1].(place.Text)
	if second.Run.S != "two" || second.At.X != 100 || math.Abs(second.At.Y-(50+f.Ascent(12)+14.4)) > 1e-9 {
		t.Errorf("second line is %+v", second)
	}
	if r := place.LineBox(b, 1, box); !box.Contains(r) || r.W != second.Run.Width(12) {
		t.Errorf("its area is %+v", r)
	}
}

func TestReadableTakesTheBetterColour(t *testing.T) {
	t.Parallel()
	if got := place.Readable(place.Solid(navy), navy, white); got != white {
		t.Errorf("on navy %v", got)
	}
	if got := place.Readable(place.Solid(white), navy, white); got != navy {
		t.Errorf("on white %v", got)
	}
}
