package spec_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/portico-prm/portico/content/spec"
)

const goldPartner = `displayName: Müller & Söhne GmbH
type: reseller
tier: gold
status: active
accessLevel: COBRAND
territories: [DE, AT]
languages: [de, en]
certifications:
  - edge-basics
  - {id: edge-sales-201, holders: 2, expires: 2027-06-30}
agreements:
  - {id: cobranding-addendum-2026, signed: 2026-02-01, expires: "2027-01-31"}
contact: {name: Jana Weber, phone: 030123456, email: jana@mueller.example, website: https://www.mueller.example}
logos:
  - {file: logos/mueller.svg}
  - {file: logos/mueller-white.svg, variant: reversed}
parent: {displayName: Nordwest Distribution, type: distributor, grant: true}
`

func TestPartnerBecomesFactsAndValues(t *testing.T) {
	t.Parallel()
	p, found := spec.ParsePartner("gold.yaml", []byte(goldPartner))
	if found != nil {
		t.Fatal(found)
	}
	if p.Contact.Phone != "030123456" {
		t.Errorf("phone %q: a leading zero belongs to the number", p.Contact.Phone)
	}
	f := p.Facts(time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC))
	for attr, want := range map[string]string{"partner.type": "reseller", "partner.tier": "gold", "partner.accessLevel": "COBRAND",
		"partner.hasParent": "true", "grant.fromParent": "true", "partner.logos": "usable"} {
		if v := f.Values[attr]; !v.Known || v.Items[0].ID != want {
			t.Errorf("%s = %+v, want %s", attr, v, want)
		}
	}
	if certs := f.Values["partner.certifications"].Items; len(certs) != 2 || certs[1].Holders != 2 || certs[1].Expires.IsZero() {
		t.Errorf("certifications %+v", certs)
	}
	if v := p.Values(); v["partner.slug"] != "m-ller-s-hne-gmbh" || v["user.email"] != "jana@mueller.example" || v["partner.tierLabel"] != "Gold" {
		t.Errorf("values %v", v)
	}
}

func TestPartnerNeedsOnlyNameAndLogos(t *testing.T) {
	t.Parallel()
	if _, found := spec.ParsePartner("p.yaml", []byte("displayName: 3M\nlogos: [{file: a.png}]\n")); found != nil {
		t.Error(found)
	}
	if p, _ := spec.ParsePartner("p.yaml", []byte("displayName: 1860\nlogos: []\n")); p == nil || p.DisplayName != "1860" {
		t.Errorf("got %+v", p)
	}
}

func TestPartnerRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, code, says string }{
		"no name":         {"logos: []\n", "SPEC_KEY_MISSING", "displayName"},
		"no logos":        {"displayName: A\n", "SPEC_KEY_MISSING", "logos"},
		"unknown key":     {"displayName: A\nlogos: []\ncertification: [x]\n", "SPEC_UNKNOWN_KEY", `p.yaml:3:1 certification: There is no key "certification" here. Did you mean "certifications"?`},
		"logo w/o file":   {"displayName: A\nlogos: [{variant: reversed}]\n", "SPEC_KEY_MISSING", "logos[0]"},
		"unknown variant": {"displayName: A\nlogos: [{file: a.png, variant: reverse}]\n", "SPEC_WRONG_VALUE", `Did you mean "reversed"?`},
		"not a date":      {"displayName: A\nlogos: []\nagreements: [{id: x, expires: tomorrow}]\n", "PARTNER_DATE", "agreements[0].expires"},
		"a list":          {"- displayName: A\n", "SPEC_WRONG_TYPE", "a list"},
		"empty":           {"", "SPEC_KEY_MISSING", "displayName"},
		"not UTF-8":       {"displayName: \xff\n", "YAML_SYNTAX", "UTF-8"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, found := spec.ParsePartner("p.yaml", []byte(tt.text))
			if p != nil || !found.Has(tt.code) || !strings.Contains(found.Error(), tt.says) {
				t.Errorf("want %s with %q, got %v", tt.code, tt.says, found)
			}
		})
	}
}

// Braces that enclose no name are text like any other.
func TestOnlyPairsOfBracesArePlaceholders(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"":              nil,
		"a } b { c":     nil,
		"{a}{b}":        {"a", "b"},
		"{ {a} } {b":    {"a"},
		"} x {} {a}}":   {"", "a"},
		"{a{b}c}":       {"b"},
		"no names here": nil,
	} {
		if diff := cmp.Diff(want, spec.Placeholders(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestExpand(t *testing.T) {
	t.Parallel()
	value := func(name string) (string, bool) {
		v, ok := map[string]string{"company": "ACME {x}", "empty": ""}[name]
		return v, ok
	}
	out, missing := spec.Expand("{company} / {empty} / {gone}", value)
	if out != "ACME {x} /  / " || !cmp.Equal(missing, []string{"empty", "gone"}) {
		t.Errorf("%q, missing %v", out, missing)
	}
}

func FuzzParsePartner(f *testing.F) {
	f.Add([]byte(goldPartner))
	f.Add([]byte("a: &x [*x, {<<: *x}]"))
	f.Add([]byte("? a\n: - - - b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		if p, found := spec.ParsePartner("p.yaml", data); p == nil && !found.Blocking() {
			t.Error("neither a partner nor a reason")
		}
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%d bytes took %v", len(data), d)
		}
	})
}
