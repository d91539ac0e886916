package member

import (
	"context"
	"crypto/subtle"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// CreateToken makes an API token for the person who asks. Its Secret is in the
// first answer only: a repeat with the same idempotency key gets the token with
// an empty Secret, because nothing of it was kept. Whoever lost it revokes the
// token and makes another. A token cannot make tokens, or a stolen one would
// live for ever.
func (s *Service) CreateToken(ctx context.Context, in NewToken) (*Token, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TokenManage}, func(tx *gate.Tx) (*Token, error) {
		who := tx.Actor()
		if err := mayCreate(ctx, who, in.Kind); err != nil {
			return nil, err
		}
		t, err := in.token(who, tx.Now())
		if err != nil {
			return nil, err
		}
		return t, addToken(ctx, tx, t)
	})
}

func mayCreate(ctx context.Context, who *actor.Actor, k TokenKind) error {
	if err := inPerson(who); err != nil {
		return err
	}
	if k == ForService && gate.Reach(ctx, access.MemberInvite) == access.None {
		return fault.Coded(fault.Forbidden, "SERVICE_TOKEN", "Service tokens are made by administrators. Ask one, or make a personal token.")
	}
	return nil
}

// inPerson refuses programs where a person has to act.
func inPerson(who *actor.Actor) error {
	if who == nil || who.Person == "" || who.Token != "" {
		return fault.Coded(fault.Forbidden, "IN_PERSON", "An API token cannot do this. Sign in and do it yourself.")
	}
	return nil
}

func addToken(ctx context.Context, tx *gate.Tx, t *Token) error {
	n, err := liveTokens(ctx, &tx.View, t.PersonID)
	if err != nil {
		return err
	}
	if n >= maxTokens {
		return fault.Coded(fault.Conflict, "TOKEN_LIMIT", "You have %d tokens, the most that one person may have. Revoke one that is not needed.", n)
	}
	secret, hash := newSecret()
	t.ID = TokenID(ids.New())
	t.Secret = t.text(secret)
	tx.Record(audit.Created("api_token", string(t.ID), t))
	return insertToken(ctx, tx, t, hash)
}

// RevokeToken ends a token at once: one's own, or as a vendor administrator
// anybody's.
func (s *Service) RevokeToken(ctx context.Context, id TokenID) (*Token, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TokenManage}, func(tx *gate.Tx) (*Token, error) {
		t, err := tokenByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if who := tx.Actor(); string(t.PersonID) != who.Person && !who.Has(actor.VendorAdmin) {
			return nil, gate.Absent()
		}
		if t.RevokedAt != nil {
			return nil, fault.Coded(fault.Conflict, "TOKEN_REVOKED", "This token was revoked already.")
		}
		now := tx.Now()
		t.RevokedAt = &now
		tx.Record(audit.Changed("api_token", string(id), "live", "revoked"))
		return t, tx.Must(ctx, tokenRevoke, id, now)
	})
}

// byToken finds out who bears an API token.
func (s *Service) byToken(ctx context.Context, text string) (*actor.Actor, error) {
	id, kind, hash, ok := parseToken(text)
	if !ok {
		return nil, tokenRefused()
	}
	return gate.Door(ctx, s.gate, func(tx *gate.Tx) (*actor.Actor, error) {
		var r bearerRow
		if err := tx.Get(ctx, &r, tokenBearer, id); err != nil {
			return nil, orElse(err, tokenRefused())
		}
		if subtle.ConstantTimeCompare(r.Hash, hash) != 1 || r.Kind != kind || !tx.Now().Before(r.ExpiresAt) {
			return nil, tokenRefused()
		}
		who := r.person().actor()
		who.Token, who.Scopes = string(id), r.Scopes
		return who, touch(ctx, tx, tokenTouch, id, r.lastUsed())
	})
}

func tokenRefused() error {
	return fault.Coded(fault.Unauthenticated, "TOKEN_REFUSED", "This API token is not valid, or not any more. Make a new one.")
}

func (r *bearerRow) lastUsed() time.Time {
	if r.LastUsedAt == nil {
		return time.Time{}
	}
	return *r.LastUsedAt
}
