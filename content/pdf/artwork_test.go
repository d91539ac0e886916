package pdf

import (
	"fmt"
	"image/color"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/content/logo/logotest"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/svg"
)

// artPage is a page of 100 x 100 points; its content is object 4, what is given
// beside it begins with object 5.
func artPage(catalog, resources, content string, objects ...string) *builder {
	b := newBuilder()
	b.add("<</Type /Catalog /Pages 2 0 R %s>>", catalog)
	b.add("<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 100 100]>>")
	b.add("<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <<%s>>>>", resources)
	b.stream("", content)
	for _, o := range objects {
		b.add("%s", o)
	}
	return b
}

var (
	clear100 = color.NRGBA{}
	red100   = color.NRGBA{255, 0, 0, 255}
	blue100  = color.NRGBA{0, 0, 255, 255}
	black100 = color.NRGBA{0, 0, 0, 255}
	halfRed  = color.NRGBA{255, 0, 0, 128}
)

// see is a place, from the top left, and what must be there.
type see struct {
	x, y int
	want color.NRGBA
}

const redToBlue = "<</FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1>>"

var artworks = map[string]struct {
	page *builder
	see  []see
}{
	"y grows upwards": {artPage("", "", "1 0 0 rg 0 80 100 20 re f"), []see{{50, 10, red100}, {50, 50, clear100}}},
	"q and Q":         {artPage("", "", "q 1 0 0 rg 2 0 0 2 0 0 cm 0 0 25 25 re f Q 50 50 50 50 re f"), []see{{25, 75, red100}, {75, 25, black100}}},
	"even-odd":        {artPage("", "", "0 0 100 100 re 30 30 40 40 re f*"), []see{{10, 10, black100}, {50, 50, clear100}}},
	"a stroke":        {artPage("", "", "1 0 0 RG 10 w 0 50 m 100 50 l S"), []see{{50, 50, red100}, {50, 40, clear100}}},
	"a pen pressed flat": {artPage("", "", "1 0 0 RG 1 0 0 .1 0 0 cm 100 w 0 500 m 100 500 l S"),
		[]see{{50, 53, red100}, {50, 60, clear100}}},
	"dashes": {artPage("", "", "1 0 0 RG 10 w [20] 0 d 0 50 m 100 50 l S"), []see{{10, 50, red100}, {30, 50, clear100}}},
	"a clip": {artPage("", "", "q 0 0 50 100 re W n 1 0 0 rg 0 0 100 100 re f Q 0 0 100 20 re f"),
		[]see{{25, 50, red100}, {75, 50, clear100}, {75, 90, black100}}},
	"inks of a press":    {artPage("", "", "0 0 0 1 k 0 0 100 100 re f"), []see{{50, 50, color.NRGBA{35, 31, 32, 255}}}},
	"a named ink":        {artPage("", "/ColorSpace <</S [/Separation /Brand /DeviceRGB 5 0 R]>>", "/S cs 1 scn 0 0 100 100 re f", "<</FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [1 0 0] /N 1>>"), []see{{50, 50, red100}}},
	"an ink by program":  {artPage("", "/ColorSpace <</S [/Separation /Brand /DeviceRGB 5 0 R]>>", "/S cs .5 scn 0 0 100 100 re f", streamText("/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]", "{ 0.5 ge {1 0 0} {0 0 1} ifelse }")), []see{{50, 50, red100}}},
	"a profile":          {artPage("", "/ColorSpace <</P [/ICCBased 5 0 R]>>", "/P cs 1 0 0 sc 0 0 100 100 re f", streamText("/N 3", "")), []see{{50, 50, red100}}},
	"opacity":            {artPage("", "/ExtGState <</G <</ca .5>>>>", "/G gs 1 0 0 rg 0 0 100 100 re f"), []see{{50, 50, halfRed}}},
	"multiply":           {artPage("", "/ExtGState <</G <</BM /Multiply>>>>", "1 .5 0 rg 0 0 100 100 re f /G gs .5 .5 1 rg 0 0 100 100 re f"), []see{{50, 50, color.NRGBA{128, 64, 0, 255}}}},
	"a linear gradient":  {artPage("", "/Shading <</S <</ShadingType 2 /ColorSpace /DeviceRGB /Coords [20 0 80 0] /Extend [true true] /Function "+redToBlue+">>>>", "/S sh"), []see{{2, 50, red100}, {50, 50, color.NRGBA{127, 0, 128, 255}}, {97, 50, blue100}}},
	"one that ends":      {artPage("", "/Shading <</S <</ShadingType 2 /ColorSpace /DeviceRGB /Coords [20 0 80 0] /Function "+redToBlue+">>>>", "/S sh"), []see{{2, 50, clear100}, {50, 50, color.NRGBA{127, 0, 128, 255}}, {97, 50, clear100}}},
	"a radial gradient":  {artPage("", "/Pattern <</P <</PatternType 2 /Shading <</ShadingType 3 /ColorSpace /DeviceRGB /Coords [50 50 0 50 50 50] /Extend [true true] /Function "+redToBlue+">>>>>>", "/Pattern cs /P scn 0 0 100 100 re f"), []see{{50, 50, color.NRGBA{251, 0, 4, 255}}, {2, 2, blue100}}},
	"a gradient's jump":  {artPage("", "/Shading <</S <</ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 100 0] /Function <</FunctionType 3 /Domain [0 1] /Bounds [.5] /Encode [0 1 0 1] /Functions [<</FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [1 0 0] /N 1>> <</FunctionType 2 /Domain [0 1] /C0 [0 0 1] /C1 [0 0 1] /N 1>>]>>>>>>", "/S sh"), []see{{48, 50, red100}, {52, 50, blue100}}},
	"tiles":              {artPage("", "/Pattern <</P 5 0 R>>", "/Pattern cs /P scn 0 0 100 100 re f", streamText("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 20 20] /XStep 20 /YStep 20", "1 0 0 rg 5 5 10 10 re f")), []see{{10, 90, red100}, {50, 50, red100}, {20, 50, clear100}}},
	"a form":             {artPage("", "/XObject <</X 5 0 R>>", "/X Do", streamText("/Subtype /Form /BBox [0 0 10 10] /Matrix [5 0 0 5 0 0]", "1 0 0 rg 0 0 99 99 re f")), []see{{25, 75, red100}, {75, 25, clear100}}},
	"a form in itself":   {artPage("", "/XObject <</X 5 0 R>>", "/X Do", streamText("/Subtype /Form /BBox [0 0 100 100] /Resources <</XObject <</X 5 0 R>>>>", "1 0 0 rg 0 0 99 99 re f /X Do")), []see{{25, 75, red100}}},
	"a group fades once": {artPage("", "/XObject <</X 5 0 R>> /ExtGState <</G <</ca .5>>>>", "/G gs /X Do", streamText("/Subtype /Form /BBox [0 0 100 100] /Group <</S /Transparency>>", "1 0 0 rg 0 0 60 100 re f 40 0 60 100 re f")), []see{{50, 50, halfRed}, {10, 50, halfRed}}},
	"a soft mask":        {artPage("", "/ExtGState <</G <</SMask <</S /Luminosity /G 5 0 R>>>> /N <</SMask /None>>>>", "q /G gs 1 0 0 rg 0 0 100 100 re f Q 0 0 100 10 re f", streamText("/Subtype /Form /BBox [0 0 100 100] /Group <</S /Transparency /CS /DeviceGray>>", "1 g 0 0 50 100 re f .5 g 50 0 50 100 re f")), []see{{25, 50, red100}, {75, 50, halfRed}, {75, 95, black100}}},
	"a hidden layer":     {artPage("/OCProperties <</OCGs [5 0 R 6 0 R] /D <</OFF [5 0 R]>>>>", "/Properties <</A 5 0 R /B 6 0 R>>", "/OC /A BDC 1 0 0 rg 0 0 100 100 re f EMC /OC /B BDC 0 0 1 rg 0 0 50 100 re f EMC", "<</Type /OCG>>", "<</Type /OCG>>"), []see{{75, 50, clear100}, {25, 50, blue100}}},
	"a hidden form":      {artPage("/OCProperties <</OCGs [5 0 R] /D <</BaseState /OFF>>>>", "/XObject <</X 6 0 R>>", "/X Do 0 0 10 10 re f", "<</Type /OCG>>", streamText("/Subtype /Form /BBox [0 0 100 100] /OC 5 0 R", "1 0 0 rg 0 0 100 100 re f")), []see{{50, 50, clear100}, {5, 95, black100}}},
	"a bitmap":           {artPage("", "/XObject <</X 5 0 R>>", "100 0 0 100 0 0 cm /X Do", streamText("/Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB", "\xff\x00\x00\x00\x00\xff")), []see{{10, 50, red100}, {90, 50, blue100}}},
	"a palette":          {artPage("", "/XObject <</X 5 0 R>>", "100 0 0 100 0 0 cm /X Do", streamText("/Subtype /Image /Width 2 /Height 1 /BitsPerComponent 1 /ColorSpace [/Indexed /DeviceRGB 1 <ff00000000ff>]", "\x40")), []see{{10, 50, red100}, {90, 50, blue100}}},
	"a bitmap's mask":    {artPage("", "/XObject <</X 5 0 R>>", "100 0 0 100 0 0 cm /X Do", streamText("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB /SMask 6 0 R", "\xff\x00\x00"), streamText("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "\x80")), []see{{50, 50, halfRed}}},
	"a stencil":          {artPage("", "", "1 0 0 rg 100 0 0 100 0 0 cm BI /W 2 /H 1 /IM true ID \x40 EI"), []see{{10, 50, red100}, {90, 50, clear100}}},
	"invisible text":     {artPage("", "", "1 0 0 rg 0 0 100 100 re f BT 3 Tr (found by search) Tj ET"), []see{{50, 50, red100}}},
}

func TestArtworkLooksRight(t *testing.T) {
	t.Parallel()
	for name, tt := range artworks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tree, found := Artwork(tt.page.classic(rooted), DefaultLimits(), svg.Limits{})
			if tree == nil {
				t.Fatal(found)
			}
			m := tree.Raster(100, 100)
			for _, s := range tt.see {
				if got := m.NRGBAAt(s.x, s.y); !closeTo(got, s.want) {
					t.Errorf("at (%d, %d) is %v, want %v", s.x, s.y, got, s.want)
				}
			}
		})
	}
}

