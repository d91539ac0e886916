package cobrand_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/testkit"
)

// goldPage shows page 2 of the datasheet to gold partners that are active.
var goldPage = []string{"      - base: {en: \"base/datasheet.en.pdf#2\"", "      - onlyIf: {all: [{id: secret-status, attr: partner.status, in: [active]}, {id: secret-tier, attr: partner.tier, atLeast: gold}]}\n        base: {en: \"base/datasheet.en.pdf#2\""}

func TestDesignersSeeEveryVariantAndPartnersTheirs(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Published(testkit.Folder(testkit.Datasheet, goldPage...))
	c.Enroll(c.Acorn.Partner, "gold")
	c.Enroll(c.Birch.Partner, "silver")
	ask := cobrand.VariantAsk{Template: v.TemplateID, Language: "en"}

	all, err := c.Cobrand.Variants(c.As(c.Designer), ask)
	c.Must(err)
	var names []string
	for _, one := range all {
		names = append(names, one.Name)
		if one.Given != nil || len(one.Because) != 2 || one.Because[1].Need == "" || !slices.Equal(one.Languages, []string{"en", "de"}) || !slices.Contains(one.Outputs, "web") {
			t.Errorf("%s: %+v", one.Name, one)
		}
		if met := one.Because[1].State == rule.Met; met != (one.Name == "whole") || one.Pages != 2-len(one.WithoutPages) {
			t.Errorf("%s of %d pages: %+v", one.Name, one.Pages, one.Because[1])
		}
	}
	if !slices.Equal(names, []string{"whole", "without page 2"}) {
		t.Errorf("variants: %v", names)
	}
	ask.Partner = c.Birch.Partner.ID
	for _, one := range must(c.Cobrand.Variants(c.As(c.Designer), ask)) {
		if one.Given == nil || *one.Given != (one.Name == "without page 2") {
			t.Errorf("for a silver partner: %s is given: %v", one.Name, one.Given)
		}
	}

	ask.Partner = ""
	gold := must(c.Cobrand.Variants(c.As(c.Acorn.Admin), ask))
	if len(gold) != 1 || gold[0].Pages != 2 || len(gold[0].Because) != 2 || gold[0].Because[1].Have == "" || gold[0].Name != "" {
		t.Errorf("a gold partner sees %s", told(t, gold))
	}
	silver := must(c.Cobrand.Variants(c.As(c.Birch.Admin), ask))
	if len(silver) != 1 || silver[0].Pages != 1 {
		t.Errorf("a silver partner sees %s", told(t, silver))
	}
	for _, word := range []string{"secret", "without", "gold", "Gold", `"2"`} { // nor that one of two conditions is met
		if text := told(t, silver); strings.Contains(text, word) || len(silver[0].WithoutPages)+len(silver[0].Because) > 0 {
			t.Errorf("a silver partner reads %q in %s", word, text)
		}
	}
	if silver[0].Given == nil || !*silver[0].Given {
		t.Error("it is not marked as given")
	}
}

// Partners have the published version only, and nothing of what is hidden.
func TestVariantsAreNoWayToWhatIsHidden(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Published(testkit.Folder(testkit.Datasheet))
	draft := c.NextDraft(testkit.Folder(testkit.Datasheet, goldPage...), "2.0.0")
	ask := cobrand.VariantAsk{Template: v.TemplateID, Version: draft.ID}
	if got := must(c.Cobrand.Variants(c.As(c.Designer), ask)); len(got) != 2 {
		t.Errorf("of a draft a designer sees %d", len(got))
	}
	if got := must(c.Cobrand.Variants(c.As(c.Acorn.Admin), ask)); len(got) != 1 || got[0].Pages != 2 {
		t.Errorf("asking for a draft, a partner sees %s", told(t, got))
	}
	hidden := c.Published(testkit.Folder(testkit.Pricing, "in: [reseller, msp, vad, distributor]}", "in: [msp]}", "expect: allow", "expect: hidden", "expect: locked", "expect: hidden", ", because: [tier, certified]", "",
		", because: [certified]", "", ", because: [agreement]", "", ", because: [status]", "", ", because: [tier, level, certified]", ""))
	_, err := c.Cobrand.Variants(c.As(c.Acorn.Admin), cobrand.VariantAsk{Template: hidden.TemplateID})
	c.Wants("a hidden template", err, "NOT_FOUND")
	_, err = c.Cobrand.Variants(c.As(c.Acorn.Admin), cobrand.VariantAsk{Template: v.TemplateID, Partner: c.Birch.Partner.ID})
	c.Wants("those of another partner", err, "NOT_FOUND")
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func told(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
