package main

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/svg"
)

func sheet(marks ...image.Rectangle) *image.NRGBA {
	m := onWhite(image.Transparent, image.Point{})
	for _, r := range marks {
		draw.Draw(m, r, image.Black, image.Point{}, draw.Src)
	}
	return m
}

// A picture that is moved by a pixel is right, one that lacks a dot is wrong.
func TestWhatCountsAsWrong(t *testing.T) {
	t.Parallel()
	square := image.Rect(50, 50, 150, 150)
	soft := sheet(square)
	soft.SetNRGBA(50, 50, color.NRGBA{128, 128, 128, 255})
	for name, tt := range map[string]struct {
		got   *image.NRGBA
		wrong bool
	}{
		"the same":           {sheet(square), false},
		"moved by a pixel":   {sheet(square.Add(image.Pt(1, 1))), false},
		"a soft corner":      {soft, false},
		"moved by five":      {sheet(square.Add(image.Pt(5, 5))), true},
		"a dot too much":     {sheet(square, image.Rect(200, 200, 212, 212)), true},
		"a speck":            {sheet(square, image.Rect(200, 200, 203, 203)), false},
		"nothing at all":     {sheet(), true},
		"inside out, barely": {sheet(square.Inset(4)), true},
	} {
		if d := differ(sheet(square), tt.got); d.wrong() != tt.wrong {
			t.Errorf("%s: %v, wrong: %v", name, d, d.wrong())
		}
	}
}

// The bar is held by what was drawn; what was refused has to say why.
func TestTheCountsAreHonest(t *testing.T) {
	t.Parallel()
	drawn := func(solid int) *sample {
		return &sample{file: "a.svg", tree: &svg.Tree{}, reference: sheet(), asPDF: difference{solid: solid}}
	}
	refused := &sample{file: "b.svg", reference: sheet(), found: problem.List{{Code: "SVG_TEXT", Severity: problem.Error}}}
	var out bytes.Buffer
	if print(&out, []*sample{drawn(0), drawn(0), refused}) != true {
		t.Errorf("two right and one refused:\n%s", &out)
	}
	for _, want := range []string{"refused: b.svg: SVG_TEXT", "as PDF    2 right of 2 drawn (100.0 %), 1 refused"} {
		if !bytes.Contains(out.Bytes(), []byte(want)) {
			t.Errorf("%q is missing in\n%s", want, &out)
		}
	}
	if print(&out, []*sample{drawn(0), drawn(1000)}) {
		t.Errorf("one of two wrong passes:\n%s", &out)
	}
}
