package content_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/rip"
)

// press is started by the first test that needs it, for all of them.
var press = sync.OnceValues(func() (*rip.Press, error) { return rip.Open("") })

// pictured compiles a folder with pictures of its pages.
func pictured(t *testing.T, f fstest.MapFS) *content.Template {
	t.Helper()
	paper, err := press()
	if err != nil {
		t.Fatal(err)
	}
	plain, _ := compile(t, f)
	p, found, err := plain.Pictured(context.Background(), paper)
	if err != nil || len(found) > 0 || p.Hash() != plain.Hash() {
		t.Fatal(err, found)
	}
	frozen, err := p.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	tpl, err := content.Open(frozen)
	if err != nil {
		t.Fatal(err)
	}
	return tpl
}

func preview(t *testing.T, tpl *content.Template, job content.Job, v content.View) (image.Image, content.Preview) {
	t.Helper()
	p, found, err := tpl.Preview(context.Background(), job, v)
	if err != nil || found.Blocking() {
		t.Fatal(err, found)
	}
	return decodePNG(t, p.PNG), p
}

// TestAPreviewIsThePageThatIsPrinted holds each page of the finished file, drawn
// by poppler, against its preview.
func TestAPreviewIsThePageThatIsPrinted(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("no pdftoppm on this machine; apt-get install poppler-utils")
	}
	bleeding := folder()
	bleeding["base/sheet.pdf"] = &fstest.MapFile{Data: pdfFile(2, 612.28, 858.89, "/TrimBox [8.5 8.5 603.78 850.39]")}
	turned := folder()
	turned["base/sheet.pdf"] = &fstest.MapFile{Data: pdfFile(2, 841.89, 595.28, "/Rotate 90")}
	for name, f := range map[string]fstest.MapFS{"plain": folder(), "with bleed": bleeding, "turned": turned} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tpl, job := pictured(t, f), gold(t)
			out, found := render(t, tpl, job)
			if found.Blocking() {
				t.Fatal(found)
			}
			source, _ := tpl.Source(out.Source.SHA256)
			for page := range 2 {
				img, p := preview(t, tpl, job, content.View{Page: page})
				if p.Pages != 2 || img.Bounds().Dy() != 1600 {
					t.Errorf("%d pages, %v", p.Pages, img.Bounds())
				}
				size := img.Bounds().Size()
				if name == "turned" {
					size = image.Pt(size.Y, size.X) // poppler scales before it turns
				}
				printed := poppler(t, append(bytes.Clone(source), out.Bytes...), page+1, size, name == "with bleed")
				if n := differing(printed, img); n > img.Bounds().Dx()*img.Bounds().Dy()/1000 {
					t.Errorf("page %d: %d pixels differ from what poppler draws", page+1, n)
				}
			}
		})
	}
}

// poppler draws a page; cut to its trim box if it has one, which poppler calls
// the crop box only if the file says so.
func poppler(t *testing.T, file []byte, page int, size image.Point, trimmed bool) image.Image {
	t.Helper()
	if trimmed {
		file = bytes.ReplaceAll(file, []byte("/TrimBox"), []byte("/CropBox"))
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	n := fmt.Sprint(page)
	if out, err := exec.Command("pdftoppm", "-png", "-singlefile", "-cropbox", "-f", n, "-l", n, "-scale-to-x", fmt.Sprint(size.X), "-scale-to-y", fmt.Sprint(size.Y), name, filepath.Join(dir, "page")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	drawn, err := os.ReadFile(filepath.Join(dir, "page.png"))
	if err != nil {
		t.Fatal(err)
	}
	return decodePNG(t, drawn)
}

func TestAPreviewOfAPictureIsThePicture(t *testing.T) {
	t.Parallel()
	tpl, job := open(t, folder()), gold(t)
	job.Piece = "social"
	out, _ := render(t, tpl, job)
	img, p := preview(t, tpl, job, content.View{})
	if n := differing(decodePNG(t, out.Bytes), img); n > 0 || p.Alt != "Müller & Söhne GmbH and us" {
		t.Errorf("%d pixels differ; alt %q", n, p.Alt)
	}
	if small, _ := preview(t, tpl, job, content.View{Width: 300}); small.Bounds().Dx() != 300 {
		t.Errorf("asked for 300, it is %v", small.Bounds())
	}
}

// Zones are there for designers: those too that this partner does not get.
func TestZonesAreOutlinedOnRequest(t *testing.T) {
	t.Parallel()
	tpl, job := pictured(t, folder()), gold(t)
	plain, _ := preview(t, tpl, job, content.View{})
	zones, _ := preview(t, tpl, job, content.View{Zones: true})
	scale := 1600 / 297.0
	for what, at := range map[string][2]float64{"the logo's edge": {150, 9.2}, "a zone that is not shown": {60, 150.2}, "forbidden art": {30, 14.2}} {
		x, y := int(at[0]*scale), int(at[1]*scale)
		if plain.At(x, y) == zones.At(x, y) {
			t.Errorf("%s is not outlined at %d,%d", what, x, y)
		}
	}
}

func TestAPreviewIsRefusedAsTheFileIs(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		tpl  *content.Template
		job  func(*content.Job)
		view content.View
		want string
	}{
		"a text too long":            {pictured(t, folder()), func(j *content.Job) { j.Input = map[string]string{"cta": strings.Repeat("long ", 20)} }, content.View{}, "FIELD_TOO_LONG"},
		"a page that is not there":   {pictured(t, folder()), func(*content.Job) {}, content.View{Page: 2}, "PREVIEW_PAGE"},
		"pages that have no picture": {open(t, folder()), func(*content.Job) {}, content.View{}, "PREVIEW_MISSING"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			job := gold(t)
			tt.job(&job)
			p, found, err := tt.tpl.Preview(context.Background(), job, tt.view)
			if err != nil || !found.Has(tt.want) || p.PNG != nil {
				t.Errorf("want %s, got %v (%v)", tt.want, found, err)
			}
		})
	}
}

// What a partner may not see is not in the picture of the pages either.
func TestEachVariantHasPicturesOfItsOwn(t *testing.T) {
	t.Parallel()
	f := folder()
	f["template.yaml"] = file(strings.Replace(kit, "#2, de: base/sheet.pdf#2}", "#2, de: base/sheet.pdf#2}\n        onlyIf: {attr: partner.tier, atLeast: platinum}", 1))
	tpl := pictured(t, f)
	if _, p := preview(t, tpl, gold(t), content.View{}); p.Pages != 1 {
		t.Errorf("gold sees %d pages", p.Pages)
	}
}
