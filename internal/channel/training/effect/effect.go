package effect

import (
	"time"

	"github.com/portico-prm/portico/internal/channel/partner"
)

// ID names one entry of the ledger.
type ID string

// Effect is one entry of the ledger.
type Effect struct {
	ID        ID         `db:"id"`
	PartnerID partner.ID `db:"partner_id"`
	PersonID  *string    `db:"person_id"` // nil when the partner itself was certified
	RuleID    RuleID     `db:"rule_id"`
	Cause     Cause      `db:"cause"`
	CauseID   string     `db:"cause_id"`
	Subject   string     `db:"subject"`
	Kind      Kind       `db:"kind"`
	Target    string     `db:"target"`
	Amount    int        `db:"amount"` // negative when it reverses another
	At        time.Time  `db:"at"`
	Until     *time.Time `db:"until"` // when it ends by itself; nil never
	Reverses  *ID        `db:"reverses"`
}

// event is a cause that came about.
type event struct {
	cause   Cause
	id      string
	subject string
	partner partner.ID
	person  *string
	at      time.Time
	until   *time.Time
}

// holder is who has the effects: the person, or the partner itself.
func (e event) holder() string {
	if e.person != nil {
		return *e.person
	}
	return string(e.partner)
}

// by is the effect that an event has by a rule.
func (e event) by(r *Rule, id ID) *Effect {
	return &Effect{ID: id, PartnerID: e.partner, PersonID: e.person, RuleID: r.ID, Cause: e.cause, CauseID: e.id, Subject: e.subject,
		Kind: r.Kind, Target: r.Target, Amount: r.Amount, At: e.at, Until: e.until}
}

// reversed is the entry that takes an effect back.
func (e *Effect) reversed(id ID, at time.Time) *Effect {
	back := *e
	back.ID, back.Amount, back.At, back.Reverses = id, -e.Amount, at, &e.ID
	return &back
}

// act is what a new event does where the holder may already have its effect.
type act uint8

const (
	add     act = iota
	replace     // a renewal holds longer: the old effect makes room
	leave       // the holder has it already
)

// meet decides what becomes of an event under a rule; held is the effect that
// the holder has of the same rule and subject, nil for none.
func (r *Rule) meet(e event, held *Effect) act {
	switch {
	case !r.Once || held == nil:
		return add
	case later(e.until, held.Until):
		return replace
	}
	return leave
}

// later tells whether an end comes after another; nil never comes.
func later(a, b *time.Time) bool {
	return b != nil && (a == nil || a.After(*b))
}
