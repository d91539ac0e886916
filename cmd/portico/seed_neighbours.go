package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/channel/partner"
)

// neighbour is a distributor of the demo that is only counted, with its
// resellers; a star behind a name says that it is certified.
type neighbour struct {
	Slug, Name, Profile, Country string
	Resellers                    []string
}

// neighbours give the portfolios that the guide walks through peers to be
// compared with.
func (s *seeder) neighbours(ctx context.Context) error {
	for _, n := range s.demo.Neighbours {
		d, err := s.neighbour(ctx, partner.Registration{TypeKey: profiles[n.Profile], Slug: n.Slug, DisplayName: n.Name, Countries: []string{n.Country}}, "DISTRIBUTOR gold")
		if err != nil {
			return err
		}
		for _, name := range n.Resellers {
			if err := s.served(ctx, n, d, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// served is one reseller of a neighbour.
func (s *seeder) served(ctx context.Context, n neighbour, d partner.ID, name string) error {
	name, certified := strings.CutSuffix(name, " *")
	id, err := s.neighbour(ctx, partner.Registration{TypeKey: "RESELLER", Slug: strings.ReplaceAll(strings.ToLower(name), " ", "-"), DisplayName: name, Countries: []string{n.Country}}, "RESELLER silver")
	if err == nil {
		_, err = s.svc.Partners.Link(ctx, partner.Linking{DistributorID: d, ResellerID: id, Primary: true})
	}
	if err == nil && certified {
		_, err = s.svc.Training.Certify(ctx, "edge-sales-201", id, nil, time.Now().AddDate(0, -4, 0))
	}
	return err
}

func (s *seeder) neighbour(ctx context.Context, r partner.Registration, tier string) (partner.ID, error) {
	r.ChannelManagerID = s.lead
	p, err := s.svc.Partners.Register(ctx, r)
	if err == nil {
		_, err = s.svc.Programs.Enroll(ctx, p.ID, s.tiers[tier])
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", r.Slug, err)
	}
	return p.ID, nil
}

// measures compares the portfolios of the demo once, as the daily chore does.
func (s *seeder) measures(ctx context.Context) error {
	_, err := s.svc.Progress.Measure(ctx)
	return err
}
