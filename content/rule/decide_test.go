package rule_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/portico-prm/portico/content/rule"
)

const launch = `{"all":[
  {"id":"status","attr":"partner.status","in":["active"]},
  {"id":"tier","attr":"partner.tier","atLeast":"silver"},
  {"id":"agreement","attr":"partner.agreements","has":"cobranding-addendum-2026","unexpired":true},
  {"id":"certified","any":[
    {"id":"cert","attr":"partner.certifications","has":"edge-sales-201","unexpired":true,"minHolders":1},
    {"id":"distributor","attr":"partner.type","in":["distributor"]}]},
  {"id":"grant","onlyIf":{"attr":"partner.hasParent","is":true},"attr":"grant.fromParent","is":true},
  {"id":"logo","attr":"partner.logos","has":"usable"}]}`

func states(d rule.Decision) string {
	var s []string
	for _, r := range d.Requirements {
		s = append(s, r.ID+" "+r.State.String())
	}
	return strings.Join(s, ", ")
}

func TestDecideListsEveryRequirement(t *testing.T) {
	t.Parallel()
	f := gold().
		With("partner.agreements", rule.Words()).
		With("partner.certifications", rule.Value{Known: true, Items: []rule.Item{{ID: "edge-sales-201", Holders: 1, Expires: day("2026-11-02"), Progress: 0.6}}})
	f.People = map[string]string{"companyAdmin": "Jana Weber", "channelManager": "Luis Ortega"}
	d := rule.Decide(rule.Access{Render: tree(t, launch)}, f)
	if want := "status met, tier met, agreement unmet, certified unmet, grant met, logo met"; states(d) != want {
		t.Errorf("got  %s\nwant %s", states(d), want)
	}
	if d.Summary != "2 of 6 requirements are open" || d.AskForHelp != "channel manager (Luis Ortega)" {
		t.Errorf("summary %q, help %q", d.Summary, d.AskForHelp)
	}
	wantSign := &rule.Next{Action: "SIGN", Label: "Read and sign Cobranding addendum 2026", Who: "company admin (Jana Weber)", Minutes: 5}
	if diff := cmp.Diff(wantSign, d.Requirements[2].Next); diff != "" {
		t.Error(diff)
	}
	if next := d.Requirements[3].Next; next.Action != "TRAIN" || next.Progress != 0.6 {
		t.Errorf("certified: next %+v; want the training, which needs nobody else", next)
	}
	if alt := d.Requirements[3].Alternatives; len(alt) != 2 {
		t.Errorf("certified has %d alternatives, want both", len(alt))
	}
}

func TestExplainAlsoSpeaksOfWhatIsMet(t *testing.T) {
	t.Parallel()
	f := gold()
	f.Language = "de"
	d := rule.Decide(rule.Access{Render: tree(t, launch)}, f)
	d.Explain(f)
	if tier := d.Requirements[1]; tier.Have != "gold" || tier.Need != "silver oder höher" || tier.Next != nil {
		t.Errorf("tier: have %q, need %q, next %v", tier.Have, tier.Need, tier.Next)
	}
	if grant := d.Requirements[4]; grant.Have != "ja, bis 31. März 2027" {
		t.Errorf("grant: have %q", grant.Have)
	}
}

func TestFailedAlternativeOfAMetAnyIsNotReported(t *testing.T) {
	t.Parallel()
	d := rule.Decide(rule.Access{Render: tree(t, launch)}, gold())
	if c := d.Requirements[3]; c.State != rule.Met || c.Alternatives != nil {
		t.Errorf("certified is %v with alternatives %v", c.State, c.Alternatives)
	}
}

func TestWhatDoesNotApplyIsNotReported(t *testing.T) {
	t.Parallel()
	access := rule.Access{Render: tree(t, launch)}
	d := rule.Decide(access, gold().With("partner.hasParent", rule.Flag(false)).With("grant.fromParent", rule.Flag(false)))
	if d.Result != rule.Allowed || strings.Contains(states(d), "grant") {
		t.Errorf("a partner without parent: %s, %s", d.Result, states(d))
	}
	d = rule.Decide(access, gold().With("partner.hasParent", rule.Value{}).With("grant.fromParent", rule.Flag(false)))
	if d.Result != rule.Locked || !strings.Contains(states(d), "grant unknown") {
		t.Errorf("perhaps a parent: %s, %s", d.Result, states(d))
	}
}

func TestValidUntilIsTheEarliestEndOfWhatWasUsed(t *testing.T) {
	t.Parallel()
	access := rule.Access{Render: tree(t, launch), Lifecycle: rule.Lifecycle{ExpiresAt: day("2028-01-01")}}
	d := rule.Decide(access, gold())
	if want := day("2027-01-15"); !d.ValidUntil.Equal(want) {
		t.Errorf("valid until %v, want the certificate's %v", d.ValidUntil, want)
	}
	d = rule.Decide(access, gold().With("partner.type", rule.Text("distributor")))
	if want := day("2027-03-31"); !d.ValidUntil.Equal(want) {
		t.Errorf("a distributor needs no certificate: valid until %v, want the grant's %v", d.ValidUntil, want)
	}
}

