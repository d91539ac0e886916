package place_test

import (
	"math"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
	"pgregory.net/rapid"
)

var (
	white = place.Color{R: 255, G: 255, B: 255, A: 255}
	navy  = place.Color{R: 11, G: 31, B: 58, A: 255}
)

func mark(variant string, aspect float64, c place.Color) place.Candidate {
	return place.Candidate{
		Variant: variant, Aspect: aspect, Density: 0.35, Centre: place.Point{X: 0.5, Y: 0.5}, Vector: true,
		Tones: []place.Tone{{Color: c, Share: 1, Luminance: c.Luminance()}},
	}
}

// request is the logo zone of the worked example: 70 x 22 mm beside a vendor
// mark of 50.4 x 12 mm, here with one unit a millimetre.
func request(on place.Color, marks ...place.Candidate) place.LogoRequest {
	return place.LogoRequest{
		Where: "logo1", Zone: place.Rect{X: 124, Y: 9, W: 70, H: 22}, Align: place.ParseAlign("right", "middle"),
		Candidates: marks, VendorArea: 50.4 * 12, VendorHeight: 12, Ratio: 0.9, MaxHeight: 1.6, Clear: 0.5,
		MinWidth: 22, MinHeight: 6, Background: place.Solid(on),
		Contrast:     place.Contrast{Min: 3, Want: 4.5, Fallback: []string{"other-variant", "plate", "block"}},
		Plate:        &place.Plate{Fill: white, Radius: 1.5, Padding: 0.35},
		UnitsPerInch: 25.4, WantPPI: 300, WarnPPI: 200, BlockPPI: 150,
	}
}

func TestMarksOfAllShapesGetTheSameArea(t *testing.T) {
	t.Parallel()
	for _, aspect := range []float64{0.5, 1, 2, 4} {
		q := request(white, mark("full", aspect, navy))
		q.Zone = place.Rect{W: 500, H: 500}
		q.MaxHeight = 0
		p, found := place.Logo(q)
		if len(found) > 0 {
			t.Fatalf("1:%v: %v", aspect, found)
		}
		if area := p.Box.W * p.Box.H; math.Abs(area-0.9*q.VendorArea) > 1e-6 {
			t.Errorf("1:%v has area %v, want %v", aspect, area, 0.9*q.VendorArea)
		}
	}
}

func TestAiryMarksGrowAndSolidOnesShrink(t *testing.T) {
	t.Parallel()
	size := func(density float64) float64 {
		m := mark("full", 3, navy)
		m.Density = density
		q := request(white, m)
		q.Zone = place.Rect{W: 500, H: 500}
		p, _ := place.Logo(q)
		return p.Box.H
	}
	if !(size(0.2) > size(0.35) && size(0.35) > size(0.9)) {
		t.Errorf("heights %v, %v, %v", size(0.2), size(0.35), size(0.9))
	}
}

func TestLightMarksOnDarkPagesAreHeldBack(t *testing.T) {
	t.Parallel()
	q := request(navy, mark("reversed", 3, white))
	q.Zone = place.Rect{W: 500, H: 500}
	dark, _ := place.Logo(q)
	q.Background, q.Candidates = place.Solid(white), []place.Candidate{mark("full", 3, navy)}
	light, _ := place.Logo(q)
	if shrunk := dark.Box.H / light.Box.H; shrunk > 0.99 || shrunk < 0.97 {
		t.Errorf("white on navy is %v of navy on white", shrunk)
	}
}

func TestExtremeShapes(t *testing.T) {
	t.Parallel()
	wide, found := place.Logo(request(white, mark("full", 10, navy)))
	if len(found) > 0 || wide.Box.W < 22 || wide.Box.H < 6 {
		t.Errorf("10:1 is %+v, %v", wide.Box, found)
	}
	_, found = place.Logo(request(white, mark("full", 1.0/6, navy)))
	if !found.Has("LOGO_TOO_SMALL_FOR_ZONE") || !strings.Contains(found[0].Fix, "wide") {
		t.Errorf("1:6 gives %v", found)
	}
	_, found = place.Logo(request(white, mark("full", 14, navy)))
	if !found.Has("LOGO_TOO_SMALL_FOR_ZONE") || !strings.Contains(found[0].Fix, "square") {
		t.Errorf("14:1 gives %v", found)
	}
}

