package geom

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParsePath(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ in, want string }{
		"absolute":                       {"M10 20 L30,40 H5 V6 Z", "M10 20L30 40L5 40L5 6Z"},
		"relative":                       {"m10 20 l5 5 h-5 v-5 z", "M10 20L15 25L10 25L10 20Z"},
		"numbers without spaces":         {"M.5.5-1-1", "M0.5 0.5L-1 -1"},
		"a move goes on as lines":        {"m1 1 2 2 3 3", "M1 1L3 3L6 6"},
		"a line after a close":           {"M1 1h4v4zl2 2", "M1 1L5 1L5 5ZM1 1L3 3"},
		"smooth curve mirrors":           {"M0 0C0 1 1 2 2 2S4 1 4 0", "M0 0C0 1 1 2 2 2C3 2 4 1 4 0"},
		"smooth curve without a curve":   {"M1 1S4 1 4 0", "M1 1C1 1 4 1 4 0"},
		"a quadratic becomes cubic":      {"M0 0Q3 3 6 0", "M0 0C2 2 4 2 6 0"},
		"smooth quadratics":              {"M0 0Q3 3 6 0T12 0", "M0 0C2 2 4 2 6 0C8 -2 10 -2 12 0"},
		"exponents":                      {"M1e1 2E-1", "M10 0.2"},
		"flags of an arc stick together": {"M0 0a0 5 0 01 9 9", "M0 0L9 9"},
		"damage ends the path":           {"M1 1 L2 2 L3 x", "M1 1L2 2"},
		"it must begin with a move":      {"L2 2", ""},
		"empty":                          {"", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, _ := ParsePath(tt.in)
			p = p.Round(9)
			if got := p.String(); got != tt.want {
				t.Errorf("ParsePath(%q) = %q, want %q", tt.in, got, tt.want)
			}
			again, err := ParsePath(p.String())
			if err != nil || again.String() != p.String() {
				t.Errorf("%q does not read back: %q, %v", p.String(), again.String(), err)
			}
		})
	}
}

func TestArcsLieOnTheirEllipse(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		d      string
		bounds Box
	}{
		"half circle over the top":     {"M0 0A5 5 0 0 1 10 0", Box{0, -5, 10, 0}},
		"half circle below":            {"M0 0A5 5 0 0 0 10 0", Box{0, 0, 10, 5}},
		"the long way round":           {"M5 0A5 5 0 1 1 0 5", Box{0, 0, 10, 10}},
		"the short way":                {"M5 0A5 5 0 0 0 0 5", Box{0, 0, 5, 5}},
		"radii that are too short":     {"M0 0A1 1 0 0 1 10 0", Box{0, -5, 10, 0}},
		"an ellipse turned by 90":      {"M0 0A10 5 90 0 1 10 0", Box{0, -10, 10, 0}},
		"no radius is a straight line": {"M0 0A0 5 0 0 1 10 5", Box{0, 0, 10, 5}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := ParsePath(tt.d)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Bounds(); !near(got, tt.bounds, 0.005) {
				t.Errorf("bounds of %s = %+v, want %+v", tt.d, got, tt.bounds)
			}
		})
	}
}

func TestBoundsMeasureCurvesAtTheirExtremes(t *testing.T) {
	t.Parallel()
	p, _ := ParsePath("M0 0C0 10 10 10 10 0M50 50")
	if got, want := p.Bounds(), (Box{0, 0, 10, 7.5}); !near(got, want, 1e-9) {
		t.Errorf("Bounds = %+v, want %+v", got, want)
	}
}

func TestAsBox(t *testing.T) {
	t.Parallel()
	tests := map[string]bool{
		"M0 0H5V5H0Z": true, "M0 0V5H5V0Z": true, "M0 0H5V5H0V0Z": true,
		"M0 0H5V5H1Z": false, "M0 0H5V5Z": false, "M0 0H5V5H0ZM1 1H2": false, "M0 0C1 1 2 2 3 3Z": false,
	}
	for d, want := range tests {
		p, _ := ParsePath(d)
		if _, got := p.AsBox(); got != want {
			t.Errorf("AsBox of %s = %v, want %v", d, got, want)
		}
	}
}

func TestMatrix(t *testing.T) {
	t.Parallel()
	m := Translate(10, 20).Mul(Rotate(90)).Mul(Scale(2, 2))
	if got, want := m.Apply(Point{1, 0}), (Point{10, 22}); got.Sub(want).Len() > 1e-9 {
		t.Errorf("m(1, 0) = %v, want %v", got, want)
	}
	inv, ok := m.Invert()
	if back := inv.Apply(Point{10, 22}); !ok || back.Sub(Point{1, 0}).Len() > 1e-9 {
		t.Errorf("the way back leads to %v", back)
	}
	if _, ok := Scale(1, 0).Invert(); ok {
		t.Error("a flat matrix has no way back")
	}
	if !m.Similar() || !Scale(-1, 1).Similar() || Scale(1, 2).Similar() {
		t.Error("Similar must hold for turns, mirrors and even scales alone")
	}
	var read Matrix
	if err := read.UnmarshalText([]byte(m.String())); err != nil || !cmp.Equal(read, m) {
		t.Errorf("%s reads back as %v, %v", m, read, err)
	}
}

func near(a, b Box, d float64) bool {
	return math.Abs(a.X0-b.X0) < d && math.Abs(a.Y0-b.Y0) < d && math.Abs(a.X1-b.X1) < d && math.Abs(a.Y1-b.Y1) < d
}
