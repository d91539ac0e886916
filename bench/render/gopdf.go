package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/signintech/gopdf"
)

// gopdfCraft imports the vendor's pages into a new document and draws on them.
// It runs in a process of its own: on files that are not as clean as these,
// gopdf's import panics or does not come back.
func gopdfCraft(dir, job string) (craft, string, error) {
	kit, _, _ := strings.Cut(job, "/")
	in := map[string][]byte{}
	for _, name := range []string{kit + ".pdf", "font.ttf", "logo.png", "code.png"} {
		var err error
		if in[name], err = os.ReadFile(filepath.Join(dir, name)); err != nil {
			return nil, "", err
		}
	}
	pages := map[string]int{"flyer": 2, "deck": 12}[kit]
	return func(int) ([]byte, int64, error) {
		p := gopdf.GoPdf{}
		p.Start(gopdf.Config{PageSize: gopdf.Rect{W: pageWidth, H: pageHeight}})
		if err := p.AddTTFFontData("f", in["font.ttf"]); err != nil {
			return nil, 0, err
		}
		var source io.ReadSeeker = bytes.NewReader(in[kit+".pdf"]) // one for all pages: it knows by it what it has read
		for page := range pages {
			p.AddPage()
			p.UseImportedTemplate(p.ImportPageStream(&source, page+1, "/MediaBox"), 0, 0, pageWidth, pageHeight)
			if err := stamp(&p, in); err != nil {
				return nil, 0, err
			}
		}
		file := p.GetBytesPdf()
		return file, int64(len(file)), nil
	}, "", nil
}

func stamp(p *gopdf.GoPdf, in map[string][]byte) error {
	for name, b := range map[string]box{"logo.png": logoBox, "code.png": codeBox} {
		picture, err := gopdf.ImageHolderByBytes(in[name])
		if err != nil {
			return err
		}
		if err := p.ImageByHolder(picture, b.X, b.Y, &gopdf.Rect{W: b.W, H: b.H}); err != nil {
			return err
		}
	}
	if err := write(p, claimBox, 14, claimText); err != nil {
		return err
	}
	for i, line := range contactLines {
		b := contactBox
		b.Y += float64(i) * 11
		if err := write(p, b, 9, line); err != nil {
			return err
		}
	}
	return nil
}

func write(p *gopdf.GoPdf, b box, size float64, s string) error {
	if err := p.SetFont("f", "", size); err != nil {
		return err
	}
	p.SetXY(b.X, b.Y)
	return p.Cell(nil, s)
}
