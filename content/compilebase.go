package content

import (
	"errors"
	"fmt"
	"math"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/raster"
	"github.com/portico-prm/portico/content/spec"
)

// bases prepares each file of art once and checks it against the pieces that use it.
func (c *compiler) bases() {
	for _, s := range c.m.Shapes() {
		for i := range s.Pages {
			for _, lang := range c.m.Languages.Available {
				ref, _ := spec.ParseBase(s.Pages[i].Base[lang])
				c.base(s.Piece, ref, i, s.PageAt(i)+".base."+lang)
			}
		}
		if c.found.Blocking() {
			continue
		}
		for _, lang := range c.m.Languages.Available {
			c.marked(s, lang)
			c.covered(s, lang)
			c.printed(s, lang)
			c.variants(s, lang)
		}
		c.profiles(s)
	}
	c.unusedMarkers()
}

func (c *compiler) base(p *spec.Piece, ref spec.BaseRef, page int, where string) {
	prepare, fits := c.pdf, c.fitsPDF
	if p.Kind == spec.KindRaster {
		prepare, fits = c.image, c.fitsImage
	}
	if _, done := c.pkg.meta.base(ref.File); !done && !prepare(ref.File, where) {
		return
	}
	fits(ref, p.At(page), where)
}

func (c *compiler) pdf(file, where string) bool {
	data, ok := c.file(file)
	if !ok {
		return false
	}
	plan, source, report, err := pdf.Prepare(data, c.lim.PDF)
	if err != nil {
		c.refused(file, err)
		return false
	}
	c.add(file, report.Problems)
	c.saw[file], c.pkg.blobs[file] = report, source
	c.pkg.meta.Bases = append(c.pkg.meta.Bases, base{File: file, Plan: plan, Markers: report.Markers})
	return true
}

func (c *compiler) image(file, where string) bool {
	data, ok := c.file(file)
	if !ok {
		return false
	}
	b, err := raster.Prepare(data, c.lim.Raster)
	if err != nil {
		c.refused(file, err)
		return false
	}
	w, h := b.Size()
	c.pkg.blobs[file], c.drawn[file] = data, b
	c.pkg.meta.Bases = append(c.pkg.meta.Bases, base{File: file, Width: w, Height: h})
	return true
}

// refused takes a refusal with all its reasons, and any other failure as one.
func (c *compiler) refused(file string, err error) {
	var list problem.List
	if errors.As(err, &list) {
		c.add(file, list)
		return
	}
	c.found = append(c.found, problem.Problem{Code: "BASE_DAMAGED", Severity: problem.Error, Where: file,
		Message: "The file cannot be read: " + err.Error() + ".", Fix: "Export it again."})
}

const sizeSlack = 0.5 // mm: exporters round to whole points

func (c *compiler) fitsPDF(ref spec.BaseRef, want spec.Size, where string) {
	b, _ := c.pkg.meta.base(ref.File)
	pages := b.Plan.Pages()
	if ref.Page > len(pages) {
		c.say(where, "BASE_PAGE", fmt.Sprintf("%s has %d pages; there is no page %d.", ref.File, len(pages), ref.Page), "Name a page that exists.")
		return
	}
	have := pages[ref.Page-1]
	w, h := have.Width/place.PointsPerMM, have.Height/place.PointsPerMM
	if math.Abs(w-want.Width) > sizeSlack || math.Abs(h-want.Height) > sizeSlack {
		c.say(where, "BASE_SIZE", fmt.Sprintf("Page %d of %s is %.1f x %.1f mm as displayed; the manifest says %g x %g.", ref.Page, ref.File, w, h, want.Width, want.Height),
			fmt.Sprintf("Write page: {width: %.2f, height: %.2f}, or export the art in that size.", w, h))
	}
}

// fitsImage: the art has the page's pixels, or a whole multiple of them.
func (c *compiler) fitsImage(ref spec.BaseRef, want spec.Size, where string) {
	b, _ := c.pkg.meta.base(ref.File)
	times := math.Round(float64(b.Width) / want.Width)
	if times < 1 || math.Abs(float64(b.Width)-float64(times*want.Width)) > 0.5 || math.Abs(float64(b.Height)-float64(times*want.Height)) > 0.5 {
		c.say(where, "BASE_SIZE", fmt.Sprintf("%s has %d x %d pixels; the manifest says %g x %g.", ref.File, b.Width, b.Height, want.Width, want.Height),
			fmt.Sprintf("Write page: {width: %d, height: %d}, or export the art in that size.", b.Width, b.Height))
	}
}
