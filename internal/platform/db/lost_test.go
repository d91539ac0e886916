package db_test

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/testdb"
)

const endOthers = "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"

// database/sql repeats a statement when the driver calls the connection bad,
// and lib/pq does so after the statement was sent. It might have committed.
func TestAStatementThatMayHaveRunIsNotRepeated(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	if _, err := d.ExecContext(t.Context(), "create table a (n int); create sequence runs"); err != nil {
		t.Fatal(err)
	}
	other, err := d.Connx(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	done := make(chan error)
	go func() {
		_, err := d.ExecContext(context.Background(), "insert into a select nextval('runs') from (select pg_sleep($1)) s", 3)
		done <- err
	}()
	for n := 0; n == 0; time.Sleep(5 * time.Millisecond) { // until it runs
		const running = "select count(*) from pg_stat_activity where datname = current_database() and query like 'insert%' and state = 'active'"
		if err := other.GetContext(t.Context(), &n, running); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := other.ExecContext(t.Context(), endOthers); err != nil {
		t.Fatal(err)
	}
	if err := <-done; fault.KindOf(db.Fault(err)) != fault.Unavailable {
		t.Errorf("ended with %v, want Unavailable and no second run", err)
	}
}

func TestAConnectionThatDiedIdleIsReplaced(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	var held []*sql.Conn
	for range 4 {
		c, err := d.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, c)
	}
	for _, c := range held[1:] {
		_ = c.Close() // idle in the pool now
	}
	if _, err := held[0].ExecContext(t.Context(), endOthers); err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond) // until the sessions are gone
	for range 4 {
		if _, err := d.ExecContext(t.Context(), "select $1::int", 1); err != nil {
			t.Errorf("after the server cut idle connections: %v", err)
		}
	}
	_ = held[0].Close()
}
