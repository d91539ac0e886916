package db_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/portico-prm/portico/internal/platform/db"
)

const (
	open  = "begin isolation level repeatable read read only; set local a.b = 'inside'"
	asked = "select convert_to(current_setting('a.b', true) || $1, 'UTF8'), null::bytea"
)

func pinned(t *testing.T, d *db.DB) *sqlx.Conn {
	t.Helper()
	c, err := d.Connx(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// The first time a statement is prepared, and goes alone; the second time it
// goes with its escort. Both read the same.
func TestAMessageReadsInsideAndLeavesNothing(t *testing.T) {
	t.Parallel()
	c := pinned(t, one(t))
	for i := range 4 {
		got, err := db.Values(t.Context(), c, db.Message{Before: open, Text: asked, Args: []any{" it"}, After: "rollback"})
		if err != nil || len(got) != 2 || string(got[0]) != "inside it" || got[1] != nil {
			t.Fatalf("time %d: %q, %v", i, got, err)
		}
		if _, err := c.ExecContext(t.Context(), "create temp table if not exists x (n int)"); err != nil {
			t.Fatalf("time %d: the read-only transaction is still open: %v", i, err)
		}
		tx, err := c.BeginTxx(t.Context(), nil) // lib/pq has to know where the session stands
		if err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestMessagesOfOneTransaction(t *testing.T) {
	t.Parallel()
	c := pinned(t, one(t))
	for i := range 3 {
		for _, m := range []db.Message{
			{Before: open, Text: asked, Args: []any{" 1"}},
			{Text: asked, Args: []any{" 2"}},
			{Before: "set local a.b = 'changed'", Text: asked, Args: []any{" 3"}, After: "rollback"},
		} {
			if _, err := db.Values(t.Context(), c, m); err != nil {
				t.Fatalf("time %d, %v: %v", i, m.Args, err)
			}
		}
	}
}

func TestWhatFailsBeforeAStatementIsTheError(t *testing.T) {
	t.Parallel()
	c := pinned(t, one(t))
	good := db.Message{Before: open, Text: asked, Args: []any{""}, After: "rollback"}
	bad := good
	bad.Before = "begin; set local role nobody_of_this_name"
	for i, m := range []db.Message{good, good, bad, good} { // good ones before: the statement is prepared
		got, err := db.Values(t.Context(), c, m)
		if i == 2 && (db.StateOf(err) != "22023" || got != nil) { // invalid_parameter_value
			t.Errorf("%q, %v", got, err)
		}
		if i != 2 && err != nil {
			t.Error(err)
		}
	}
}

func TestAStatementThatFailsLeavesTheConnectionUsable(t *testing.T) {
	t.Parallel()
	c := pinned(t, one(t))
	const divide = "select convert_to((10 / $1::int)::text, 'UTF8')"
	for _, n := range []int{5, 0, 5} {
		got, err := db.Values(t.Context(), c, db.Message{Before: open, Text: divide, Args: []any{n}, After: "rollback"})
		switch {
		case n == 0 && db.StateOf(err) != "22012":
			t.Errorf("%v", err)
		case n == 5 && (err != nil || string(got[0]) != "2"):
			t.Errorf("%q, %v", got, err)
		}
	}
}

func TestAMessageWithAnOutgrownPlanIsTriedAgain(t *testing.T) {
	t.Parallel()
	d := one(t)
	c := pinned(t, d)
	if _, err := c.ExecContext(t.Context(), "create table a (n int, v bytea); insert into a values (1, 'x')"); err != nil {
		t.Fatal(err)
	}
	read := func() error {
		_, err := db.Values(t.Context(), c, db.Message{Before: open, Text: "select * from (select a.* from a where n = $1) y (n, v)", Args: []any{1}, After: "rollback"})
		return err
	}
	for range 2 {
		if err := read(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.ExecContext(t.Context(), "alter table a add column m text"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := read(); err != nil {
			t.Errorf("after the table grew: %v", err)
		}
	}
}

func TestAMessageEndsWithItsContext(t *testing.T) {
	t.Parallel()
	d := one(t)
	const sleep = "select convert_to(pg_sleep($1)::text, 'UTF8')"
	ask := func(ctx context.Context, seconds float64) error {
		c, err := d.Connx(t.Context())
		if err != nil {
			return err
		}
		defer c.Close()
		_, err = db.Values(ctx, c, db.Message{Before: open, Text: sleep, Args: []any{seconds}, After: "rollback"})
		return err
	}
	for range 2 {
		if err := ask(t.Context(), 0); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	start := time.Now()
	if err := ask(ctx, 60); err == nil {
		t.Error("it did not end")
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
	if err := ask(t.Context(), 0); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("the next: %v", err)
	}
}
