package gate

import (
	"context"
	"strings"

	"github.com/jmoiron/sqlx"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/db"
)

// Snapshot is one read-only moment of the database, in which a whole operation
// reads. It begins with the first statement; every View of it runs under the
// role of its own ask. It belongs to one goroutine.
type Snapshot struct {
	gate    *Gate
	conn    *sqlx.Conn // nil until something is read
	role    string
	over    bool // its end was sent with the last statement
	leave   func()
	refusal []refusal
}

type refusal struct {
	ask Ask
	why error
}

// planning keeps the database from planning again what is prepared: the texts
// of planned reads leave nothing to the values of their arguments.
func (g *Gate) planning() string {
	const kept = "; set local plan_cache_mode = force_generic_plan"
	if g.db.Pooled() {
		return kept + "; " + strings.ReplaceAll(db.Planning, "set ", "set local ")
	}
	return kept
}

// Look runs fn with a snapshot. What was refused in it goes into the trail
// afterwards, when its connection is free again.
func Look[T any](ctx context.Context, g *Gate, fn func(*Snapshot) (T, error)) (T, error) {
	s := &Snapshot{gate: g}
	out, err := call(s, fn)
	s.close()
	for _, r := range s.refusal {
		g.refused(ctx, r.ask, r.why)
	}
	return out, err
}

// View reads in the snapshot what an ask allows.
func (s *Snapshot) View(ctx context.Context, ask Ask) (*View, error) {
	ok, err := s.gate.admit(ctx, ask)
	if err != nil {
		s.refusal = append(s.refusal, refusal{ask, err})
		return nil, err
	}
	v := &View{grant: ok, gate: s.gate, snap: s}
	return v, v.reachable(ctx)
}

// Sight reads in the snapshot with a reach that needs no action: what everybody
// may know of themselves.
func (s *Snapshot) Sight(ctx context.Context, reach access.Reach) (*View, error) {
	who := actor.From(ctx)
	if who == nil {
		return nil, fault.New(fault.Unauthenticated, "Sign in first.")
	}
	return &View{grant: grant{who: who, reach: reach}, gate: s.gate, snap: s}, nil
}

// enter makes the view's role the one that the next statement runs under.
func (s *Snapshot) enter(ctx context.Context, v *View) error {
	before, err := s.before(ctx, v)
	if err != nil || before == "" {
		return err
	}
	_, err = s.conn.ExecContext(ctx, before)
	return db.Fault(err)
}

// before is what has to be sent ahead of the next statement, so that it runs
// in the snapshot and under the view's role: the beginning, a change of role,
// or nothing.
func (s *Snapshot) before(ctx context.Context, v *View) (commands string, err error) {
	role := v.grant.reach.DBRole()
	switch {
	case s.conn == nil:
		s.leave = s.gate.turns.take(ctx)
		if s.conn, err = s.gate.db.Connx(ctx); err != nil {
			s.leave()
			return "", db.Fault(err)
		}
		commands = beginRead + v.grant.reading() + s.gate.planning()
	case s.role != role:
		commands = "set local role " + role
	}
	s.role, v.q = role, s.conn
	return commands, nil
}

func (s *Snapshot) close() {
	if s.conn == nil {
		return
	}
	if !s.over {
		end(s.conn, "rollback") // nothing was written
	}
	_ = s.conn.Close()
	s.leave()
}

// Packet is a statement that packs its rows into values.
type Packet struct {
	Text string
	Args []any
	Last bool // nothing is read in the snapshot after it
}

// Packed reads the values of a packet; one is nil when it has no rows.
func (v *View) Packed(ctx context.Context, p Packet) ([][]byte, error) {
	before, err := v.snap.before(ctx, v)
	if err != nil {
		return nil, err
	}
	m := db.Message{Before: before, Text: p.Text, Args: p.Args}
	if p.Last {
		m.After = "rollback"
	}
	out, err := db.Values(ctx, v.snap.conn, m)
	v.snap.over = p.Last && err == nil
	return out, db.Fault(err)
}
