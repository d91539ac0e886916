package geom

import (
	"math"
	"testing"
)

// area is the signed area of all polygons together.
func area(lines []Polyline) float64 {
	sum := 0.0
	for _, l := range lines {
		for i, p := range l.Pts {
			q := l.Pts[(i+1)%len(l.Pts)]
			sum += (p.X*q.Y - q.X*p.Y) / 2
		}
	}
	return math.Abs(sum)
}

func TestOutlineCoversWhatThePenCovers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		d    string
		pen  Pen
		area float64
		box  Box
	}{
		"butt ends":           {"M0 0H10", Pen{Width: 2}, 20, Box{0, -1, 10, 1}},
		"square ends":         {"M0 0H10", Pen{Width: 2, Cap: SquareCap}, 24, Box{-1, -1, 11, 1}},
		"round ends":          {"M0 0H10", Pen{Width: 2, Cap: RoundCap}, 20 + math.Pi, Box{-1, -1, 11, 1}},
		"a miter":             {"M0 0H10V10", Pen{Width: 2, Miter: 4}, 40, Box{0, -1, 11, 10}},
		"a bevel":             {"M0 0H10V10", Pen{Width: 2, Join: BevelJoin}, 39.5, Box{0, -1, 11, 10}},
		"a round corner":      {"M0 0H10V10", Pen{Width: 2, Join: RoundJoin}, 39 + math.Pi/4, Box{0, -1, 11, 10}},
		"a miter too long":    {"M0 0H10L0 1", Pen{Width: 2, Miter: 4}, 0, Box{-0.1, -1, 11, 2}},
		"a closed square":     {"M0 0H10V10H0Z", Pen{Width: 2, Miter: 4}, 80, Box{-1, -1, 11, 11}},
		"the other way round": {"M0 0V10H10V0Z", Pen{Width: 2, Miter: 4}, 80, Box{-1, -1, 11, 11}},
		"a round dot":         {"M5 5h0", Pen{Width: 4, Cap: RoundCap}, 4 * math.Pi, Box{3, 3, 7, 7}},
		"a dot without ends":  {"M5 5h0", Pen{Width: 4}, 0, Box{}},
		"a ring":              {"M10 0A10 10 0 1 1 9.99999 0Z", Pen{Width: 2, Miter: 4}, 40 * math.Pi, Box{-1, -1, 21, 21}},
		"dashes":              {"M0 0H10", Pen{Width: 2, Dash: []float64{2, 3}}, 8, Box{0, -1, 7, 1}},
		"dashes begin later":  {"M0 0H10", Pen{Width: 2, Dash: []float64{2, 3}, Offset: 1}, 8, Box{0, -1, 10, 1}},
		"an odd dash pattern": {"M0 0H12", Pen{Width: 2, Dash: []float64{3}}, 12, Box{0, -1, 9, 1}},
		"dashes beyond count": {"M0 0H10", Pen{Width: 2, Dash: []float64{1e-6}}, 20, Box{0, -1, 10, 1}},
		"no width":            {"M0 0H10", Pen{}, 0, Box{}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := ParsePath(tt.d)
			if err != nil {
				t.Fatal(err)
			}
			lines := p.Outline(tt.pen, 0.0005)
			out := Polylines(lines)
			if got := area(lines); tt.area > 0 && math.Abs(got-tt.area) > 0.02*tt.area {
				t.Errorf("area %.3f, want %.3f", got, tt.area)
			}
			if name != "a miter too long" && name != "a ring" && !near(out.Bounds(), tt.box, 0.01) {
				t.Errorf("bounds %+v, want %+v", out.Bounds(), tt.box)
			}
			if !tt.box.Grow(0.01).Contains(out.Bounds()) && name != "a ring" {
				t.Errorf("bounds %+v leave %+v", out.Bounds(), tt.box)
			}
		})
	}
}

func TestFlattenStaysWithinTolerance(t *testing.T) {
	t.Parallel()
	circle := Ellipse(Point{}, 100, 100)
	for _, tolerance := range []float64{1, 0.1, 0.01} {
		for _, l := range circle.Flatten(tolerance) {
			for i, a := range l.Pts {
				mid := a.Add(l.Pts[(i+1)%len(l.Pts)]).Mul(0.5)
				if d := math.Abs(mid.Len() - 100); d > tolerance+0.03 {
					t.Fatalf("tolerance %v: a chord is %v off", tolerance, d)
				}
			}
		}
	}
}