func TestIconStandsInWhereTheFullMarkIsTooSmall(t *testing.T) {
	t.Parallel()
	icon := mark("icon", 1, navy)
	icon.Compact = true
	p, found := place.Logo(request(white, mark("full", 14, navy), icon))
	if len(found) > 0 || p.Variant != "icon" {
		t.Errorf("chose %q, %v", p.Variant, found)
	}
}

func TestOpticalCentreIsCentred(t *testing.T) {
	t.Parallel()
	m := mark("full", 8, navy)
	m.Centre.Y = 0.6
	q := request(white, m)
	p, _ := place.Logo(q)
	if got := p.Box.Y + 0.6*p.Box.H; math.Abs(got-20) > 1e-9 {
		t.Errorf("ink is centred at %v, want 20", got)
	}
}

func TestContrastChoosesVariantPlateOrBlock(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		on       place.Color
		marks    []place.Candidate
		fallback []string
		variant  string
		plate    bool
		code     string
	}{
		"dark on white stays":            {white, []place.Candidate{mark("full", 4, navy), mark("reversed", 4, white)}, nil, "full", false, ""},
		"white on white takes the other": {white, []place.Candidate{mark("full", 4, white), mark("dark", 4, navy)}, nil, "dark", false, ""},
		"dark on dark takes the other":   {navy, []place.Candidate{mark("full", 4, navy), mark("reversed", 4, white)}, nil, "reversed", false, ""},
		"dark on dark gets a plate":      {navy, []place.Candidate{mark("full", 4, navy)}, nil, "full", true, "LOGO_LOW_CONTRAST"},
		"white on white is blocked":      {white, []place.Candidate{mark("full", 4, white)}, nil, "", false, "LOGO_LOW_CONTRAST"},
		"no fallback warns":              {white, []place.Candidate{mark("full", 4, white)}, []string{"other-variant"}, "full", false, "LOGO_LOW_CONTRAST"},
		"plate before variant":           {navy, []place.Candidate{mark("full", 4, navy), mark("reversed", 4, white)}, []string{"plate", "other-variant"}, "full", true, "LOGO_LOW_CONTRAST"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := request(tt.on, tt.marks...)
			if tt.fallback != nil {
				q.Contrast.Fallback = tt.fallback
			}
			p, found := place.Logo(q)
			if p.Variant != tt.variant || (p.Plate != nil) != tt.plate {
				t.Errorf("chose %q, plate %v, want %q, %v (%v)", p.Variant, p.Plate, tt.variant, tt.plate, found)
			}
			if tt.code == "" && len(found) > 0 || tt.code != "" && !found.Has(tt.code) {
				t.Errorf("problems %v, want %q", found, tt.code)
			}
			if found.Blocking() != (tt.variant == "") {
				t.Errorf("blocking is %v", found.Blocking())
			}
		})
	}
}

func TestContrastMessageSpeaksOfColours(t *testing.T) {
	t.Parallel()
	_, found := place.Logo(request(navy, mark("full", 4, navy)))
	want := "Your logo is dark blue and the background here is dark: it can hardly be seen; it is shown on a white plate."
	if found[0].Message != want {
		t.Errorf("got %q", found[0].Message)
	}
}

func TestPhotographsAreJudgedByTheirWorstPart(t *testing.T) {
	t.Parallel()
	q := request(white, mark("full", 4, navy))
	q.Background = place.Background{Mean: 0.5, P5: 0.01, P95: 0.9}
	p, found := place.Logo(q)
	if p.Plate == nil || !found.Has("LOGO_LOW_CONTRAST") {
		t.Errorf("placed %+v, %v", p, found)
	}
}

