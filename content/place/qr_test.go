package place_test

import (
	"image"
	"image/draw"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/place/qrtest"
)

func qrRequest(content string) place.QRRequest {
	return place.QRRequest{
		Where: "qr", Content: content, Level: "M", Box: place.Rect{W: 22 * place.PointsPerMM, H: 22 * place.PointsPerMM},
		MinModule: 0.4 * place.PointsPerMM, Color: navy, Fill: white, UnitsPerInch: 72,
	}
}

// TestQRLeadsWhereItShould draws codes of every version that addresses need and
// reads them again.
func TestQRLeadsWhereItShould(t *testing.T) {
	t.Parallel()
	for n := range 94 {
		q := qrRequest("https://go.vendor.example/r/" + strings.Repeat("a1B", n/3) + "xyz"[:n%3])
		q.Box, q.UnitsPerInch, q.MinModule = place.Rect{W: 260, H: 260}, 1, 1
		if n == 0 {
			q.Content = "HTTPS://GO.EXAMPLE/R/1"
		}
		m, found := place.QR(q)
		if len(found) > 0 {
			t.Fatal(found)
		}
		if got, err := qrtest.Read(painted(m, 260), image.Rect(0, 0, 260, 260)); err != nil || got != q.Content {
			t.Errorf("%q reads %q (%v)", q.Content, got, err)
		}
	}
}

// painted are modules on white.
func painted(m place.Modules, side int) image.Image {
	img := image.NewGray(image.Rect(0, 0, side, side))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	size := int(m.Box.W) / len(m.Dark)
	for y, row := range m.Dark {
		for x, dark := range row {
			if dark {
				at := image.Pt(int(m.Box.X)+x*size, int(m.Box.Y)+y*size)
				draw.Draw(img, image.Rectangle{Min: at, Max: at.Add(image.Pt(size, size))}, image.Black, image.Point{}, draw.Src)
			}
		}
	}
	return img
}

func TestQRLeavesItsQuietZone(t *testing.T) {
	t.Parallel()
	m, found := place.QR(qrRequest("https://go.vendor.example/r/abcd1234"))
	if len(found) > 0 {
		t.Fatal(found)
	}
	module := m.Box.W / float64(len(m.Dark))
	if m.Box.X < 4*module-1e-9 || m.Box.Y < 4*module-1e-9 {
		t.Errorf("%d modules of %v start at %v", len(m.Dark), module, m.Box.X)
	}
	if !m.Dark[0][0] || m.Dark[1][1] || !m.Dark[3][3] || !m.Dark[0][len(m.Dark)-1] {
		t.Error("no finder pattern in the corners")
	}
}

func TestQRSaysHowLargeTheBoxMustBe(t *testing.T) {
	t.Parallel()
	_, found := place.QR(qrRequest("https://www.vendor.example/edge?" + strings.Repeat("utm_source=partner&", 12)))
	if !found.Has("QR_MODULE_TOO_SMALL") {
		t.Fatalf("problems %v", found)
	}
	q := qrRequest("https://www.vendor.example/edge?" + strings.Repeat("utm_source=partner&", 12))
	need := found[0].Data["needBox"].(float64)
	q.Box.W, q.Box.H = need, need
	if _, found := place.QR(q); len(found) > 0 {
		t.Errorf("a box of %v is not enough: %v", need, found)
	}
}

func TestQRRefusesLightOnDarkAndEndlessText(t *testing.T) {
	t.Parallel()
	q := qrRequest("x")
	q.Color, q.Fill = white, navy
	if _, found := place.QR(q); !found.Has("QR_COLORS") {
		t.Errorf("problems %v", found)
	}
	if _, found := place.QR(qrRequest(strings.Repeat("x", 5000))); !found.Has("QR_TOO_LONG") {
		t.Errorf("problems %v", found)
	}
}

func TestQROnPicturesHasWholePixels(t *testing.T) {
	t.Parallel()
	q := qrRequest("https://go.vendor.example/r/abcd1234")
	q.Box, q.UnitsPerInch, q.MinModule = place.Rect{X: 10.5, Y: 3.2, W: 171, H: 180}, 1, 3
	m, found := place.QR(q)
	module := m.Box.W / float64(len(m.Dark))
	if len(found) > 0 || module != float64(int(module)) || m.Box.X != float64(int(m.Box.X)) {
		t.Errorf("modules of %v at %v, %v", module, m.Box.X, found)
	}
}
