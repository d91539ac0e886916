package member

import (
	"context"
	"slices"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// ChangeRoles gives a person other roles. They hold at the person's next
// request, in every session and token.
func (s *Service) ChangeRoles(ctx context.Context, id ID, roles []actor.Role) (*Person, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.MemberInvite}, func(tx *gate.Tx) (*Person, error) {
		p, family, err := subject(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if err := mayGive(tx.Actor().Roles, family, roles); err != nil {
			return nil, err
		}
		if !slices.Contains(roles, adminOf[family]) {
			if err := keepAdmin(ctx, tx, p, family); err != nil {
				return nil, err
			}
		}
		tx.Record(about(p, audit.Changed("person", string(id), p.Roles, roles)))
		p.Roles = roles
		return p, setRoles(ctx, tx, id, roles)
	})
}

// Disable shuts a person out from the next request on; sessions and tokens end
// and do not come back with the person. The way back is Reinvite.
func (s *Service) Disable(ctx context.Context, id ID) (*Person, error) {
	p, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.MemberInvite}, func(tx *gate.Tx) (*Person, error) {
		p, family, err := subject(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if err := mayDisable(ctx, tx, p, family); err != nil {
			return nil, err
		}
		tx.Record(about(p, audit.Changed("person", string(id), p.Status, StatusDisabled)))
		p.Status = StatusDisabled
		return p, setStatus(ctx, tx, id, p.Status)
	})
	if err != nil {
		return nil, err
	}
	return p, s.shut(ctx, p)
}

func mayDisable(ctx context.Context, tx *gate.Tx, p *Person, family string) error {
	switch {
	case p.Status == StatusDisabled:
		return fault.Coded(fault.Conflict, "ALREADY_DISABLED", "This person is disabled already.")
	case tx.Actor().Person == string(p.ID):
		return fault.Coded(fault.Conflict, "DISABLE_SELF", "You cannot disable yourself. Ask another administrator.")
	}
	return keepAdmin(ctx, tx, p, family)
}

// keepAdmin refuses to leave a house without an active administrator.
func keepAdmin(ctx context.Context, tx *gate.Tx, p *Person, family string) error {
	admin := adminOf[family]
	if p.Status != StatusActive || !slices.Contains(p.Roles, admin) {
		return nil
	}
	other, err := anotherAdmin(ctx, &tx.View, p, admin)
	if err == nil && !other {
		return fault.Coded(fault.Conflict, "LAST_ADMIN", "This is the only active %s of the company. Make another person one first.", admin)
	}
	return err
}

// subject is the person whom an administrator acts on, and the family of that
// person's house. From here to the commit all administration of the house
// waits, so that two administrators cannot remove each other.
func subject(ctx context.Context, tx *gate.Tx, id ID) (*Person, string, error) {
	p, err := byID(ctx, &tx.View, id)
	if err != nil {
		return nil, "", err
	}
	// A partner's people see their channel manager, but do not administer them.
	if tx.Reach() != access.All && string(p.PartnerID) != tx.Actor().Partner {
		return nil, "", gate.Absent()
	}
	if err := lock(ctx, tx, lockKey("administer", string(p.PartnerID))); err != nil {
		return nil, "", err
	}
	family, err := familyOf(ctx, &tx.View, p.PartnerID)
	if err != nil {
		return nil, "", err
	}
	if err := mayAdminister(tx.Actor().Roles, family); err != nil {
		return nil, "", err
	}
	p, err = byID(ctx, &tx.View, id) // as it is now that we have the lock
	return p, family, err
}

// shut ends what the person still holds. Nothing of it worked since the status
// changed; it must not work again when the person comes back.
func (s *Service) shut(ctx context.Context, p *Person) error {
	_, err := gate.Door(ctx, s.gate, func(tx *gate.Tx) (struct{}, error) {
		var none struct{}
		sessions, err := endSessions(ctx, tx, p.ID)
		if err != nil {
			return none, err
		}
		tokens, err := revokeTokens(ctx, tx, p.ID)
		if err == nil && sessions+tokens > 0 {
			tx.As(actor.From(ctx))
			tx.Record(about(p, audit.Entry{Action: actionToken, Outcome: audit.Done, Kind: "person", ID: string(p.ID),
				Detail: map[string]int64{"sessions": sessions, "tokens": tokens}}))
		}
		return none, err
	})
	return err
}
