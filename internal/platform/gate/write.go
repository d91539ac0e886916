package gate

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"github.com/jmoiron/sqlx"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/db"
)

// Tx writes under the reach that the gate found, and remembers what to put
// into the trail.
type Tx struct {
	View
	tx      *sqlx.Tx
	under   string // the database role just now
	trail   []audit.Entry
	changed bool // something was executed
}

// Exec runs a statement and tells how many rows it touched.
func (t *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	t.changed = true
	res, err := t.tx.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, db.Fault(err)
	}
	return res.RowsAffected()
}

// Must runs a statement that has to touch exactly one row; none is NotFound.
func (t *Tx) Must(ctx context.Context, query string, args ...any) error {
	n, err := t.Exec(ctx, query, args...)
	if err == nil && n != 1 {
		return notYours()
	}
	return err
}

// Record puts an entry into the trail of this transaction.
func (t *Tx) Record(e audit.Entry) { t.trail = append(t.trail, e) }

// Write runs fn in one transaction under the actor's reach and commits it with
// its trail. A repeated request (same idempotency key) gets the first answer
// and fn does not run. Serialization failures are tried once more.
func Write[T any](ctx context.Context, g *Gate, ask Ask, fn func(*Tx) (T, error)) (T, error) {
	var none T
	ok, err := g.admit(ctx, ask)
	if err != nil {
		g.refused(ctx, ask, err)
		return none, err
	}
	out, err := attempt(ctx, g, ok, fn)
	if db.Retryable(err) {
		out, err = attempt(ctx, g, ok, fn)
	}
	if err != nil {
		g.refused(ctx, ask, err)
		return none, err
	}
	return out, nil
}

func attempt[T any](ctx context.Context, g *Gate, ok grant, fn func(*Tx) (T, error)) (T, error) {
	var none T
	t, err := g.begin(ctx, ok)
	if err != nil {
		return none, err
	}
	defer t.tx.Rollback() //nolint:errcheck // after a commit this does nothing
	if err := t.reachable(ctx); err != nil {
		return none, err
	}
	out, done, err := replay[T](ctx, t)
	if done || err != nil {
		return out, err
	}
	if out, err = call(t, fn); err != nil {
		return none, err
	}
	if err := remember(ctx, t, out); err != nil {
		return none, err
	}
	return out, t.commit(ctx)
}

func (g *Gate) begin(ctx context.Context, ok grant) (*Tx, error) {
	tx, err := g.db.BeginTxx(ctx, &sql.TxOptions{})
	if err != nil {
		return nil, db.Fault(err)
	}
	if _, err := tx.ExecContext(ctx, ok.context(ctx)); err != nil {
		_ = tx.Rollback()
		return nil, db.Fault(err)
	}
	return &Tx{View: View{q: tx, grant: ok, gate: g}, tx: tx, under: ok.reach.DBRole()}, nil
}

const appendEntry = `select audit_append($1, nullif($2, '')::uuid, $3, $4, $5, $6, $7, $8)`

// appendEntries writes entries one after the other, in their order, in one
// round trip.
const appendEntries = `
select audit_append($1, nullif(e.v ->> 0, '')::uuid, e.v ->> 1, e.v ->> 2, e.v ->> 3, e.v ->> 4, e.v ->> 5, $2)
from jsonb_array_elements($3::jsonb) with ordinality e (v, n)
order by e.n`

const entriesAtOnce = 1000

// commit writes the trail last, because its lock is held until the end.
func (t *Tx) commit(ctx context.Context) error {
	if len(t.trail) == 0 {
		return fault.Wrap(fault.Internal, errNoTrail(t.grant.ask.Action), "Something broke on our side.")
	}
	for some := range slices.Chunk(t.trail, entriesAtOnce) {
		if err := t.append(ctx, some); err != nil {
			return err
		}
	}
	return t.finish()
}

// finish commits, and lets those who remember what they read know that it may
// have changed.
func (t *Tx) finish() error {
	defer t.gate.commits.Add(1)
	return db.Fault(t.tx.Commit())
}

// Commits counts the changes that this process has made. While it stands still,
// what was read a moment ago was not changed here.
func (g *Gate) Commits() uint64 { return g.commits.Load() }

func (t *Tx) append(ctx context.Context, some []audit.Entry) error {
	rows := make([]any, len(some))
	for i, e := range some {
		row, err := t.entry(e)
		if err != nil {
			return err
		}
		if len(some) == 1 {
			_, err = t.tx.ExecContext(ctx, appendEntry, append([]any{t.grant.who.Name()}, append(row, RequestID(ctx))...)...)
			return db.Fault(err)
		}
		rows[i] = row
	}
	text, err := json.Marshal(rows)
	if err == nil {
		_, err = t.tx.ExecContext(ctx, appendEntries, t.grant.who.Name(), RequestID(ctx), string(text))
	}
	return db.Fault(err)
}

// entry is what is written of one: partner, action, outcome, kind and id of the
// object, and the detail.
func (t *Tx) entry(e audit.Entry) ([]any, error) {
	text, err := e.Text()
	if e.Action == "" {
		e.Action = string(t.grant.ask.Action)
	}
	if e.Partner == "" {
		e.Partner = t.Partner()
	}
	return []any{e.Partner, e.Action, string(e.Outcome), e.Kind, e.ID, text}, err
}

type errNoTrail access.Action

func (e errNoTrail) Error() string { return "a write for " + string(e) + " recorded nothing" }

func decode[T any](text string) (T, error) {
	var out T
	err := json.Unmarshal([]byte(text), &out)
	return out, err
}
