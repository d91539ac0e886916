package member

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const tokenColumns = `
select t.id, t.person_id, t.kind, t.name, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at
from api_token t`

type tokenRow struct {
	Token
	Scopes gate.Strings `db:"scopes"`
}

func (r *tokenRow) token() *Token {
	t := r.Token
	t.Scopes = r.Scopes
	return &t
}

const tokenWithID = tokenColumns + `
where t.id = $1`

func tokenByID(ctx context.Context, v *gate.View, id TokenID) (*Token, error) {
	if !ids.Valid(string(id)) {
		return nil, gate.Absent()
	}
	var r tokenRow
	err := v.Get(ctx, &r, tokenWithID, id)
	return r.token(), err
}

const tokensAlive = `
select count(*) from api_token
where person_id = $1 and revoked_at is null and expires_at > $2`

func liveTokens(ctx context.Context, v *gate.View, of ID) (int, error) {
	var n int
	err := v.Get(ctx, &n, tokensAlive, of, v.Now())
	return n, err
}

const tokenInsert = `
insert into api_token (id, person_id, partner_id, kind, name, secret_hash, scopes, created_at, expires_at)
values ($1, $2, nullif($3, '')::uuid, $4, $5, $6, $7, $8, $9)`

func insertToken(ctx context.Context, tx *gate.Tx, t *Token, hash []byte) error {
	_, err := tx.Exec(ctx, tokenInsert, t.ID, t.PersonID, tx.Actor().Partner, t.Kind, t.Name, hash,
		gate.Strings(t.Scopes), t.CreatedAt, t.ExpiresAt)
	return err
}

const tokenRevoke = `
update api_token
set revoked_at = $2
where id = $1 and revoked_at is null`

const tokensRevoke = `
update api_token
set revoked_at = $2
where person_id = $1 and revoked_at is null`

func revokeTokens(ctx context.Context, tx *gate.Tx, of ID) (int64, error) {
	return tx.Exec(ctx, tokensRevoke, of, tx.Now())
}

const tokenBearer = `
select ` + columns + `, t.kind, t.secret_hash, t.scopes, t.expires_at, t.last_used_at
from api_token t
join person p on p.id = t.person_id
left join partner o on o.id = p.partner_id
where t.id = $1 and t.revoked_at is null and ` + working

type bearerRow struct {
	row
	Kind       TokenKind    `db:"kind"`
	Hash       []byte       `db:"secret_hash"`
	Scopes     gate.Strings `db:"scopes"`
	ExpiresAt  time.Time    `db:"expires_at"`
	LastUsedAt *time.Time   `db:"last_used_at"`
}

const tokenTouch = `
update api_token
set last_used_at = $2
where id = $1 and (last_used_at is null or last_used_at < $2)`
