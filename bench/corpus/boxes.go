package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"

	"github.com/goccy/go-yaml"

	"github.com/portico-prm/portico/content/spec"
)

// part is a rectangle as shares of a picture, 0 to 1 from its top left.
type part struct{ left, top, right, bottom float64 }

// zonesOf reads where the template puts things, by page from 1, as parts of the
// page.
func zonesOf(folder string) (map[int][]part, error) {
	text, err := os.ReadFile(filepath.Join(folder, "template.yaml"))
	if err != nil {
		return nil, err
	}
	type size struct{ Width, Height float64 }
	var m struct {
		Pieces map[string]struct {
			Page  size
			Pages []struct {
				Base  map[string]string
				Page  *size
				Zones []struct{ Box [4]float64 }
			}
		}
	}
	if err := yaml.Unmarshal(text, &m); err != nil {
		return nil, err
	}
	piece, zones := m.Pieces["main"], map[int][]part{}
	for _, p := range piece.Pages {
		page := piece.Page
		if p.Page != nil {
			page = *p.Page
		}
		ref, _ := spec.ParseBase(p.Base["en"])
		for _, z := range p.Zones {
			x, y, w, h := z.Box[0], z.Box[1], z.Box[2], z.Box[3]
			zones[ref.Page] = append(zones[ref.Page], part{x / page.Width, y / page.Height, (x + w) / page.Width, (y + h) / page.Height})
		}
	}
	return zones, nil
}

// box is a page box: left, bottom, right, top, in PDF's direction.
type box [4]float64

// boxes are those of a page, as poppler understands the file.
type boxes struct {
	named  map[string]box
	rotate int
}

var (
	boxLine = regexp.MustCompile(`(?m)^Page +\d+ (\w+Box): +(\S+) +(\S+) +(\S+) +(\S+)`)
	rotLine = regexp.MustCompile(`(?m)^Page +\d+ rot: +(\d+)`)
)

func boxesOf(ctx context.Context, pdf string, page int) (boxes, error) {
	got := command(ctx, toolTime, "pdfinfo", "-box", "-f", strconv.Itoa(page), "-l", strconv.Itoa(page), pdf)
	b := boxes{named: map[string]box{}}
	for _, m := range boxLine.FindAllSubmatch(got.out, -1) {
		var v box
		for i := range v {
			v[i], _ = strconv.ParseFloat(string(m[2+i]), 64) // what is no number leaves an empty box
		}
		b.named[string(m[1])] = v
	}
	if m := rotLine.FindSubmatch(got.out); m != nil {
		b.rotate, _ = strconv.Atoi(string(m[1]))
	}
	if t := b.named["TrimBox"]; t[2] <= t[0] || t[3] <= t[1] {
		return b, fmt.Errorf("pdfinfo knows no trim box: %s", got.err)
	}
	return b, nil
}

// place turns parts of the displayed trim box into parts of a picture of
// another box.
func (b boxes) place(zones []part, drawn string) (out []part) {
	t, d := b.named["TrimBox"], b.named[drawn]
	w, h := d[2]-d[0], d[3]-d[1]
	// What lies between the boxes: left, top, right, bottom before the page is turned.
	rim := [4]float64{(t[0] - d[0]) / w, (d[3] - t[3]) / h, (d[2] - t[2]) / w, (t[1] - d[1]) / h}
	turns := b.rotate / 90 % 4
	side := func(n int) float64 { return rim[(n-turns+8)%4] } // a turn to the right brings the left side to the top
	left, top, right, bottom := side(0), side(1), side(2), side(3)
	for _, z := range zones {
		out = append(out, part{
			left + z.left*(1-left-right), top + z.top*(1-top-bottom),
			left + z.right*(1-left-right), top + z.bottom*(1-top-bottom),
		})
	}
	return out
}
