package db

import (
	"context"
	"database/sql"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/jmoiron/sqlx"
)

// Config says which database to open, and how.
type Config struct {
	// URL is a connection URL (postgres://...) or a list of key=value pairs.
	// Without sslmode, a server on this machine is spoken to in clear and any
	// other with verify-full.
	URL string
	// Pooled forces the manner of speaking that a pooler in transaction mode
	// needs. Open also finds such a pooler by itself.
	Pooled bool
	// Direct says that there is none, which saves the look: a connection.
	Direct bool
	// Unsafe lets a server run that may lose acknowledged work at a power cut.
	// For tests, and for storage that promises durability by other means.
	Unsafe bool
	// MaxOpen is the most connections to hold; 0 means 16. Migrate needs two.
	MaxOpen int
	// MaxIdleTime is how long an unused connection is kept; 0 means 5 minutes.
	MaxIdleTime time.Duration
}

const (
	defaultOpen     = 16
	defaultIdleTime = 5 * time.Minute
)

// DB is a pool of connections. It is safe for concurrent use.
type DB struct {
	*sqlx.DB
	pooled bool
	target target
	asked  *atomic.Int64
}

// Asked is how many statements were sent so far, those that open and end
// transactions beside them not counted.
func (d *DB) Asked() int64 { return d.asked.Load() }

// Pooled tells whether a pooler in transaction mode is between us and the server.
func (d *DB) Pooled() bool { return d.pooled }

// Near tells whether the server is on this machine; no server is not.
func (d *DB) Near() bool { return d != nil && near(d.target.cfg) }

// Open connects, looks for a pooler, and refuses a server that is too old or
// that may lose acknowledged work. The error names the target, never the password.
func Open(ctx context.Context, cfg Config) (*DB, error) {
	t, err := parseTarget(cfg.URL)
	if err != nil {
		return nil, fmt.Errorf("database URL: %w", err)
	}
	d, err := dial(ctx, cfg, t)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", t, explain(err))
	}
	if err := fit(ctx, d, cfg.Unsafe); err != nil {
		_ = d.Close()
		return nil, fmt.Errorf("open %s: %w", t, err)
	}
	return d, nil
}

// dial opens the pool that suits what is at the other end.
func dial(ctx context.Context, cfg Config, t target) (*DB, error) {
	if cfg.Pooled || cfg.Direct {
		return pool(cfg, t, cfg.Pooled), nil
	}
	d := pool(cfg, t, false)
	shared, err := behindPooler(ctx, d.DB.DB)
	if err == nil && !shared {
		return d, nil
	}
	_ = d.Close()
	if err != nil {
		return nil, err
	}
	return pool(cfg, t, true), nil
}

func pool(cfg Config, t target, pooled bool) *DB {
	from := newConnector(t, pooled)
	p := sql.OpenDB(from)
	n := cfg.MaxOpen
	if n <= 0 {
		n = defaultOpen
	}
	idle := cfg.MaxIdleTime
	if idle <= 0 {
		idle = defaultIdleTime
	}
	p.SetMaxOpenConns(n)
	p.SetMaxIdleConns(n)
	p.SetConnMaxIdleTime(idle)
	return &DB{DB: sqlx.NewDb(p, "postgres"), pooled: pooled, target: t, asked: &from.asked}
}
