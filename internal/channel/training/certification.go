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
	RevokedAt     *time.Time `db:"revoked_at"`
}

// ValidAt tells whether the proof counts at a moment.
func (c *Certification) ValidAt(t time.Time) bool {
	return !t.Before(c.IssuedAt) && t.Before(c.ExpiresAt) && (c.RevokedAt == nil || t.Before(*c.RevokedAt))
}
