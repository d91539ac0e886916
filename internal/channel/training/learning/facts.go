package learning

import (
	"context"
	"strings"
	"time"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// learner is a person as the audience of a course may ask for it.
type learner struct {
	ID        member.ID    `db:"id"`
	PartnerID partner.ID   `db:"partner_id"`
	Roles     gate.Strings `db:"roles"`
	Courses   gate.Strings `db:"courses"` // keys of those that count as completed
	JoinedAt  time.Time    `db:"joined_at"`
}

// standings are the facts of partners, to which those of a person are added.
type standings map[partner.ID]rule.Facts

// standingsOf reads what audiences may ask of partners: half a dozen
// statements, however many partners there are.
func standingsOf(ctx context.Context, v *gate.View, of []partner.ID) (standings, error) {
	found, err := partner.ByIDs(ctx, v, of)
	if err != nil {
		return nil, err
	}
	types, err := partner.TypesByKey(ctx, v)
	if err != nil {
		return nil, err
	}
	out := make(standings, len(found))
	for id, p := range found {
		out[id] = rule.Facts{Now: v.Now(), Labels: map[string]string{}, Minutes: map[string]int{}, Values: map[string]rule.Value{
			"partner.type":            rule.Text(typeWord(types[p.TypeKey])),
			"partner.kind":            rule.Text(p.TypeKey),
			"partner.status":          rule.Text(strings.ToLower(string(p.Status))),
			"partner.territories":     rule.Words(p.Countries...),
			"partner.industries":      rule.Words(p.Industries...),
			"partner.languages":       rule.Words(p.Languages...),
			"partner.specialisations": rule.Words(p.Specialisations...),
			"partner.tier":            {Known: true},
			"partner.program":         {Known: true},
			"partner.products":        {Known: true},
			"partner.distributors":    {Known: true},
		}}
	}
	for _, add := range []func(context.Context, *gate.View, []partner.ID) error{out.places, out.products, out.distributors} {
		if err := add(ctx, v, of); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// typeWord is the word that rules use for a type, as templates do.
func typeWord(t *partner.Type) string {
	if t.Key == "DISTRIBUTOR_VAD" {
		return "vad"
	}
	return strings.ToLower(string(t.Family))
}

// places adds program and tier of the open membership.
func (all standings) places(ctx context.Context, v *gate.View, of []partner.ID) error {
	found, err := program.MembershipsOf(ctx, v, of)
	if err != nil {
		return err
	}
	ladders, err := program.Ladders(ctx, v)
	for _, m := range found {
		f, known := all[m.PartnerID]
		if !known || m.State != program.Active && m.State != program.AtRisk {
			continue
		}
		var order []string
		for _, t := range ladders[m.ProgramID] {
			order = append(order, t.Key)
			f.Labels[t.Key] = t.Name
		}
		f.Labels[m.ProgramKey] = m.Program
		f.Values["partner.tier"] = rule.Ranked(m.Tier.Key, order...)
		f.Values["partner.program"] = rule.Text(m.ProgramKey)
	}
	return err
}

// products adds the product lines that a partner may sell.
func (all standings) products(ctx context.Context, v *gate.View, of []partner.ID) error {
	found, err := program.AuthorizationsOf(ctx, v, of)
	for _, a := range found {
		item := rule.Item{ID: a.ProductLine, Since: a.ValidFrom}
		if a.ValidTo != nil {
			item.Expires = *a.ValidTo
		}
		all.hold(a.PartnerID, "partner.products", item)
	}
	return err
}

// distributors adds the slugs of those who serve a partner: a course for the
// portfolio of one names it.
func (all standings) distributors(ctx context.Context, v *gate.View, of []partner.ID) error {
	links, err := partner.LinksNow(ctx, v, of)
	if err != nil {
		return err
	}
	var wanted []partner.ID
	for _, l := range links {
		wanted = append(wanted, l.DistributorID)
	}
	known, err := partner.ByIDs(ctx, v, wanted)
	for _, l := range links {
		if d := known[l.DistributorID]; d != nil {
			all.hold(l.ResellerID, "partner.distributors", rule.Item{ID: d.Slug, Label: d.DisplayName})
		}
	}
	return err
}

func (all standings) hold(id partner.ID, attr string, item rule.Item) {
	if f, ok := all[id]; ok {
		value := f.Values[attr]
		value.Items = append(value.Items, item)
		f.Values[attr] = value
	}
}

// of adds what is known of one person.
func (all standings) of(l *learner) rule.Facts {
	f := all[l.PartnerID]
	return f.With("user.roles", rule.Words(l.Roles...)).With("user.courses", rule.Words(l.Courses...))
}
