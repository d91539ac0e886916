package content_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/place/qrtest"
	"github.com/portico-prm/portico/content/rule"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// arabicZones are drawn on a page and on a picture of the same shape; %[1]g is
// the size of a millimetre in the unit of the piece.
const arabicZones = `
          - {id: claim, type: text, field: claim, box: [%[2]s], font: strong, size: [%[3]g, %[4]g], color: ink, overflow: shrink-then-reject}
          - id: contact
            type: block
            box: [%[5]s]
            font: body
            size: [%[6]g, %[7]g]
            color: ink
            overflow: drop-optional-then-reject
            lines:
              - {text: "{company}", font: strong}
              - {text: strings.call, link: "tel:{phone}"}
              - {text: "{email}", link: "mailto:{email}"}
          - {id: qr, type: qr, field: landing, box: [%[8]s], alt: Product page}
          - {id: legal, type: legal, field: legal, box: [%[9]s], font: body, size: [%[10]g, %[11]g], color: ink, overflow: shrink-then-reject}`

func arabicZonesAt(mm, point float64) string {
	box := func(x, y, w, h float64) string { return fmt.Sprintf("%g, %g, %g, %g", x*mm, y*mm, w*mm, h*mm) }
	return fmt.Sprintf(arabicZones, mm, box(10, 10, 140, 24), 22*point, 12*point, box(70, 40, 80, 26), 11*point, 8*point,
		box(10, 40, 30, 30), box(10, 76, 140, 8), 7*point, 5*point)
}

// perPoint makes a point as many pixels as it is on a page of 160 mm that is
// drawn 1,200 pixels wide.
const perPoint = 7.5 * 25.4 / 72

// arabicFolder is a template in Arabic: the words run from the right, with a
// Latin name, a telephone number and a year among them.
func arabicFolder() fstest.MapFS {
	f := folder()
	manifest := `apiVersion: cobrand/v1
kind: Template
id: arabic
version: 1.0.0
title: {ar: "بوابة الحافة"}
languages: {default: ar, available: [ar]}
fields:
  company: {type: text, source: partner.displayName, edit: locked, maxChars: 40}
  phone: {type: phone, source: user.phone, edit: free}
  email: {type: email, source: user.email, edit: free}
  claim: {type: choice, edit: choose, default: safe, options: {safe: strings.safe}}
  landing: {type: tracking-url, edit: locked, short: "https://go.example/r/arabic"}
  legal: {type: legal, edit: locked, clauses: [{id: tm, text: legal.tm}, {id: sa, text: legal.sa, onlyIf: {attr: partner.territories, anyOf: [SA]}}]}
brand:
  partnerMark: {ratioToVendor: 0.9}
  palette: {ink: "#0B1F3A", paper: "#FFFFFF"}
  fonts:
    body: {file: fonts/OpenSans-Regular.ttf, fallback: ["noto:arabic"]}
    strong: {file: fonts/OpenSans-Bold.ttf, fallback: ["noto:arabic-bold"]}
pieces:
  page:
    kind: pdf
    channel: pdf
    unit: mm
    page: {width: 160, height: 90, safe: 4}
    pages:
      - base: {ar: base/page.pdf}
        zones:` + arabicZonesAt(1, 1) + `
    outputs:
      web: {format: pdf}
  picture:
    kind: raster
    channel: social
    unit: px
    page: {width: 1200, height: 675, safe: 20}
    pages:
      - base: {ar: base/picture.png}
        zones:` + arabicZonesAt(7.5, perPoint) + `
    outputs:
      png: {format: png}
`
	return fstest.MapFS{
		"template.yaml":              file(manifest),
		"strings/ar.yaml":            file("safe: \"شبكة آمنة لأعمالكم مع EG 400 منذ عام 2019\"\ncall: \"اتصلوا بنا: {phone} (من الأحد إلى الخميس)\"\n"),
		"legal/ar.yaml":              file("tm: {text: \"Veldmark علامة تجارية مسجلة.\"}\nsa: {text: \"الأسعار لا تشمل ضريبة القيمة المضافة (15%) في المملكة العربية السعودية.\"}\n"),
		"base/page.pdf":              {Data: pdfFile(1, 453.54, 255.12, "")},
		"base/picture.png":           {Data: picture(1200, 675, white)},
		"fonts/OpenSans-Regular.ttf": f["fonts/OpenSans-Regular.ttf"],
		"fonts/OpenSans-Bold.ttf":    f["fonts/OpenSans-Bold.ttf"],
	}
}

