package program

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// List gives the programs with their tiers.
func (s *Service) List(ctx context.Context) ([]*Program, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.ProgramRead}, func(v *gate.View) ([]*Program, error) {
		return programs(ctx, v)
	})
}

// Memberships gives the places of a partner, ended ones too.
func (s *Service) Memberships(ctx context.Context, id partner.ID) ([]*Membership, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.ProgramRead}, func(v *gate.View) ([]*Membership, error) {
		return MembershipsOf(ctx, v, []partner.ID{id})
	})
}

// Agreements gives the agreements with a partner, newest first.
func (s *Service) Agreements(ctx context.Context, id partner.ID) ([]*Agreement, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.ProgramRead}, func(v *gate.View) ([]*Agreement, error) {
		return AgreementsOf(ctx, v, []partner.ID{id})
	})
}

// Authorizations gives the rights of a partner to sell.
func (s *Service) Authorizations(ctx context.Context, id partner.ID) ([]*Authorization, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.ProgramRead}, func(v *gate.View) ([]*Authorization, error) {
		return AuthorizationsOf(ctx, v, []partner.ID{id})
	})
}

// Text gives the words of an agreement.
func (s *Service) Text(ctx context.Context, kind string, version int) (*Text, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.ProgramRead}, func(v *gate.View) (*Text, error) {
		return textOf(ctx, v, kind, version)
	})
}

// LevelOf works out the effective access level of a partner from its places and
// the links that hold now; own is a level granted to the person who asks.
func LevelOf(p *partner.Partner, own *string, places []*Membership, links []*partner.Link) Level {
	var tier, granted Level
	for _, m := range places {
		if m.State == Active || m.State == AtRisk {
			tier = higher(tier, m.Tier.AccessLevel)
		}
	}
	for _, g := range []*string{p.AccessLevel, own} {
		if g != nil {
			granted = higher(granted, Level(*g))
		}
	}
	return Effective(tier, granted, caps(links))
}

// LevelNow reads what LevelOf needs, for callers that have nothing of it yet.
func LevelNow(ctx context.Context, v *gate.View, id partner.ID, own *string) (Level, error) {
	p, err := partner.ByID(ctx, v, id)
	if err != nil {
		return "", err
	}
	places, err := MembershipsOf(ctx, v, []partner.ID{id})
	if err != nil {
		return "", err
	}
	links, err := partner.LinksNow(ctx, v, []partner.ID{id})
	return LevelOf(p, own, places, links), err
}

func caps(links []*partner.Link) []Level {
	out := make([]Level, len(links))
	for i, l := range links {
		if l.AccessLevelCap != nil {
			out[i] = Level(*l.AccessLevelCap)
		}
	}
	return out
}
