package graph_test

import (
	"net/url"
	"strings"

	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
)

func init() {
	for name, f := range badgeResolvers {
		resolvers[name] = f
	}
}

var badgeResolvers = map[string]resolver{
	"Certification.badge": (*reference).badge,
	"Badge.code":          badged(func(_ *reference, o record) any { return dashed(o.text("verify_code")) }),
	"Badge.verifyUrl":     badged(func(r *reference, o record) any { return r.e.URL() + "/verify/" + o.text("verify_code") }),
	"Badge.badgeUrl":      badged(func(r *reference, o record) any { return r.e.URL() + "/verify/" + o.text("verify_code") + ".json" }),
	"Badge.linkedInUrl":   badged((*reference).linkedIn),
	"Badge.namePublished": badged(func(_ *reference, o record) any { return o["name_published"] }),
	"Rendition.verifyUrl": badged(func(r *reference, o record) any { return r.e.URL() + "/verify/" + o.text("verify_code") }),
}

func badged(f func(*reference, record) any) resolver {
	return func(r *reference, o thing, _ inputsOf) (any, error) { return f(r, o.row), nil }
}

// badge is for the holder, the administrators of the holder's partner, and the
// vendor.
func (r *reference) badge(o thing, _ inputsOf) (any, error) {
	own := r.who.Partner == o.row.text("partner_id")
	admin := r.who.Has(actor.DistributorAdmin) || r.who.Has(actor.ResellerAdmin)
	holds := o.row["person_id"] != nil && o.row.text("person_id") == r.who.Person
	if holds || own && admin || r.who.Partner == "" {
		return thing{typ: "Badge", row: o.row}, nil
	}
	return nil, nil
}

func dashed(code string) string {
	return code[:5] + "-" + code[5:10] + "-" + code[10:15] + "-" + code[15:]
}

func (r *reference) linkedIn(o record) any {
	d := r.find(access.All, "certification_definition", "key", o.text("definition_key"))
	from, to := o.at("issued_at").UTC(), o.at("expires_at").UTC()
	pairs := []string{"certId", dashed(o.text("verify_code")), "certUrl", r.e.URL() + "/verify/" + o.text("verify_code"),
		"expirationMonth", to.Format("1"), "expirationYear", to.Format("2006"), "issueMonth", from.Format("1"), "issueYear", from.Format("2006"),
		"name", d.text("name"), "organizationName", "Veldmark Networks", "startTask", "CERTIFICATION_NAME"}
	var b strings.Builder
	b.WriteString("https://www.linkedin.com/profile/add")
	for i := 0; i < len(pairs); i += 2 {
		b.WriteString([]string{"&", "?"}[boolean(i == 0)] + pairs[i] + "=" + strings.ReplaceAll(url.QueryEscape(pairs[i+1]), "+", "%20"))
	}
	return b.String()
}
