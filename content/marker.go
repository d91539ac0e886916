package content

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

// marker names a place of the art: file, page from 1, and name.
type marker struct {
	file string
	page int
	name string
}

// millimetres are rounded to a hundredth, which nobody can see: exporters place
// frames a hair beside the guides that they were drawn on.
func millimetres(r place.Rect) spec.Box {
	r = r.Scaled(1 / place.PointsPerMM)
	b := spec.Box{r.X, r.Y, r.W, r.H}
	for i := range b {
		b[i] = math.Round(b[i]*100) / 100
	}
	return b
}

// box is where a zone is in the language of the job.
func (w *work) box(page int, z *spec.Zone) spec.Box {
	if z.Marker == "" {
		return z.Box
	}
	ref, _ := spec.ParseBase(w.piece.Pages[page].Base[w.language])
	return w.t.marked[marker{ref.File, ref.Page, z.Marker}]
}

// marks tells whether the art has every marker that zones of a page name.
func (p *Package) marks(ref spec.BaseRef, page *spec.Page) bool {
	b, _ := p.meta.base(ref.File)
	return !slices.ContainsFunc(page.Zones, func(z spec.Zone) bool {
		return z.Marker != "" && !slices.ContainsFunc(b.Markers, func(m pdf.Marker) bool { return m.Page == ref.Page && m.Name == z.Marker })
	})
}

// marked finds the boxes of zones in the art of a language, and checks them as
// numbers are checked.
func (c *compiler) marked(p spec.Shape, lang string) {
	for i := range p.Pages {
		ref, _ := spec.ParseBase(p.Pages[i].Base[lang])
		boxes := map[int]spec.Box{}
		for j := range p.Pages[i].Zones {
			z := &p.Pages[i].Zones[j]
			if z.Marker == "" {
				boxes[j] = z.Box
				continue
			}
			if m, ok := c.marker(ref, z.Marker, p.ZoneAt(i, j)+".box"); ok {
				boxes[j] = millimetres(m.Box)
			}
		}
		if len(boxes) == len(p.Pages[i].Zones) {
			c.once(c.m.LintPlaces(p, i, boxes))
		}
	}
}

// once adds findings that were not made in another language.
func (c *compiler) once(found problem.List) {
	for _, f := range found {
		if !slices.ContainsFunc(c.found, func(p problem.Problem) bool { return p.Where == f.Where && p.Message == f.Message }) {
			c.found = append(c.found, f)
		}
	}
}

func (c *compiler) marker(ref spec.BaseRef, name, where string) (pdf.Marker, bool) {
	b, _ := c.pkg.meta.base(ref.File)
	var here, elsewhere []pdf.Marker
	for _, m := range b.Markers {
		switch {
		case m.Name != name:
		case m.Page == ref.Page:
			here = append(here, m)
		default:
			elsewhere = append(elsewhere, m)
		}
	}
	if len(here) == 1 {
		return here[0], true
	}
	message, fix := fmt.Sprintf("portico:%s is on page %d of %s %d times.", name, ref.Page, ref.File, len(here)), "Keep one of the links or fields of this name."
	code := "MARKER_TWICE"
	if len(here) == 0 {
		code, message = "MARKER_MISSING", fmt.Sprintf("Page %d of %s has no link or form field portico:%s.", ref.Page, ref.File, name)
		fix = markerFix(b.Markers, elsewhere, ref.Page, name)
	}
	c.once(problem.List{c.m.Problem(where, code, message, fix)})
	return pdf.Marker{}, false
}

// markerFix names the page that has the marker, or a name like it, or what to do
// in the art.
func markerFix(all, elsewhere []pdf.Marker, page int, name string) string {
	if len(elsewhere) > 0 {
		return fmt.Sprintf("It is on page %d: move the zone there, or the marker here.", elsewhere[0].Page)
	}
	var here []string
	for _, m := range all {
		if m.Page == page {
			here = append(here, m.Name)
		}
	}
	if near := spec.Nearest(name, here); near != "" {
		return fmt.Sprintf("Did you mean portico:%s?", near)
	}
	if len(here) > 0 {
		return "The page has portico:" + strings.Join(here, ", portico:") + "."
	}
	return "Put a link with this address where the zone shall be, and export again; or write the box as numbers."
}

// unusedMarkers tells of places that the designer named and no zone takes.
func (c *compiler) unusedMarkers() {
	if c.found.Blocking() {
		return
	}
	used := c.usedMarkers()
	for _, b := range c.pkg.meta.Bases {
		for _, m := range b.Markers {
			if !used[marker{b.File, m.Page, m.Name}] {
				fix := fmt.Sprintf("Give a zone the box portico:%s, or take the marker out of the art.", m.Name)
				if !spec.ValidName(m.Name) {
					fix = "Rename it in the art: names begin with a letter and have letters, digits, - and _ only."
				}
				c.found = append(c.found, problem.Problem{Code: "MARKER_UNUSED", Severity: problem.Warning, Where: fmt.Sprintf("%s page %d", b.File, m.Page),
					Message: fmt.Sprintf("No zone is placed at portico:%s; the marker is taken out of the copies.", m.Name), Fix: fix})
			}
		}
	}
}

func (c *compiler) usedMarkers() map[marker]bool {
	used := map[marker]bool{}
	for _, s := range c.m.Shapes() {
		for i := range s.Pages {
			for _, text := range s.Pages[i].Base {
				ref, _ := spec.ParseBase(text)
				for _, z := range s.Pages[i].Zones {
					used[marker{ref.File, ref.Page, z.Marker}] = true
				}
			}
		}
	}
	return used
}
