package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const datasheet = "../../templates/edge-gateway-datasheet"

// Every sample partner that may have the kit has its pictures, and those who may
// not are named with the rule that says so.
func TestAPreviewOfAKitHasEveryPartner(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "pictures")
	a := portico(t, "template", "preview", "../../templates/edge-gateway-social", "-o", out, "--lang", "de", "--width", "300", "--json")
	if a.code != 0 || a.Previews == nil {
		t.Fatalf("%d %s%s", a.code, a.stdout, a.stderr)
	}
	for _, name := range a.Previews.Pictures {
		if img := pictureOf(t, filepath.Join(out, name)); img.Bounds().Dx() != 300 {
			t.Errorf("%s is %v", name, img.Bounds())
		}
	}
	if !slices.Contains(a.Previews.Pictures, "social.linkedin.de.gold-reseller-de.png") || !slices.Contains(a.Previews.Pictures, "social.story.de.gold-reseller-de.png") || len(a.Previews.Pictures) != 27 {
		t.Errorf("drawn: %v", a.Previews.Pictures)
	}
	locked := previewReason{"suspended", "social", []string{"locked", "status"}, true}
	if !slices.ContainsFunc(a.Previews.NotDrawn, func(r previewReason) bool { return fmt.Sprint(r) == fmt.Sprint(locked) }) {
		t.Errorf("not drawn: %+v", a.Previews.NotDrawn)
	}
}

// What a designer looks at is what a partner gets: both are held against each
// other, the copy drawn by poppler.
func TestAPreviewIsWhatIsRendered(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("no pdftoppm on this machine; apt-get install poppler-utils")
	}
	dir := t.TempDir()
	copied := filepath.Join(dir, "copy.pdf")
	if a := portico(t, "render", datasheet, "--partner", datasheet+"/fixtures/gold-reseller-de.yaml", "-o", copied); a.code != 0 {
		t.Fatal(a.stderr)
	}
	if a := portico(t, "template", "preview", datasheet, "-o", dir, "--lang", "de", "--fixture", "gold-reseller-de"); a.code != 0 {
		t.Fatal(a.stderr)
	}
	for page := range 2 {
		preview := pictureOf(t, filepath.Join(dir, fmt.Sprintf("datasheet.de.gold-reseller-de.%d.png", page+1)))
		size, n := preview.Bounds().Size(), fmt.Sprint(page+1)
		if out, err := exec.Command("pdftoppm", "-png", "-singlefile", "-cropbox", "-f", n, "-l", n, "-scale-to-x", fmt.Sprint(size.X), "-scale-to-y", fmt.Sprint(size.Y), copied, filepath.Join(dir, "page")).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if off := unlike(preview, pictureOf(t, filepath.Join(dir, "page.png"))); off > size.X*size.Y/500 {
			t.Errorf("page %d: %d pixels of the preview are not on the page", page+1, off)
		}
	}
}

func TestAPreviewThatFitsNothingSaysWhatThereIs(t *testing.T) {
	t.Parallel()
	a := portico(t, "template", "preview", "../../templates/edge-gateway-social", "-o", t.TempDir(), "--fixture", "nobody")
	if a.code != exitRefused || !strings.Contains(a.stderr, "NOTHING_TO_DRAW") || !strings.Contains(a.stderr, "fixtures/gold-reseller-de") {
		t.Errorf("%d %s", a.code, a.stderr)
	}
}

func pictureOf(t *testing.T, file string) image.Image {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// unlike counts the pixels that are near none of the other picture's
// neighbourhood: two renderers smooth edges differently.
func unlike(a, b image.Image) (n int) {
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if !nearAny(a, b, x, y) {
				n++
			}
		}
	}
	return n
}

func nearAny(a, b image.Image, x, y int) bool {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if near(a, b, image.Pt(x, y), image.Pt(x+dx, y+dy)) {
				return true
			}
		}
	}
	return false
}

func near(a, b image.Image, at, other image.Point) bool {
	r, g, bl, _ := a.At(at.X, at.Y).RGBA()
	s, h, bm, _ := b.At(other.X, other.Y).RGBA()
	for _, d := range []int{int(r>>8) - int(s>>8), int(g>>8) - int(h>>8), int(bl>>8) - int(bm>>8)} {
		if max(d, -d) > 64 {
			return false
		}
	}
	return true
}