func closeTo(a, b color.NRGBA) bool {
	near := func(x, y uint8) bool { return x-y <= 2 || y-x <= 2 }
	return near(a.A, b.A) && (a.A == 0 || near(a.R, b.R) && near(a.G, b.G) && near(a.B, b.B))
}

// The page is shown as viewers show it: turned, cut to its trim box.
func TestArtworkIsUprightAndTrimmed(t *testing.T) {
	t.Parallel()
	b := artPage("", "", "1 0 0 rg 0 0 100 50 re f")
	b.bodies[2] = "<</Type /Page /Parent 2 0 R /Contents 4 0 R /Rotate 90 /TrimBox [10 0 100 100]>>"
	tree, found := Artwork(b.classic(rooted), DefaultLimits(), svg.Limits{})
	if tree == nil {
		t.Fatal(found)
	}
	m := tree.Raster(100, 90)
	if tree.Width != 100 || tree.Height != 90 || !closeTo(m.NRGBAAt(20, 45), red100) || !closeTo(m.NRGBAAt(80, 45), clear100) {
		t.Errorf("%v x %v, left %v, right %v", tree.Width, tree.Height, m.NRGBAAt(20, 45), m.NRGBAAt(80, 45))
	}
}

func TestArtworkSaysWhatItCannotDraw(t *testing.T) {
	t.Parallel()
	filled := "1 0 0 rg 0 0 100 100 re f "
	illustrator := artPage("", "", "BT (saved without PDF content) Tj ET")
	illustrator.bodies[2] = "<</Type /Page /Parent 2 0 R /Contents 4 0 R /PieceInfo <</Illustrator <<>>>>>>"
	two := artPage("", "", filled)
	two.bodies[1] = "<</Type /Pages /Kids [3 0 R 5 0 R] /Count 2 /MediaBox [0 0 100 100]>>"
	two.add("<</Type /Page /Parent 2 0 R>>")
	tests := map[string]struct {
		page  *builder
		code  string
		fatal bool
	}{
		"text":                   {artPage("", "", filled+"BT (Acme) Tj ET"), "PDF_TEXT", true},
		"an empty Illustrator":   {illustrator, "PDF_ILLUSTRATOR_ONLY", true},
		"tiles that meet":        {artPage("", "/Pattern <</P 5 0 R>>", "/Pattern cs /P scn 0 0 100 100 re f", streamText("/PatternType 1 /PaintType 1 /BBox [0 0 20 20] /XStep 20 /YStep 20", "0 0 20 10 re f")), "PDF_PATTERN", true},
		"a mesh":                 {artPage("", "/Shading <</S <</ShadingType 6 /ColorSpace /DeviceRGB>>>>", "/S sh"), "PDF_SHADING", true},
		"a mask by a function":   {artPage("", "/ExtGState <</G <</SMask <</S /Alpha /TR <<>> /G 5 0 R>>>>>>", "/G gs "+filled, streamText("/Subtype /Form /BBox [0 0 9 9]", "")), "PDF_MASK", true},
		"a fax":                  {artPage("", "/XObject <</X 5 0 R>>", "/X Do", streamText("/Subtype /Image /Width 1 /Height 1 /Filter /CCITTFaxDecode", "x")), "PDF_BITMAP", true},
		"a lie about the size":   {artPage("", "/XObject <</X 5 0 R>>", "/X Do", streamText("/Subtype /Image /Width 8000 /Height 8000", "x")), "PDF_BITMAP_TOO_LARGE", true},
		"nothing":                {artPage("", "", ""), "PDF_EMPTY", true},
		"more work than allowed": {artPage("", "/XObject <</X 5 0 R>>", "/X Do", formBomb(0), formBomb(1), formBomb(2), formBomb(3), formBomb(4), formBomb(5), formBomb(6)), "PDF_TOO_COMPLEX", true},
		"several pages":          {two, "PDF_PAGES", false},
		"a script":               {artPage("/OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>", "", filled), "PDF_ACTIVE_REMOVED", false},
		"a bitmap":               {artPage("", "/XObject <</X 5 0 R>>", "9 0 0 9 0 0 cm /X Do", streamText("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x")), "PDF_HAS_BITMAP", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tree, found := Artwork(tt.page.classic(rooted), DefaultLimits(), svg.Limits{Operations: 200_000})
			if len(found) != 1 || found[0].Code != tt.code || found[0].Fix == "" || (found[0].Severity == problem.Error) != tt.fatal {
				t.Errorf("%v, want %s", found, tt.code)
			}
			for _, p := range found {
				if de, fr := p.In("de"), p.In("fr"); de.Message == p.Message || strings.Contains(de.String()+fr.String()+p.String(), "<nil>") {
					t.Errorf("%s\n%s\n%s", p, de, fr)
				}
			}
			if (tree == nil) != tt.fatal {
				t.Errorf("a tree: %v", tree != nil)
			}
		})
	}
}

