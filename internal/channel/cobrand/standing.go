package cobrand

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Standing is everything about a partner that a template may ask for, read in
// one snapshot.
type Standing struct {
	Partner        *partner.Partner
	Type           *partner.Type
	Places         []*program.Membership
	Ladder         []*program.Tier // of the program of the first open place, lowest first
	Level          program.Level
	Agreements     []*program.Agreement
	Titles         map[string]string // of every kind of agreement, its newest title
	Authorizations []*program.Authorization
	Certifications []*training.Certification
	Courses        map[string]*training.Definition
	Links          []*partner.Link
	Parent         *partner.Partner // the primary distributor that may be seen; nil: none
	Logos          []*Logo          // approved ones of the partner
	ParentLogos    []*Logo
	Person         *member.Person // who asks; nil for the system
	Manager        *member.Person // the vendor's channel manager; nil: none named
	OnBehalf       bool           // somebody asks for a partner that is not theirs
}

// standing reads a partner's standing. It takes a dozen small indexed reads of
// one snapshot.
func standing(ctx context.Context, v *gate.View, id partner.ID) (*Standing, error) {
	s := &Standing{OnBehalf: string(id) != v.Actor().Partner}
	steps := []func(context.Context, *gate.View, partner.ID) error{s.readPartner, s.readProgram, s.readTraining, s.readLinks, s.readLogos, s.readPeople}
	for _, step := range steps {
		if err := step(ctx, v, id); err != nil {
			return nil, err
		}
	}
	var own *string
	if s.Person != nil && !s.OnBehalf {
		own = s.Person.AccessLevel
	}
	s.Level = program.LevelOf(s.Partner, own, s.Places, s.Links)
	return s, nil
}

func (s *Standing) readPartner(ctx context.Context, v *gate.View, id partner.ID) (err error) {
	if s.Partner, err = partner.ByID(ctx, v, id); err != nil {
		return err
	}
	s.Type, err = partner.TypeOf(ctx, v, s.Partner.TypeKey)
	return err
}

func (s *Standing) readProgram(ctx context.Context, v *gate.View, id partner.ID) (err error) {
	if s.Places, err = program.MembershipsOf(ctx, v, id); err != nil {
		return err
	}
	if m := s.place(); m != nil {
		if s.Ladder, err = program.Ladder(ctx, v, m.ProgramID); err != nil {
			return err
		}
	}
	if s.Agreements, err = program.AgreementsOf(ctx, v, id); err != nil {
		return err
	}
	if s.Titles, err = program.Titles(ctx, v); err != nil {
		return err
	}
	s.Authorizations, err = program.AuthorizationsOf(ctx, v, id)
	return err
}

// place is the membership that counts: the open one.
func (s *Standing) place() *program.Membership {
	for _, m := range s.Places {
		if m.State == program.Active || m.State == program.AtRisk {
			return m
		}
	}
	return nil
}

func (s *Standing) readTraining(ctx context.Context, v *gate.View, id partner.ID) (err error) {
	if s.Certifications, err = training.HeldBy(ctx, v, id); err != nil {
		return err
	}
	s.Courses, err = training.Definitions(ctx, v)
	return err
}

func (s *Standing) readLinks(ctx context.Context, v *gate.View, id partner.ID) (err error) {
	if s.Links, err = partner.LinksNow(ctx, v, id); err != nil || len(s.Links) == 0 {
		return err
	}
	seen, err := partner.ByIDs(ctx, v, []partner.ID{s.Links[0].DistributorID})
	s.Parent = seen[s.Links[0].DistributorID]
	return err
}

func (s *Standing) readLogos(ctx context.Context, v *gate.View, id partner.ID) (err error) {
	if s.Logos, err = approvedLogos(ctx, v, id); err != nil || s.Parent == nil {
		return err
	}
	s.ParentLogos, err = approvedLogos(ctx, v, s.Parent.ID)
	return err
}

func (s *Standing) readPeople(ctx context.Context, v *gate.View, _ partner.ID) error {
	wanted := []member.ID{}
	if p := v.Actor().Person; p != "" {
		wanted = append(wanted, member.ID(p))
	}
	if m := s.Partner.ChannelManagerID; m != nil {
		wanted = append(wanted, member.ID(*m))
	}
	people, err := member.PersonsByID(ctx, v, wanted)
	if err != nil {
		return err
	}
	s.Person = people[member.ID(v.Actor().Person)]
	if m := s.Partner.ChannelManagerID; m != nil {
		s.Manager = people[member.ID(*m)]
	}
	return nil
}
