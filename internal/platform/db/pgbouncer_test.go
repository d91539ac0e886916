package db_test

import (
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/testdb"
)

const bouncer = `[databases]
* = host=%s port=%s user=%s
[pgbouncer]
listen_addr =
unix_socket_dir = %s
listen_port = 6432
auth_type = any
pool_mode = transaction
default_pool_size = 4
`

// pooled gives a database through PgBouncer in transaction mode, with four
// server connections for all of ours.
func pooled(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("pgbouncer")
	if err != nil {
		t.Skip("pgbouncer is not installed: apt-get install pgbouncer")
	}
	u, err := url.Parse(db.URLOf(testdb.Empty(t)))
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "bouncer")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	text := fmt.Sprintf(bouncer, u.Query().Get("host"), "5432", u.Query().Get("user"), dir)
	if err := os.WriteFile(filepath.Join(dir, "ini"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-q", filepath.Join(dir, "ini"))
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: noRoot(t, dir)}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	for range 200 {
		if c, err := net.Dial("unix", filepath.Join(dir, ".s.PGSQL.6432")); err == nil {
			_ = c.Close()
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	return fmt.Sprintf("postgres:///%s?host=%s&port=6432&user=portico", u.Path[1:], url.QueryEscape(dir))
}

// noRoot is the account of the database server, which PgBouncer has to reach;
// as root itself it does not run.
func noRoot(t *testing.T, dir string) *syscall.Credential {
	t.Helper()
	if os.Geteuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		t.Skip("no user postgres to run pgbouncer as")
	}
	uid, _ := strconv.Atoi(u.Uid)
	if err := os.Chown(dir, uid, -1); err != nil {
		t.Fatal(err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(os.Getegid())}
}

func TestBehindAPoolerInTransactionMode(t *testing.T) {
	t.Parallel()
	d, err := db.Open(t.Context(), db.Config{URL: pooled(t), Unsafe: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	if !d.Pooled() {
		t.Error("the pooler was not noticed")
	}
	t.Run("many statements of many workers find their way", func(t *testing.T) {
		var wg sync.WaitGroup
		for w := range 8 {
			wg.Go(func() {
				if err := work(t, d, w); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	})
	t.Run("JSON travels as text", func(t *testing.T) {
		var got string
		err := d.GetContext(t.Context(), &got, "select $1::jsonb ->> 'a'", json.RawMessage(`{"a": "ü"}`))
		if err != nil || got != "ü" {
			t.Error(got, err)
		}
	})
	t.Run("a statement prepared by hand is sent as text", func(t *testing.T) {
		st, err := d.PreparexContext(t.Context(), "select $1::int + 1")
		if err != nil {
			t.Fatal(err)
		}
		var n int
		if err := st.GetContext(t.Context(), &n, 1); err != nil || n != 2 {
			t.Error(n, err)
		}
	})
	t.Run("those who start together migrate once", func(t *testing.T) {
		fsys := files(map[string]string{"0001_a.sql": makeA, "0002_b.sql": "create table b (n int); select pg_sleep(0.05)"})
		migrateTogether(t, 3, fsys, func() *db.DB { return d })
	})
	t.Run("roles", func(t *testing.T) {
		roles := names(t, d, 2)
		if err := db.EnsureRoles(t.Context(), d, roles); err != nil {
			t.Fatal(err)
		}
		takes(t, d, roles[0])
	})
}

// work runs statements with arguments, alone and in transactions.
func work(t *testing.T, d *db.DB, worker int) error {
	for i := range 100 {
		var a, b int
		if err := d.GetContext(t.Context(), &a, "select $1::int", i); err != nil || a != i {
			return fmt.Errorf("worker %d asked for %d, got %d: %w", worker, i, a, err)
		}
		tx, err := d.BeginTxx(t.Context(), nil)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(t.Context(), "select set_config('a.b', $1, true)", fmt.Sprint(worker*1000+i)); err != nil {
			return err
		}
		if err := tx.GetContext(t.Context(), &b, "select current_setting('a.b')::int + $1", 1); err != nil || b != worker*1000+i+1 {
			return fmt.Errorf("worker %d saw %d: %w", worker, b, err)
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}
