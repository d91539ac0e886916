package training

import (
	"cmp"
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

// Define makes a certification known, or corrects it.
func (s *Service) Define(ctx context.Context, d Definition) (*Definition, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.CertifyRecord}, func(tx *gate.Tx) (*Definition, error) {
		return s.Know(ctx, tx, d)
	})
}

// Know is Define inside a caller's own unit of work.
func (s *Service) Know(ctx context.Context, tx *gate.Tx, d Definition) (*Definition, error) {
	known, err := definition(ctx, &tx.View, d.Key)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return nil, err
	}
	d.Kind, d.Holder = cmp.Or(d.Kind, known.Kind, Vendor), cmp.Or(d.Holder, known.Holder, ByEither)
	d.MaxAgeMonths = cmp.Or(d.MaxAgeMonths, known.MaxAgeMonths)
	if d.MaxAgeMonths != nil && *d.MaxAgeMonths == 0 {
		d.MaxAgeMonths = nil
	}
	if err := d.validate(); err != nil {
		return nil, err
	}
	tx.Record(audit.Created("certification_definition", d.Key, d))
	return &d, insertDefinition(ctx, tx, &d)
}

func (d *Definition) validate() error {
	switch {
	case !keyForm.MatchString(d.Key) || d.Name == "" || len(d.Name) > 200 || d.Minutes < 1 || d.ValidMonths < 1 || d.ValidMonths > 120:
		return fault.Field(fault.Invalid, "key", "REQUIRED", "Give a key of a-z, 0-9 and hyphens, at most 64, a name of at most 200 characters, the minutes, and 1 to 120 months of validity.")
	case d.NoticeDays < 0 || d.NoticeDays > 365 || d.GraceDays < 0 || d.GraceDays > 365:
		return fault.Field(fault.Invalid, "graceDays", "GRACE_RANGE", "Give 0 to 365 days of notice and 0 to 365 days of grace.")
	case d.MaxAgeMonths != nil && (*d.MaxAgeMonths < 1 || *d.MaxAgeMonths > 120):
		return fault.Field(fault.Invalid, "maxAgeMonths", "MAX_AGE", "What counts for a renewal is at most 1 to 120 months old; 0 for no such limit.")
	}
	return nil
}

// Certify records that a partner, or a person of it, has the skill.
func (s *Service) Certify(ctx context.Context, key string, holder partner.ID, person *string, issued time.Time) (*Certification, error) {
	ask := gate.Ask{Action: access.CertifyRecord, Partner: string(holder)}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Certification, error) {
		return s.CertifyIn(ctx, tx, Entry{Key: key, Partner: holder, Person: person, IssuedAt: issued, Origin: Recorded})
	})
}

// Entry is a certification that somebody, or an import, says there is.
type Entry struct {
	Key      string
	Partner  partner.ID
	Person   *string // nil: the partner holds it
	IssuedAt time.Time
	Origin   Origin // Recorded or Imported
}

// CertifyIn is Certify inside a caller's own unit of work, with the vendor's
// sight.
func (s *Service) CertifyIn(ctx context.Context, tx *gate.Tx, in Entry) (*Certification, error) {
	d, err := definition(ctx, &tx.View, in.Key)
	if err != nil {
		return nil, fault.Field(fault.Invalid, "definition", "UNKNOWN_CERTIFICATION", "There is no certification %q.", in.Key)
	}
	if err := d.MayHold(ctx, &tx.View, in.Partner, in.Person); err != nil {
		return nil, err
	}
	if err := Lock(ctx, tx, in.Partner); err != nil {
		return nil, err
	}
	c := d.certify(in.Partner, in.Person, in.IssuedAt)
	c.Origin = in.Origin
	if c.Renews, err = predecessor(ctx, &tx.View, c); err != nil {
		return nil, err
	}
	tx.Record(audit.Created("certification", string(c.ID), c))
	_, err = s.give(ctx, tx, c)
	return c, err
}

// Issue gives a certification that nobody entered, with its ordinal, inside a
// caller's own unit of work. fresh is false when the same one was issued
// already: the database lets each ordinal be issued once.
func (s *Service) Issue(ctx context.Context, tx *gate.Tx, c *Certification) (fresh bool, err error) {
	if fresh, err = s.give(ctx, tx, c); fresh {
		tx.Record(audit.Entry{Action: "certification.issued", Outcome: audit.Done, Kind: "certification", ID: string(c.ID), Partner: string(c.PartnerID), Detail: c})
	}
	return fresh, err
}

// certify is a proof as the definition says now.
func (d *Definition) certify(holder partner.ID, person *string, issued time.Time) *Certification {
	return &Certification{ID: ID(ids.New()), DefinitionKey: d.Key, Name: d.Name, PartnerID: holder, PersonID: person,
		IssuedAt: issued, ExpiresAt: issued.AddDate(0, d.ValidMonths, 0), NoticeDays: d.NoticeDays, GraceDays: d.GraceDays}
}

// MayHold refuses a holder of the other sort, and a person of another partner.
func (d *Definition) MayHold(ctx context.Context, v *gate.View, of partner.ID, person *string) error {
	switch {
	case person == nil && d.Holder == ByPerson:
		return fault.Field(fault.Invalid, "personId", "HELD_BY_PERSON", "%s is held by people. Name the person who has the skill.", d.Name)
	case person != nil && d.Holder == ByPartner:
		return fault.Field(fault.Invalid, "personId", "HELD_BY_PARTNER", "%s is held by the partner itself. Leave the person out.", d.Name)
	}
	return worksFor(ctx, v, person, of)
}

const lockPartner = `
select partner_id
from partner_tally
where partner_id = $1
for update`

// Lock lets one unit of work at a time give to a partner or its people. It is
// the row that every completion locks first, so that nobody waits for another
// crosswise.
func Lock(ctx context.Context, tx *gate.Tx, id partner.ID) error {
	var locked partner.ID
	return tx.Get(ctx, &locked, lockPartner, id)
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
