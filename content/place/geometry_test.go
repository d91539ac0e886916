package place_test

import (
	"testing"

	"github.com/portico-prm/portico/content/place"
)

func TestRects(t *testing.T) {
	t.Parallel()
	a := place.Rect{X: 10, Y: 10, W: 20, H: 10}
	if got := a.Inset(6); got.H != 0 || got.W != 8 || got.Y != 15 {
		t.Errorf("Inset(6) = %+v", got)
	}
	if a.Overlaps(place.Rect{X: 30, Y: 10, W: 5, H: 5}) || !a.Overlaps(place.Rect{X: 29, Y: 19, W: 5, H: 5}) {
		t.Error("Overlaps is wrong")
	}
	if !a.Contains(a) || a.Contains(a.Inset(-1)) {
		t.Error("Contains is wrong")
	}
}

func TestCoverKeepsTheFocusInView(t *testing.T) {
	t.Parallel()
	got := place.Cover(400, 300, place.Rect{W: 100, H: 100}, place.Point{X: 1, Y: 0.5})
	if want := (place.Rect{X: 100, Y: 0, W: 300, H: 300}); got != want {
		t.Errorf("Cover = %+v, want %+v", got, want)
	}
}
