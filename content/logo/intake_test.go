package logo

import (
	"image"
	"image/draw"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/content/logo/logotest"
	"github.com/portico-prm/portico/content/problem"
)

// take takes in what must be accepted.
func take(t testing.TB, f logotest.File) (*Mark, problem.List) {
	t.Helper()
	m, found, err := Intake(f.Name, f.Data, Limits{})
	if err != nil || m == nil {
		t.Fatalf("%s was refused: %v, %v", f.Name, err, found)
	}
	return m, found
}

func TestMarksAreFoundInTheirFiles(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		file logotest.File
		trim Box
	}{
		"nothing to trim":            {logotest.Wide(), Box{0, 0, 2000, 200}},
		"transparent room":           {logotest.Padded(), Box{80, 80, 840, 340}},
		"a JPEG on white":            {logotest.PaddedOnWhite(), Box{150, 150, 1200, 400}},
		"a box that is its own":      {logotest.NavyBox(), Box{0, 0, 1400, 600}},
		"white on nothing":           {logotest.WhiteOnTransparent(), Box{0, 0, 1200, 400}},
		"tiny":                       {logotest.Tiny(), Box{0, 0, 48, 16}},
		"a drawing with room":        {logotest.PaddedSVG(), Box{80, 80, 840, 340}},
		"a drawing on its own box":   {logotest.NavyBoxSVG(), Box{0, 0, 1400, 600}},
		"a drawing on a white sheet": {logotest.File{Name: "a.svg", Data: logotest.SVG(1500, 700, logotest.Navy, logotest.White, 150)}, Box{150, 150, 1200, 400}},
		"white on black":             {logotest.File{Name: "a.png", Data: logotest.PNG(logotest.Bars(700, 400, logotest.White, logotest.Black, 50))}, Box{50, 50, 600, 300}},
		"a JPEG of quality 50":       {logotest.File{Name: "a.jpg", Data: logotest.JPEG(logotest.Bars(1500, 700, logotest.Navy, logotest.White, 150), 50)}, Box{150, 150, 1200, 400}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, _ := take(t, tt.file)
			within := 1.0 // pixel
			if m.Kind == Vector && m.Background.Kind == Solid {
				within = 1500.0 / analysisSide * 3 // found in a picture of the drawing
			}
			for _, d := range []float64{m.Source.Trim.X - tt.trim.X, m.Source.Trim.Y - tt.trim.Y, m.Source.Trim.W - tt.trim.W, m.Source.Trim.H - tt.trim.H} {
				if d > within || d < -within {
					t.Errorf("found at %+v, want %+v", m.Source.Trim, tt.trim)
					break
				}
			}
			if m.Width != m.Source.Trim.W || m.Height != m.Source.Trim.H {
				t.Errorf("the mark measures %v x %v, its box is %+v", m.Width, m.Height, m.Source.Trim)
			}
		})
	}
}

