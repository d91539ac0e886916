package program_test

import (
	"testing"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
)

// The effective access level: the higher of tier and grant, held down by the
// most generous link (C41, C50).
func TestTheAccessLevelOfAPartner(t *testing.T) {
	t.Parallel()
	place := func(s program.State, l program.Level) *program.Membership {
		return &program.Membership{State: s, Tier: &program.Tier{AccessLevel: l}}
	}
	link := func(caps ...program.Level) (out []*partner.Link) {
		for _, c := range caps {
			l := &partner.Link{}
			if c != "" {
				text := string(c)
				l.AccessLevelCap = &text
			}
			out = append(out, l)
		}
		return out
	}
	tests := map[string]struct {
		places  []*program.Membership
		granted program.Level // to the partner
		own     program.Level // to the person
		links   []*partner.Link
		want    program.Level
	}{
		"nobody":                              {nil, "", "", nil, ""},
		"by tier":                             {[]*program.Membership{place(program.Active, program.Cobrand)}, "", "", nil, program.Cobrand},
		"a membership at risk still counts":   {[]*program.Membership{place(program.AtRisk, program.Cobrand)}, "", "", nil, program.Cobrand},
		"a suspended one does not":            {[]*program.Membership{place(program.Suspended, program.Cobrand)}, "", "", nil, ""},
		"an ended one does not":               {[]*program.Membership{place(program.Ended, program.Cobrand)}, "", "", nil, ""},
		"the higher of two memberships":       {[]*program.Membership{place(program.Active, program.View), place(program.Active, program.Download)}, "", "", nil, program.Download},
		"a grant beyond the tier":             {[]*program.Membership{place(program.Active, program.View)}, program.CobrandExtended, "", nil, program.CobrandExtended},
		"a grant below the tier":              {[]*program.Membership{place(program.Active, program.Cobrand)}, program.View, "", nil, program.Cobrand},
		"a grant to the person":               {[]*program.Membership{place(program.Active, program.View)}, "", program.Cobrand, nil, program.Cobrand},
		"the higher of the grants":            {nil, program.Cobrand, program.Download, nil, program.Cobrand},
		"a cap holds the person too":          {nil, "", program.Cobrand, link(program.View), program.View},
		"a grant alone":                       {nil, program.Download, "", nil, program.Download},
		"held down by the only link":          {[]*program.Membership{place(program.Active, program.Cobrand)}, "", "", link(program.Download), program.Download},
		"a cap above changes nothing":         {[]*program.Membership{place(program.Active, program.View)}, "", "", link(program.Cobrand), program.View},
		"the more generous of two links":      {[]*program.Membership{place(program.Active, program.Cobrand)}, "", "", link(program.View, program.Download), program.Download},
		"a link without a cap is generous":    {[]*program.Membership{place(program.Active, program.Cobrand)}, "", "", link(program.View, ""), program.Cobrand},
		"a cap holds a grant by hand as well": {nil, program.CobrandExtended, "", link(program.Cobrand), program.Cobrand},
	}
	for name, tt := range tests {
		p := &partner.Partner{AccessLevel: orNil(tt.granted)}
		if got := program.LevelOf(p, orNil(tt.own), tt.places, tt.links); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func orNil(l program.Level) *string {
	if l == "" {
		return nil
	}
	text := string(l)
	return &text
}

func TestLevelsAreOrdered(t *testing.T) {
	t.Parallel()
	for i, l := range program.Levels {
		if l.Rank() != i+1 {
			t.Errorf("%s has rank %d", l, l.Rank())
		}
	}
	if program.Level("SUPER").Rank() != 0 {
		t.Error("an unknown level has a rank")
	}
}
