package effect

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Service is what one can do with effects. Those who credit learning tell it:
// see Completed and Revoked.
type Service struct{ gate *gate.Gate }

// NewService makes the service.
func NewService(g *gate.Gate) *Service { return &Service{gate: g} }

// Define puts a rule in force from now on. Under a key that there is already
// it is the next version, and ends the last: what happened before keeps what
// the last version gave.
func (s *Service) Define(ctx context.Context, d Definition) (*Rule, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.EffectRule}, func(tx *gate.Tx) (*Rule, error) {
		if err := d.check(); err != nil {
			return nil, err
		}
		last, err := lastVersion(ctx, tx, d.Key)
		if err != nil {
			return nil, err
		}
		r := d.follow(last, RuleID(ids.New()), tx.Now())
		if last != nil && last.EndedAt == nil {
			if err := end(ctx, tx, last.ID); err != nil {
				return nil, err
			}
		}
		tx.Record(audit.Created("effect_rule", string(r.ID), r))
		return r, insertRule(ctx, tx, r)
	})
}

// End takes a rule out of force. What it gave stays.
func (s *Service) End(ctx context.Context, key string) (*Rule, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.EffectRule}, func(tx *gate.Tx) (*Rule, error) {
		r, err := lastVersion(ctx, tx, key)
		if err != nil {
			return nil, err
		}
		if r == nil || r.EndedAt != nil {
			return nil, fault.Field(fault.Conflict, "key", "RULE_NOT_IN_FORCE", "There is no rule %q in force.", key)
		}
		now := tx.Now()
		r.EndedAt = &now
		tx.Record(audit.Changed("effect_rule", string(r.ID), "active", "ended"))
		return r, end(ctx, tx, r.ID)
	})
}
