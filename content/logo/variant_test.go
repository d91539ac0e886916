package logo

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"slices"
	"testing"

	"github.com/portico-prm/portico/content/logo/logotest"
	"github.com/portico-prm/portico/content/svg"
)

func fromSVG(inside string) logotest.File {
	return logotest.File{Name: "a.svg", Data: []byte(`<svg viewBox="0 0 200 100">` + inside + `</svg>`)}
}

// A white version is offered only where nothing would vanish in it.
func TestWhatIsOffered(t *testing.T) {
	t.Parallel()
	both := []Offer{Reversed, OneColor}
	tests := map[string]struct {
		file logotest.File
		want []Offer
	}{
		"one colour":           {fromSVG(`<path fill="navy" d="M0 0H80V100zM100 0H200V100H100z"/>`), both},
		"black":                {fromSVG(`<path d="M0 0H80V100zM100 0H200V100H100z"/>`), []Offer{Reversed}},
		"white":                {fromSVG(`<path fill="#fff" d="M0 0H80V100zM100 0H200V100H100z"/>`), []Offer{OneColor}},
		"two hues":             {fromSVG(`<path fill="navy" d="M0 0H80V100z"/><path fill="red" d="M100 0H200V100H100z"/>`), nil},
		"light on dark blue":   {fromSVG(`<path fill="#0b1f6a" d="M0 0H200L100 100z"/><path fill="#9db4ff" d="M60 10H140L100 60z"/>`), nil},
		"a mark on its plate":  {logotest.NavyBoxSVG(), nil},
		"a picture on white":   {logotest.PaddedOnWhite(), []Offer{CutOut}},
		"a bitmap in one tint": {fromSVG(`<path fill="navy" d="M0 0H80V100z"/><image x="100" width="50" height="50" href="` + navyPixel + `"/>`), nil},
	}
	for name, tt := range tests {
		m, _ := take(t, tt.file)
		if got := m.Offers(); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v (%+v %+v)", name, got, tt.want, m.Flags, m.Colors)
		}
	}
}

var navyPixel = "data:image/png;base64," + base64.StdEncoding.EncodeToString(logotest.PNG(logotest.Fill(4, 4, logotest.Navy)))

// What is made has the shape of the mark, in one colour, and is a mark itself.
func TestAMadeVersionKeepsTheShape(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]logotest.File{
		"drawn":  fromSVG(`<linearGradient id="g"><stop stop-color="#003"/><stop offset="1" stop-color="#006"/></linearGradient><path fill="url(#g)" stroke="#004" d="M0 0H80V100z"/><g opacity=".5"><path fill="#005" d="M100 0H200V100H100z"/></g>`),
		"pixels": logotest.Padded(),
	} {
		m, _ := take(t, f)
		white, err := m.Make(Reversed)
		if err != nil || white == nil {
			t.Errorf("%s: %v, offered %v", name, err, m.Offers())
			continue
		}
		if !white.Flags.NearWhite || white.Width != m.Width || white.Height != m.Height || white.Key == m.Key || white.SourceSHA256 != m.SourceSHA256 {
			t.Errorf("%s: %+v of %+v", name, white.Flags, m.Flags)
		}
		if white.Density < m.Density-0.01 || white.Density > m.Density+0.01 || !white.Look.Resembles(m.Look, white.Aspect(), m.Aspect()) {
			t.Errorf("%s: density %v, was %v; %d features differ", name, white.Density, m.Density, white.Look.Distance(m.Look))
		}
		b, err := white.MarshalBinary()
		if err == nil {
			err = new(Mark).UnmarshalBinary(b)
		}
		if err != nil {
			t.Errorf("%s cannot be stored: %v", name, err)
		}
	}
	two, _ := take(t, fromSVG(`<path fill="navy" d="M0 0H80V100z"/><path fill="red" d="M100 0H200V100H100z"/>`))
	if got, err := two.Make(Reversed); got != nil || err != nil {
		t.Errorf("made what was not offered: %v", err)
	}
}

