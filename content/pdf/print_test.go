package pdf

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/place"
)

// linkedPage has a link on the page, one in the slug and a note.
func linkedPage(boxes string) []byte {
	b := onePage(hello)
	b.bodies[2] = "<</Type /Page /Parent 2 0 R /Contents 4 0 R " + boxes + ` /Annots [6 0 R 7 0 R 8 0 R]>>`
	b.add("<</Type /Annot /Subtype /Link /Rect [20 20 80 80] /A <</S /URI /URI (https://inside.example/)>>>>")
	b.add("<</Type /Annot /Subtype /Link /Rect [0 0 5 5] /A <</S /URI /URI (https://slug.example/)>>>>")
	b.add("<</Type /Annot /Subtype /Text /Rect [20 20 40 40] /Contents (note)>>")
	return b.classic(rooted)
}

const withBleed = "/TrimBox [20 20 280 180] /BleedBox [11.5 11.5 288.5 188.5]"

func TestPrintHasNoLinks(t *testing.T) {
	t.Parallel()
	p, src, _ := mustPrepare(t, linkedPage(withBleed))
	for what, sheets := range map[string]map[int]*place.Sheet{"with a sheet": {0: card(t, "Müller")}, "without": nil} {
		tail, err := p.PrintTail(sheets, Print{})
		if err != nil {
			t.Fatal(err)
		}
		_, _, r := mustPrepare(t, append(bytes.Clone(src), tail...))
		if got := kinds(r); got != "Link https://slug.example/, Text " {
			t.Errorf("%s: annotations %q", what, got)
		}
		if bytes.Contains(tail, []byte("/URI")) {
			t.Errorf("%s: our link is in the tail", what)
		}
	}
	if tail, err := p.Tail(nil); len(tail) > 0 || err != nil {
		t.Errorf("the screen's copy without a sheet has a tail: %d bytes, %v", len(tail), err)
	}
}

func kinds(r *Report) string {
	var all []string
	for _, a := range r.Pages[0].Annotations {
		all = append(all, a.Kind+" "+a.URI)
	}
	return strings.Join(all, ", ")
}

func TestCropMarksStandOutsideTheBleed(t *testing.T) {
	t.Parallel()
	for what, boxes := range map[string]string{
		"as it is": withBleed, "turned": withBleed + " /Rotate 270", "in larger unit": withBleed + " /UserUnit 1.5", "without bleed": "/MediaBox [0 0 300 200]",
		"on a large sheet": "/MediaBox [-100 -100 400 300] " + withBleed,
	} {
		p, src, before := mustPrepare(t, linkedPage(boxes+" /Contents []"))
		tail, err := p.PrintTail(nil, Print{CropMarks: true})
		if err != nil {
			t.Fatal(err)
		}
		file := append(bytes.Clone(src), tail...)
		_, _, r := mustPrepare(t, file)
		was, is := before.Pages[0], r.Pages[0]
		if diff := was.Width - is.Width + was.Height - is.Height + was.Bleed.Left - is.Bleed.Left + was.Bleed.Top - is.Bleed.Top; diff > 0.001 || diff < -0.001 {
			t.Errorf("%s: trim and bleed were %v and are %v", what, was.Page, is.Page)
		}
		img, ok := rasterised(t, file)
		if !ok || strings.Contains(boxes, "UserUnit") { // which poppler does not know
			continue
		}
		w, h := img.Bounds().Dx(), img.Bounds().Dy()
		if float64(w) < was.Width+2*(marksNearest+marksLong) || float64(h) < was.Height+2*(marksNearest+marksLong) {
			t.Errorf("%s: the sheet is %d x %d points, too small for marks around %v", what, w, h, was.Page)
		}
		if n := islands(img); n != 8 {
			t.Errorf("%s: %d crop marks can be seen, want 8", what, n)
		}
	}
}

// rasterised draws a page with 72 pixels per inch, if poppler is there.
func rasterised(t *testing.T, file []byte) (image.Image, bool) {
	t.Helper()
	pdftoppm, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Log("no pdftoppm: install poppler-utils to look at the marks")
		return nil, false
	}
	name := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(pdftoppm, "-hide-annotations", "-r", "72", "-png", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return img, true
}

// islands counts the dark parts of a picture that hang together, if each is as
// long as a mark and thin.
func islands(img image.Image) int {
	left := map[image.Point]bool{}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0xF000 {
				left[image.Pt(x, y)] = true
			}
		}
	}
	n := 0
	for at := range left {
		if b := spread(left, at); max(b.Dx(), b.Dy()) >= 14 && min(b.Dx(), b.Dy()) <= 2 {
			n++
		}
	}
	return n
}

// spread takes everything out that hangs together with a point.
func spread(left map[image.Point]bool, at image.Point) (b image.Rectangle) {
	for stack := []image.Point{at}; len(stack) > 0; {
		p := stack[len(stack)-1]
		if stack = stack[:len(stack)-1]; !left[p] {
			continue
		}
		delete(left, p)
		b = b.Union(image.Rectangle{Min: p, Max: p.Add(image.Pt(1, 1))})
		stack = append(stack, p.Add(image.Pt(1, 0)), p.Add(image.Pt(-1, 0)), p.Add(image.Pt(0, 1)), p.Add(image.Pt(0, -1)))
	}
	return b
}
