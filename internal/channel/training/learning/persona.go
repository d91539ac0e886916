package learning

import (
	"context"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Persona is a learner whom an author imagines. What is left out, this learner
// does not have; a persona of no type is a reseller.
type Persona struct {
	Type            string       `json:"partnerType"` // key of a partner type
	Program         string       `json:"program"`     // key
	Tier            string       `json:"tier"`        // key; without a program, of the family's first program that has it
	Roles           []actor.Role `json:"roles"`
	Courses         []string     `json:"courses"` // keys of those completed
	Countries       []string     `json:"countries"`
	Industries      []string     `json:"industries"`
	Languages       []string     `json:"languages"`
	Specialisations []string     `json:"specialisations"`
	Products        []string     `json:"products"`
	Distributors    []string     `json:"distributors"` // slugs
}

// facts are what the rules would know of the persona.
func (p Persona) facts(ctx context.Context, v *gate.View) (rule.Facts, error) {
	types, err := partner.TypesByKey(ctx, v)
	if err != nil {
		return rule.Facts{}, err
	}
	if p.Type == "" {
		p.Type = "RESELLER"
	}
	kind := types[p.Type]
	if kind == nil {
		return rule.Facts{}, imagined("partnerType", "There is no partner type %q.", p.Type)
	}
	f := rule.Facts{Now: v.Now(), Labels: map[string]string{}, Minutes: map[string]int{}, Values: map[string]rule.Value{
		"partner.type":            rule.Text(typeWord(kind)),
		"partner.kind":            rule.Text(kind.Key),
		"partner.status":          rule.Text("active"),
		"partner.territories":     rule.Words(p.Countries...),
		"partner.industries":      rule.Words(p.Industries...),
		"partner.languages":       rule.Words(p.Languages...),
		"partner.specialisations": rule.Words(p.Specialisations...),
		"partner.products":        rule.Words(p.Products...),
		"partner.distributors":    rule.Words(p.Distributors...),
		"partner.tier":            {Known: true},
		"partner.program":         {Known: true},
		"user.roles":              rule.Words(words(p.Roles)...),
		"user.courses":            rule.Words(p.Courses...),
	}}
	return f, p.place(ctx, v, kind.Family, f)
}

func imagined(field, text string, args ...any) error {
	return fault.Field(fault.Invalid, "as."+field, "PERSONA", text+" Name one that exists, or leave it out.", args...)
}

func words(roles []actor.Role) []string {
	out := make([]string, len(roles))
	for i, r := range roles {
		out[i] = string(r)
	}
	return out
}

// place adds program and tier, as places does for partners.
func (p Persona) place(ctx context.Context, v *gate.View, family partner.Family, f rule.Facts) error {
	if p.Program == "" && p.Tier == "" {
		return nil
	}
	all, err := program.All(ctx, v)
	if err != nil {
		return err
	}
	ladders, err := program.Ladders(ctx, v)
	if err != nil {
		return err
	}
	for _, of := range all {
		if p.Program != "" && p.Program != of.Key || p.Program == "" && of.Family != family {
			continue
		}
		if p.climb(of, ladders[of.ID], f) {
			return nil
		}
	}
	return imagined("tier", "There is no tier %q in the program %q.", p.Tier, p.Program)
}

// climb puts the persona on a ladder; false when it has no such rung.
func (p Persona) climb(of *program.Program, ladder []*program.Tier, f rule.Facts) bool {
	var order []string
	found := p.Tier == ""
	for _, t := range ladder {
		order = append(order, t.Key)
		f.Labels[t.Key] = t.Name
		found = found || t.Key == p.Tier
	}
	if !found {
		return false
	}
	f.Labels[of.Key] = of.Name
	f.Values["partner.program"] = rule.Text(of.Key)
	if p.Tier != "" {
		f.Values["partner.tier"] = rule.Ranked(p.Tier, order...)
	}
	return true
}
