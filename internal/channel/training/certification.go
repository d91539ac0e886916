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
}

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
}

// day is 24 hours: a promise of days does not depend on where summer time is.
const day = 24 * time.Hour

// CountsUntil is the end of the grace.
func (c *Certification) CountsUntil() time.Time {
	return c.ExpiresAt.Add(time.Duration(c.GraceDays) * day)
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
