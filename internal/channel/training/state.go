package training

import "time"

// State is where a certification is in its life. It is never kept: it follows
// from the dates and the moment of the question, so no late chore makes it wrong.
type State string

// The states. The holder counts as certified in Valid, Expiring and Grace.
const (
	Issued   State = "ISSUED" // its first day is still to come
	Valid    State = "VALID"
	Expiring State = "EXPIRING"
	Grace    State = "GRACE"
	Expired  State = "EXPIRED"
	Short    State = "SHORT" // too few people of the partner hold what it asks for
	Revoked  State = "REVOKED"
)

// StateAt is the state at a moment.
func (c *Certification) StateAt(t time.Time) State {
	switch {
	case c.RevokedAt != nil && !t.Before(*c.RevokedAt):
		return Revoked
	case t.Before(c.IssuedAt):
		return Issued
	case !t.Before(c.EndsAt()):
		return Expired
	case c.ShortFrom != nil && !t.Before(*c.ShortFrom):
		return Short
	case !t.Before(c.ExpiresAt):
		return Grace
	case !t.Before(c.NoticeFrom()):
		return Expiring
	}
	return Valid
}
