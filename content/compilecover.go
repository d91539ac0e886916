package content

import (
	"fmt"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

// covered tells of what lies over a zone: viewers paint annotations after the page,
// so over what is put there, and a click reaches the vendor's link.
func (c *compiler) covered(p spec.Shape, lang string) {
	if p.Kind != spec.KindPDF {
		return
	}
	for i := range p.Pages {
		ref, _ := spec.ParseBase(p.Pages[i].Base[lang])
		for j := range p.Pages[i].Zones {
			c.zoneCovered(ref, &p.Pages[i].Zones[j], p.ZoneAt(i, j))
		}
	}
}

func (c *compiler) zoneCovered(ref spec.BaseRef, z *spec.Zone, where string) {
	box := place.Rect{X: z.Box[0], Y: z.Box[1], W: z.Box[2], H: z.Box[3]}.Scaled(place.PointsPerMM)
	for _, a := range c.saw[ref.File].Pages[ref.Page-1].Annotations {
		if !a.Box.Overlaps(box) || a.Kind == "PrinterMark" || a.Kind == "TrapNet" {
			continue
		}
		p := c.m.Problem(where, "ZONE_COVERED", above(a, ref, z.ID), "Move the zone, or take the "+kindOf(a)+" out of the art.")
		p.Severity = problem.Warning
		c.once(problem.List{p})
	}
}

func above(a pdf.Annotation, ref spec.BaseRef, zone string) string {
	if a.Kind == "Link" {
		return fmt.Sprintf("A link on page %d of %s lies over zone %s: a click there leads to %s.", ref.Page, ref.File, zone, leadsTo(a))
	}
	return fmt.Sprintf("An annotation (%s) on page %d of %s lies over zone %s and may hide what is put there.", a.Kind, ref.Page, ref.File, zone)
}

func leadsTo(a pdf.Annotation) string {
	if a.URI == "" {
		return "another place of the document"
	}
	return a.URI
}

func kindOf(a pdf.Annotation) string {
	if a.Kind == "Link" {
		return "link"
	}
	return "annotation"
}
