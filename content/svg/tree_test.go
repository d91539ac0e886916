package svg

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/content/svg/geom"
)

func TestTreesSurviveStorage(t *testing.T) {
	t.Parallel()
	for name, tt := range drawings {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkStored(t, mustParse(t, doc(tt.inside)))
		})
	}
}

// checkStored writes and reads a tree, and compares bytes, operators and pixels.
func checkStored(t *testing.T, tree *Tree) {
	t.Helper()
	b, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	var read Tree
	if err := json.Unmarshal(b, &read); err != nil {
		t.Fatalf("%v\n%.300s", err, b)
	}
	again, err := json.Marshal(&read)
	if err != nil || !bytes.Equal(b, again) {
		t.Errorf("bytes changed, %v:\n%.300s\n%.300s", err, b, again)
	}
	if diff := cmp.Diff(tree.Form(), read.Form()); diff != "" {
		t.Errorf("operators changed:\n%s", diff)
	}
	if !bytes.Equal(tree.Raster(64, 64).Pix, read.Raster(64, 64).Pix) {
		t.Error("pixels changed")
	}
}

func TestEqualFilesMakeEqualBytes(t *testing.T) {
	t.Parallel()
	file := doc(drawings["a mask by brightness"].inside + drawings["stops with alpha"].inside + drawings["a class"].inside)
	first, _ := json.Marshal(mustParse(t, file))
	for range 20 {
		if again, _ := json.Marshal(mustParse(t, file)); !bytes.Equal(first, again) {
			t.Fatalf("%s\n%s", first, again)
		}
	}
}

func TestDamagedTreesAreRefused(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat(`{"group":{"opacity":1,"nodes":[`, 300) + strings.Repeat(`]}}`, 300)
	tests := map[string]string{
		"no size":            `{"width":0,"height":5,"nodes":[]}`,
		"a huge size":        `{"width":1e300,"height":5,"nodes":[]}`,
		"an empty node":      `{"width":5,"height":5,"nodes":[{}]}`,
		"two kinds in one":   `{"width":5,"height":5,"nodes":[{"shape":{"path":"M1 1"},"picture":{"matrix":"1 0 0 1 0 0","png":""}}]}`,
		"a far point":        `{"width":5,"height":5,"nodes":[{"shape":{"path":"M1e9 1"}}]}`,
		"a damaged path":     `{"width":5,"height":5,"nodes":[{"shape":{"path":"M1 1L"}}]}`,
		"a flat matrix":      `{"width":5,"height":5,"nodes":[{"shape":{"path":"M1 1","matrix":"0 0 0 0 0 0"}}]}`,
		"an odd opacity":     `{"width":5,"height":5,"nodes":[{"group":{"opacity":2,"nodes":[]}}]}`,
		"an unknown blend":   `{"width":5,"height":5,"nodes":[{"group":{"opacity":1,"blend":"x","nodes":[]}}]}`,
		"a pen without end":  `{"width":5,"height":5,"nodes":[{"shape":{"path":"M1 1","stroke":{"paint":{"color":"#000000","alpha":1},"pen":{"width":1e20}}}}]}`,
		"a negative dash":    `{"width":5,"height":5,"nodes":[{"shape":{"path":"M1 1","stroke":{"paint":{"color":"#000000","alpha":1},"pen":{"width":1,"dash":[-1]}}}}]}`,
		"a colour":           `{"width":5,"height":5,"nodes":[{"shape":{"path":"M1 1","fill":{"color":"red","alpha":1}}}]}`,
		"no stops":           `{"width":5,"height":5,"nodes":[{"shape":{"path":"M1 1","fill":{"color":"#000000","alpha":1,"gradient":{"matrix":"1 0 0 1 0 0","x1":0,"y1":0,"x2":1,"y2":0,"stops":[]}}}}]}`,
		"stops out of order": `{"width":5,"height":5,"nodes":[{"shape":{"path":"M1 1","fill":{"color":"#000000","alpha":1,"gradient":{"matrix":"1 0 0 1 0 0","x1":0,"y1":0,"x2":1,"y2":0,"stops":[{"at":1,"color":"#000000","alpha":1},{"at":0,"color":"#000000","alpha":1}]}}}}]}`,
		"too deep":           `{"width":5,"height":5,"nodes":[` + deep + `]}`,
		"not JSON":           `{`,
	}
	for name, b := range tests {
		var tree Tree
		if err := json.Unmarshal([]byte(b), &tree); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestBoundsHoldWhatIsSeen(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		inside string
		want   geom.Box
	}{
		"a fill":                  {square, geom.Box{X0: 10, Y0: 10, X1: 90, Y1: 90}},
		"a stroke":                {`<path d="M20 20H80" stroke="red" stroke-width="10"/>`, geom.Box{X0: 20, Y0: 15, X1: 80, Y1: 25}},
		"inside a clip":           {`<clipPath id="c"><rect x="30" width="10" height="100"/></clipPath><g clip-path="url(#c)">` + square + `</g>`, geom.Box{X0: 30, Y0: 10, X1: 40, Y1: 90}},
		"inside the view":         {`<rect x="-50" y="40" width="200" height="10"/>`, geom.Box{X0: 0, Y0: 40, X1: 100, Y1: 50}},
		"what is hidden does not": {square + `<rect width="100" height="100" fill="none"/><rect width="100" height="100" opacity="0"/>`, geom.Box{X0: 10, Y0: 10, X1: 90, Y1: 90}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, mustParse(t, doc(tt.inside)).Bounds()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCropMovesTheView(t *testing.T) {
	t.Parallel()
	tree := mustParse(t, doc(square))
	cut := tree.Crop(tree.Bounds())
	if cut.Width != 80 || cut.Height != 80 || cut.X != 10 {
		t.Errorf("cropped to %v x %v at %v", cut.Width, cut.Height, cut.X)
	}
	m := cut.Raster(40, 40)
	for _, p := range [][2]int{{0, 0}, {39, 39}, {0, 39}} {
		if m.NRGBAAt(p[0], p[1]) != black {
			t.Errorf("at %v is %v", p, m.NRGBAAt(p[0], p[1]))
		}
	}
	if got := string(cut.Form().Content); !strings.HasPrefix(got, "1 0 0 -1 -10 90 cm\n") {
		t.Errorf("the form begins with %.40q", got)
	}
	checkStored(t, cut)
}

func TestRasterHoldsItsSize(t *testing.T) {
	t.Parallel()
	tree := mustParse(t, doc(square))
	if m := tree.Raster(0, -5); m.Rect.Dx() != 1 || m.Rect.Dy() != 1 {
		t.Errorf("got %v", m.Rect)
	}
	if m := tree.Raster(math.MaxInt, 1); m.Rect.Dx() != maxSide {
		t.Errorf("got %v", m.Rect)
	}
}
