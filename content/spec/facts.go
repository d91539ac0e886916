package spec

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/portico-prm/portico/content/rule"
)

// tierOrder ranks the tiers of a sample partner, whose file names a tier but no
// programme. The server ranks by the partner's real programme.
var tierOrder = []string{"registered", "authorized", "bronze", "silver", "gold", "platinum", "diamond"}

// Facts is the sample partner as the rules see it. What its file does not say is
// not known; only lists that it could have given are known to be empty.
func (p *Partner) Facts(now time.Time) rule.Facts {
	f := rule.Facts{Now: now, Values: map[string]rule.Value{}, Labels: map[string]string{}}
	word(f, "partner.type", p.Type)
	word(f, "partner.status", p.Status)
	word(f, "partner.accessLevel", p.AccessLevel)
	if p.Tier != "" {
		f.Values["partner.tier"] = rule.Ranked(string(p.Tier), p.order()...)
	}
	f.Values["partner.territories"] = words(p.Territories)
	f.Values["partner.languages"] = words(p.Languages)
	f.Values["partner.certifications"] = p.certificates()
	f.Values["partner.agreements"] = p.signed()
	f.Values["partner.logos"] = usable(p.Logos)
	if p.Certificate != nil {
		f.Values["grant.certificate"] = rule.Flag(true)
	}
	p.parentFacts(f)
	return f
}

func word(f rule.Facts, attr, value string) {
	if value != "" {
		f.Values[attr] = rule.Text(value)
	}
}

func words(list []Text) rule.Value {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = string(t)
	}
	return rule.Words(out...)
}

// order is nil for a tier of another ladder: then atLeast is unknown, not wrong.
func (p *Partner) order() []string {
	for _, t := range tierOrder {
		if t == string(p.Tier) {
			return tierOrder
		}
	}
	return []string{}
}

func (p *Partner) certificates() rule.Value {
	v := rule.Words()
	for _, c := range p.Certifications {
		item := rule.Item{ID: string(c.ID), Label: string(c.Label), Holders: 1}
		item.Expires, _ = c.Expires.Date()
		if c.Holders != nil {
			item.Holders = *c.Holders
		}
		v.Items = append(v.Items, item)
	}
	return v
}

func (p *Partner) signed() rule.Value {
	v := rule.Words()
	for _, a := range p.Agreements {
		item := rule.Item{ID: string(a.ID), Label: string(a.Label)}
		item.Since, _ = a.Signed.Date()
		item.Expires, _ = a.Expires.Date()
		v.Items = append(v.Items, item)
	}
	return v
}

// usable lists the variants of the marks. Whether the files are good is found
// out at their intake; a refused mark ends the work before any rule is asked.
func usable(logos []PartnerLogo) rule.Value {
	if len(logos) == 0 {
		return rule.Words()
	}
	have := []string{"usable"}
	for _, l := range logos {
		have = append(have, l.variant())
	}
	return rule.Words(have...)
}

func (l PartnerLogo) variant() string {
	if l.Variant == "" {
		return "full-color"
	}
	return l.Variant
}

func (p *Partner) parentFacts(f rule.Facts) {
	f.Values["partner.hasParent"] = rule.Flag(p.Parent != nil)
	if p.Parent == nil {
		return
	}
	word(f, "parent.type", p.Parent.Type)
	word(f, "parent.status", p.Parent.Status)
	f.Values["parent.territories"] = words(p.Parent.Territories)
	f.Values["parent.logos"] = usable(p.Parent.Logos)
	if p.Parent.Grant != nil {
		f.Values["grant.fromParent"] = rule.Flag(*p.Parent.Grant)
	}
	f.People = map[string]string{"distributor": string(p.Parent.DisplayName)}
}

// Addresses are the values that are web addresses.
var Addresses = []string{"partner.website", "certificate.verifyUrl"}

// Values are the words that the partner's file can fill into a template.
func (p *Partner) Values() map[string]string {
	v := map[string]string{
		"partner.displayName": string(p.DisplayName),
		"partner.slug":        slug(string(p.DisplayName)),
		"partner.type":        p.Type,
		"partner.tier":        string(p.Tier),
		"partner.tierLabel":   title(string(p.Tier)),
		"partner.website":     string(p.Contact.Website),
		"partner.phone":       string(p.Contact.Phone),
		"partner.email":       string(p.Contact.Email),
		"user.name":           string(p.Contact.Name),
		"user.phone":          string(p.Contact.Phone),
		"user.email":          string(p.Contact.Email),
	}
	if p.Parent != nil {
		v["parent.displayName"] = string(p.Parent.DisplayName)
	}
	p.Certificate.values(v)
	return v
}

// values are the words of a certificate. Without a holder the partner holds it,
// and there is no company beside the holder.
func (c *Certificate) values(v map[string]string) {
	if c == nil {
		return
	}
	v["certificate.holder"], v["certificate.company"] = string(c.Holder), v["partner.displayName"]
	if c.Holder == "" {
		v["certificate.holder"], v["certificate.company"] = v["partner.displayName"], ""
	}
	v["certificate.name"], v["certificate.issuer"], v["certificate.code"] = string(c.Name), string(c.Issuer), string(c.Code)
	v["certificate.issuedOn"], v["certificate.expiresOn"], v["certificate.verifyUrl"] = string(c.IssuedOn), string(c.ExpiresOn), string(c.VerifyURL)
}

func title(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}

// slug is a name as part of an address: a-z, 0-9 and single dashes.
func slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}
