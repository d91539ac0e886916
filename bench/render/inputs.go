package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/signintech/gopdf"
	"rsc.io/qr"

	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/templates"
)

// What is drawn for the partner, the same for everybody who draws it.
const (
	claimText = "Security that your customers notice: never."
	landing   = "https://go.example/r/7kq2m9"
)

var contactLines = []string{"Bluff Harbor Systems Ltd", "Dana Whitcombe", "+44 20 7946 0123", "partners@bluff-harbor.example", "www.bluff-harbor.example"}

// places tells the workers in other languages where things stand.
type places struct {
	Logo, Claim, Contact, Code box
	ClaimText                  string
	Lines                      []string
	PageWidth, PageHeight      float64
	Pictures                   map[string]box
}

// inputs draws everything into a folder: the same bytes each time.
func inputs(ctx context.Context, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	font, err := spec.DefaultFonts.ReadFile("fonts/OpenSans-Regular.ttf")
	if err != nil {
		return err
	}
	mark, err := fs.ReadFile(templates.Demo(), "logos/bluff-harbor.svg")
	if err != nil {
		return err
	}
	at := places{logoBox, claimBox, contactBox, codeBox, claimText, contactLines, pageWidth, pageHeight,
		map[string]box{"small": where("small"), "large": where("large")}}
	told, err := json.Marshal(at)
	if err != nil {
		return err
	}
	files := map[string][]byte{"font.ttf": font, "logo.svg": mark, "places.json": told}
	for _, draw := range []func(map[string][]byte) error{logoPixels, code, sheets, pictures, kits} {
		if err := draw(files); err != nil {
			return err
		}
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// logoPixels is the logo for those who cannot draw SVG: 800 pixels wide, on nothing.
func logoPixels(files map[string][]byte) error {
	m, found, err := logo.Intake("logo.svg", files["logo.svg"], logo.Limits{})
	if err != nil || found.Blocking() {
		return fmt.Errorf("the logo: %w %v", err, found)
	}
	if files["mark"], err = m.MarshalBinary(); err != nil {
		return err
	}
	var b bytes.Buffer
	err = png.Encode(&b, m.Tree.Raster(800, int(800*m.Height/m.Width)))
	files["logo.png"] = b.Bytes()
	return err
}

func code(files map[string][]byte) error {
	c, err := qr.Encode(landing, qr.M)
	if err != nil {
		return err
	}
	side := c.Size + 8 // with the quiet zone
	plain := image.NewGray(image.Rect(0, 0, 10*side, 10*side))
	for y := range 10 * side {
		for x := range 10 * side {
			if !c.Black(x/10-4, y/10-4) {
				plain.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	var b bytes.Buffer
	err = png.Encode(&b, plain)
	files["code.png"] = b.Bytes()
	return err
}

// sheets are the vendor's PDFs: on each page a photograph, headings and text.
func sheets(files map[string][]byte) error {
	for name, pages := range map[string]int{"flyer.pdf": 2, "deck.pdf": 12} {
		p := gopdf.GoPdf{}
		p.Start(gopdf.Config{PageSize: gopdf.Rect{W: pageWidth, H: pageHeight}})
		if err := p.AddTTFFontData("f", files["font.ttf"]); err != nil {
			return err
		}
		for i := range pages {
			if err := sheet(&p, i); err != nil {
				return err
			}
		}
		files[name] = p.GetBytesPdf()
	}
	return nil
}

func sheet(p *gopdf.GoPdf, page int) error {
	p.AddPage()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, photograph(1400, 892, uint64(page)), &jpeg.Options{Quality: 90}); err != nil {
		return err
	}
	photo, err := gopdf.ImageHolderByBytes(b.Bytes())
	if err != nil {
		return err
	}
	if err := p.ImageByHolder(photo, 48, 120, &gopdf.Rect{W: 499, H: 318}); err != nil {
		return err
	}
	line := func(x, y, size float64, s string) error {
		p.SetXY(x, y)
		if err := p.SetFont("f", "", size); err != nil {
			return err
		}
		return p.Cell(nil, s)
	}
	if err := line(48, 456, 24, fmt.Sprintf("Edge Gateway, part %d", page+1)); err != nil {
		return err
	}
	words := strings.Fields("a small box at the edge of the network keeps what belongs together apart from what does not and tells you so in the morning")
	rnd := rand.New(rand.NewPCG(uint64(page), 3))
	for i := range 12 {
		var row []string
		for range 13 {
			row = append(row, words[rnd.IntN(len(words))])
		}
		if err := line(48, 496+float64(i)*15, 10, strings.Join(row, " ")); err != nil {
			return err
		}
	}
	return nil
}

// photograph is a picture that compresses like one: slow changes, and grain.
func photograph(w, h int, seed uint64) *image.NRGBA {
	rnd := rand.New(rand.NewPCG(seed, 1))
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			u, v := float64(x)/float64(w), float64(y)/float64(h)
			wave := math.Sin(9*u+float64(seed))*math.Cos(7*v) + math.Sin(23*u*v)
			grain := rnd.NormFloat64() * 5
			out.SetNRGBA(x, y, color.NRGBA{shade(90 + 60*wave + grain), shade(120 + 40*v*wave + grain), shade(150 - 50*wave + grain), 255})
		}
	}
	return out
}

func shade(v float64) uint8 { return uint8(min(255, max(0, v))) }

func pictures(files map[string][]byte) error {
	for name, size := range map[string]image.Point{"small": {1200, 630}, "large": {3000, 2000}} {
		img := photograph(size.X, size.Y, 77)
		var p, j bytes.Buffer
		if err := png.Encode(&p, img); err != nil {
			return err
		}
		if err := jpeg.Encode(&j, img, &jpeg.Options{Quality: 92}); err != nil {
			return err
		}
		files[name+".png"], files[name+".jpg"] = p.Bytes(), j.Bytes()
	}
	return nil
}
