package member

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// SignOut ends the session that the request came with, as Middleware found it,
// and takes its cookie away. It tells whether there was one to end.
func (s *Service) SignOut(ctx context.Context) (bool, error) {
	b := browserOf(ctx)
	hash, ok := digest(b.token)
	if !ok || !b.known {
		return false, nil
	}
	return s.signOut(ctx, "one", func(tx *gate.Tx) (int64, error) { return endSession(ctx, tx, hash) })
}

// SignOutEverywhere ends every session of the person who asks, in this browser
// and in all others. API tokens stay; they are revoked one by one.
func (s *Service) SignOutEverywhere(ctx context.Context) (bool, error) {
	who := actor.From(ctx)
	if who == nil || who.Person == "" {
		return false, fault.New(fault.Unauthenticated, "Sign in first.")
	}
	return s.signOut(ctx, "all", func(tx *gate.Tx) (int64, error) { return endSessions(ctx, tx, ID(who.Person)) })
}

func (s *Service) signOut(ctx context.Context, which string, end func(*gate.Tx) (int64, error)) (bool, error) {
	n, err := gate.Door(ctx, s.gate, func(tx *gate.Tx) (int64, error) {
		n, err := end(tx)
		recordSignOut(ctx, tx, n, which)
		return n, err
	})
	if err == nil && browserOf(ctx).known {
		browserOf(ctx).set(s.NoCookie())
	}
	return n > 0, err
}

func recordSignOut(ctx context.Context, tx *gate.Tx, n int64, which string) {
	who := actor.From(ctx)
	if n == 0 || who == nil {
		return
	}
	tx.As(who)
	tx.Record(audit.Entry{Action: actionSignOut, Outcome: audit.Done, Kind: "person", ID: who.Person,
		Detail: map[string]any{"which": which, "sessions": n}})
}

const sessionEnd = `
delete from session
where token_hash = $1`

func endSession(ctx context.Context, tx *gate.Tx, hash []byte) (int64, error) {
	return tx.Exec(ctx, sessionEnd, hash)
}

const sessionsEnd = `
delete from session
where person_id = $1`

func endSessions(ctx context.Context, tx *gate.Tx, of ID) (int64, error) {
	return tx.Exec(ctx, sessionsEnd, of)
}
