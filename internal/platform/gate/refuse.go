package gate

import (
	"context"
	"log/slog"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
)

// refused puts a refusal into the trail, in its own transaction: one of the
// permission table, or of a rule that a service knows. A caller without a name
// leaves no trace here; the sign-in counters have it.
func (g *Gate) refused(ctx context.Context, ask Ask, why error) {
	who := actor.From(ctx)
	if who == nil || fault.KindOf(why) != fault.Forbidden {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTimeout)
	defer cancel()
	t, err := g.begin(ctx, grant{ask: Ask{Action: ask.Action}, who: who, reach: access.Own})
	if err == nil {
		defer t.tx.Rollback() //nolint:errcheck // after a commit this does nothing
		t.Record(audit.Refusal("action", string(ask.Action), map[string]string{"code": fault.CodeOf(why)}))
		err = t.commit(ctx)
	}
	if err != nil {
		g.log.ErrorContext(ctx, "a refusal is missing from the trail", "action", ask.Action, "cause", err)
	}
}

// Widen runs fn with the vendor's sight inside a partner's transaction: a
// check across the channel that the partner may not make itself. Every use
// says why and is counted in the log; nothing that fn reads may leave as it is.
func (t *Tx) Widen(ctx context.Context, why string, fn func() error) error {
	was := t.under
	if err := t.role(ctx, access.All.DBRole()); err != nil {
		return err
	}
	level := slog.LevelInfo
	if t.grant.who.System != "" { // it sees the whole channel anyway
		level = slog.LevelDebug
	}
	t.gate.log.Log(ctx, level, "widened", "why", why, "action", t.grant.ask.Action, "request", RequestID(ctx))
	err := fn()
	if back := t.role(ctx, was); err == nil {
		err = back
	}
	return err
}

// role names are constants of ours, never input.
func (t *Tx) role(ctx context.Context, name string) error {
	_, err := t.Exec(ctx, "set local role "+name)
	if err == nil {
		t.under = name
	}
	return err
}

// Clock is the time as the gate tells it.
func (g *Gate) Clock() time.Time { return g.now() }
