package logo

import (
	"image"
	"image/draw"
	"testing"

	"github.com/portico-prm/portico/content/logo/logotest"
)

// letters is a mark with coarse shapes: a P and a block.
func letters(w, h int, ink, paper image.Image) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(m, m.Rect, paper, image.Point{}, draw.Src)
	part := func(x0, y0, x1, y1 int, c image.Image) {
		draw.Draw(m, image.Rect(x0*w/100, y0*h/100, x1*w/100, y1*h/100), c, image.Point{}, draw.Src)
	}
	part(10, 10, 22, 90, ink)
	part(10, 10, 50, 55, ink)
	part(22, 22, 38, 42, paper)
	part(60, 40, 90, 90, ink)
	return m
}

func TestCopiesOfAMarkLookTheSame(t *testing.T) {
	t.Parallel()
	navy, white := image.NewUniform(logotest.Navy), image.NewUniform(logotest.White)
	first, _ := take(t, logotest.File{Name: "a.png", Data: logotest.PNG(letters(1000, 500, navy, image.Transparent))})
	copies := map[string]logotest.File{
		"smaller":      {Name: "a.png", Data: logotest.PNG(letters(300, 150, navy, image.Transparent))},
		"on white":     {Name: "a.png", Data: logotest.PNG(letters(800, 400, navy, white))},
		"as JPEG":      {Name: "a.jpg", Data: logotest.JPEG(letters(900, 450, navy, white), 70)},
		"reversed":     {Name: "a.png", Data: logotest.PNG(letters(900, 450, white, image.Transparent))},
		"in teal":      {Name: "a.png", Data: logotest.PNG(letters(900, 450, image.NewUniform(logotest.Teal), image.Transparent))},
		"as a drawing": {Name: "a.svg", Data: []byte(`<svg viewBox="0 0 100 50"><path fill="navy" fill-rule="evenodd" d="M10 5H50V27.5H22V45H10ZM22 11H38V21H22ZM60 20H90V45H60Z"/></svg>`)},
	}
	for name, f := range copies {
		m, _ := take(t, f)
		if !m.Look.Resembles(first.Look, m.Aspect(), first.Aspect()) {
			t.Errorf("%s: %d features differ, %.3f against %.3f wide", name, m.Look.Distance(first.Look), m.Aspect(), first.Aspect())
		}
	}
}

func TestOtherMarksLookDifferent(t *testing.T) {
	t.Parallel()
	first, _ := take(t, logotest.File{Name: "a.png", Data: logotest.PNG(letters(1000, 500, image.NewUniform(logotest.Navy), image.Transparent))})
	for _, f := range logotest.All() {
		m, _ := take(t, f)
		if m.Look.Resembles(first.Look, 1, 1) {
			t.Errorf("%s: only %d features differ", f.Name, m.Look.Distance(first.Look))
		}
	}
	if (Look(0)).Resembles(0, 1, 1) {
		t.Error("two marks of which nothing is known look the same")
	}
	if first.Look.Resembles(first.Look, 1, 1.2) {
		t.Error("a mark looks like itself stretched by a fifth")
	}
}

// A shape that nobody sees does not make a drawing wider.
func TestAnUnseenArtboardIsTrimmed(t *testing.T) {
	t.Parallel()
	m, _ := take(t, logotest.File{Name: "a.svg", Data: []byte(`<svg viewBox="0 0 400 200"><rect width="400" height="200" opacity=".01"/><path d="M100 60H300V140L100 100z"/></svg>`)})
	if m.Width > 206 || m.Width < 200 || m.Height > 86 || m.Height < 80 {
		t.Errorf("the mark is %v x %v, drawn 200 x 80", m.Width, m.Height)
	}
}
