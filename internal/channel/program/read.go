package program

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/gate"
)

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