func TestResolutionSaysWhichWidthWouldPass(t *testing.T) {
	t.Parallel()
	m := mark("full", 4, navy)
	m.Vector, m.PixelWidth = false, 412
	q := request(white, m)
	q.Zone, q.VendorArea, q.MaxHeight, q.Clear = place.Rect{W: 310, H: 136}, 0, 0, 0
	q.WantPPI, q.BlockPPI = 100, 72
	_, found := place.Logo(q)
	if !found.Has("LOGO_LOW_RESOLUTION") {
		t.Fatalf("problems %v", found)
	}
	if want := "Your logo is 412 px wide. It is shown here 31 cm wide, which needs at least 879 px."; found[0].Message != want {
		t.Errorf("message %q", found[0].Message)
	}
	if want := "Upload an SVG, or a PNG of 1,221 px or more."; found[0].Fix != want {
		t.Errorf("fix %q", found[0].Fix)
	}
	q.Candidates[0].PixelWidth = 879
	if _, found := place.Logo(q); found.Blocking() {
		t.Errorf("879 px do not pass: %v", found)
	}
	q.Candidates[0].PixelWidth = 878
	if _, found := place.Logo(q); !found.Blocking() {
		t.Error("878 px pass")
	}
}

func TestFewPixelsWarn(t *testing.T) {
	t.Parallel()
	m := mark("full", 4, navy)
	m.Vector, m.PixelWidth = false, 340
	p, found := place.Logo(request(white, m))
	if found.Blocking() || !found.Has("LOGO_LOW_RESOLUTION") || p.PPI >= 200 || p.PPI < 150 {
		t.Errorf("%v ppi, %v", p.PPI, found)
	}
}

func TestVectorIsPreferredWhereAsked(t *testing.T) {
	t.Parallel()
	raster := mark("full", 4, navy)
	raster.Vector, raster.PixelWidth = false, 4000
	q := request(white, raster, mark("vector", 4, navy))
	q.PreferVector = true
	if p, _ := place.Logo(q); p.Variant != "vector" {
		t.Errorf("chose %q", p.Variant)
	}
}

func TestPlacementKeepsItsPromises(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		q := drawn(t)
		p, found := place.Logo(q)
		if found.Blocking() != (p.Candidate < 0) {
			t.Fatalf("candidate %d with %v", p.Candidate, found)
		}
		if p.Candidate < 0 {
			return
		}
		if !q.Zone.Contains(p.Box.Inset(-q.Clear * p.Box.H)) {
			t.Fatalf("%+v with its clear space leaves %+v", p.Box, q.Zone)
		}
		if p.Plate != nil && !q.Zone.Contains(p.Plate.Box) {
			t.Fatalf("plate %+v leaves %+v", p.Plate.Box, q.Zone)
		}
		if p.Box.H > q.MaxHeight*q.VendorHeight+1e-6 || p.Box.W*p.Box.H > q.VendorArea*math.Max(1, q.Ratio)*(1+1e-9) {
			t.Fatalf("%+v breaks the vendor's caps", p.Box)
		}
		if got := p.Box.W / p.Box.H; math.Abs(got/q.Candidates[p.Candidate].Aspect-1) > 1e-9 {
			t.Fatalf("the mark is distorted to %v", got)
		}
	})
}

