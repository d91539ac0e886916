package logo

import (
	"encoding/base64"
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/portico-prm/portico/content/logo/logotest"
)

// noise is a picture without any main colour, the same at every call.
func noise(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	seed := uint32(1)
	for i := range m.Pix {
		seed = seed*1664525 + 1013904223
		m.Pix[i] = uint8(seed >> 24)
		if i%4 == 3 {
			m.Pix[i] = 255
		}
	}
	return m
}

func TestFlags(t *testing.T) {
	t.Parallel()
	two := logotest.Bars(600, 200, logotest.Navy, logotest.Clear, 0)
	for y := range 200 {
		for x := range 200 {
			if c := two.NRGBAAt(x, y); c.A > 0 {
				two.SetNRGBA(x, y, color.NRGBA{0xe0, 0x20, 0x20, c.A})
			}
		}
	}
	tests := map[string]struct {
		file logotest.File
		want Flags
	}{
		"navy":                    {logotest.Wide(), Flags{SingleHue: true}},
		"white":                   {logotest.WhiteOnTransparent(), Flags{SingleHue: true, NearWhite: true}},
		"white, drawn":            {logotest.WhiteSVG(), Flags{SingleHue: true, NearWhite: true}},
		"black":                   {logotest.File{Name: "a.png", Data: logotest.PNG(logotest.Bars(600, 200, logotest.Black, logotest.Clear, 0))}, Flags{SingleHue: true, NearBlack: true}},
		"red and navy":            {logotest.File{Name: "a.png", Data: logotest.PNG(two)}, Flags{}},
		"on a navy box":           {logotest.NavyBox(), Flags{OwnPlate: true}},
		"on a box, drawn":         {logotest.NavyBoxSVG(), Flags{OwnPlate: true}},
		"an icon":                 {logotest.Icon(), Flags{OwnPlate: true}},
		"on a photograph":         {logotest.File{Name: "a.png", Data: logotest.PNG(noise(700, 300))}, Flags{OwnPlate: true}},
		"navy JPEG, white ground": {logotest.PaddedOnWhite(), Flags{SingleHue: true}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if m, _ := take(t, tt.file); m.Flags != tt.want {
				t.Errorf("%+v, want %+v; colours %v", m.Flags, tt.want, m.Colors)
			}
		})
	}
}

func TestDensityAndCentre(t *testing.T) {
	t.Parallel()
	left := image.NewNRGBA(image.Rect(0, 0, 100, 100)) // the left half in full, the right half at half
	for y := range 100 {
		for x := range 100 {
			if a := []uint8{255, 128}[x/50]; y < 50 || x >= 95 {
				left.SetNRGBA(x, y, color.NRGBA{0, 0, 0, a})
			}
		}
	}
	m, _ := take(t, logotest.File{Name: "a.png", Data: logotest.PNG(left)})
	if math.Abs(m.Density-0.388) > 0.01 {
		t.Errorf("density %v, want about 0.388", m.Density)
	}
	if math.Abs(m.Centre.X-0.435) > 0.01 || math.Abs(m.Centre.Y-0.266) > 0.015 {
		t.Errorf("centre %+v, want about (0.435, 0.266)", m.Centre)
	}
}

func TestVectorAndRasterOfOneMarkAgree(t *testing.T) {
	t.Parallel()
	a, _ := take(t, logotest.Padded())
	b, _ := take(t, logotest.PaddedSVG())
	if math.Abs(a.Density-b.Density) > 0.01 || math.Abs(a.Centre.X-b.Centre.X) > 0.01 || math.Abs(a.Centre.Y-b.Centre.Y) > 0.01 {
		t.Errorf("raster %v %+v, vector %v %+v", a.Density, a.Centre, b.Density, b.Centre)
	}
	if a.Colors[0].Color != b.Colors[0].Color || math.Abs(a.Aspect()-b.Aspect()) > 0.01 {
		t.Errorf("raster %v %v, vector %v %v", a.Colors, a.Aspect(), b.Colors, b.Aspect())
	}
}