// A border is not always a background: it may be a frame, or the edge of a
// shape with holes, and then it belongs to the mark.
func TestFramesAreNotTrimmed(t *testing.T) {
	t.Parallel()
	frame := logotest.Fill(600, 300, logotest.Black)
	draw.Draw(frame, image.Rect(10, 10, 590, 290), image.NewUniform(logotest.White), image.Point{}, draw.Src)
	draw.Draw(frame, image.Rect(100, 100, 500, 200), image.NewUniform(logotest.Teal), image.Point{}, draw.Src)
	hollow := logotest.Fill(600, 300, logotest.Black)
	draw.Draw(hollow, image.Rect(10, 10, 590, 290), image.Transparent, image.Point{}, draw.Src)
	draw.Draw(hollow, image.Rect(100, 100, 500, 200), image.NewUniform(logotest.Teal), image.Point{}, draw.Src)
	cut := logotest.Fill(600, 300, logotest.Black)
	draw.Draw(cut, image.Rect(100, 100, 500, 200), image.Transparent, image.Point{}, draw.Src)
	tests := map[string]struct {
		data  []byte
		plate bool
	}{
		"a black frame around paper":   {logotest.PNG(frame), true},
		"a black frame around nothing": {logotest.PNG(hollow), false},
		"a black area with a hole":     {logotest.PNG(cut), false},
	}
	for name, tt := range tests {
		m, _ := take(t, logotest.File{Name: "a.png", Data: tt.data})
		if m.Width != 600 || m.Height != 300 || m.Flags.OwnPlate != tt.plate {
			t.Errorf("%s: %v x %v, %+v, %+v", name, m.Width, m.Height, m.Flags, m.Background)
		}
	}
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	photo := logotest.PNG(noise(700, 300))
	tests := map[string]struct {
		file logotest.File
		want string // codes, in order
	}{
		"10:1 is fine":         {logotest.Wide(), ""},
		"12:1 is not":          {logotest.Wider(), "LOGO_ASPECT"},
		"1:6":                  {logotest.Tall(), "LOGO_ASPECT"},
		"1:6, drawn":           {logotest.TallSVG(), "LOGO_ASPECT"},
		"tiny":                 {logotest.Tiny(), "LOGO_LOW_RESOLUTION"},
		"on white":             {logotest.PaddedOnWhite(), "LOGO_BACKGROUND"},
		"on a box of its own":  {logotest.NavyBox(), ""},
		"on a photograph":      {logotest.File{Name: "a.png", Data: photo}, "LOGO_BUSY_BACKGROUND"},
		"PNG that says JPEG":   {logotest.File{Name: "Logo.JPG", Data: logotest.Padded().Data}, "LOGO_WRONG_EXTENSION"},
		"SVG that says AI":     {logotest.File{Name: "a.ai", Data: logotest.WideSVG().Data}, "LOGO_WRONG_EXTENSION"},
		"no extension":         {logotest.File{Name: "logo", Data: logotest.Padded().Data}, ""},
		"JPEG by another name": {logotest.File{Name: "a.jpeg", Data: logotest.PaddedOnWhite().Data}, "LOGO_BACKGROUND"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, found := take(t, tt.file)
			spoken(t, found)
			var codes []string
			for _, p := range found {
				codes = append(codes, p.Code)
				if p.Severity != problem.Warning || p.Fix == "" || p.Where != tt.file.Name {
					t.Errorf("%+v, want a warning with a repair about %s", p, tt.file.Name)
				}
			}
			if diff := cmp.Diff(tt.want, strings.Join(codes, " ")); diff != "" {
				t.Errorf("%s\n%v", diff, found)
			}
		})
	}
}

