package db

import (
	"context"
	"database/sql"
)

// rounds is how often two connections are asked who serves them.
const rounds = 4

// behindPooler tells whether a pooler in transaction mode stands before the
// server. Two connections of ours then meet the same server process, or one of
// them meets two; without it neither happens.
func behindPooler(ctx context.Context, p *sql.DB) (bool, error) {
	if p.Stats().MaxOpenConnections == 1 {
		return false, nil // one connection cannot tell
	}
	a, err := p.Conn(ctx)
	if err != nil {
		return false, err
	}
	defer a.Close()
	b, err := p.Conn(ctx)
	if err != nil {
		return false, err
	}
	defer b.Close()
	return shared(ctx, a, b)
}

func shared(ctx context.Context, a, b *sql.Conn) (bool, error) {
	first, err := servedBy(ctx, a)
	if err != nil {
		return false, err
	}
	second, err := servedBy(ctx, b)
	for i := 1; i < rounds && err == nil && first != second; i++ {
		var x, y int
		if x, err = servedBy(ctx, a); err != nil {
			break
		}
		y, err = servedBy(ctx, b)
		if x != first || y != second {
			return true, err
		}
	}
	return first == second, err
}

func servedBy(ctx context.Context, c *sql.Conn) (pid int, err error) {
	err = c.QueryRowContext(ctx, "select pg_backend_pid()").Scan(&pid)
	return pid, err
}
