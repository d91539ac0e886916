package rule_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/content/rule"
)

var now = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func tree(t testing.TB, text string) *rule.Tree {
	t.Helper()
	var r rule.Tree
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	if found := r.Check("rule"); found != nil {
		t.Fatal(found)
	}
	return &r
}

// gold is a partner that meets every rule of TestOperatorNamesWhatFails.
func gold() rule.Facts {
	return rule.Facts{Now: now, Values: map[string]rule.Value{
		"partner.type":        rule.Text("reseller"),
		"partner.status":      rule.Text("active"),
		"partner.tier":        rule.Ranked("gold", "bronze", "silver", "gold", "platinum"),
		"partner.accessLevel": rule.Text("COBRAND"),
		"partner.territories": rule.Words("DE", "AT"),
		"partner.logos":       rule.Words("usable"),
		"partner.hasParent":   rule.Flag(true),
		"grant.fromParent":    {Known: true, Items: []rule.Item{{ID: "true", Expires: day("2027-03-31")}}},
		"partner.agreements":  {Known: true, Items: []rule.Item{{ID: "cobranding-addendum-2026", Label: "Co-branding addendum 2026", Expires: day("2027-06-30")}}},
		"partner.certifications": {Known: true, Items: []rule.Item{
			{ID: "edge-sales-201", Holders: 2, Expires: day("2027-01-15")}}},
		"input.quantity": rule.Text("20"),
		"input.cta":      rule.Words(),
	}}
}

func TestOperatorNamesWhatFails(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		rule   string
		attr   string
		broken rule.Value
		have   string
		need   string
		action string
	}{
		"in": {`{"id":"x","attr":"partner.type","in":["distributor","reseller"]}`, "partner.type",
			rule.Text("msp"), "msp", "distributor or reseller", "ASK"},
		"anyOf": {`{"id":"x","attr":"partner.territories","anyOf":["DE","CH"]}`, "partner.territories",
			rule.Words("BR", "AR"), "BR and AR", "DE or CH", "ASK"},
		"allOf": {`{"id":"x","attr":"partner.territories","allOf":["DE","AT"]}`, "partner.territories",
			rule.Words("DE"), "DE", "DE and AT", "ASK"},
		"has": {`{"id":"x","attr":"partner.logos","has":"usable"}`, "partner.logos",
			rule.Words(), "none", "usable logo", "UPLOAD"},
		"has unexpired": {`{"id":"x","attr":"partner.agreements","has":"cobranding-addendum-2026","unexpired":true}`, "partner.agreements",
			rule.Value{Known: true, Items: []rule.Item{{ID: "cobranding-addendum-2024", Expires: day("2026-09-30")}}},
			"Cobranding addendum 2024, ended 30 Sep 2026", "Cobranding addendum 2026, signed and in force", "SIGN"},
		"has unexpired, ended": {`{"id":"x","attr":"partner.certifications","has":"edge-sales-201","unexpired":true}`, "partner.certifications",
			rule.Value{Known: true, Items: []rule.Item{{ID: "edge-sales-201", Label: "Edge Sales 201", Expires: day("2026-11-02")}}},
			"Edge Sales 201, ended 2 Nov 2026", "Edge sales 201", "TRAIN"},
		"has minHolders": {`{"id":"x","attr":"partner.certifications","has":"edge-sales-201","minHolders":2}`, "partner.certifications",
			rule.Value{Known: true, Items: []rule.Item{{ID: "edge-sales-201", Holders: 1}}},
			"1 of 2 holders", "by 2 people", "TRAIN"},
		"is": {`{"id":"x","attr":"grant.fromParent","is":true}`, "grant.fromParent",
			rule.Flag(false), "no", "released to you by your distributor", "ASK"},
		"atLeast": {`{"id":"x","attr":"partner.tier","atLeast":"silver"}`, "partner.tier",
			rule.Ranked("bronze", "bronze", "silver", "gold"), "bronze", "silver or higher", "ASK"},
		"atLeast access level": {`{"id":"x","attr":"partner.accessLevel","atLeast":"COBRAND"}`, "partner.accessLevel",
			rule.Text("DOWNLOAD"), "DOWNLOAD", "COBRAND or higher", "ASK"},
		"atLeast number": {`{"id":"x","attr":"input.quantity","atLeast":"10"}`, "input.quantity",
			rule.Text("9"), "9", "10 or higher", "CHOOSE"},
		"below": {`{"id":"x","attr":"partner.tier","below":"platinum"}`, "partner.tier",
			rule.Ranked("platinum", "gold", "platinum"), "platinum", "below platinum", "ASK"},
		"present": {`{"id":"x","attr":"grant.fromParent","present":true}`, "grant.fromParent",
			rule.Words(), "none", "a value for", "ASK"},
		"absent": {`{"id":"x","attr":"input.cta","present":false}`, "input.cta",
			rule.Text("Buy now"), "Buy now", "no value for cta", "CHOOSE"},
		"unknown": {`{"id":"x","attr":"partner.certifications","has":"edge-sales-201"}`, "partner.certifications",
			rule.Value{Source: "your training provider", AsOf: day("2026-11-03")},
			"we have no certificate data from your training provider since 3 Nov 2026", "Edge sales 201", "ASK"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			others := `{"id":"status","attr":"partner.status","in":["active"]}`
			access := rule.Access{Render: tree(t, `{"all":[`+others+`,`+tt.rule+`]}`)}
			if d := rule.Decide(access, gold()); d.Result != rule.Allowed {
				t.Fatalf("the gold partner: %s, open %v", d.Result, d.Open())
			}
			d := rule.Decide(access, gold().With(tt.attr, tt.broken))
			if d.Result != rule.Locked || len(d.Open()) != 1 || d.Open()[0] != "x" {
				t.Fatalf("got %s, open %v; want LOCKED by x alone", d.Result, d.Open())
			}
			r := d.Requirements[1]
			if !strings.Contains(r.Have, tt.have) || !strings.Contains(r.Need, tt.need) || r.Next == nil || r.Next.Action != tt.action {
				t.Errorf("have %q need %q next %+v; want %q, %q, %s", r.Have, r.Need, r.Next, tt.have, tt.need, tt.action)
			}
			if d.Summary != "1 of 2 requirements is open" || d.WhenAllMet != rule.Allowed {
				t.Errorf("summary %q, when all met %q", d.Summary, d.WhenAllMet)
			}
		})
	}
}

func TestUnknownNeverAllows(t *testing.T) {
	t.Parallel()
	for _, r := range []string{
		`{"attr":"partner.tier","in":["gold"]}`, `{"attr":"partner.tier","anyOf":["gold"]}`, `{"attr":"partner.tier","allOf":["gold"]}`,
		`{"attr":"partner.tier","has":"gold"}`, `{"attr":"partner.tier","is":"gold"}`, `{"attr":"partner.tier","atLeast":"gold"}`,
		`{"attr":"partner.tier","below":"gold"}`, `{"attr":"partner.tier","present":true}`, `{"attr":"partner.tier","present":false}`,
	} {
		for _, v := range []map[string]rule.Value{nil, {"partner.tier": rule.Value{}}} {
			if got := tree(t, r).Holds(rule.Facts{Values: v}); got != rule.UnknownState {
				t.Errorf("%s of nothing known = %v", r, got)
			}
		}
	}
}
