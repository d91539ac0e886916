package db_test

import (
	"context"
	"database/sql"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/testdb"
)

// lossy opens a database behind a wire that can lose packets.
func lossy(t testing.TB, secure bool) (*db.DB, *proxy) {
	t.Helper()
	p, url := wire(t, testdb.URL(t), secure)
	d, err := db.Open(t.Context(), db.Config{URL: url, Unsafe: true, MaxOpen: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d, p
}

// When packets vanish lib/pq alone waits for ever (TRUST M11). Whatever is
// running must end half a second after its context at the latest.
func TestWorkEndsWithItsContextWhenPacketsVanish(t *testing.T) {
	t.Parallel()
	const limit = 100 * time.Millisecond
	const point = "select $1::int + 1"
	tests := map[string]func(ctx context.Context, d *db.DB, lose func()) error{
		"a prepared statement": func(ctx context.Context, d *db.DB, lose func()) error {
			lose()
			_, err := d.ExecContext(ctx, point, 1)
			return err
		},
		"over TLS a prepared statement": func(ctx context.Context, d *db.DB, lose func()) error {
			lose()
			_, err := d.ExecContext(ctx, point, 1)
			return err
		},
		"over TLS a new connection": func(ctx context.Context, d *db.DB, lose func()) error {
			d.SetMaxIdleConns(0)
			lose()
			_, err := d.ExecContext(ctx, point, 1)
			return err
		},
		"a simple query": func(ctx context.Context, d *db.DB, lose func()) error {
			lose()
			_, err := d.ExecContext(ctx, "select 1")
			return err
		},
		"a statement that is new": func(ctx context.Context, d *db.DB, lose func()) error {
			lose()
			_, err := d.ExecContext(ctx, "select $1::int + 2", 1)
			return err
		},
		"reading rows": func(ctx context.Context, d *db.DB, lose func()) error {
			rows, err := d.QueryContext(ctx, "select repeat('x', 100000) from generate_series(1, $1::int)", 10000)
			if err != nil {
				return err
			}
			defer rows.Close()
			rows.Next()
			lose()
			for rows.Next() {
			}
			return rows.Err()
		},
		"begin": func(ctx context.Context, d *db.DB, lose func()) error {
			lose()
			_, err := d.BeginTxx(ctx, nil)
			return err
		},
		"a statement in a transaction": func(ctx context.Context, d *db.DB, lose func()) error {
			tx, err := d.BeginTxx(ctx, nil)
			if err != nil {
				return err
			}
			lose()
			_, err = tx.ExecContext(ctx, point, 1)
			_ = tx.Rollback()
			return err
		},
		"a statement without a deadline in a transaction with one": func(ctx context.Context, d *db.DB, lose func()) error {
			tx, err := d.BeginTxx(ctx, nil)
			if err != nil {
				return err
			}
			lose()
			_, err = tx.ExecContext(context.Background(), point, 1)
			_ = tx.Rollback()
			return err
		},
		"commit": func(ctx context.Context, d *db.DB, lose func()) error {
			tx, err := d.BeginTxx(ctx, nil)
			if err != nil {
				return err
			}
			lose()
			return tx.Commit()
		},
		"a pinned connection": func(ctx context.Context, d *db.DB, lose func()) error {
			c, err := d.Connx(ctx)
			if err != nil {
				return err
			}
			defer c.Close()
			if _, err := c.ExecContext(ctx, "begin; set local role pg_database_owner"); err != nil {
				return err
			}
			lose()
			_, err = c.ExecContext(ctx, point, 1)
			return err
		},
		"connecting": func(ctx context.Context, d *db.DB, lose func()) error {
			a, err := d.Connx(ctx)
			if err != nil {
				return err
			}
			defer a.Close()
			b, err := d.Connx(ctx)
			if err != nil {
				return err
			}
			_ = b.Raw(func(any) error { return sql.ErrConnDone })
			_ = b.Close()
			d.SetMaxIdleConns(0) // the next one must be dialled
			lose()
			_, err = d.ExecContext(ctx, "select 1")
			return err
		},
	}
	for name, run := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, p := lossy(t, strings.HasPrefix(name, "over TLS"))
			if _, err := d.ExecContext(t.Context(), point, 1); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), limit)
			defer cancel()
			began := time.Now()
			err := run(ctx, d, func() { p.lost.Store(true) })
			took := time.Since(began)
			t.Logf("ended %v after its deadline with %v", took-limit, err)
			if kind := fault.KindOf(db.Fault(err)); kind != fault.Unavailable {
				t.Errorf("fault %v, want %v", kind, fault.Unavailable)
			}
			if took > limit+900*time.Millisecond { // half a second, and as much again for a busy machine
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestASecondIsASecond(t *testing.T) {
	t.Parallel()
	d, p := lossy(t, false)
	p.lost.Store(true)
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	began := time.Now()
	_, err := d.ExecContext(ctx, "select $1::int", 1)
	took := time.Since(began)
	t.Logf("P20c figure=%v", took)
	if err == nil || took > 1800*time.Millisecond {
		t.Errorf("ended after %v with %v", took, err)
	}
}

// inTime runs what must end within a time, and again where it did not: other
// programs may hold it up now and then, but not each of five times.
func inTime(t *testing.T, within time.Duration, run func() error) error {
	t.Helper()
	for try := 1; ; try++ {
		began := time.Now()
		err := run()
		took := time.Since(began)
		if took <= within {
			return err
		}
		if try == 5 {
			t.Errorf("ended after %v with %v, five times over %v", took, err, within)
			return err
		}
	}
}

func TestACancelledContextCountsLikeADeadline(t *testing.T) {
	t.Parallel()
	d, p := lossy(t, false)
	p.lost.Store(true)
	err := inTime(t, 600*time.Millisecond, func() error {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(50*time.Millisecond, cancel)
		_, err := d.ExecContext(ctx, "select $1::int", 1)
		return err
	})
	if err == nil {
		t.Error("a statement whose connection is lost ended well")
	}
}

func TestTheServerIsAskedToStop(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	err := inTime(t, 350*time.Millisecond, func() error {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		_, err := d.ExecContext(ctx, "select pg_sleep($1)", 20)
		return err
	})
	if db.StateOf(err) != db.Canceled {
		t.Errorf("ended with %v, want the server's word", err)
	}
	if _, err := d.ExecContext(t.Context(), "select $1::int", 1); err != nil {
		t.Errorf("the pool afterwards: %v", err)
	}
	const left = "select count(*) from pg_stat_activity where datname = current_database() and state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()"
	var n int
	if err := d.GetContext(t.Context(), &n, left); err != nil || n != 0 {
		t.Errorf("%d statements run on, %v", n, err)
	}
}

func TestADeadlineDoesNotOutliveItsOperation(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	d.SetMaxOpenConns(1)
	tx, err := d.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		if _, err := tx.ExecContext(ctx, "select $1::int", 1); err != nil {
			t.Fatal(err)
		}
		cancel() // after the end it must do no harm
	}
	time.Sleep(db.Grace + 50*time.Millisecond) // long enough for a forgotten deadline to strike
	if _, err := tx.ExecContext(t.Context(), "select $1::int", 1); err != nil {
		t.Error(err)
	}
	if err := tx.Commit(); err != nil {
		t.Error(err)
	}
}
