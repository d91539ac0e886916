package db_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/testdb"
)

// kept lists the texts that the server holds prepared on this connection.
func kept(t *testing.T, q sqlx.QueryerContext) (texts []string) {
	t.Helper()
	if err := sqlx.SelectContext(t.Context(), q, &texts, "select statement from pg_prepared_statements order by prepare_time"); err != nil {
		t.Fatal(err)
	}
	return texts
}

// one is a database whose pool has one connection, so that what is prepared on
// it can be watched.
func one(t *testing.T) *db.DB {
	t.Helper()
	d := testdb.Empty(t)
	d.SetMaxOpenConns(1)
	return d
}

func TestStatementsStayPrepared(t *testing.T) {
	t.Parallel()
	d := one(t)
	var n int
	for range 3 {
		if err := d.GetContext(t.Context(), &n, "select $1::int", 7); err != nil || n != 7 {
			t.Fatal(n, err)
		}
		tx, err := d.BeginTxx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.ExecContext(t.Context(), "select set_config('a.b', $1, true)", "x"); err != nil {
			t.Fatal(err)
		}
		if err := tx.Rollback(); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"select $1::int", "select set_config('a.b', $1, true)"}
	if diff := cmp.Diff(want, kept(t, d)); diff != "" {
		t.Error(diff)
	}
}

func TestAStatementWithoutArgumentsMayHoldSeveral(t *testing.T) {
	t.Parallel()
	d := one(t)
	if _, err := d.ExecContext(t.Context(), "create table a (n int); insert into a values (1), (2)"); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := d.GetContext(t.Context(), &n, "select count(*) from a"); err != nil || n != 2 {
		t.Error(n, err)
	}
	if k := kept(t, d); len(k) != 0 {
		t.Errorf("kept %q", k)
	}
}

func TestAnOutgrownPlanIsMadeAnew(t *testing.T) {
	t.Parallel()
	d := one(t)
	const read = "select * from a where n = $1"
	setup := "create table a (n int); insert into a values (1)"
	if _, err := d.ExecContext(t.Context(), setup); err != nil {
		t.Fatal(err)
	}
	get := func(q sqlx.QueryerContext) error {
		row := map[string]any{}
		return q.QueryRowxContext(t.Context(), read, 1).MapScan(row)
	}
	if err := get(d); err != nil {
		t.Fatal(err)
	}
	if _, err := d.ExecContext(t.Context(), "alter table a add column m text"); err != nil {
		t.Fatal(err)
	}
	if err := get(d); err != nil {
		t.Errorf("outside a transaction: %v", err)
	}
	if _, err := d.ExecContext(t.Context(), "alter table a add column k text"); err != nil {
		t.Fatal(err)
	}
	tx, err := d.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := get(tx); !db.Retryable(err) {
		t.Errorf("inside a transaction: %v, want an error that allows a second try", err)
	}
	_ = tx.Rollback()
	if err := get(d); err != nil {
		t.Errorf("the second try: %v", err)
	}
}

func TestStatementsThatTheServerForgotArePreparedAgain(t *testing.T) {
	t.Parallel()
	d := one(t)
	var n int
	for range 2 {
		if err := d.GetContext(t.Context(), &n, "select $1::int", 7); err != nil {
			t.Fatal(err)
		}
		if _, err := d.ExecContext(t.Context(), "deallocate all"); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOpenRowsAreAClearMistake(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	tx, err := d.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	rows, err := tx.QueryContext(t.Context(), "select generate_series(1, $1::int)", 3)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.ExecContext(t.Context(), "select $1::int", 1); err == nil || !strings.Contains(err.Error(), "still open") {
		t.Errorf("refused with %v", err)
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.ExecContext(t.Context(), "select $1::int", 1); err != nil {
		t.Errorf("after closing: %v", err)
	}
}

func TestValuesComeBackAsTheyWent(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	var got struct {
		Text  string
		Bytes []byte
		Doc   json.RawMessage
		List  pq.StringArray
		Big   int64
		Null  sql.NullString
		Id    string
	}
	const read = `select $1::text as text, $2::bytea as bytes, $3::jsonb as doc, $4::text[] as list, $5::bigint as big, $6::text as null, $7::uuid as id`
	doc := json.RawMessage(`{"a": [1, "ü"]}`)
	id := "0190163d-8694-739b-aea5-966c26f8ad91"
	err := d.GetContext(t.Context(), &got, read, "naïve ⟦⟧", []byte{0, 1, 255}, doc, []string{"a", `b"c`}, int64(1)<<62, nil, id)
	if err != nil {
		t.Fatal(err)
	}
	if got.Text != "naïve ⟦⟧" || string(got.Bytes) != "\x00\x01\xff" || string(got.Doc) != string(doc) ||
		len(got.List) != 2 || got.List[1] != `b"c` || got.Big != 1<<62 || got.Null.Valid || got.Id != id {
		t.Errorf("got %+v", got)
	}
}

func TestCopyStreams(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	if _, err := d.ExecContext(t.Context(), "create table a (n int, s text)"); err != nil {
		t.Fatal(err)
	}
	tx, err := d.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	st, err := tx.PrepareContext(t.Context(), "copy a (n, s) from stdin")
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5000 {
		if _, err := st.ExecContext(t.Context(), i, "a\tb"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := st.ExecContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := d.GetContext(t.Context(), &n, "select count(*) from a where s = $1", "a\tb"); err != nil || n != 5000 {
		t.Errorf("%d rows, %v", n, err)
	}
}

func TestPreparingByHandFindsMistakes(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	if _, err := d.PreparexContext(t.Context(), "select nothing from nowhere where a = $1"); db.StateOf(err) != "42P01" {
		t.Errorf("prepared with %v", err)
	}
	st, err := d.PreparexContext(t.Context(), "select $1::int")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	var n int
	if err := st.GetContext(t.Context(), &n, 3); err != nil || n != 3 {
		t.Error(n, err)
	}
}

// A point read over the pool. Budget: half of what the bare driver takes, which
// prepares each time (84 against 182 µs on two busy cores).
func BenchmarkPointRead(b *testing.B) {
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	d := testdb.Empty(b)
	read := func(b *testing.B, p *sqlx.DB) {
		var n int
		for b.Loop() {
			if err := p.GetContext(ctx, &n, "select $1::int", 7); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Run("portico", func(b *testing.B) { read(b, d.DB) })
	b.Run("lib-pq", func(b *testing.B) {
		p, err := sqlx.Open("postgres", db.URLOf(d))
		if err != nil {
			b.Fatal(err)
		}
		defer p.Close()
		read(b, p)
	})
}