func arabicJob(piece string) content.Job {
	return content.Job{Piece: piece, Language: "ar", Values: map[string]string{
		"partner.displayName": "شركة الواحة لتقنية المعلومات", "user.phone": "+966 11 234 5678", "user.email": "layla@alwaha.example"},
		Facts: rule.Facts{Values: map[string]rule.Value{"partner.territories": rule.Words("SA")}}}
}

// TestArabicPicture compares a picture with the one that a reader of Arabic has
// seen: joined letters, the number whole and the right way round, the brackets
// around their words, lines that begin at the right.
func TestArabicPicture(t *testing.T) {
	t.Parallel()
	out, found := render(t, open(t, arabicFolder()), arabicJob("picture"))
	if len(found) > 0 {
		t.Fatal(found)
	}
	golden := filepath.Join("testdata", "arabic.png")
	if *update {
		if err := os.WriteFile(golden, out.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if n := differing(decodePNG(t, out.Bytes), decodePNG(t, want)); n > 0 {
		t.Errorf("%d pixels differ from %s", n, golden)
	}
}

// TestArabicPageLooksAsThePicture draws the PDF with poppler and holds it
// against the pixels that Portico draws itself.
func TestArabicPageLooksAsThePicture(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("no pdftoppm on this machine; apt-get install poppler-utils")
	}
	tpl := open(t, arabicFolder())
	page, found := render(t, tpl, arabicJob("page"))
	picture, more := render(t, tpl, arabicJob("picture"))
	if len(found)+len(more) > 0 {
		t.Fatal(found, more)
	}
	source, _ := tpl.Source(page.Source.SHA256)
	dir := t.TempDir()
	file := filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(file, append(bytes.Clone(source), page.Bytes...), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-png", "-singlefile", "-scale-to-x", "1200", "-scale-to-y", "675", file, filepath.Join(dir, "page")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	drawn, err := os.ReadFile(filepath.Join(dir, "page.png"))
	if err != nil {
		t.Fatal(err)
	}
	onPage, onPicture := decodePNG(t, drawn), decodePNG(t, picture.Bytes)
	if n := differing(onPage, onPicture); n > 1200*675/500 {
		t.Errorf("%d pixels of the page differ from the picture", n)
	}
	for name, img := range map[string]image.Image{"page": onPage, "picture": onPicture} {
		if got, err := qrtest.Read(img, image.Rect(75, 300, 300, 525)); err != nil || got != "https://go.example/r/arabic" {
			t.Errorf("the code of the %s reads %q (%v)", name, got, err)
		}
	}
	text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"شركة الواحة لتقنية المعلومات", "+966 11 234 5678", "علامة تجارية مسجلة"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in the text of the page:\n%s", want, text)
		}
	}
}

// TestAValueInTheTemplatesWordsKeepsItsDirection: without it the parts of the
// number would stand in the order of the sentence.
func TestAValueInTheTemplatesWordsKeepsItsDirection(t *testing.T) {
	t.Parallel()
	f := arabicFolder()
	f["strings/ar.yaml"] = file("safe: \"اتصلوا على {phone} الآن\"\ncall: \"{phone}\"\n")
	tpl := open(t, f)
	out, found := render(t, tpl, arabicJob("page"))
	if len(found) > 0 {
		t.Fatal(found)
	}
	source, _ := tpl.Source(out.Source.SHA256)
	if words := pdfText(t, append(bytes.Clone(source), out.Bytes...)); strings.Count(words, "+966 11 234 5678") != 2 {
		t.Errorf("the number is not twice in the text:\n%s", words)
	}
}

func decodePNG(t *testing.T, b []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// differing counts the pixels that are not near any pixel of the other
// picture's neighbourhood: two renderers smooth edges differently.
func differing(a, b image.Image) (n int) {
	near := func(x, y int) bool {
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				if dark(a, x, y)-dark(b, x+dx, y+dy) < 96 && dark(b, x+dx, y+dy)-dark(a, x, y) < 96 {
					return true
				}
			}
		}
		return false
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if !near(x, y) {
				n++
			}
		}
	}
	return n
}

func dark(img image.Image, x, y int) int {
	r, g, b, _ := img.At(x, y).RGBA()
	return 255 - int((r+g+b)/3>>8)
}
