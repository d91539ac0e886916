package content_test

import (
	"bytes"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"
)

// inRatios is the kit with its picture as a square too.
func inRatios() fstest.MapFS {
	f := folder()
	f["template.yaml"] = file(strings.Replace(kit, "      png: {format: png}\n", "      png: {format: png}\n      square: {format: png, layout: layouts/square.yaml}\n", 1))
	f["layouts/square.yaml"] = file(`page: {width: 400, height: 400, safe: 20}
pages:
  - base: {en: base/square.png, de: base/square.png}
    zones:
      slogo: {box: [20, 300, 160, 60], align: [left, middle]}
      scta: {box: [20, 40, 360, 90]}
`)
	f["base/square.png"] = &fstest.MapFile{Data: picture(400, 400, color.NRGBA{220, 230, 228, 255})}
	return f
}

// The same job gives the picture in either ratio, from the frozen form; the mark
// is where the layout says, and the words take the colour that reads there.
func TestOneJobFillsEveryRatio(t *testing.T) {
	t.Parallel()
	tpl := open(t, inRatios())
	for output, want := range map[string]struct{ w, h, left, right, top, bottom int }{
		"png": {600, 315, 400, 560, 20, 80}, "square": {400, 400, 20, 180, 300, 360},
	} {
		job := gold(t)
		job.Piece, job.Output = "social", output
		out, found := render(t, tpl, job)
		if found.Blocking() {
			t.Fatal(found)
		}
		img, err := png.Decode(bytes.NewReader(out.Bytes))
		if err != nil || img.Bounds().Dx() != want.w || img.Bounds().Dy() != want.h {
			t.Fatalf("%s: %v %v", output, img.Bounds(), err)
		}
		in, reds := 0, 0
		for y := range want.h {
			for x := range want.w {
				r, g, _, _ := img.At(x, y).RGBA()
				if r>>8 > 150 && g>>8 < 80 {
					reds++
					if x >= want.left && x < want.right && y >= want.top && y < want.bottom {
						in++
					}
				}
			}
		}
		if reds < 500 || in != reds {
			t.Errorf("%s: %d red pixels of the mark, %d in its box", output, reds, in)
		}
	}
}

func TestALayoutIsHeldToItsArtAndTheLongestText(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ old, new, code, place string }{
		"another size": {"width: 400, height: 400", "width: 400, height: 380", "BASE_SIZE", "layouts/square.yaml:3:12 pages[0].base.en"},
		"a small box":  {"[20, 40, 360, 90]", "[20, 40, 60, 20]", "TEXT_OVERFLOW", "layouts/square.yaml:6:7 pages[0].zones.scta"},
	} {
		f := inRatios()
		f["layouts/square.yaml"] = file(strings.Replace(string(f["layouts/square.yaml"].Data), tt.old, tt.new, 1))
		_, found := compile(t, f)
		if !found.Has(tt.code) || !strings.Contains(found.Error(), tt.place) {
			t.Errorf("%s: no %s at %s in\n%v", name, tt.code, tt.place, found)
		}
	}
}

// The conditions of pages are the piece's: in no ratio is there a page that the
// partner may not see.
func TestALayoutHidesThePagesThatThePieceHides(t *testing.T) {
	t.Parallel()
	f := tiered()
	f["template.yaml"] = file(strings.Replace(string(f["template.yaml"].Data), "      web: {format: pdf}\n", "      web: {format: pdf}\n      wide: {format: pdf, layout: layouts/wide.yaml}\n", 1))
	f["layouts/wide.yaml"] = file(`page: {width: 210, height: 297, safe: 8}
pages:
  - base: {en: base/wide.pdf#1, de: base/wide.pdf#1}
    keepOut: [{id: vendor-logo, box: [16, 14, 48, 12]}]
    zones: {logo1: {box: [124, 30, 70, 22]}, claim: {box: [16, 106, 120, 16]}, cta: {box: [16, 130, 120, 20]}}
    drop: [when, photo]
  - base: {en: base/wide.pdf#2, de: base/wide.pdf#2}
    zones: {prices: {box: [16, 60, 120, 10]}}
  - base: {en: base/wide.pdf#3, de: base/wide.pdf#3}
    zones: {}
  - base: {en: base/wide.pdf#4, de: base/wide.pdf#4}
    zones: {contact: {box: [46, 140, 86, 30]}, qr: {box: [150, 146, 22, 22]}, legal: {box: [16, 174, 178, 12]}}
    drop: [via, badge]
`)
	f["base/wide.pdf"] = &fstest.MapFile{Data: wordyPDF("WIDE OPEN", "WIDE GOLD", "WIDE LIST", "WIDE LAST")}
	tpl := open(t, f)
	for tier, want := range map[string]string{"gold": "WIDE GOLD", "silver": "WIDE LIST"} {
		job := at(t, tier)
		job.Piece, job.Output = "sheet", "wide"
		out, found := render(t, tpl, job)
		if found.Blocking() {
			t.Fatal(found)
		}
		source, _ := tpl.Source(out.Source.SHA256)
		all := inflated(append(bytes.Clone(source), out.Bytes...))
		if !strings.Contains(all, want) || strings.Contains(all, "WIDE GOLD") != (tier == "gold") || out.Pages != 3 {
			t.Errorf("%s: %d pages, wanted is %q", tier, out.Pages, want)
		}
	}
}
