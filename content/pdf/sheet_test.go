package pdf

import (
	"image"
	"image/color"
	"io"
	"testing"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/text"
)

var black = place.Color{A: 255}

func regular(t testing.TB) *text.Font { return font(t, "Go-Regular.ttf", goregular.TTF) }
func bold(t testing.TB) *text.Font    { return font(t, "Go-Bold.ttf", gobold.TTF) }

func font(t testing.TB, name string, ttf []byte) *text.Font {
	t.Helper()
	f, err := text.Parse(name, ttf)
	if err != nil {
		t.Fatalf("text.Parse: %v", err)
	}
	return f
}

// disc is a coloured disc on a transparent ground.
func disc(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			dx, dy := float64(x)/float64(w)-0.5, float64(y)/float64(h)-0.5
			if dx*dx+dy*dy < 0.2 {
				img.SetNRGBA(x, y, color.NRGBA{200, uint8(x * 255 / w), uint8(y * 255 / h), 255})
			}
		}
	}
	return img
}

// chequers is a square code of n modules.
func chequers(n int) [][]bool {
	out := make([][]bool, n)
	for y := range out {
		out[y] = make([]bool, n)
		for x := range out[y] {
			out[y][x] = (x*7+y*13+x*y)%3 == 0
		}
	}
	return out
}

// card is a partner's block: plate, logo, address, code and links.
func card(t testing.TB, who string) *place.Sheet {
	t.Helper()
	f, b := regular(t), bold(t)
	line := func(y float64, s string) place.Text {
		return place.Text{At: place.Point{X: 120, Y: y}, Size: 8, Run: f.Line(s)[0], Color: black}
	}
	return &place.Sheet{Items: []place.Item{
		place.Fill{Box: place.Rect{X: 10, Y: 10, W: 280, H: 90}, Radius: 4, Color: place.Color{R: 255, G: 255, B: 255, A: 255}},
		place.Picture{Box: place.Rect{X: 15, Y: 20, W: 90, H: 36}, Image: disc(300, 120), Key: "disc 300 120"},
		place.Text{At: place.Point{X: 120, Y: 30}, Size: 10, Run: b.Line(who)[0], Color: black},
		line(42, "Hauptstraße 12, 80331 München"), line(52, "+49 89 1234567"), line(62, "www.example.com"),
		place.Modules{Box: place.Rect{X: 230, Y: 20, W: 50, H: 50}, Dark: chequers(29), Color: black},
		place.Link{Box: place.Rect{X: 120, Y: 54, W: 80, H: 10}, URI: "https://www.example.com/"},
	}}
}

func readAll(t *testing.T, r io.Reader) string {
	t.Helper()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	return string(b)
}
