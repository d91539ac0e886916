package member

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// How long a one-time link works.
const (
	inviteLife = 72 * time.Hour
	resetLife  = 30 * time.Minute
)

// Link is a one-time right to set a password. Secret is in the first answer
// only, and empty in the answer to a repeat with the same idempotency key; the
// caller makes an address of it and hands it on. When mail exists, the secret
// goes there and no longer to the administrator.
type Link struct {
	Person    *Person
	ExpiresAt time.Time
	Secret    string `json:"-"`
}

// Invite makes a person known who has no password yet. The person can do
// nothing until the link is used.
func (s *Service) Invite(ctx context.Context, in Invitation) (*Link, error) {
	ask := gate.Ask{Action: access.MemberInvite, Partner: string(in.PartnerID)}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Link, error) {
		p, err := in.person(partner.ID(tx.Partner()))
		if err != nil {
			return nil, err
		}
		if err := mayInvite(ctx, tx, p); err != nil {
			return nil, err
		}
		p.ID, p.CreatedAt = ID(ids.New()), tx.Now()
		if err := insert(ctx, tx, p); err != nil {
			return nil, emailInUse(err)
		}
		tx.Record(about(p, audit.Created("person", string(p.ID), p.public())))
		return newLink(ctx, tx, p, inviteLife)
	})
}

func mayInvite(ctx context.Context, tx *gate.Tx, p *Person) error {
	family, err := familyOf(ctx, &tx.View, p.PartnerID)
	if err != nil {
		return err
	}
	if err := mayGive(tx.Actor().Roles, family, p.Roles); err != nil {
		return err
	}
	if err := stillOurs(ctx, tx, p.PartnerID); err != nil {
		return err
	}
	known, err := taken(ctx, &tx.View, p.Email, p.PartnerID)
	if err == nil && known {
		return fault.Field(fault.Conflict, "email", "PERSON_EXISTS", "This company has a person with this e-mail already. Invite that person again, or reset the password.")
	}
	return err
}

// stillOurs refuses new people for a partner who has left.
func stillOurs(ctx context.Context, tx *gate.Tx, id partner.ID) error {
	if id == "" {
		return nil
	}
	o, err := partner.ByID(ctx, &tx.View, id)
	if err == nil && o.Status == partner.Ended {
		return fault.Coded(fault.Conflict, "PARTNER_ENDED", "%s is no partner any more, so nobody can be invited to it.", o.DisplayName)
	}
	return err
}

// emailInUse speaks for the unique key, when two invite the same at once.
func emailInUse(err error) error {
	if fault.KindOf(err) == fault.Conflict {
		return fault.Field(fault.Conflict, "email", "PERSON_EXISTS", "This company has a person with this e-mail already.")
	}
	return err
}

// public is what the trail keeps of a person: no name, no address. The trail
// cannot forget, so it holds nothing that somebody may want forgotten.
func (p *Person) public() map[string]any {
	return map[string]any{"status": p.Status, "roles": p.Roles, "locale": p.Locale}
}

// about puts the entry into the trail of the person's partner, also when the
// vendor acts.
func about(p *Person, e audit.Entry) audit.Entry {
	e.Partner = string(p.PartnerID)
	return e
}

const linkInsert = `
insert into invitation (token_hash, person_id, expires_at)
values ($1, $2, $3)`

func newLink(ctx context.Context, tx *gate.Tx, p *Person, life time.Duration) (*Link, error) {
	secret, hash := newSecret()
	l := &Link{Person: p, ExpiresAt: tx.Now().Add(life), Secret: secret}
	_, err := tx.Exec(ctx, linkInsert, hash, p.ID, l.ExpiresAt)
	return l, err
}
