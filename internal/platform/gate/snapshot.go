package gate

import (
	"context"
	"database/sql"
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
	role := v.grant.reach.DBRole()
	switch {
	case s.conn == nil:
		return s.begin(ctx, v)
	case s.role != role:
		if _, err := s.conn.ExecContext(ctx, "set local role "+role); err != nil {
			return db.Fault(err)
		}
		s.role = role
	}
	v.q = s.conn
	return nil
}

func (s *Snapshot) begin(ctx context.Context, v *View) error {
	c, err := s.gate.db.Connx(ctx)
	if err != nil {
		return db.Fault(err)
	}
	s.conn, s.role, v.q = c, v.grant.reach.DBRole(), c
	_, err = c.ExecContext(ctx, beginRead+v.grant.reading()+s.gate.planning())
	return db.Fault(err)
}

func (s *Snapshot) close() {
	if s.conn != nil {
		end(s.conn, "rollback") // nothing was written
		_ = s.conn.Close()
	}
}

// Packed reads the one value of a statement that packs its rows into it; nil
// when there are none.
func (v *View) Packed(ctx context.Context, query string, args ...any) ([]byte, error) {
	if err := v.ready(ctx); err != nil {
		return nil, err
	}
	rows, err := v.q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var packed sql.RawBytes
	if !rows.Next() {
		return nil, db.Fault(rows.Err())
	}
	if err := rows.Scan(&packed); err != nil {
		return nil, db.Fault(err)
	}
	out := append([]byte(nil), packed...)
	return out, db.Fault(rows.Close())
}
