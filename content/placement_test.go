package content

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	paint "image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/disintegration/imaging"

	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/logo/logotest"
	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
)

var sheetFile = flag.String("sheet", "", "write a picture of all placements to this file")

// grounds are what marks are placed on: paper, two inks, and a photograph of
// which some part is as light or as dark as any mark.
var grounds = map[string]struct {
	look  place.Background
	color color.NRGBA
}{
	"white":   {place.Solid(place.Color{R: 255, G: 255, B: 255, A: 255}), color.NRGBA{255, 255, 255, 255}},
	"navy":    {place.Solid(place.Color{R: 11, G: 31, B: 58, A: 255}), color.NRGBA{11, 31, 58, 255}},
	"grey":    {place.Solid(place.Color{R: 128, G: 128, B: 128, A: 255}), color.NRGBA{128, 128, 128, 255}},
	"a photo": {place.Background{Mean: 0.4, P5: 0.1, P95: 0.8}, color.NRGBA{170, 170, 150, 255}},
}

// ask is the zone of a datasheet: 70 x 22 mm beside a vendor's mark of
// 50.4 x 12 mm, in points.
func ask(marks []VariantMark, on place.Background) place.LogoRequest {
	const mm = 72 / 25.4
	q := place.LogoRequest{
		Where: "logo", Zone: place.Rect{X: 10 * mm, Y: 10 * mm, W: 70 * mm, H: 22 * mm}, Align: place.Align{X: 1, Y: 0.5},
		VendorArea: 50.4 * 12 * mm * mm, VendorHeight: 12 * mm, Ratio: 0.9, MaxHeight: 1.6, Clear: 0.5,
		MinWidth: 22 * mm, MinHeight: 6 * mm, Background: on,
		Contrast: place.Contrast{Min: 3, Want: 4.5, Fallback: []string{place.FallbackVariant, place.FallbackPlate, place.FallbackBlock}},
		Plate:    &place.Plate{Fill: place.Color{R: 255, G: 255, B: 255, A: 255}, Radius: 4, Padding: 0.35}, UnitsPerInch: 72, WantPPI: 300, BlockPPI: 150,
	}
	for _, m := range marks {
		q.Candidates = append(q.Candidates, candidate(m))
	}
	return q
}

// variantsOf are a mark and what can be made of it, as if its owner had agreed.
func variantsOf(t *testing.T, m *logo.Mark) []VariantMark {
	t.Helper()
	all := []VariantMark{{Variant: "full-color", Mark: m}}
	for _, o := range m.Offers() {
		made, err := m.Make(o)
		if err != nil || made == nil {
			t.Errorf("%s is offered and not made: %v", o, err)
			continue
		}
		all = append(all, VariantMark{Variant: string(o), Mark: made})
	}
	return all
}

// Any logo looks right: each of many real and awkward marks, on each ground,
// keeps its clear space and the vendor's caps and can be seen, or is refused
// with a reason.
func TestEveryMarkIsPlacedWell(t *testing.T) {
	t.Parallel()
	var sheet contactSheet
	placed, refused := 0, map[string]int{}
	for _, f := range append(logotest.All(), realLogos(t)...) {
		m, _, err := logo.Intake(f.Name, f.Data, logo.Limits{})
		if err != nil || m == nil {
			continue // refused at intake, with a reason: tested there
		}
		marks := variantsOf(t, m)
		for _, name := range []string{"white", "navy", "grey", "a photo"} {
			q := ask(marks, grounds[name].look)
			p, found := place.Logo(q)
			if p.Candidate < 0 {
				refused[found[0].Code]++
				checkRefusal(t, f.Name+" on "+name, found)
			} else {
				placed++
				checkPlacement(t, f.Name+" on "+name, q, p, found)
			}
			sheet.add(marks, q, p, grounds[name].color)
		}
	}
	t.Logf("%d placements, refused %v", placed, refused)
	sheet.write(t, *sheetFile)
}

func realLogos(t *testing.T) []logotest.File {
	var out []logotest.File
	files, _ := filepath.Glob("../../shared/corpus/svg/*.svg")
	if len(files) == 0 {
		t.Log("no real logos here: only the awkward ones are placed")
	}
	for _, name := range files {
		if data, err := os.ReadFile(name); err == nil {
			out = append(out, logotest.File{Name: filepath.Base(name), Data: data})
		}
	}
	return out
}

