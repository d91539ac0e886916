package db

import (
	"context"
	"database/sql/driver"
	"sync/atomic"

	"github.com/lib/pq"
)

// connector makes connections that are guarded and that keep their statements
// prepared.
type connector struct {
	target target
	pooled bool
	asked  atomic.Int64 // statements on all its connections
}

func newConnector(t target, pooled bool) *connector {
	t.cfg = t.cfg.Clone()
	t.cfg.BinaryParameters = pooled // text and arguments in one message, no statement to look for
	return &connector{target: t, pooled: pooled}
}

// Driver is lib/pq's; database/sql wants to know.
func (c *connector) Driver() driver.Driver { return &pq.Driver{} }

// Connect dials under the deadline of ctx, handshake included.
func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	pc, err := pq.NewConnectorConfig(c.target.cfg)
	if err != nil {
		return nil, err
	}
	catch := &caught{ctx: ctx}
	pc.Dialer(dialer{})
	raw, err := pc.Connect(context.WithValue(ctx, caughtKey{}, catch))
	late := catch.guard != nil && catch.guard.end(inOp)
	if err != nil {
		return nil, err
	}
	if late {
		_ = raw.Close()
		return nil, context.Cause(ctx)
	}
	conn, err := newConn(raw, catch.guard, &c.asked, c.pooled, c.target.cfg.SSLMode == pq.SSLModeDisable)
	if err != nil || c.pooled {
		return conn, err
	}
	if _, err := conn.ExecContext(ctx, Planning, nil); err != nil {
		_ = raw.Close()
		return nil, err
	}
	return conn, nil
}

// Planning is what our statements ask of the planner: they are short, so a
// compiler costs more than it saves, and what they read lies in memory or on a
// disk without a head to move. Behind a pooler, where a session is not ours to
// set, each transaction has to say it.
const Planning = "set jit = off; set random_page_cost = 1.1"
