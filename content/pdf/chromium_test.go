package pdf

import (
	"fmt"
	"html"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/text/texttest"
)

// TestScriptsAreAsWideAsInChromium sets each sample in the same font file with
// Portico and with Chromium, and compares the widths that the two compute and
// the ink that poppler and Chromium draw. The bar is one pixel.
func TestScriptsAreAsWideAsInChromium(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	page := chromiumPage(t, dir)
	dom := texttest.Tool(t, "chromium", chromiumArgs("--virtual-time-budget=5000", "--dump-dom", page)...)
	shot := filepath.Join(dir, "chromium.png")
	texttest.Tool(t, "chromium", chromiumArgs("--virtual-time-budget=5000", "--screenshot="+shot,
		fmt.Sprintf("--window-size=%d,%d", int(samplePage), int(sampleRow)*len(texttest.Samples)), page)...)
	texttest.Tool(t, "pdftoppm", "-r", "72", "-png", "-singlefile", samplePDF(t, texttest.Samples...), filepath.Join(dir, "portico"))
	ours, theirs := readPNG(t, filepath.Join(dir, "portico.png")), readPNG(t, shot)
	widths := regexp.MustCompile(`data-width="([0-9.]+)"`).FindAllStringSubmatch(dom, -1)
	if len(widths) != len(texttest.Samples) {
		t.Fatalf("Chromium measured %d lines", len(widths))
	}
	for i, s := range texttest.Samples {
		want, _ := strconv.ParseFloat(widths[i][1], 64)
		got := s.Fit(t, sampleSize, samplePage).Width
		a, b := inked(ours, i), inked(theirs, i)
		t.Logf("%-10s  width %7.2f, Chromium %7.2f (%+.2f)   ink %d to %d, Chromium %d to %d", s.Name, got, want, got-want, a[0], a[1], b[0], b[1])
		if math.Abs(got-want) > 1 {
			t.Errorf("%s is %.2f px wide, in Chromium %.2f", s.Name, got, want)
		}
		if pixelsOff(a[0], b[0]) > 1 || pixelsOff(a[1], b[1]) > 1 {
			t.Errorf("%s has ink from %d to %d px, in Chromium from %d to %d", s.Name, a[0], a[1], b[0], b[1])
		}
	}
}

func pixelsOff(a, b int) int { return max(a-b, b-a) }

func chromiumArgs(args ...string) []string {
	return append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files",
		"--force-device-scale-factor=1", "--font-render-hinting=none"}, args...)
}

// chromiumPage is a page with the samples at the places of samplePDF, which
// writes down how wide it made them.
func chromiumPage(t *testing.T, dir string) string {
	t.Helper()
	var css, body strings.Builder
	face := func(name string, file []byte) {
		write(t, filepath.Join(dir, name+".ttf"), file)
		fmt.Fprintf(&css, "@font-face{font-family:%s;src:url(%s.ttf)}\n", name, name)
	}
	face("latin", texttest.LatinFile(t))
	for i, s := range texttest.Samples {
		face(fmt.Sprintf("f%d", i), s.File(t))
		fmt.Fprintf(&body, "<span lang=%s dir=auto style='top:%gpx;font-family:f%d,latin'>%s</span>\n", s.Language, float64(i)*sampleRow, i, html.EscapeString(s.Text))
	}
	page := fmt.Sprintf(`<!doctype html><meta charset=utf-8><style>%s
body{margin:0} span{position:absolute;left:20px;white-space:pre;font-size:%gpx;line-height:%gpx}</style>%s
<script>document.fonts.ready.then(() => document.querySelectorAll('span').forEach(s => s.dataset.width = s.getBoundingClientRect().width))</script>`,
		css.String(), sampleSize, sampleRow, body.String())
	file := filepath.Join(dir, "samples.html")
	write(t, file, []byte(page))
	return "file://" + file
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func readPNG(t *testing.T, file string) image.Image {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// inked is the first and the last dark column of a sample's row.
func inked(img image.Image, row int) [2]int {
	const dark = 0xA000 // half a pixel of black
	out := [2]int{-1, -1}
	top := int(sampleRow) * row
	for x := range img.Bounds().Dx() {
		for y := top; y < top+int(sampleRow); y++ {
			if r, _, _, _ := img.At(x, y).RGBA(); r < dark {
				if out[0] < 0 {
					out[0] = x
				}
				out[1] = x
				break
			}
		}
	}
	return out
}
