package member

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Reinvite makes a new link for a person who has not accepted yet, and is the
// way back for a disabled one, who sets a new password too. Earlier links end.
func (s *Service) Reinvite(ctx context.Context, id ID) (*Link, error) {
	return s.relink(ctx, id, inviteLife, func(tx *gate.Tx, p *Person) error {
		if p.Status == StatusActive {
			return fault.Coded(fault.Conflict, "ALREADY_ACTIVE", "This person has accepted already. Reset the password instead.")
		}
		if err := notByToken(tx, p.Status == StatusDisabled); err != nil {
			return err
		}
		tx.Record(about(p, audit.Changed("person", string(p.ID), p.Status, StatusInvited)))
		p.Status = StatusInvited
		return setStatus(ctx, tx, p.ID, p.Status)
	})
}

// ResetPassword makes a link, good for half an hour, with which an active
// person sets a new password. The old one works until the link is used; then
// every session ends.
func (s *Service) ResetPassword(ctx context.Context, id ID) (*Link, error) {
	return s.relink(ctx, id, resetLife, func(tx *gate.Tx, p *Person) error {
		if p.Status != StatusActive {
			return fault.Coded(fault.Conflict, "NOT_ACTIVE", "This person has no password to reset. Invite the person again instead.")
		}
		if err := notByToken(tx, true); err != nil {
			return err
		}
		tx.Record(about(p, audit.Entry{Outcome: audit.Done, Kind: "person", ID: string(p.ID), Detail: map[string]string{"link": "reset"}}))
		return nil
	})
}

// notByToken keeps API tokens from opening accounts that exist: with it a
// program could become anybody whom its owner administers.
func notByToken(tx *gate.Tx, exists bool) error {
	if exists && tx.Actor().Token != "" {
		return inPerson(tx.Actor())
	}
	return nil
}

func (s *Service) relink(ctx context.Context, id ID, life time.Duration, move func(*gate.Tx, *Person) error) (*Link, error) {
	l, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.MemberInvite}, func(tx *gate.Tx) (*Link, error) {
		p, _, err := subject(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if err := move(tx, p); err != nil {
			return nil, err
		}
		return newLink(ctx, tx, p, life)
	})
	if err != nil || l.Secret == "" { // a repeat: another link may have been made since
		return l, err
	}
	return l, s.onlyLink(ctx, l)
}

const linksUse = `
update invitation
set used_at = $2
where person_id = $1 and used_at is null and token_hash <> $3`

// onlyLink ends the other open links of the person. Only the door can.
func (s *Service) onlyLink(ctx context.Context, l *Link) error {
	hash, _ := digest(l.Secret)
	_, err := gate.Door(ctx, s.gate, func(tx *gate.Tx) (int64, error) {
		return tx.Exec(ctx, linksUse, l.Person.ID, tx.Now(), hash)
	})
	return err
}
