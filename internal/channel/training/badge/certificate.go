package badge

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// template is the slug of the vendor's template for certificates; grant is the
// fact that its rules ask for.
const (
	template = "certificate"
	grant    = "grant.certificate"
)

// Certificate draws the certificate of a badge for its holder, in a language of
// the template.
func (s *Service) Certificate(ctx context.Context, id training.ID, language string) (*cobrand.Sheet, error) {
	b, err := s.printable(ctx, id, "download")
	if err != nil {
		return nil, err
	}
	return s.cobrand.Draw(ctx, s.drawing(b, language))
}

// Printable says whether Certificate would draw, with everything that is in the
// way.
func (s *Service) Printable(ctx context.Context, id training.ID, language string) (*Badge, error) {
	b, err := s.printable(ctx, id, "make")
	if err != nil {
		return nil, err
	}
	return b, s.cobrand.Drawable(ctx, s.drawing(b, language))
}

// printable finds a badge that the actor may print now, and tells the trail.
func (s *Service) printable(ctx context.Context, id training.ID, act string) (*Badge, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.BadgeUse}, func(tx *gate.Tx) (*Badge, error) {
		b, err := byID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if !b.mayUse(tx.Actor()) {
			return nil, fault.Coded(fault.Forbidden, "NOT_THE_HOLDER", "A certificate is for its holder and the administrators of the holder's company. Ask one of them.")
		}
		if err := b.counts(tx.Now()); err != nil {
			return nil, err
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "certification", ID: string(id), Partner: string(b.PartnerID), Detail: map[string]string{"act": act}})
		return b, nil
	})
}

// counts refuses a certificate of what does not hold, and says what helps.
func (b *Badge) counts(now time.Time) error {
	day := func(t time.Time) string { return t.UTC().Format("2 January 2006") }
	switch b.StateAt(now) {
	case training.Revoked:
		return fault.Coded(fault.Conflict, "CERTIFICATION_REVOKED", "%s was revoked on %s, so there is no certificate of it. Ask the vendor what it takes to be certified again.", b.Name, day(*b.RevokedAt))
	case training.Expired:
		return fault.Coded(fault.Conflict, "CERTIFICATION_EXPIRED", "%s ended on %s. Take its course and its exam again; a certificate comes with the new proof.", b.Name, day(b.ExpiresAt))
	case training.Issued:
		return fault.Coded(fault.Conflict, "CERTIFICATION_NOT_YET", "%s begins on %s. Come back then.", b.Name, day(b.IssuedAt))
	}
	return nil
}

// drawing says what stands on the certificate.
func (s *Service) drawing(b *Badge, language string) cobrand.Drawing {
	if language == "" && b.Locale != nil {
		language = *b.Locale
	}
	return cobrand.Drawing{Slug: template, Partner: b.PartnerID, Language: language, Grant: grant, Values: map[string]string{
		"certificate.holder":    b.Holder(),
		"certificate.company":   b.company(),
		"certificate.name":      b.Name,
		"certificate.issuer":    s.Name,
		"certificate.issuedOn":  b.IssuedAt.UTC().Format(time.DateOnly),
		"certificate.expiresOn": b.ExpiresAt.UTC().Format(time.DateOnly),
		"certificate.code":      Spaced(b.Code),
		"certificate.verifyUrl": s.VerifyURL(b.Code),
	}}
}

// company is where the holder works; empty when the holder is the company.
func (b *Badge) company() string {
	if b.Person == nil {
		return ""
	}
	return b.Partner
}
