package content

import (
	"fmt"
	"slices"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

// printed checks the art of a piece that has an output for the press.
func (c *compiler) printed(p spec.Shape, lang string) {
	if p.Kind != spec.KindPDF || !slices.ContainsFunc(p.Made(), func(o spec.Entry[spec.Output]) bool { return !o.Value.Web() }) {
		return
	}
	for i := range p.Pages {
		ref, _ := spec.ParseBase(p.Pages[i].Base[lang])
		where := p.PageAt(i) + ".base." + lang
		page := c.saw[ref.File].Pages[ref.Page-1]
		c.bled(ref, page, p.At(i).Bleed, where)
		c.annotated(ref, page, where)
	}
}

// bled: the art runs as far over the edge as the manifest says.
func (c *compiler) bled(ref spec.BaseRef, page pdf.PageFacts, want float64, where string) {
	b := page.Bleed
	have := min(b.Left, b.Top, b.Right, b.Bottom) / place.PointsPerMM
	if have >= want-sizeSlack {
		return
	}
	c.say(where, "BASE_BLEED", fmt.Sprintf("Page %d of %s runs %.1f mm over the trimmed edge; the manifest says bleed: %g.", ref.Page, ref.File, have, want),
		"Export the art with that bleed and with its TrimBox and BleedBox, or leave bleed out.")
}

// annotated tells of what lies over the page and is not for the press. Links are
// taken out; what can be seen is not ours to remove.
func (c *compiler) annotated(ref spec.BaseRef, page pdf.PageFacts, where string) {
	for _, a := range page.Annotations {
		if a.Kind == "Link" || a.Kind == "PrinterMark" || a.Kind == "TrapNet" || !page.Bleeds(a.Box) {
			continue
		}
		p := c.m.Problem(where, "PRINT_ANNOTATION", fmt.Sprintf("Page %d of %s has an annotation (%s) where it is printed.", ref.Page, ref.File, a.Kind),
			"Make it a part of the page, or take it out: presses treat annotations each in their own way.")
		p.Severity = problem.Warning
		c.once(problem.List{p})
		return
	}
}
