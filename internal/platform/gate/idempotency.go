package gate

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/db"
)

// idempotency is the key of a mutation and the hash of what it asked.
type idempotency struct {
	key  string
	hash []byte
}

type idempotencyKey struct{}

// WithKey lets the next writes answer a repeat of this request with its first
// answer. request is everything that makes it this request: mutation and input.
// An answer is kept as JSON, so secrets in it must not marshal.
func WithKey(ctx context.Context, key string, request []byte) context.Context {
	if key == "" {
		return ctx
	}
	sum := sha256.Sum256(request)
	return context.WithValue(ctx, idempotencyKey{}, idempotency{key: key, hash: sum[:]})
}

// WithoutKey is a context whose writes are not answers to the request: the
// record of a refusal, which a repaired request must not get again.
func WithoutKey(ctx context.Context) context.Context {
	return context.WithValue(ctx, idempotencyKey{}, nil)
}

const (
	claimKey = `
insert into idempotency_key (principal, key, action, request_hash)
values ($1, $2, $3, $4)
on conflict do nothing`

	readKey = `
select action, request_hash, answer
from idempotency_key
where principal = $1 and key = $2
order by action = $3 desc
limit 1`

	answerKey = `
update idempotency_key
set answer = $4
where principal = $1 and key = $2 and action = $3`
)

type keyRow struct {
	Action string  `db:"action"`
	Hash   []byte  `db:"request_hash"`
	Answer *string `db:"answer"`
}

// replay claims the key. A second sender of the same key waits here until the
// first has committed, and then gets its answer.
func replay[T any](ctx context.Context, t *Tx) (out T, done bool, err error) {
	idem, ok := ctx.Value(idempotencyKey{}).(idempotency)
	if !ok {
		return out, false, nil
	}
	if len(idem.key) > 255 {
		return out, false, fault.Field(fault.Invalid, "idempotencyKey", "TOO_LONG", "An idempotency key has at most 255 characters.")
	}
	mine := t.grant.who.Principal()
	n, err := t.Exec(ctx, claimKey, mine, idem.key, string(t.grant.ask.Action), idem.hash)
	if err != nil {
		return out, false, err
	}
	var row keyRow
	if err := t.Get(ctx, &row, readKey, mine, idem.key, string(t.grant.ask.Action)); err != nil {
		return out, false, err
	}
	if n == 1 && row.Action == string(t.grant.ask.Action) {
		return out, false, sameRequest(ctx, t, idem)
	}
	if !bytes.Equal(row.Hash, idem.hash) || row.Answer == nil {
		return out, false, reused()
	}
	out, err = decode[T](*row.Answer)
	return out, err == nil, err
}

const otherUse = `
select exists (
  select 1 from idempotency_key
  where principal = $1 and key = $2 and request_hash <> $3)`

// sameRequest refuses a key that already served another request.
func sameRequest(ctx context.Context, t *Tx, idem idempotency) error {
	var other bool
	if err := t.Get(ctx, &other, otherUse, t.grant.who.Principal(), idem.key, idem.hash); err != nil {
		return err
	}
	if other {
		return reused()
	}
	return nil
}

func reused() error {
	return fault.Field(fault.Conflict, "idempotencyKey", "IDEMPOTENCY_KEY_REUSED",
		"This idempotency key was used for another request. Use a new key for a new request.")
}

// remember keeps the answer for a repeat.
func remember[T any](ctx context.Context, t *Tx, out T) error {
	idem, ok := ctx.Value(idempotencyKey{}).(idempotency)
	if !ok {
		return nil
	}
	text, err := json.Marshal(out)
	if err != nil {
		return err
	}
	_, err = t.tx.ExecContext(ctx, answerKey, t.grant.who.Principal(), idem.key, string(t.grant.ask.Action), string(text))
	return db.Fault(err)
}