func TestColorsAreThoseOfTheBrand(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		file logotest.File
		want []Color
	}{
		"one":            {logotest.Wide(), []Color{{0x0b, 0x1f, 0x3a, 255}}},
		"box and mark":   {logotest.NavyBox(), []Color{{0x0b, 0x1f, 0x3a, 255}, {255, 255, 255, 255}}},
		"without ground": {logotest.File{Name: "a.png", Data: logotest.PNG(logotest.Bars(900, 300, logotest.Teal, logotest.White, 20))}, []Color{{0, 0xa3, 0xa1, 255}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, _ := take(t, tt.file)
			if len(m.Colors) != len(tt.want) {
				t.Fatalf("%v, want %v", m.Colors, tt.want)
			}
			sum := 0.0
			for i, c := range m.Colors {
				sum += c.Share
				if c.Color != tt.want[i] {
					t.Errorf("%v, want %v", c.Color, tt.want[i])
				}
			}
			if math.Abs(sum-1) > 0.001 {
				t.Errorf("shares add up to %v", sum)
			}
		})
	}
}

func TestNeverMoreThanFiveColors(t *testing.T) {
	t.Parallel()
	m, _ := take(t, logotest.File{Name: "a.png", Data: logotest.PNG(noise(300, 300))})
	if len(m.Colors) > 5 {
		t.Errorf("%d colours", len(m.Colors))
	}
}

func TestLargePicturesAreScaledDown(t *testing.T) {
	t.Parallel()
	m, _ := take(t, logotest.File{Name: "a.png", Data: logotest.PNG(logotest.Bars(3000, 600, logotest.Navy, logotest.Clear, 0))})
	if got := m.Image.Rect.Size(); got != image.Pt(2000, 400) {
		t.Errorf("pixels %v", got)
	}
	if m.PixelWidth != 3000 || m.PixelHeight != 600 || m.Width != 3000 {
		t.Errorf("of the original %d x %d", m.PixelWidth, m.PixelHeight)
	}
}

func TestColoursNobodySeesAreForgotten(t *testing.T) {
	t.Parallel()
	pix := logotest.Bars(700, 200, logotest.Navy, logotest.Clear, 0)
	hidden := logotest.Bars(700, 200, logotest.Navy, logotest.Clear, 0)
	for i := 0; i < len(hidden.Pix); i += 4 {
		if hidden.Pix[i+3] == 0 {
			hidden.Pix[i] = 99
		}
	}
	a, _ := take(t, logotest.File{Name: "a.png", Data: logotest.PNG(pix)})
	b, _ := take(t, logotest.File{Name: "a.png", Data: logotest.PNG(hidden)})
	if a.Key != b.Key || a.SourceSHA256 == b.SourceSHA256 {
		t.Errorf("keys %.8s and %.8s, sources %.8s and %.8s", a.Key, b.Key, a.SourceSHA256, b.SourceSHA256)
	}
}

// A drawing around a bitmap is as sharp as the bitmap: a PDF or SVG of a picture
// is no vector logo.
func TestADrawingOfABitmapHasItsResolution(t *testing.T) {
	t.Parallel()
	picture := "data:image/png;base64," + base64.StdEncoding.EncodeToString(logotest.PNG(logotest.Bars(200, 100, logotest.Navy, logotest.Clear, 0)))
	whole, found := take(t, logotest.File{Name: "a.svg", Data: []byte(`<svg viewBox="0 0 2000 1000"><image width="2000" height="1000" href="` + picture + `"/></svg>`)})
	if whole.Sharp() || whole.PixelWidth > 200 || whole.PixelWidth < 190 || !found.Has("LOGO_LOW_RESOLUTION") {
		t.Errorf("%d px wide, %v", whole.PixelWidth, found)
	}
	small, found := take(t, logotest.File{Name: "a.svg", Data: []byte(`<svg viewBox="0 0 2000 1000"><path d="M0 0H1500V1000z"/><image x="1800" width="200" height="100" href="` + picture + `"/></svg>`)})
	if !small.Sharp() || found.Has("LOGO_LOW_RESOLUTION") {
		t.Errorf("a small bitmap decides: %d px, %v", small.PixelWidth, found)
	}
}
