package content

import (
	"fmt"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
)

func mayHold(r *rule.Tree, f rule.Facts) bool { return r.Holds(f) != rule.Unmet }

// inForce refuses a clause outside its time: a page without it, or with the old
// one, would both be wrong.
func (p *pen) inForce(id string, c spec.Clause) bool {
	now := p.job.Facts.Now
	if now.IsZero() {
		return true
	}
	day := now.UTC().Format("2006-01-02")
	if (c.ValidFrom == "" || day >= c.ValidFrom) && (c.ValidTo == "" || day <= c.ValidTo) {
		return true
	}
	p.say(p.where, "LEGAL_OUT_OF_DATE", fmt.Sprintf("The clause %s may be printed from %s to %s.", id, orOpen(c.ValidFrom), orOpen(c.ValidTo)),
		"The template needs a new version with the clause of today; tell the vendor.")
	return false
}

func orOpen(date string) string {
	if date == "" {
		return "…"
	}
	return date
}