// formBomb is a form that draws the next one forty times.
func formBomb(n int) string {
	content := "0 0 1 1 re f "
	for range 40 {
		content += "/X Do "
	}
	return streamText(fmt.Sprintf("/Subtype /Form /BBox [0 0 100 100] /Resources <</XObject <</X %d 0 R>>>>", n+6), content)
}

// No byte of the file but numbers of its drawing reaches the tree.
func TestNothingActiveSurvives(t *testing.T) {
	t.Parallel()
	b := artPage("/Names <</JavaScript <<>> /EmbeddedFiles <<>>>> /AA <</WC <</S /Launch /F (cmd.exe)>>>>", "", "/Span <</ActualText (<script>)>> BDC 1 0 0 rg 0 0 100 100 re f EMC")
	b.bodies[2] = "<</Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [<</Subtype /Link /Rect [0 0 9 9] /A <</S /URI /URI (javascript:x)>>>>]>>"
	tree, found := Artwork(b.classic(rooted), DefaultLimits(), svg.Limits{})
	if tree == nil || !found.Has("PDF_ACTIVE_REMOVED") {
		t.Fatal(found)
	}
	f := tree.Form()
	for _, o := range append(f.Objects, svg.Object{Dict: f.Resources, Stream: f.Content}) {
		for _, word := range []string{"script", "cmd", "Launch", "URI", "Span"} {
			if got := o.Dict + string(o.Stream); strings.Contains(got, word) {
				t.Errorf("%q survived in %s", word, got)
			}
		}
	}
}

