package member

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// AcceptInvitation sets the password that a link gives the right to, and makes
// an invited person active. It serves first passwords and forgotten ones. The
// link works once; a password that is refused does not use it up. Every session
// of the person ends.
func (s *Service) AcceptInvitation(ctx context.Context, secret, password string) (*Person, error) {
	hash, ok := digest(secret)
	if !ok {
		return nil, linkRefused()
	}
	who, err := s.invited(ctx, hash)
	if err != nil {
		return nil, err
	}
	if err := CheckPassword(password, who.about()...); err != nil {
		return nil, err
	}
	sealed, err := s.hasher.seal(ctx, password) // no transaction is open meanwhile
	if err != nil {
		return nil, err
	}
	return gate.Door(ctx, s.gate, func(tx *gate.Tx) (*Person, error) {
		if err := tx.Must(ctx, linkUse, hash, tx.Now()); err != nil {
			return nil, orElse(err, linkRefused())
		}
		return accept(ctx, tx, who.person(), sealed)
	})
}

// accept runs in the transaction that used the link.
func accept(ctx context.Context, tx *gate.Tx, p *Person, sealed string) (*Person, error) {
	tx.As(p.actor())
	if err := setPassword(ctx, tx, p.ID, sealed); err != nil {
		return nil, err
	}
	if _, err := tx.Exec(ctx, linksUse, p.ID, tx.Now(), []byte{}); err != nil {
		return nil, err
	}
	if err := endLeftovers(ctx, tx, p); err != nil {
		return nil, err
	}
	if err := activate(ctx, tx, p.ID); err != nil {
		return nil, orElse(err, linkRefused())
	}
	tx.Record(audit.Entry{Action: actionPassword, Outcome: audit.Done, Kind: "person", ID: string(p.ID),
		Detail: map[string]any{"from": p.Status, "to": StatusActive}})
	p.Status = StatusActive
	return p, nil
}

// endLeftovers ends the tokens of somebody who comes back. Disable ended them
// already, in a transaction of its own that a crash can prevent.
func endLeftovers(ctx context.Context, tx *gate.Tx, p *Person) error {
	if p.Status != StatusInvited {
		return nil
	}
	_, err := revokeTokens(ctx, tx, p.ID)
	return err
}

// linkRefused is the one answer for a link that is unknown, used or too old.
func linkRefused() error {
	return fault.Field(fault.Invalid, "token", "LINK_REFUSED", "This link does not work, or not any more. Ask an administrator of your company for a new one.")
}

type invitedRow struct {
	row
	Company string `db:"company"`
}

// about is what is known of the person and must not make up the password.
func (r *invitedRow) about() []string { return []string{r.Email, r.Name, r.Company} }

const linkHolder = `
select ` + columns + `, coalesce(o.display_name, '') company
from invitation i
join person p on p.id = i.person_id
left join partner o on o.id = p.partner_id
where i.token_hash = $1 and i.used_at is null and i.expires_at > $2
  and p.status <> 'DISABLED' and o.status is distinct from 'ENDED'`

func (s *Service) invited(ctx context.Context, hash []byte) (*invitedRow, error) {
	return gate.Door(ctx, s.gate, func(tx *gate.Tx) (*invitedRow, error) {
		var r invitedRow
		err := tx.Get(ctx, &r, linkHolder, hash, tx.Now())
		return &r, orElse(err, linkRefused())
	})
}

const linkUse = `
update invitation
set used_at = $2
where token_hash = $1 and used_at is null and expires_at > $2`

const passwordSet = `
insert into password (person_id, hash, changed_at)
values ($1, $2, $3)
on conflict (person_id) do update set hash = excluded.hash, changed_at = excluded.changed_at`

// setPassword ends every session, because one of them may be why the password
// is set anew.
func setPassword(ctx context.Context, tx *gate.Tx, of ID, sealed string) error {
	if _, err := tx.Exec(ctx, passwordSet, of, sealed, tx.Now()); err != nil {
		return err
	}
	_, err := endSessions(ctx, tx, of)
	return err
}

const personActivate = `
update person
set status = 'ACTIVE', updated_at = $2
where id = $1 and status <> 'DISABLED'`

func activate(ctx context.Context, tx *gate.Tx, id ID) error {
	return tx.Must(ctx, personActivate, id, tx.Now())
}
