package main

import (
	"image"
	"math"
	"testing"
)

// A zone of a trim box inside a larger media box, on a page turned each way.
func TestZonesAreFoundOnTheDrawnPage(t *testing.T) {
	t.Parallel()
	b := boxes{named: map[string]box{"MediaBox": {0, 0, 100, 200}, "TrimBox": {10, 40, 90, 180}}}
	corner := []part{{0, 0, 0.5, 0.5}} // the top left quarter of the displayed trim box
	for rotate, want := range map[int]part{
		0:   {0.1, 0.1, 0.5, 0.45},
		90:  {0.2, 0.1, 0.55, 0.5},
		180: {0.1, 0.2, 0.5, 0.55},
		270: {0.1, 0.1, 0.45, 0.5},
	} {
		b.rotate = rotate
		if got := b.place(corner, "MediaBox")[0]; far(got, want) {
			t.Errorf("turned by %d: %v, want %v", rotate, got, want)
		}
	}
}

func far(a, b part) bool {
	d := math.Abs(a.left-b.left) + math.Abs(a.top-b.top) + math.Abs(a.right-b.right) + math.Abs(a.bottom-b.bottom)
	return d > 1e-9
}

func TestDifferenceTellsInsideFromOutside(t *testing.T) {
	t.Parallel()
	white := func() *pixmap {
		p := &pixmap{w: 100, h: 100, rgb: make([]byte, 3*100*100)}
		for i := range p.rgb {
			p.rgb[i] = 255
		}
		return p
	}
	before, after := white(), white()
	after.rgb[3*(50*100+50)] = 0                 // in the zone
	after.rgb[3*(90*100+95)] = 0                 // far from it
	after.rgb[3*(10*100+10)] = 255 - closeEnough // rounding
	after.rgb[3*(40*100+40-margin)] = 0          // its smooth edge
	in, out, where := difference(before, after, []part{{0.4, 0.4, 0.6, 0.6}})
	if in != 2 || out != 1 || where != image.Rect(95, 90, 96, 91) {
		t.Errorf("%d inside, %d outside, in %v", in, out, where)
	}
}

func TestParsePPMRefusesWhatIsNone(t *testing.T) {
	t.Parallel()
	if p, err := parsePPM([]byte("P6\n2 1\n255\nabcdef")); err != nil || p.w != 2 || string(p.rgb) != "abcdef" {
		t.Errorf("a picture of two pixels: %v, %v", p, err)
	}
	for _, text := range []string{"", "P5\n2 1\n255\nab", "P6\n2 1\n255\nabc", "P6\n0 0\n255\n", "P6\n2 1\n65535\nabcdef"} {
		if _, err := parsePPM([]byte(text)); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

// What nothing refers to does not count, what is referred to does, through any
// number of references.
func TestInertFindsWhatActs(t *testing.T) {
	t.Parallel()
	script := map[string]any{"/S": "/JavaScript", "/JS": "u:app.alert(1)"}
	tests := map[string]struct {
		catalogue map[string]any
		acts      bool
	}{
		"nothing":           {map[string]any{}, false},
		"a view":            {map[string]any{"/OpenAction": map[string]any{"/S": "/GoTo"}}, false},
		"a script":          {map[string]any{"/Names": "9 0 R"}, true},
		"an action on page": {map[string]any{"/AA": map[string]any{"/O": "9 0 R"}}, true},
		"a tag":             {map[string]any{"/StructTreeRoot": map[string]any{"/S": "/Sound", "/P": "1 0 R", "/K": 1.0}}, false},
		"a web link":        {map[string]any{"/X": map[string]any{"/S": "/URI", "/URI": "u:https://example.com/a:b"}}, false},
		"a script as link":  {map[string]any{"/X": map[string]any{"/S": "/URI", "/URI": "u:javascript:alert(1)"}}, true},
	}
	for what, tt := range tests {
		d := &document{objects: map[string]object{
			"trailer":   {Value: map[string]any{"/Root": "1 0 R"}},
			"obj:1 0 R": {Value: tt.catalogue},
			"obj:9 0 R": {Value: script},
		}}
		if got := inert(d)[0]; (got.code == "ACTS") != tt.acts {
			t.Errorf("%s: %v", what, got)
		}
	}
}
