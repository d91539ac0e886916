package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

// profiles: an output may ask for a standard that its art claims and that our
// additions keep. What the art claims and no copy can keep is said here, because
// copies do not say it any more.
func (c *compiler) profiles(p spec.Shape) {
	if p.Kind != spec.KindPDF {
		return
	}
	for _, o := range p.Made() {
		for _, lang := range c.m.Languages.Available {
			ref, _ := spec.ParseBase(p.Pages[0].Base[lang])
			c.profile(ref.File, o.Value, fmt.Sprintf("pieces.%s.outputs.%s", p.Name, o.Name))
		}
	}
}

func (c *compiler) profile(file string, o spec.Output, where string) {
	b, _ := c.pkg.meta.base(file)
	if b == nil || b.Plan == nil {
		return
	}
	asked := ""
	if o.Profile != "" {
		asked = c.asked(b, o.Profile, where+".profile")
	}
	if o.Color == "fogra39" && !hasIntent(c.saw[file], "FOGRA39") {
		c.once(problem.List{c.m.Problem(where+".color", "COLOR_INTENT", fmt.Sprintf("%s has no output intent FOGRA39.", file), "Export the art for FOGRA39, or leave color out.")})
	}
	for _, broken := range b.Plan.Claims.Broken(!o.Web()) {
		c.broken(file, broken, asked, where)
	}
}

// standards are the claims that serve as a profile.
var standards = map[string][]string{"pdf-ua-1": {"PDF/UA-1"}, "pdf-a-2u": {"PDF/A-2u", "PDF/A-2a"}, "pdf-x-4": {"PDF/X-4"}}

// asked is the claim of the art that serves a profile, or a finding.
func (c *compiler) asked(b *base, profile, where string) string {
	if cl := b.Plan.Claims; cl != nil {
		for _, claim := range []string{"PDF/UA-" + cl.PDFUA, "PDF/A-" + cl.PDFA, cl.PDFX} {
			if slices.Contains(standards[profile], claim) {
				return claim
			}
		}
	}
	c.once(problem.List{c.m.Problem(where, "PROFILE_NOT_MET", fmt.Sprintf("%s does not say that it is %s.", b.File, strings.ToUpper(profile)),
		"Export the art with that profile, or leave the profile out.")})
	return ""
}

// broken refuses what was asked for and cannot be kept, and tells of the rest.
func (c *compiler) broken(file string, b pdf.Broken, asked, where string) {
	if b.Claim == asked {
		c.once(problem.List{c.m.Problem(where+".profile", "PROFILE_NOT_KEPT", fmt.Sprintf("%s is %s, and copies would not be: %s.", file, b.Claim, b.Reason),
			"Export the art so that this holds, or leave the profile out.")})
		return
	}
	p := c.m.Problem(where, "CLAIM_WITHDRAWN", fmt.Sprintf("%s says that it is %s. Copies do not say so: %s.", file, b.Claim, b.Reason),
		"Nothing, if nobody needs it; else export the art for PDF/A-2, PDF/UA-1 or PDF/X-4 and ask for that profile.")
	p.Severity = problem.Warning
	c.once(problem.List{p})
}

func hasIntent(r *pdf.Report, identifier string) bool {
	return slices.ContainsFunc(r.OutputIntents, func(s string) bool { return strings.Contains(strings.ToUpper(s), identifier) })
}
