package pdf

import (
	"fmt"
	"math"
	"testing"

	"github.com/portico-prm/portico/content/place"
)

// TestSheetCornersMeetThePage follows the corners of the displayed trim box into
// user space, for every way that a page can be turned and cut.
func TestSheetCornersMeetThePage(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		entries   string
		w, h      float64 // displayed, in points
		origin    [2]float64
		xEnd      [2]float64 // top right corner as displayed
		bleed     Bleed
		viewLeft  float64
		viewAbove float64 // media box above the trim box, as displayed
	}{
		"plain":      {"/MediaBox [0 0 300 200]", 300, 200, [2]float64{0, 200}, [2]float64{300, 200}, Bleed{}, 0, 0},
		"off origin": {"/MediaBox [-10 -20 290 180]", 300, 200, [2]float64{-10, 180}, [2]float64{290, 180}, Bleed{}, 0, 0},
		"turned 90":  {"/MediaBox [0 0 300 200] /Rotate 90", 200, 300, [2]float64{0, 0}, [2]float64{0, 200}, Bleed{}, 0, 0},
		"turned 180": {"/MediaBox [0 0 300 200] /Rotate 180", 300, 200, [2]float64{300, 0}, [2]float64{0, 0}, Bleed{}, 0, 0},
		"turned 270": {"/MediaBox [0 0 300 200] /Rotate -90", 200, 300, [2]float64{300, 200}, [2]float64{300, 0}, Bleed{}, 0, 0},
		"cropped":    {"/MediaBox [0 0 300 200] /CropBox [10 20 210 120]", 200, 100, [2]float64{10, 120}, [2]float64{210, 120}, Bleed{}, -10, 80},
		"trimmed": {"/MediaBox [0 0 300 200] /BleedBox [5 5 295 195] /TrimBox [14 10 290 188]", 276, 178, [2]float64{14, 188}, [2]float64{290, 188},
			Bleed{Left: 9, Top: 7, Right: 5, Bottom: 5}, -14, 12},
		"trimmed and turned": {"/MediaBox [0 0 300 200] /BleedBox [5 5 295 195] /TrimBox [14 10 290 188] /Rotate 90", 178, 276, [2]float64{14, 10}, [2]float64{14, 188},
			Bleed{Left: 5, Top: 9, Right: 7, Bottom: 5}, -10, 14},
		"large units":     {"/MediaBox [0 0 300 200] /UserUnit 10", 3000, 2000, [2]float64{0, 200}, [2]float64{300, 200}, Bleed{}, 0, 0},
		"corners crossed": {"/MediaBox [300 200 0 0]", 300, 200, [2]float64{0, 200}, [2]float64{300, 200}, Bleed{}, 0, 0},
		"trim outside":    {"/MediaBox [0 0 300 200] /TrimBox [400 400 500 500]", 300, 200, [2]float64{0, 200}, [2]float64{300, 200}, Bleed{}, 0, 0},
	}
	for what, tt := range tests {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			p, _, _ := mustPrepare(t, swap(onePage(hello), 3, "<</Type /Page /Parent 2 0 R /Contents 4 0 R "+tt.entries+">>"))
			s := p.Slots[0]
			if !near(s.Width, tt.w) || !near(s.Height, tt.h) || s.Bleed != tt.bleed {
				t.Errorf("page = %v, want %v x %v with %v", s.Page, tt.w, tt.h, tt.bleed)
			}
			for at, want := range map[place.Point][2]float64{{}: tt.origin, {X: s.Width}: tt.xEnd} {
				if x, y := s.user(at.X, at.Y); !near(x, want[0]) || !near(y, want[1]) {
					t.Errorf("%v lies at %v, %v; want %v", at, x, y, want)
				}
			}
			if !near(s.View[0], tt.viewLeft) || !near(s.View[3]-s.Height, tt.viewAbove) {
				t.Errorf("view = %v, want left %v, %v above", s.View, tt.viewLeft, tt.viewAbove)
			}
		})
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestPageBoxProblems(t *testing.T) {
	t.Parallel()
	for figures, want := range map[string]string{
		"NaN NaN NaN NaN": "PDF_PAGE_BOX", "0 0 1000000000000 100": "PDF_PAGE_BOX", "1 1 1 1": "PDF_PAGE_BOX", "0 0 300": "PDF_PAGE_BOX",
	} {
		_, _, r := mustPrepare(t, box4(figures))
		if !r.Problems.Has(want) || r.Problems.Err() == nil {
			t.Errorf("[%s]: %v, want %s", figures, r.Problems, want)
		}
	}
	b := onePage(hello)
	b.bodies[1] = "<</Type /Pages /Kids [3 0 R]>>"
	if _, _, r := mustPrepare(t, b.classic(rooted)); !r.Problems.Has("PDF_PAGE_BOX_MISSING") || r.Problems.Blocking() {
		t.Errorf("no box: %v", r.Problems)
	}
}

func TestInheritedAttributes(t *testing.T) {
	t.Parallel()
	b := onePage(hello)
	b.bodies[1] = "<</Type /Pages /Kids [6 0 R] /Rotate 90 /MediaBox [0 0 300 200] /Resources <</Font <</Old 5 0 R>>>>>>"
	b.bodies[2] = "<</Type /Page /Parent 6 0 R /Contents 4 0 R>>"
	b.add("<</Type /Pages /Parent 2 0 R /Kids [3 0 R] /CropBox [0 0 100 50] /Resources <</Font <</F1 5 0 R>>>>>>")
	p, _, _ := mustPrepare(t, b.classic(rooted))
	s := p.Slots[0]
	if got := fmt.Sprintf("%v %v %s", s.Width, s.Height, s.Resources); got != "50 100 /Font <</F1 5 0 R\n>>\n" {
		t.Errorf("page = %s", got)
	}
}
