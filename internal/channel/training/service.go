package training

import (
	"context"
	"regexp"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

var keyForm = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)

// Service is what one can do with certifications.
type Service struct {
	gate      *gate.Gate
	observers []Observer
}

// NewService makes the service.
func NewService(g *gate.Gate) *Service { return &Service{gate: g} }

// Define makes a certification known.
func (s *Service) Define(ctx context.Context, d Definition) (*Definition, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.CertifyRecord}, func(tx *gate.Tx) (*Definition, error) {
		if !keyForm.MatchString(d.Key) || d.Name == "" || len(d.Name) > 200 || d.Minutes < 1 || d.ValidMonths < 1 || d.ValidMonths > 120 {
			return nil, fault.Field(fault.Invalid, "key", "REQUIRED", "Give a key of a-z, 0-9 and hyphens, at most 64, a name of at most 200 characters, the minutes, and 1 to 120 months of validity.")
		}
		if d.NoticeDays < 0 || d.NoticeDays > 365 || d.GraceDays < 0 || d.GraceDays > 365 {
			return nil, fault.Field(fault.Invalid, "graceDays", "GRACE_RANGE", "Give 0 to 365 days of notice and 0 to 365 days of grace.")
		}
		tx.Record(audit.Created("certification_definition", d.Key, d))
		return &d, insertDefinition(ctx, tx, &d)
	})
}

// Certify records that a partner, or a person of it, has the skill.
func (s *Service) Certify(ctx context.Context, key string, holder partner.ID, person *string, issued time.Time) (*Certification, error) {
	ask := gate.Ask{Action: access.CertifyRecord, Partner: string(holder)}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Certification, error) {
		d, err := definition(ctx, &tx.View, key)
		if err != nil {
			return nil, fault.Field(fault.Invalid, "definition", "UNKNOWN_CERTIFICATION", "There is no certification %q.", key)
		}
		if err := worksFor(ctx, &tx.View, person, holder); err != nil {
			return nil, err
		}
		c := &Certification{ID: ID(ids.New()), DefinitionKey: key, Name: d.Name, PartnerID: holder, PersonID: person,
			IssuedAt: issued, ExpiresAt: issued.AddDate(0, d.ValidMonths, 0), NoticeDays: d.NoticeDays, GraceDays: d.GraceDays}
		if c.Renews, err = predecessor(ctx, &tx.View, c); err != nil {
			return nil, err
		}
		tx.Record(audit.Created("certification", string(c.ID), c))
		return c, s.give(ctx, tx, c)
	})
}

// worksFor refuses a person of another partner: a proof counts where its holder
// works.
func worksFor(ctx context.Context, v *gate.View, person *string, holder partner.ID) error {
	if person == nil {
		return nil
	}
	found, err := member.PersonsByID(ctx, v, []member.ID{member.ID(*person)})
	if p := found[member.ID(*person)]; err == nil && (p == nil || p.PartnerID != holder) {
		return fault.Field(fault.Invalid, "personId", "NOT_OF_PARTNER", "This person does not work for the partner. Name one who does, or leave the person out.")
	}
	return err
}

// Of gives the certifications of a partner, the newest first.
func (s *Service) Of(ctx context.Context, id partner.ID) ([]*Certification, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) ([]*Certification, error) {
		return HeldBy(ctx, v, []partner.ID{id})
	})
}