// Files built to keep the drawing busy end soon: work is counted.
func TestBusyArtworkEnds(t *testing.T) {
	t.Parallel()
	program := streamText("/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]", "{"+strings.Repeat("dup mul ", 2000)+"dup dup}")
	nested := func(n int) string {
		return streamText(fmt.Sprintf("/PatternType 1 /PaintType 1 /BBox [0 0 20 20] /XStep 20 /YStep 20 /Resources <</Pattern <</P %d 0 R>>>>", n), "/Pattern cs /P scn 2 2 10 10 re f")
	}
	tests := map[string]*builder{
		"forms in forms":       artPage("", "/XObject <</X 5 0 R>>", "/X Do", formBomb(0), formBomb(1), formBomb(2), formBomb(3), formBomb(4), formBomb(5), formBomb(6)),
		"tiles in tiles":       artPage("", "/Pattern <</P 5 0 R>>", "/Pattern cs /P scn 0 0 100 100 re f", nested(6), nested(7), nested(8), nested(9), nested(5)),
		"long programs":        artPage("", "/ColorSpace <</S [/Separation /X /DeviceRGB 5 0 R]>>", "/S cs "+strings.Repeat(".5 scn 0 0 9 9 re f ", 50_000), program),
		"gradients by program": artPage("", "/Shading <</S <</ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 9 0] /Function 5 0 R>>>>", strings.Repeat("/S sh ", 50_000), program),
		"a palette each time":  artPage("", "/ColorSpace <</S [/Indexed [/Separation /X /DeviceRGB 5 0 R] 255 <00>]>>", strings.Repeat("/S cs ", 100_000), program),
		"pixels by program":    artPage("", "/XObject <</X 6 0 R>> /ColorSpace <</S [/Separation /X /DeviceRGB 5 0 R]>>", "9 0 0 9 0 0 cm /X Do", program, streamText("/Subtype /Image /Width 1900 /Height 1900 /BitsPerComponent 8 /ColorSpace [/DeviceN [/A /B /C] /DeviceRGB 5 0 R]", strings.Repeat("abcdefgh", 1900*1900*3/8))),
		"masks in masks":       artPage("", "/ExtGState <</G <</SMask <</S /Alpha /G 5 0 R>>>>>>", strings.Repeat("/G gs ", 100_000)+"0 0 9 9 re f", streamText("/Subtype /Form /BBox [0 0 100 100] /Resources <</ExtGState <</G <</SMask <</S /Alpha /G 5 0 R>>>>>>>>", "/G gs 0 0 50 50 re f")),
		"clips in clips":       artPage("", "", strings.Repeat("0 0 90 90 re W n ", 100_000)+"0 0 9 9 re f"),
	}
	for name, b := range tests {
		src := b.classic(rooted)
		took := logotest.CPU(t, func() { Artwork(src, DefaultLimits(), svg.Limits{}) })
		if took > 5*time.Second {
			t.Errorf("%s took %v", name, took)
		}
		t.Logf("%s: %v", name, took)
	}
}
