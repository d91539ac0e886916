package main

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/templates"
)

// demoPassword opens every demo account; only a database that is filled with
// the demo has them.
const demoPassword = "copper-lantern-tidal-orchard"

// seeder carries what one step of the demo leaves for the next.
type seeder struct {
	*house
	demo  *demo
	ids   map[string]partner.ID
	lead  *string                   // the channel manager of every partner
	tiers map[string]program.TierID // "RESELLER silver"
	level map[string]program.Level  // the same -> its level

	resale program.ID                // the resellers' program
	people map[string]*member.Person // of partners, by mail address
}

func (s *seeder) programs(ctx context.Context) error {
	s.tiers, s.level = map[string]program.TierID{}, map[string]program.Level{}
	for _, d := range []program.Definition{
		{Key: "veldmark-reseller", Name: s.demo.Vendor.Programme, Family: partner.Reseller, RouteMode: "HYBRID", Tiers: []program.TierDefinition{
			{Key: "registered", Name: "Registered", AccessLevel: program.View},
			{Key: "silver", Name: "Silver", AccessLevel: program.Cobrand},
			{Key: "gold", Name: "Gold", AccessLevel: program.Cobrand},
			{Key: "platinum", Name: "Platinum", AccessLevel: program.CobrandExtended}}},
		{Key: "veldmark-distribution", Name: s.demo.Vendor.Programme + " for Distribution", Family: partner.Distributor, RouteMode: "TWO_TIER", Tiers: []program.TierDefinition{
			{Key: "silver", Name: "Silver", AccessLevel: program.Cobrand},
			{Key: "gold", Name: "Gold", AccessLevel: program.CobrandExtended},
			{Key: "platinum", Name: "Platinum", AccessLevel: program.CobrandExtended}}},
	} {
		p, err := s.svc.Programs.Define(ctx, d)
		if err != nil {
			return err
		}
		if p.Family == partner.Reseller {
			s.resale = p.ID
		}
		for _, t := range p.Tiers {
			s.tiers[string(p.Family)+" "+t.Key], s.level[string(p.Family)+" "+t.Key] = t.ID, t.AccessLevel
		}
	}
	return nil
}

func (s *seeder) texts(ctx context.Context) error {
	for _, w := range []program.Wording{
		{Kind: "cobranding-addendum-2026", Version: 1, Family: program.Anybody, Title: "Co-branding Addendum 2026", Body: addendum},
		{Kind: "distribution-2026", Version: 1, Family: partner.Distributor, Title: "Distribution Agreement 2026", Body: distribution},
		{Kind: "reseller-2026", Version: 1, Family: partner.Reseller, Title: "Reseller Agreement 2026", Body: resale},
	} {
		if _, err := s.svc.Programs.PublishText(ctx, w); err != nil {
			return err
		}
	}
	return nil
}

