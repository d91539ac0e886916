package graph

import (
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
)

func definition(in model.DefineProgramInput) program.Definition {
	d := program.Definition{Key: in.Key, Name: in.Name, Family: in.Family, RouteMode: string(in.RouteMode)}
	for _, t := range in.Tiers {
		d.Tiers = append(d.Tiers, program.TierDefinition{Key: t.Key, Name: t.Name, AccessLevel: program.Level(t.AccessLevel)})
	}
	return d
}

func familyOr(f *partner.Family, other partner.Family) partner.Family {
	if f == nil {
		return other
	}
	return *f
}