func TestOrderOfBlocks(t *testing.T) {
	t.Parallel()
	access := rule.Access{
		Discover:  tree(t, `{"id":"region","attr":"partner.territories","anyOf":["DE"]}`),
		Render:    tree(t, `{"id":"status","attr":"partner.status","in":["active"]}`),
		Lifecycle: rule.Lifecycle{EmbargoUntil: day("2026-06-01"), ExpiresAt: day("2027-06-01"), GraceDays: 14},
		Approval:  &rule.Approval{RequiredIf: tree(t, `{"any":[{"id":"edited","attr":"input.edited","anyOf":["cta"]},{"id":"low","attr":"partner.tier","below":"gold"}]}`), Reuse: "same-inputs"},
		Obligations: []rule.Obligation{
			{Do: rule.ObligePlate, If: tree(t, `{"attr":"partner.type","is":"msp"}`)}},
	}
	base := gold().With("input.edited", rule.Words())
	at := func(s string) rule.Facts { f := base; f.Now = day(s); return f }
	tests := map[string]struct {
		facts rule.Facts
		want  rule.Result
		open  []string
	}{
		"all good":                      {base, rule.Allowed, nil},
		"withdrawn":                     {base.With("template.withdrawn", rule.Flag(true)), rule.Locked, []string{"withdrawn"}},
		"withdrawn but not for you":     {base.With("template.withdrawn", rule.Flag(true)).With("partner.territories", rule.Words("BR")), rule.Hidden, []string{"region"}},
		"before the embargo ends":       {at("2026-05-31"), rule.Hidden, []string{"embargo"}},
		"the moment the embargo ends":   {at("2026-06-01"), rule.Allowed, nil},
		"the moment it expires":         {at("2027-06-01").With("grant.fromParent", rule.Flag(true)), rule.Locked, []string{"expiry"}},
		"approved before, within grace": {at("2027-06-14").With("approval.granted", rule.Flag(true)), rule.Allowed, nil},
		"approved before, after grace":  {at("2027-06-15").With("approval.granted", rule.Flag(true)), rule.Locked, []string{"expiry"}},
		"edited copy":                   {base.With("input.edited", rule.Words("cta")), rule.NeedsApproval, nil},
		"edited copy, already approved": {base.With("input.edited", rule.Words("cta")).With("approval.granted", rule.Flag(true)), rule.Allowed, nil},
		"nobody knows what was edited":  {base.With("input.edited", rule.Value{}), rule.NeedsApproval, nil},
		"an obligation":                 {base.With("partner.type", rule.Text("msp")), rule.AllowedWith, nil},
		"terminated":                    {base.With("partner.status", rule.Text("terminated")), rule.Locked, []string{"terminated", "status"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := rule.Decide(access, tt.facts)
			if d.Result != tt.want || !cmp.Equal(d.Open(), tt.open) {
				t.Errorf("%s, open %v; want %s, %v", d.Result, d.Open(), tt.want, tt.open)
			}
		})
	}
}

func TestHiddenSaysNothingToThePartner(t *testing.T) {
	t.Parallel()
	access := rule.Access{Discover: tree(t, `{"id":"secret-launch","attr":"partner.territories","anyOf":["DE"]}`)}
	d := rule.Decide(access, gold().With("partner.territories", rule.Words("BR")))
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"result":"HIDDEN","summary":"This template is not available."}`; string(b) != want {
		t.Errorf("got %s", b)
	}
}

func TestGenericRevealsNothing(t *testing.T) {
	t.Parallel()
	access := rule.Access{Render: tree(t, `{"reveal":"generic","any":[{"id":"price-list-platinum","attr":"partner.tier","is":"platinum"},{"attr":"partner.type","is":"vad"}]}`)}
	d := rule.Decide(access, gold())
	b, _ := json.Marshal(d)
	for _, secret := range []string{"platinum", "gold", "vad", "price"} {
		if strings.Contains(string(b), secret) {
			t.Errorf("%q is in %s", secret, b)
		}
	}
	if !strings.Contains(string(b), "not part of your programme") || d.Open()[0] != "price-list-platinum" {
		t.Errorf("got %s, open %v", b, d.Open())
	}
}

func TestCatalogueSpeaksEveryLanguage(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, lang := range []string{"en", "de", "fr"} {
		f := gold().With("partner.agreements", rule.Words())
		f.Language = lang
		d := rule.Decide(rule.Access{Render: tree(t, launch)}, f)
		line := d.Summary + d.Requirements[2].Need + d.Requirements[2].Next.Label
		if other, taken := seen[line]; taken {
			t.Errorf("%s and %s say the same: %s", lang, other, line)
		}
		seen[line] = lang
	}
}

func TestFactsAndDecisionsSurviveJSON(t *testing.T) {
	t.Parallel()
	f := gold().With("partner.agreements", rule.Words())
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	var back rule.Facts
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	access := rule.Access{Render: tree(t, launch)}
	one, _ := json.Marshal(rule.Decide(access, f))
	two, _ := json.Marshal(rule.Decide(access, back))
	if string(one) != string(two) {
		t.Errorf("decisions differ:\n%s\n%s", one, two)
	}
}

// Ten requirements, all met: the budget is 1 µs.
func BenchmarkDecideTenMet(b *testing.B) {
	access := rule.Access{Render: tree(b, `{"all":[`+strings.TrimSuffix(strings.TrimPrefix(launch, `{"all":[`), `]}`)+`,
	 {"attr":"partner.type","in":["distributor","vad","reseller"]},{"attr":"partner.territories","anyOf":["FR","CH","DE"]},
	 {"attr":"partner.accessLevel","atLeast":"COBRAND"},{"attr":"input.quantity","present":true}]}`)}
	f := gold()
	b.ReportAllocs()
	for b.Loop() {
		if d := rule.Decide(access, f); d.Result != rule.Allowed || len(d.Requirements) != 10 {
			b.Fatal(d)
		}
	}
}