// spoken holds findings to be said in every language, with all their figures.
func spoken(t *testing.T, found problem.List) {
	t.Helper()
	for _, language := range problem.Languages {
		for i, p := range found.In(language) {
			if s := p.String(); strings.Contains(s, "<nil>") || language != "en" && p.Message == found[i].Message {
				t.Errorf("in %s: %s", language, s)
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		file logotest.File
		code string
		says string // in message or repair
	}{
		"fully transparent":    {logotest.Blank(), "LOGO_EMPTY", "fully transparent"},
		"one colour":           {logotest.OneColor(), "LOGO_EMPTY", "#ffffff"},
		"a navy area":          {logotest.File{Name: "a.png", Data: logotest.PNG(logotest.Fill(300, 100, logotest.Navy))}, "LOGO_EMPTY", "#0b1f3a"},
		"a drawing of nothing": {logotest.File{Name: "a.svg", Data: []byte(`<svg viewBox="0 0 9 9"/>`)}, "SVG_EMPTY", "shows nothing"},
		"one colour, drawn":    {logotest.File{Name: "a.svg", Data: []byte(`<svg viewBox="0 0 9 9"><rect width="9" height="9" fill="#123456"/></svg>`)}, "LOGO_EMPTY", "#123456"},
		"half a file":          {logotest.Truncated(), "LOGO_DAMAGED", "damaged or incomplete"},
		"a lossless JPEG":      {logotest.File{Name: "a.jpg", Data: []byte("\xff\xd8\xff\xc3\x00\x0b\x08\x00\x95\x00\xe3\x01\x52\x11\x00\xff\xd9")}, "LOGO_DAMAGED", "Save it as PNG"},
		"a lie in the header":  {logotest.HeaderLie(), "LOGO_TOO_LARGE", "65,535"},
		"text in a drawing":    {logotest.File{Name: "a.svg", Data: []byte(`<svg viewBox="0 0 9 9"><text>Acme</text></svg>`)}, "SVG_TEXT", "outlines"},
		"nothing at all":       {logotest.File{Name: "a.png"}, "LOGO_TYPE", "empty"},
		"GIF":                  {logotest.File{Name: "a.gif", Data: []byte("GIF89a......")}, "LOGO_TYPE", "256 colours"},
		"BMP":                  {logotest.File{Name: "a.bmp", Data: []byte("BM......")}, "LOGO_TYPE", "PNG"},
		"TIFF":                 {logotest.File{Name: "a.tif", Data: []byte("II*\x00....")}, "LOGO_TYPE", "transparency"},
		"HEIC":                 {logotest.File{Name: "a.heic", Data: []byte("\x00\x00\x00\x18ftypheic....")}, "LOGO_TYPE", "phones"},
		"PDF of nothing":       {logotest.File{Name: "a.pdf", Data: []byte("%PDF-1.7\n")}, "PDF_DAMAGED", "Export"},
		"old Illustrator":      {logotest.File{Name: "a.ai", Data: []byte("%!PS-Adobe-3.0\n%%Creator: Adobe Illustrator")}, "LOGO_TYPE", "Save As"},
		"EPS":                  {logotest.File{Name: "a.eps", Data: []byte("%!PS-Adobe-3.0 EPSF-3.0")}, "LOGO_TYPE", "never run"},
		"EPS with a preview":   {logotest.File{Name: "a.eps", Data: []byte("\xc5\xd0\xd3\xc6....")}, "LOGO_TYPE", "PostScript"},
		"Photoshop":            {logotest.File{Name: "a.psd", Data: []byte("8BPS....")}, "LOGO_TYPE", "Photoshop"},
		"a compressed drawing": {logotest.File{Name: "a.svgz", Data: []byte("\x1f\x8b\x08..")}, "LOGO_TYPE", "Unpack"},
		"a presentation":       {logotest.File{Name: "a.pptx", Data: []byte("PK\x03\x04...")}, "LOGO_TYPE", "Office"},
		"an old letter":        {logotest.File{Name: "a.doc", Data: []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")}, "LOGO_TYPE", "in it as SVG"},
		"CorelDRAW":            {logotest.File{Name: "a.cdr", Data: []byte("RIFF....CDRXvrsn")}, "LOGO_TYPE", "as curves"},
		"a web page":           {logotest.File{Name: "a.svg", Data: []byte("<!DOCTYPE html><html><svg/></html>")}, "LOGO_TYPE", "web page"},
		"a text":               {logotest.File{Name: "a.png", Data: []byte("hello")}, "LOGO_TYPE", "SVG, PDF, Illustrator"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, found, err := Intake(tt.file.Name, tt.file.Data, Limits{})
			if m != nil || err != nil || !found.Blocking() {
				t.Fatalf("mark %v, error %v, found %v", m != nil, err, found)
			}
			p := found[0]
			spoken(t, found)
			if p.Code != tt.code || p.Fix == "" || !strings.Contains(p.Message+p.Fix, tt.says) {
				t.Errorf("%s\nwant %s that says %q", p, tt.code, tt.says)
			}
		})
	}
}

func TestLimitsHoldAtTheLimitAndNotBeyond(t *testing.T) {
	t.Parallel()
	f := logotest.Padded() // 1,000 x 500 px
	tests := map[string]struct{ at, below Limits }{
		"bytes":         {Limits{Bytes: len(f.Data)}, Limits{Bytes: len(f.Data) - 1}},
		"pixels":        {Limits{Pixels: 500_000}, Limits{Pixels: 499_999}},
		"pixels a side": {Limits{Side: 1000}, Limits{Side: 999}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if m, found, _ := Intake(f.Name, f.Data, tt.at); m == nil {
				t.Errorf("at the limit: %v", found)
			}
			m, found, _ := Intake(f.Name, f.Data, tt.below)
			if m != nil || !found.Has("LOGO_TOO_LARGE") || found[0].Data["what"] != name {
				t.Errorf("beyond the limit: %v", found)
			}
		})
	}
}

// The default limits are tried with headers alone: a header within the limits
// gets as far as its missing pixels.
func TestDefaultLimits(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		data []byte
		code string
	}{
		"40 megapixels":           {logotest.PNGHeader(8000, 5000), "LOGO_DAMAGED"},
		"5,000 pixels more":       {logotest.PNGHeader(8001, 5000), "LOGO_TOO_LARGE"},
		"16,384 pixels a side":    {logotest.PNGHeader(16_384, 10), "LOGO_DAMAGED"},
		"16,385 pixels a side":    {logotest.PNGHeader(16_385, 10), "LOGO_TOO_LARGE"},
		"10 MB":                   {make([]byte, 10<<20), "LOGO_TYPE"},
		"10 MB and a byte":        {make([]byte, 10<<20+1), "LOGO_TOO_LARGE"},
		"all that a header holds": {logotest.PNGHeader(1<<31-1, 1<<31-1), "LOGO_TOO_LARGE"},
	}
	for name, tt := range tests {
		if _, found, _ := Intake("a.png", tt.data, Limits{}); !found.Has(tt.code) {
			t.Errorf("%s: %v, want %s", name, found, tt.code)
		}
	}
}

func TestALieInTheHeaderCostsNothing(t *testing.T) {
	f := logotest.HeaderLie()
	if len(f.Data) != 66 {
		t.Errorf("%d bytes", len(f.Data))
	}
	r := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Intake(f.Name, f.Data, Limits{}) //nolint:errcheck // timed only
		}
	})
	if r.AllocedBytesPerOp() > 64<<10 || r.NsPerOp() > int64(time.Millisecond) {
		t.Errorf("%d bytes and %v a refusal", r.AllocedBytesPerOp(), time.Duration(r.NsPerOp()))
	}
}

