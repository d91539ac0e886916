package effect

import (
	"context"
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// A partner's certification counts as long as enough people hold what it asks
// for, and that changes: what it brings ends, or goes on, with it.

// Pause is how long it waits at most when somebody leaves, comes back or changes
// the role. What certifications do to it is written together with them.
const Pause = 5 * time.Minute

// Rounds is the chore of the queue that looks for it.
type Rounds struct{}

// Kind names the chore in the queue.
func (Rounds) Kind() string { return "effect.rounds" }

// Round lets what certifications of partners bring end when these cease to
// count, as things stand. It can be cut off anywhere and told twice.
func (s *Service) Round(ctx context.Context) error {
	ask := gate.Ask{Action: access.EffectRule}
	for after := partner.ID(nobody); ; {
		found, err := gate.Read(ctx, s.gate, ask, func(v *gate.View) ([]partner.ID, error) { return withStrays(ctx, v, after) })
		if err != nil || len(found) == 0 {
			return err
		}
		for _, id := range found {
			if _, err := gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (struct{}, error) { return struct{}{}, s.catchUp(ctx, tx, id) }); err != nil {
				return err
			}
		}
		after = found[len(found)-1]
	}
}

func (s *Service) catchUp(ctx context.Context, tx *gate.Tx, id partner.ID) error {
	tx.Record(audit.Entry{Action: "effect.followed", Outcome: audit.Done, Kind: "partner", ID: string(id), Partner: string(id)})
	if err := training.Lock(ctx, tx, id); err != nil {
		return err
	}
	return s.follow(ctx, tx, id)
}

// follow gives anew what certifications of a partner bring that does not end
// when these cease to count.
func (s *Service) follow(ctx context.Context, tx *gate.Tx, id partner.ID) error {
	keys, err := strayedOf(ctx, &tx.View, id)
	if err != nil || len(keys) == 0 {
		return err
	}
	held, err := training.HeldOf(ctx, &tx.View, keys, id, nil)
	if err != nil {
		return err
	}
	held = slices.DeleteFunc(held, func(c *training.Certification) bool {
		return c.RevokedAt != nil || !c.Begun || !c.EndsAt().After(tx.Now())
	})
	slices.SortStableFunc(held, func(a, b *training.Certification) int { return a.CountsUntil().Compare(b.CountsUntil()) })
	for _, do := range []func(*training.Certification) error{
		func(c *training.Certification) error { return takeBack(ctx, tx, string(c.ID)) },
		func(c *training.Certification) error { return bring(ctx, tx, c) },
	} {
		for _, c := range held {
			if err := do(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// asCounted is a certification of a partner with the moment from which too few
// hold what it asks for, which the database counts.
func asCounted(ctx context.Context, v *gate.View, of *training.Certification) (*training.Certification, error) {
	held, err := training.HeldOf(ctx, v, []string{of.DefinitionKey}, of.PartnerID, nil)
	if i := slices.IndexFunc(held, func(c *training.Certification) bool { return c.ID == of.ID }); i >= 0 {
		return held[i], err
	}
	return of, err
}

// nobody comes before everybody.
const nobody = "00000000-0000-0000-0000-000000000000"

const strays = `
from certification c
join effect x on x.cause_id = c.id and x.cause = 'CERTIFIED'
where c.person_id is null and c.revoked_at is null and c.short_from is not null and c.expires_at + c.grace_days * interval '24 hours' > $1
  and x.until <> greatest(least(c.expires_at + c.grace_days * interval '24 hours', c.short_from), c.issued_at)` + notReversed

const keysOfStrays = `
select distinct c.definition_key` + strays + `
  and c.partner_id = $2`

func strayedOf(ctx context.Context, v *gate.View, id partner.ID) ([]string, error) {
	var out []string
	err := v.Select(ctx, &out, keysOfStrays, v.Now(), id)
	return out, err
}

const partnersOfStrays = `
select distinct c.partner_id` + strays + `
  and c.partner_id > $2
order by 1
limit 500`

func withStrays(ctx context.Context, v *gate.View, after partner.ID) ([]partner.ID, error) {
	var out []partner.ID
	err := v.Select(ctx, &out, partnersOfStrays, v.Now(), after)
	return out, err
}
