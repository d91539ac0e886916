package training

import (
	"time"

	"github.com/portico-prm/portico/internal/channel/partner"
)

// ID names a certification.
type ID string

// Definition is a skill that can be proved.
type Definition struct {
	Key         string `db:"key"`
	Name        string `db:"name"`
	Minutes     int    `db:"minutes"`      // how long its course takes
	ValidMonths int    `db:"valid_months"` // how long the proof holds
	NoticeDays  int    `db:"notice_days"`  // how long before its end it is said to be expiring
	GraceDays   int    `db:"grace_days"`   // how long it still counts after its end

	Kind         Kind   `db:"kind"`           // empty in Define: as it is, or VENDOR
	Holder       Holder `db:"holder"`         // empty in Define: as it is, or EITHER
	MaxAgeMonths *int   `db:"max_age_months"` // what was done longer ago does not count for a renewal; nil in Define: as it is, 0: no limit
}

// Kind says who made the rule that a certification proves.
type Kind string

// The kinds.
const (
	Vendor     Kind = "VENDOR"
	Regulatory Kind = "REGULATORY" // of a law or a standard, such as HIPAA: proved by a document
)

// Holder says who may hold a certification.
type Holder string

// The holders. Either has no requirements: it is recorded by hand.
const (
	ByPerson  Holder = "PERSON"
	ByPartner Holder = "PARTNER"
	ByEither  Holder = "EITHER"
)

// Path is by which requirements a certification was given.
type Path string

// The paths.
const (
	Full    Path = "FULL"
	Renewal Path = "RENEWAL"
)

// Origin says where what a certification rests on was done.
type Origin string

// The origins.
const (
	InPortal   Origin = "PORTAL"
	InSession  Origin = "VAD_SESSION"
	Imported   Origin = "IMPORT"
	ByEvidence Origin = "EVIDENCE"
	Recorded   Origin = "RECORDED" // somebody entered it
)

// How says how a certification was taken back.
type How string

// By hand, what was done before counts no more; for a lost requirement, what
// still stands counts again.
const (
	ByHand          How = "BY_HAND"
	RequirementLost How = "REQUIREMENT_LOST"
)

// Certification is a proof of skill. PersonID is nil when the partner holds it.
type Certification struct {
	ID            ID         `db:"id"`
	DefinitionKey string     `db:"definition_key"`
	Name          string     `db:"name"`
	PartnerID     partner.ID `db:"partner_id"`
	PersonID      *string    `db:"person_id"`
	IssuedAt      time.Time  `db:"issued_at"`
	ExpiresAt     time.Time  `db:"expires_at"`
	NoticeDays    int        `db:"notice_days"`
	GraceDays     int        `db:"grace_days"`
	Renews        *ID        `db:"renews"` // the proof that this one takes over from
	RevokedAt     *time.Time `db:"revoked_at"`
	RevokedWhy    *string    `db:"revoked_why"`
	RevokedHow    *How       `db:"revoked_how"`
	Origin        Origin     `db:"origin"`
	Ordinal       *int       `db:"ordinal"`     // the how-manieth that was issued by itself; nil: entered
	Path          *Path      `db:"path"`        // nil: entered
	EvidenceID    *string    `db:"evidence_id"` // the document that it rests on
	ShortFrom     *time.Time `db:"short_from"`  // from then on a partner has too few holders; nil: it needs none
	Begun         bool       `db:"begun"`       // false before its first day: it has brought nothing yet
}

// day is 24 hours: a promise of days does not depend on where summer time is.
const day = 24 * time.Hour

// EndsAt is the end of the grace.
func (c *Certification) EndsAt() time.Time {
	return c.ExpiresAt.Add(time.Duration(c.GraceDays) * day)
}

// CountsUntil is the end of the grace, or, of a partner, when too few of its
// people hold what it asks for, as things stand.
func (c *Certification) CountsUntil() time.Time {
	end := c.EndsAt()
	switch {
	case c.ShortFrom == nil || !c.ShortFrom.Before(end):
		return end
	case c.ShortFrom.Before(c.IssuedAt):
		return c.IssuedAt
	}
	return *c.ShortFrom
}

// NoticeFrom is when the proof begins to be expiring.
func (c *Certification) NoticeFrom() time.Time {
	return c.ExpiresAt.Add(-time.Duration(c.NoticeDays) * day)
}

// ValidAt tells whether the proof counts at a moment, in its grace too.
func (c *Certification) ValidAt(t time.Time) bool {
	s := c.StateAt(t)
	return s == Valid || s == Expiring || s == Grace
}
