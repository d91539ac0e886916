package cobrand

import (
	"context"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Offer is a published template with the decision for one partner. Without a
// partner (the vendor's staff looking at the library) there is no decision.
type Offer struct {
	Version  *library.Version
	Manifest *spec.Manifest
	Decision *rule.Decision
	Partner  partner.ID // whom the decision is for
	Viewer   string     // the person who looks
}

// batch is how many templates are looked at in one step of a listing.
const batch = 100

// Templates lists the published templates that a partner may find, by slug.
// What discovery rules hide is not there, and leaves no gap and no count.
func (s *Service) Templates(ctx context.Context, id partner.ID, language string, ask page.Ask) (page.Of[*Offer], error) {
	id = own(ctx, id)
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.LibraryRead, Partner: string(id)}, func(v *gate.View) (page.Of[*Offer], error) {
		return s.OffersIn(ctx, v, language, ask)
	})
}

// OffersIn is Templates inside a caller's own unit of work, for the partner
// whose matter the view is.
func (s *Service) OffersIn(ctx context.Context, v *gate.View, language string, ask page.Ask) (page.Of[*Offer], error) {
	facts, err := s.factsFor(ctx, v, partner.ID(v.Partner()), language)
	if err != nil {
		return page.Of[*Offer]{}, err
	}
	found, err := s.collect(ctx, v, facts, ask)
	return page.Cut(found, ask.First), err
}

// collect walks the published versions until a page and one more are found.
func (s *Service) collect(ctx context.Context, v *gate.View, facts *rule.Facts, ask page.Ask) ([]*Offer, error) {
	var found []*Offer
	for after := ask.After; len(found) <= ask.First; {
		next, err := library.PublishedAfter(ctx, v, after, batch)
		if err != nil {
			return nil, err
		}
		offers, err := s.offers(ctx, v, next, facts)
		if err != nil {
			return nil, err
		}
		found = append(found, offers...)
		if len(next) < batch {
			break
		}
		last := next[len(next)-1]
		after = page.Key{Sort: last.Slug, ID: string(last.TemplateID)}
	}
	return found, nil
}

// offers decides over a slice of versions and leaves out what is hidden.
func (s *Service) offers(ctx context.Context, v *gate.View, versions []*library.Version, facts *rule.Facts) ([]*Offer, error) {
	manifests, err := s.library.Manifests(ctx, v, versions)
	if err != nil {
		return nil, err
	}
	var out []*Offer
	for _, ver := range versions {
		o := &Offer{Version: ver, Manifest: manifests[ver.ID], Partner: partner.ID(v.Partner()), Viewer: v.Actor().Person}
		if facts != nil {
			d := rule.Decide(o.Manifest.Rules(), *facts)
			if d.Result == rule.Hidden {
				continue
			}
			d.Explain(*facts)
			o.Decision = &d
		}
		out = append(out, o)
	}
	return out, nil
}

// factsFor reads the standing of a partner as facts; nil without a partner.
func (s *Service) factsFor(ctx context.Context, v *gate.View, id partner.ID, language string) (*rule.Facts, error) {
	if id == "" {
		return nil, nil
	}
	st, err := standing(ctx, v, id)
	if err != nil {
		return nil, err
	}
	return listing(st, v, language), nil
}

// listing are the facts by which a listing decides: it asks about the template
// as it is, of which nothing was edited yet.
func listing(st *Standing, v *gate.View, language string) *rule.Facts {
	f := facts(st, v.Now(), tongue(language, st)).With("input.edited", rule.Words())
	return &f
}

// tongue is the language of sentences: as asked, else the person's.
func tongue(asked string, s *Standing) string {
	if asked != "" {
		return asked
	}
	if s.Person != nil {
		return s.Person.Locale
	}
	return "en"
}

// Template gives one published template with the decision for a partner. A
// hidden one is absent.
func (s *Service) Template(ctx context.Context, slug string, id partner.ID, language string) (*Offer, error) {
	return s.one(ctx, id, func(v *gate.View) (*Offer, error) { return s.OfferIn(ctx, v, slug, language) })
}

// OfferIn is Template inside a caller's own unit of work.
func (s *Service) OfferIn(ctx context.Context, v *gate.View, slug, language string) (*Offer, error) {
	ver, err := library.PublishedBySlug(ctx, v, slug)
	if err != nil {
		return nil, err
	}
	return s.offerOf(ctx, v, ver, language)
}

// TemplateByID is Template by the template's id.
func (s *Service) TemplateByID(ctx context.Context, template library.TemplateID, id partner.ID, language string) (*Offer, error) {
	return s.one(ctx, id, func(v *gate.View) (*Offer, error) { return s.OfferByIDIn(ctx, v, template, language) })
}

// OfferByIDIn is TemplateByID inside a caller's own unit of work.
func (s *Service) OfferByIDIn(ctx context.Context, v *gate.View, template library.TemplateID, language string) (*Offer, error) {
	ver, err := library.PublishedOf(ctx, v, template)
	if err != nil {
		return nil, err
	}
	return s.offerOf(ctx, v, ver, language)
}

func (s *Service) one(ctx context.Context, id partner.ID, find func(*gate.View) (*Offer, error)) (*Offer, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.LibraryRead, Partner: string(own(ctx, id))}, find)
}

// offerOf decides for the partner whose matter the view is.
func (s *Service) offerOf(ctx context.Context, v *gate.View, ver *library.Version, language string) (*Offer, error) {
	facts, err := s.factsFor(ctx, v, partner.ID(v.Partner()), language)
	if err != nil {
		return nil, err
	}
	offers, err := s.offers(ctx, v, []*library.Version{ver}, facts)
	if err == nil && len(offers) == 0 {
		err = gate.Absent()
	}
	if err != nil {
		return nil, err
	}
	return offers[0], nil
}