// drawn is any request that a manifest could make.
func drawn(t *rapid.T) place.LogoRequest {
	num := func(name string, low, high float64) float64 { return rapid.Float64Range(low, high).Draw(t, name) }
	shade := func(name string) place.Color {
		v := rapid.Byte().Draw(t, name)
		return place.Color{R: v, G: rapid.Byte().Draw(t, name), B: v, A: 255}
	}
	var marks []place.Candidate
	for range rapid.IntRange(1, 4).Draw(t, "marks") {
		m := mark("any", num("aspect", 1.0/6, 10), shade("mark"))
		m.Density, m.Centre.Y = num("density", 0.02, 1), num("centre", 0, 1)
		m.Vector, m.PixelWidth = rapid.Bool().Draw(t, "vector"), rapid.IntRange(20, 3000).Draw(t, "pixels")
		m.Compact = rapid.Bool().Draw(t, "compact")
		marks = append(marks, m)
	}
	q := request(shade("page"), marks...)
	q.Zone = place.Rect{X: num("x", -10, 100), Y: num("y", 0, 100), W: num("w", 5, 300), H: num("h", 3, 200)}
	q.Align = place.Align{X: num("ax", 0, 1), Y: rapid.SampledFrom([]float64{0, 0.5, 1}).Draw(t, "ay")}
	q.Clear, q.Ratio = num("clear", 0, 1), num("ratio", 0.3, 1.5)
	q.VendorArea, q.VendorHeight = num("area", 50, 2000), num("height", 3, 30)
	return q
}

func TestRefusalsTeach(t *testing.T) {
	t.Parallel()
	for name, q := range map[string]place.LogoRequest{
		"no logo": request(white), "no zone": {Candidates: []place.Candidate{mark("full", 1, navy)}, UnitsPerInch: 72},
		"no shape": request(white, mark("full", math.NaN(), navy)),
	} {
		_, found := place.Logo(q)
		if !found.Blocking() || found[0].Fix == "" || found[0].Severity != problem.Error {
			t.Errorf("%s: %v", name, found)
		}
	}
}

// A brand colour below the vendor's minimum is worth a word and no refusal; a
// plate comes when it shows the same mark better, or when it would be lost.
func TestBrandColoursBelowTheMinimumAreShown(t *testing.T) {
	t.Parallel()
	var (
		sky   = place.Color{R: 80, G: 165, B: 230, A: 255}
		wine  = place.Color{R: 70, G: 20, B: 50, A: 255}
		night = place.Color{R: 8, G: 24, B: 30, A: 255}
	)
	shield := mark("full", 2, wine)
	shield.Tones = append(shield.Tones, place.Tone{Color: white, Share: 0.6, Luminance: 1})
	tests := map[string]struct {
		on    place.Color
		mark  place.Candidate
		plate bool
	}{
		"sky blue on white":                {white, mark("full", 3, sky), false},
		"white letters in a shield, white": {white, shield, false},
		"navy on night":                    {night, mark("full", 3, navy), true},
	}
	for name, tt := range tests {
		p, found := place.Logo(request(tt.on, tt.mark))
		if found.Blocking() || p.Candidate != 0 || (p.Plate != nil) != tt.plate || !found.Has("LOGO_LOW_CONTRAST") {
			t.Errorf("%s: %+v, %v", name, p, found)
		}
	}
}

// A mark on paper would be a box on any other ground: it gets a plate of the
// same colour with room around, and without one its owner is told.
func TestPaperAroundAMarkGetsRoom(t *testing.T) {
	t.Parallel()
	boxed := mark("full", 2, navy)
	boxed.Ground = &white
	p, found := place.Logo(request(navy, boxed))
	if p.Plate == nil || !found.Has("LOGO_BACKGROUND") || found.Blocking() {
		t.Errorf("on navy: plate %v, %v", p.Plate, found)
	}
	if p, found = place.Logo(request(white, boxed)); p.Plate != nil || len(found) > 0 {
		t.Errorf("on white: plate %v, %v", p.Plate, found)
	}
	q := request(navy, boxed)
	q.Plate = nil
	if p, found = place.Logo(q); p.Candidate != 0 || !found.Has("LOGO_BACKGROUND") || found.Blocking() || p.Score < 0.9 {
		t.Errorf("without plates: %+v, %v", p, found)
	}
	free := mark("without paper", 2, white)
	if p, _ = place.Logo(request(navy, boxed, free)); p.Candidate != 1 || p.Plate != nil {
		t.Errorf("a version without paper is there, and %+v is taken", p)
	}
}
