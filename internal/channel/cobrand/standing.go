package cobrand

import (
	"context"
	"slices"

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

// standing reads the standing of one partner.
func standing(ctx context.Context, v *gate.View, id partner.ID) (*Standing, error) {
	all, err := standingsOf(ctx, v, []partner.ID{id})
	if err != nil {
		return nil, err
	}
	if all[id] == nil {
		return nil, gate.Absent()
	}
	return all[id], nil
}

// standings are those of several partners, read together: a dozen small
// statements of one snapshot, however many partners there are.
type standings map[partner.ID]*Standing

// standingsOf leaves out the partners that the actor may not see.
func standingsOf(ctx context.Context, v *gate.View, of []partner.ID) (standings, error) {
	all := standings{}
	for _, step := range []func(context.Context, *gate.View, []partner.ID) error{
		all.readPartners, all.readPrograms, all.readTraining, all.readLinks, all.readLogos, all.readPeople} {
		if err := step(ctx, v, of); err != nil {
			return nil, err
		}
	}
	for _, s := range all {
		s.settleLevel()
	}
	return all, nil
}

func (s *Standing) settleLevel() {
	var own *string
	if s.Person != nil && !s.OnBehalf {
		own = s.Person.AccessLevel
	}
	s.Level = program.LevelOf(s.Partner, own, s.Places, s.Links)
}

func (all standings) readPartners(ctx context.Context, v *gate.View, of []partner.ID) error {
	found, err := partner.ByIDs(ctx, v, of)
	if err != nil {
		return err
	}
	types, err := partner.TypesByKey(ctx, v)
	for id, p := range found {
		all[id] = &Standing{Partner: p, Type: types[p.TypeKey], OnBehalf: string(id) != v.Actor().Partner}
	}
	return err
}

func (all standings) readPrograms(ctx context.Context, v *gate.View, of []partner.ID) error {
	places, err := program.MembershipsOf(ctx, v, of)
	if err != nil {
		return err
	}
	for _, m := range places {
		all.with(m.PartnerID, func(s *Standing) { s.Places = append(s.Places, m) })
	}
	if err := all.readLadders(ctx, v); err != nil {
		return err
	}
	signed, err := program.AgreementsOf(ctx, v, of)
	if err != nil {
		return err
	}
	for _, a := range signed {
		all.with(a.PartnerID, func(s *Standing) { s.Agreements = append(s.Agreements, a) })
	}
	rights, err := program.AuthorizationsOf(ctx, v, of)
	for _, a := range rights {
		all.with(a.PartnerID, func(s *Standing) { s.Authorizations = append(s.Authorizations, a) })
	}
	return err
}

// readLadders reads what is the same for all partners: ladders and titles.
func (all standings) readLadders(ctx context.Context, v *gate.View) error {
	ladders, err := program.Ladders(ctx, v)
	if err != nil {
		return err
	}
	titles, err := program.Titles(ctx, v)
	for _, s := range all {
		s.Titles = titles
		if m := s.place(); m != nil {
			s.Ladder = ladders[m.ProgramID]
		}
	}
	return err
}

// with does something to a partner's standing, if it is one of them.
func (all standings) with(id partner.ID, do func(*Standing)) {
	if s := all[id]; s != nil {
		do(s)
	}
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

func (all standings) readTraining(ctx context.Context, v *gate.View, of []partner.ID) error {
	held, err := training.HeldBy(ctx, v, of)
	if err != nil {
		return err
	}
	for _, c := range held {
		all.with(c.PartnerID, func(s *Standing) { s.Certifications = append(s.Certifications, c) })
	}
	courses, err := training.Definitions(ctx, v)
	for _, s := range all {
		s.Courses = courses
	}
	return err
}

// readLinks reads the links that hold, the primary one first, and the
// distributors of those.
func (all standings) readLinks(ctx context.Context, v *gate.View, of []partner.ID) error {
	links, err := partner.LinksNow(ctx, v, of)
	if err != nil || len(links) == 0 {
		return err
	}
	for _, l := range links {
		all.with(l.ResellerID, func(s *Standing) { s.Links = append(s.Links, l) })
	}
	seen, err := partner.ByIDs(ctx, v, all.parents())
	for _, s := range all {
		if len(s.Links) > 0 {
			s.Parent = seen[s.Links[0].DistributorID]
		}
	}
	return err
}

// parents are the distributors that come first, each once.
func (all standings) parents() (out []partner.ID) {
	for _, s := range all {
		if len(s.Links) > 0 && !slices.Contains(out, s.Links[0].DistributorID) {
			out = append(out, s.Links[0].DistributorID)
		}
	}
	return out
}

func (all standings) readLogos(ctx context.Context, v *gate.View, of []partner.ID) error {
	found, err := approvedLogos(ctx, v, slices.Concat(of, all.parents()))
	if err != nil {
		return err
	}
	by := map[partner.ID][]*Logo{}
	for _, l := range found {
		by[l.PartnerID] = append(by[l.PartnerID], l)
	}
	for id, s := range all {
		s.Logos = by[id]
		if s.Parent != nil {
			s.ParentLogos = by[s.Parent.ID]
		}
	}
	return nil
}

func (all standings) readPeople(ctx context.Context, v *gate.View, _ []partner.ID) error {
	wanted := []member.ID{}
	if p := v.Actor().Person; p != "" {
		wanted = append(wanted, member.ID(p))
	}
	for _, s := range all {
		if m := s.Partner.ChannelManagerID; m != nil && !slices.Contains(wanted, member.ID(*m)) {
			wanted = append(wanted, member.ID(*m))
		}
	}
	people, err := member.PersonsByID(ctx, v, wanted)
	for _, s := range all {
		s.Person = people[member.ID(v.Actor().Person)]
		if m := s.Partner.ChannelManagerID; m != nil {
			s.Manager = people[member.ID(*m)]
		}
	}
	return err
}