// A drawing loses the sheet that it was drawn on, and nothing else that is white.
func TestASheetIsTakenAway(t *testing.T) {
	t.Parallel()
	m, found := take(t, fromSVG(`<g><path fill="#fff" d="M0 0H200V100H0z"/></g><path fill="navy" d="M20 20H180V80H20z"/><path fill="#fff" d="M40 40h20v20h-20z"/>`))
	if !found.Has("LOGO_BACKGROUND") || !slices.Equal(m.Offers(), []Offer{CutOut}) {
		t.Fatalf("%v, offered %v", found, m.Offers())
	}
	cut, err := m.Make(CutOut)
	if err != nil || cut == nil {
		t.Fatal(err)
	}
	pix := cut.Tree.Raster(160, 60)
	if cut.Background.Kind != Transparent || pix.NRGBAAt(30, 30) != (color.NRGBA{255, 255, 255, 255}) || pix.NRGBAAt(5, 5) != (color.NRGBA{0, 0, 128, 255}) {
		t.Errorf("%+v, window %v, wall %v", cut.Background, pix.NRGBAAt(30, 30), pix.NRGBAAt(5, 5))
	}
	if len(m.Tree.Nodes) != 3 {
		t.Error("the mark itself was changed")
	}
}

// The paper around a mark goes, the soft edge stays soft, and what is closed in
// stays.
func TestPaperIsCutAway(t *testing.T) {
	t.Parallel()
	ring := func(on color.NRGBA) logotest.File {
		tree, _, err := svg.Parse([]byte(`<svg viewBox="0 0 400 400"><circle cx="200" cy="200" r="150" fill="none" stroke="#0b1f3a" stroke-width="60"/></svg>`), svg.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		m := logotest.Fill(400, 400, on)
		draw.Draw(m, m.Rect, tree.Raster(400, 400), image.Point{}, draw.Over)
		return logotest.File{Name: "a.png", Data: logotest.PNG(m)}
	}
	m, _ := take(t, ring(logotest.White))
	cut, err := m.Make(CutOut)
	if err != nil || cut == nil {
		t.Fatalf("%v, offered %v", err, m.Offers())
	}
	middle, corner := cut.Image.NRGBAAt(180, 180), cut.Image.NRGBAAt(2, 2)
	if cut.Background.Kind != Transparent || middle.A != 255 || corner.A != 0 {
		t.Errorf("%+v, the middle is %v, the corner %v", cut.Background, middle, corner)
	}
	soft := 0
	for i := 0; i < len(cut.Image.Pix); i += 4 {
		p := cut.Image.Pix[i : i+4]
		if p[3] > 0 && p[3] < 255 {
			soft++
			if p[0] > 60 || p[2] > 110 {
				t.Fatalf("the edge is tinted by the paper: %v", p)
			}
		}
	}
	if soft < 500 {
		t.Errorf("only %d pixels of the edge are soft", soft)
	}
}

func TestAPreviewShowsTheMarkOnItsGround(t *testing.T) {
	t.Parallel()
	m, _ := take(t, fromSVG(`<path fill="#fff" d="M0 0H200V100H0z"/><path fill="#fff" d="M0 0H80V100z"/>`+`<path fill="red" d="M90 40h20v20h-20z"/>`))
	for on, want := range map[Backdrop][2]color.NRGBA{
		Light:   {{255, 255, 255, 255}, {255, 255, 255, 255}},
		Dark:    {{32, 36, 44, 255}, {32, 36, 44, 255}},
		Checker: {{255, 255, 255, 255}, {216, 216, 216, 255}},
	} {
		b, err := m.Preview(200, on)
		if err != nil {
			t.Fatal(err)
		}
		pix, err := png.Decode(bytes.NewReader(b))
		if err != nil || pix.Bounds().Dx() != 240 {
			t.Fatalf("%v, %v", err, pix.Bounds())
		}
		at := func(x, y int) color.NRGBA { return color.NRGBAModel.Convert(pix.At(x, y)).(color.NRGBA) }
		if got := [2]color.NRGBA{at(2, 2), at(10, 2)}; got != want {
			t.Errorf("on %s: the corner is %v", on, got)
		}
		if middle := at(120, pix.Bounds().Dy()/2); middle != (color.NRGBA{255, 0, 0, 255}) {
			t.Errorf("on %s: the middle is %v", on, middle)
		}
	}
}