func checkRefusal(t *testing.T, name string, found problem.List) {
	t.Helper()
	for _, p := range found {
		if p.Code != "LOGO_TOO_SMALL_FOR_ZONE" && p.Code != "LOGO_LOW_RESOLUTION" && p.Code != "LOGO_LOW_CONTRAST" || p.Fix == "" {
			t.Errorf("%s: %s", name, p)
		}
	}
}

func checkPlacement(t *testing.T, name string, q place.LogoRequest, p place.LogoPlacement, found problem.List) {
	t.Helper()
	const hair = 1e-6
	room := q.Zone.Inset(q.Clear*p.Box.H - hair)
	c := q.Candidates[p.Candidate]
	switch {
	case p.Box.X < room.X || p.Box.Y < room.Y || p.Box.Right() > room.Right() || p.Box.Bottom() > room.Bottom():
		t.Errorf("%s: %v lacks clear space in %v", name, p.Box, room)
	case p.Box.H > q.MaxHeight*q.VendorHeight+hair || p.Box.W*p.Box.H > q.VendorArea+hair:
		t.Errorf("%s: %v is larger than the vendor allows", name, p.Box)
	case p.Box.H < q.MinHeight-hair:
		t.Errorf("%s: %v is too small to read", name, p.Box)
	case p.Box.W/p.Box.H-c.Aspect > hair || c.Aspect-p.Box.W/p.Box.H > hair:
		t.Errorf("%s: %v is not of the mark's shape %v", name, p.Box, c.Aspect)
	case !c.Vector && p.PPI < q.BlockPPI-hair:
		t.Errorf("%s: only %v px to the inch", name, p.PPI)
	case p.Plate == nil && c.Ground != nil && !c.OwnPlate && place.Ratio(c.Ground.Luminance(), q.Background.Mean) > 1.2 && !found.Has("LOGO_BACKGROUND"):
		t.Errorf("%s: its paper shows as a box, and nobody is told", name)
	case p.Score < 0.9-hair && !found.Has("LOGO_LOW_CONTRAST") && !found.Has("LOGO_BACKGROUND"):
		t.Errorf("%s: %v of it can be seen, and nobody is told", name, p.Score)
	}
}

// contactSheet is a picture of placements, four in a row, for people.
type contactSheet struct{ cells []*image.NRGBA }

const cellWidth, cellHeight = 220, 90

func (s *contactSheet) add(marks []VariantMark, q place.LogoRequest, p place.LogoPlacement, on color.NRGBA) {
	if *sheetFile == "" {
		return
	}
	cell := image.NewNRGBA(image.Rect(0, 0, cellWidth, cellHeight))
	paint.Draw(cell, cell.Rect, image.NewUniform(on), image.Point{}, paint.Src)
	k := cellWidth / (q.Zone.W + 2*q.Zone.X)
	at := func(r place.Rect) image.Rectangle {
		r = r.Scaled(k)
		return image.Rect(int(r.X+.5), int(r.Y+.5), int(r.Right()+.5), int(r.Bottom()+.5)).Add(image.Pt(0, -10))
	}
	if p.Plate != nil {
		paint.Draw(cell, at(p.Plate.Box), image.White, image.Point{}, paint.Src)
	}
	if p.Candidate >= 0 {
		box := at(p.Box)
		m := marks[p.Candidate].Mark
		pix := m.Image
		if m.Kind == logo.Vector {
			pix = m.Tree.Raster(box.Dx(), box.Dy())
		} else {
			pix = imaging.Resize(pix, box.Dx(), box.Dy(), imaging.Lanczos)
		}
		paint.Draw(cell, box, pix, pix.Rect.Min, paint.Over)
	}
	s.cells = append(s.cells, cell)
}

func (s *contactSheet) write(t *testing.T, file string) {
	t.Helper()
	if file == "" {
		return
	}
	const columns = 16
	out := image.NewNRGBA(image.Rect(0, 0, columns*cellWidth, (len(s.cells)+columns-1)/columns*cellHeight))
	for i, c := range s.cells {
		at := image.Pt(i%columns*cellWidth, i/columns*cellHeight)
		paint.Draw(out, c.Rect.Add(at), c, image.Point{}, paint.Src)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, out); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