func TestEveryTruncationIsRefused(t *testing.T) {
	t.Parallel()
	for _, f := range []logotest.File{logotest.Tiny(), {Name: "a.jpg", Data: logotest.JPEG(logotest.Bars(64, 32, logotest.Navy, logotest.White, 4), 85)}, logotest.WideSVG()} {
		for n := range len(f.Data) - 2 { // the last bytes of an end marker may be missing
			if m, found, err := Intake(f.Name, f.Data[:n], Limits{}); err != nil || (m == nil) != found.Blocking() {
				t.Errorf("%s cut to %d bytes: mark %v, %v, %v", f.Name, n, m != nil, found, err)
			} else if m != nil && n < len(f.Data)-20 {
				t.Errorf("%s cut to %d of %d bytes was accepted", f.Name, n, len(f.Data))
			}
		}
	}
}

// Illustrator offers UTF-16 for SVG.
func TestADrawingInUTF16IsOne(t *testing.T) {
	t.Parallel()
	file := []byte{0xff, 0xfe}
	for _, c := range `<svg viewBox="0 0 90 30"><path d="M9 9h30v9h-30z"/></svg>` {
		file = append(file, byte(c), 0)
	}
	m, found, err := Intake("a.svg", file, Limits{})
	if m == nil || err != nil || len(found) > 0 {
		t.Errorf("%v, %v", found, err)
	}
}

func TestTypesAreNamedInTheLanguage(t *testing.T) {
	t.Parallel()
	_, found, _ := Intake("a.heic", []byte("\x00\x00\x00\x18ftypheic...."), Limits{})
	for language, want := range map[string]string{"en": "HEIC or AVIF", "de": "HEIC oder AVIF", "fr": "HEIC ou AVIF"} {
		if m := found[0].In(language).Message; !strings.Contains(m, want) {
			t.Errorf("%s: %s", language, m)
		}
	}
}
