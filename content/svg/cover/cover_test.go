package cover_test

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/portico-prm/portico/content/svg/cover"
	"github.com/portico-prm/portico/content/svg/geom"
)

var frame = image.Rect(0, 0, 16, 16)

func ring(pts ...geom.Point) geom.Polyline { return geom.Polyline{Pts: pts, Closed: true} }

func square(x0, y0, x1, y1 float64) geom.Polyline {
	return ring(geom.Point{X: x0, Y: y0}, geom.Point{X: x1, Y: y0}, geom.Point{X: x1, Y: y1}, geom.Point{X: x0, Y: y1})
}

func TestAPixelSaysHowMuchOfItIsCovered(t *testing.T) {
	t.Parallel()
	got := cover.Fill([]geom.Polyline{square(2.25, 3, 5, 4.5)}, false, frame)
	for at, want := range map[image.Point]uint8{{2, 3}: 191, {3, 3}: 255, {4, 4}: 128, {2, 4}: 96, {5, 3}: 0} {
		if a := got.AlphaAt(at.X, at.Y).A; a != want {
			t.Errorf("%v: %d, want %d", at, a, want)
		}
	}
}

func TestTwoThatOverlapAreFullByOneRuleAndEmptyByTheOther(t *testing.T) {
	t.Parallel()
	both := []geom.Polyline{square(1, 1, 6, 6), square(3, 3, 8, 8)}
	for evenOdd, want := range map[bool]uint8{false: 255, true: 0} {
		if a := cover.Fill(both, evenOdd, frame).AlphaAt(4, 4).A; a != want {
			t.Errorf("even-odd %v: %d, want %d", evenOdd, a, want)
		}
	}
}

func TestNothingInsideIsNil(t *testing.T) {
	t.Parallel()
	if got := cover.Fill([]geom.Polyline{square(20, 20, 30, 30)}, false, frame); got != nil {
		t.Errorf("%v", got.Rect)
	}
}

// Each pixel is held against 32 x 32 points of a triangle, which reaches out of
// the frame on all sides.
func TestTrianglesCoverWhatTheirPointsSay(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var p [3]geom.Point
		for i := range p {
			p[i] = geom.Point{X: rnd.Float64()*32 - 8, Y: rnd.Float64()*32 - 8}
		}
		got := cover.Fill([]geom.Polyline{ring(p[:]...)}, false, frame)
		for y := range 16 {
			for x := range 16 {
				share := 0.0
				if got != nil {
					share = float64(got.AlphaAt(x, y).A) / 255
				}
				if want := counted(p, x, y); math.Abs(share-want) > 0.04 {
					t.Fatalf("%v at %d, %d: %.3f, want %.3f", p, x, y, share, want)
				}
			}
		}
	}
}

func counted(p [3]geom.Point, x, y int) float64 {
	const fine = 32
	n := 0
	for i := range fine * fine {
		q := geom.Point{X: float64(x) + (float64(i%fine)+0.5)/fine, Y: float64(y) + (float64(i/fine)+0.5)/fine}
		a, b, c := left(p[0], p[1], q), left(p[1], p[2], q), left(p[2], p[0], q)
		if a == b && b == c {
			n++
		}
	}
	return float64(n) / (fine * fine)
}

func left(a, b, q geom.Point) bool { return (b.X-a.X)*(q.Y-a.Y) > (b.Y-a.Y)*(q.X-a.X) }
