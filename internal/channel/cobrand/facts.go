package cobrand

import (
	"net/url"
	"strings"
	"time"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
)

// facts turns a standing into what rules may ask. It is pure: the same
// standing, time and language give the same facts.
func facts(s *Standing, now time.Time, language string) rule.Facts {
	f := rule.Facts{Now: now, Language: language, Labels: labels(s), Minutes: minutes(s), People: map[string]string{},
		Values: map[string]rule.Value{
			"partner.type":           rule.Text(typeWord(s.Type)),
			"partner.status":         rule.Text(strings.ToLower(string(s.Partner.Status))),
			"partner.territories":    rule.Words(s.Partner.Countries...),
			"partner.industries":     rule.Words(s.Partner.Industries...),
			"partner.languages":      rule.Words(s.Partner.Languages...),
			"partner.accessLevel":    levelValue(s.Level),
			"partner.hasParent":      rule.Flag(len(s.Links) > 0),
			"partner.agreements":     agreements(s),
			"partner.certifications": certifications(s, now),
			"partner.products":       products(s, now),
			"partner.logos":          logos(s),
			"grant.fromParent":       rule.Flag(grantedByParent(s)),
		}}
	tier(&f, s)
	parentFacts(&f, s)
	people(&f, s)
	return f
}

// labels are the names of what a rule may ask for, held or not.
func labels(s *Standing) map[string]string {
	out := map[string]string{"VIEW": "View", "DOWNLOAD": "Download", "COBRAND": "Co-brand", "COBRAND_EXTENDED": "Co-brand, extended"}
	for key, c := range s.Courses {
		out[key] = c.Name
	}
	for kind, title := range s.Titles {
		out[kind] = title
	}
	for _, t := range s.Ladder {
		out[t.Key] = t.Name
	}
	return out
}

// minutes is how long the course to each certification takes.
func minutes(s *Standing) map[string]int {
	out := make(map[string]int, len(s.Courses))
	for key, c := range s.Courses {
		out[key] = c.Minutes
	}
	return out
}

// order is the ladder of the partner's program, lowest first.
func order(s *Standing) []string {
	out := make([]string, len(s.Ladder))
	for i, t := range s.Ladder {
		out[i] = t.Key
	}
	return out
}

// typeWord is the word that templates use for a type: a value-added distributor
// is named as such, every other one is a distributor.
func typeWord(t *partner.Type) string {
	if t.Key == "DISTRIBUTOR_VAD" {
		return "vad"
	}
	return strings.ToLower(string(t.Family))
}

func levelValue(l program.Level) rule.Value {
	order := make([]string, len(program.Levels))
	for i, known := range program.Levels {
		order[i] = string(known)
	}
	if l == "" {
		return rule.Value{Known: true, Order: order}
	}
	return rule.Ranked(string(l), order...)
}

func tier(f *rule.Facts, s *Standing) {
	m := s.place()
	if m == nil {
		f.Values["partner.tier"] = rule.Value{Known: true, Order: order(s)}
		f.Values["partner.program"] = rule.Value{Known: true}
		return
	}
	f.Values["partner.tier"] = rule.Ranked(m.Tier.Key, order(s)...)
	f.Values["partner.program"] = rule.Text(m.ProgramKey)
	f.Labels[m.ProgramKey] = m.Program
}

func agreements(s *Standing) rule.Value {
	out := rule.Value{Known: true}
	for _, a := range s.Agreements {
		if a.State != "SIGNED" {
			continue
		}
		item := rule.Item{ID: a.Kind, Label: a.Title, Since: a.ValidFrom}
		if a.ValidTo != nil {
			item.Expires = *a.ValidTo
		}
		out.Items = append(out.Items, item)
	}
	return out
}

// certifications counts the holders of each now; one that nobody holds any
// more stays, with the day on which the last proof ended.
func certifications(s *Standing, now time.Time) rule.Value {
	out := rule.Value{Known: true}
	at := map[string]int{}
	for _, c := range s.Certifications {
		i, ok := at[c.DefinitionKey]
		if !ok {
			i = len(out.Items)
			at[c.DefinitionKey] = i
			out.Items = append(out.Items, rule.Item{ID: c.DefinitionKey, Label: c.Name, Since: c.IssuedAt, Expires: c.CountsUntil()})
		}
		if c.ValidAt(now) {
			out.Items[i].Holders++
		}
		if c.CountsUntil().After(out.Items[i].Expires) {
			out.Items[i].Expires = c.CountsUntil()
		}
	}
	return out
}

func products(s *Standing, now time.Time) rule.Value {
	out := rule.Value{Known: true}
	for _, a := range s.Authorizations {
		if now.Before(a.ValidFrom) {
			continue
		}
		item := rule.Item{ID: a.ProductLine, Since: a.ValidFrom}
		if a.ValidTo != nil {
			item.Expires = *a.ValidTo
		}
		out.Items = append(out.Items, item)
	}
	return out
}

func logos(s *Standing) rule.Value {
	for _, l := range s.Logos {
		if l.Variant == Primary {
			return rule.Words("usable")
		}
	}
	return rule.Words()
}

// grantedByParent: some distributor lets the partner co-brand, or there is
// none to ask.
func grantedByParent(s *Standing) bool {
	for _, l := range s.Links {
		if l.AccessLevelCap == nil || program.Level(*l.AccessLevelCap).Rank() >= program.Cobrand.Rank() {
			return true
		}
	}
	return len(s.Links) == 0
}

func parentFacts(f *rule.Facts, s *Standing) {
	if s.Parent == nil {
		return
	}
	f.Values["parent.status"] = rule.Text(strings.ToLower(string(s.Parent.Status)))
	f.Values["parent.territories"] = rule.Words(s.Parent.Countries...)
	f.Values["parent.logos"] = rule.Words()
	if len(s.ParentLogos) > 0 {
		f.Values["parent.logos"] = rule.Words("usable")
	}
	f.People["distributor"] = s.Parent.DisplayName
}

func people(f *rule.Facts, s *Standing) {
	if s.Manager != nil {
		f.People["channelManager"] = s.Manager.Name
	}
}

// values are the texts that a template's fields may take from the partner and
// from the person. Who acts for another partner lends it no name and no phone.
func values(s *Standing) map[string]string {
	p := s.Partner
	out := map[string]string{
		"partner.displayName": p.DisplayName, "partner.legalName": p.LegalName, "partner.slug": p.Slug,
		"partner.website": p.Website, "partner.phone": p.Phone, "partner.email": p.Email,
		"user.phone": p.Phone, "user.email": p.Email, "partner.verifiedDomains": domains(p),
	}
	if m := s.place(); m != nil {
		out["partner.tier"], out["partner.tierLabel"] = m.Tier.Key, m.Tier.Name
	}
	if s.Parent != nil {
		out["parent.displayName"], out["parent.website"] = s.Parent.DisplayName, s.Parent.Website
	}
	if s.Person != nil && !s.OnBehalf {
		out["user.name"], out["user.email"] = s.Person.Name, s.Person.Email
		if s.Person.Phone != "" {
			out["user.phone"] = s.Person.Phone
		}
	}
	return out
}

// domains are those of the partner's website and address: what contact fields
// of its pieces may name.
func domains(p *partner.Partner) string {
	var out []string
	if u, err := url.Parse(p.Website); err == nil && u.Host != "" {
		out = append(out, strings.TrimPrefix(u.Hostname(), "www."))
	}
	if _, host, ok := strings.Cut(p.Email, "@"); ok {
		out = append(out, host)
	}
	return strings.Join(out, " ")
}