func (s *seeder) courses(ctx context.Context) error {
	for _, d := range []training.Definition{
		{Key: "edge-sales-201", Name: "Edge Sales 201", Minutes: 90, ValidMonths: 24, NoticeDays: 30, GraceDays: 14},
		{Key: "edge-engineer-301", Name: "Edge Engineer 301", Minutes: 240, ValidMonths: 24, NoticeDays: 30},
	} {
		if _, err := s.svc.Training.Define(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// staff are the vendor's own people; partners get theirs with them.
func (s *seeder) staff(ctx context.Context) error {
	host := s.demo.Vendor.Slug + ".example"
	for _, p := range []member.Invitation{
		{Email: "admin@" + host, Name: "Marit Solheim", Roles: []actor.Role{actor.VendorAdmin}},
		{Email: "channel@" + host, Name: "Luis Ortega", Roles: []actor.Role{actor.ChannelManager}},
		{Email: "design@" + host, Name: "Aiko Lindqvist", Roles: []actor.Role{actor.TemplateDesigner}},
		{Email: "brand@" + host, Name: "Tomas Reuter", Roles: []actor.Role{actor.BrandApprover}},
	} {
		made, err := s.person(ctx, p)
		if err != nil {
			return err
		}
		if id := string(made.ID); p.Roles[0] == actor.ChannelManager {
			s.lead = &id
		}
	}
	return nil
}

func (s *seeder) person(ctx context.Context, in member.Invitation) (*member.Person, error) {
	link, err := s.svc.Members.Invite(ctx, in)
	if err == nil {
		_, err = s.svc.Members.AcceptInvitation(ctx, link.Secret, demoPassword)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.Email, err)
	}
	return link.Person, nil
}

var profiles = map[string]string{"broadline": "DISTRIBUTOR_BROADLINE", "vad": "DISTRIBUTOR_VAD",
	"regional": "DISTRIBUTOR_REGIONAL", "cloud": "DISTRIBUTOR_CLOUD", "": "RESELLER"}

func (o organisation) family() partner.Family {
	if o.Profile == "" {
		return partner.Reseller
	}
	return partner.Distributor
}

func (s *seeder) partners(ctx context.Context) error {
	for _, o := range s.demo.Organisations {
		p, err := s.svc.Partners.Register(ctx, partner.Registration{TypeKey: profiles[o.Profile], Slug: o.Slug, DisplayName: o.Name,
			Website: o.Contact.Website, Phone: o.Contact.Phone, Email: o.Contact.Email,
			Countries: o.Countries, Industries: o.Industries, Languages: o.Languages, ChannelManagerID: s.lead})
		if err != nil {
			return fmt.Errorf("%s: %w", o.Slug, err)
		}
		s.ids[o.Slug] = p.ID
		for _, who := range o.people() {
			who.PartnerID = p.ID
			made, err := s.person(ctx, who)
			if err != nil {
				return err
			}
			s.people[who.Email] = made
		}
	}
	return nil
}

// people are the contact of the organisation, and one person for each other
// role in the organisations that the guide walks through.
func (o organisation) people() []member.Invitation {
	role := actor.ResellerAdmin
	if o.family() == partner.Distributor {
		role = actor.DistributorAdmin
	}
	who := []member.Invitation{{Email: o.Contact.Email, Name: o.Contact.Name, Phone: o.Contact.Phone, Locale: o.locale(), Roles: []actor.Role{role}}}
	_, host, _ := strings.Cut(o.Contact.Email, "@")
	switch o.Slug {
	case demoReseller:
		who = append(who, member.Invitation{Email: "sales@" + host, Name: "Noah Benner", Locale: "en", Roles: []actor.Role{actor.ResellerSeller}},
			member.Invitation{Email: "marketing@" + host, Name: "Priya Raman", Locale: "en", Roles: []actor.Role{actor.ResellerMarketer}})
	case demoDistributor:
		who = append(who, member.Invitation{Email: "portfolio@" + host, Name: "Caleb Stone", Locale: "en", Roles: []actor.Role{actor.DistributorManager}})
	}
	return who
}

// The organisations that the guide walks through.
const (
	demoReseller    = "bluff-harbor"
	demoDistributor = "cedarline"

	demoMarker = "Bluff Harbor Networks"  // a partner that only the demo has
	demoAsset  = "Edge Gateway datasheet" // what the last step publishes
)

func (o organisation) locale() string {
	if len(o.Languages) > 0 {
		return o.Languages[0]
	}
	return "en"
}

// links fill the portfolios. A reseller that may do less than its tier gives is
// held down by a cap on its links.
func (s *seeder) links(ctx context.Context) error {
	for _, o := range s.demo.Organisations {
		for i, d := range o.Distributors {
			in := partner.Linking{DistributorID: s.ids[d], ResellerID: s.ids[o.Slug], Primary: i == 0}
			if tier := s.level[string(o.family())+" "+o.Tier]; program.Level(o.AccessLevel).Rank() < tier.Rank() {
				in.AccessLevelCap = &o.AccessLevel
			}
			if _, err := s.svc.Partners.Link(ctx, in); err != nil {
				return fmt.Errorf("%s under %s: %w", o.Slug, d, err)
			}
		}
	}
	return nil
}

// standing is tier, agreements, certifications and status of each partner.
func (s *seeder) standing(ctx context.Context) error {
	for _, o := range s.demo.Organisations {
		id := s.ids[o.Slug]
		if _, err := s.svc.Programs.Enroll(ctx, id, s.tiers[string(o.family())+" "+o.Tier]); err != nil {
			return fmt.Errorf("%s: %w", o.Slug, err)
		}
		if err := s.proofs(ctx, o, id); err != nil {
			return fmt.Errorf("%s: %w", o.Slug, err)
		}
		if strings.EqualFold(o.Status, string(partner.Suspended)) {
			if _, err := s.svc.Partners.SetStatus(ctx, id, partner.Suspended); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *seeder) proofs(ctx context.Context, o organisation, id partner.ID) error {
	now := time.Now()
	for _, kind := range o.Agreements {
		until := now.AddDate(1, 0, 0)
		a, err := s.svc.Programs.Send(ctx, program.Offer{PartnerID: id, Kind: kind, Version: 1, ValidFrom: now.AddDate(0, -3, 0), ValidTo: &until})
		if err != nil {
			return err
		}
		if _, err := s.svc.Programs.SignFor(ctx, a.ID); err != nil {
			return err
		}
	}
	for _, key := range o.Certifications {
		if _, err := s.svc.Training.Certify(ctx, key, id, nil, now.AddDate(0, -6, 0)); err != nil {
			return err
		}
	}
	for _, c := range o.Countries {
		if _, err := s.svc.Programs.Authorize(ctx, program.Authorization{PartnerID: id, ProductLine: "edge-gateway", Country: c}); err != nil {
			return err
		}
	}
	return nil
}

var variantOf = map[string]cobrand.Variant{"full-color": cobrand.Primary, "reversed": cobrand.Reversed, "square": cobrand.Square, "one-color": cobrand.Mono}

func (s *seeder) logos(ctx context.Context) error {
	for _, o := range s.demo.Organisations {
		for _, l := range o.Logos {
			file, err := fs.ReadFile(templates.Demo(), l.File)
			if err != nil {
				return err
			}
			got, err := s.svc.Cobrand.Upload(ctx, cobrand.Upload{Partner: s.ids[o.Slug], Variant: variantOf[l.Variant], FileName: l.File[strings.LastIndex(l.File, "/")+1:], File: file})
			if err == nil && got.State == cobrand.NeedsReview {
				_, err = s.svc.Cobrand.Decide(ctx, got.ID, cobrand.Approved, "demo")
			}
			if err != nil {
				return fmt.Errorf("%s: %w", l.File, err)
			}
		}
	}
	return nil
}

// assets are finished files beside the templates: the vendor's own datasheet.
func (s *seeder) assets(ctx context.Context) error {
	return s.asset(ctx, "en")
}

// lastAsset is the last step: what is not there, was killed on the way.
func (s *seeder) lastAsset(ctx context.Context) error { return s.asset(ctx, "de") }

func (s *seeder) asset(ctx context.Context, lang string) error {
	file, err := fs.ReadFile(templates.FS("edge-gateway-datasheet"), "base/datasheet."+lang+".pdf")
	if err != nil {
		return err
	}
	_, err = s.svc.Library.PublishAsset(ctx, library.Publication{Slug: "edge-gateway-datasheet", Kind: "DATASHEET", Title: demoAsset,
		Product: "edge-gateway", AccessLevel: "DOWNLOAD", Language: lang, FileName: "edge-gateway-datasheet." + lang + ".pdf", MediaType: "application/pdf", File: file})
	return err
}
