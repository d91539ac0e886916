package testdb_test

import (
	"context"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/testdb"
)

func TestEachTestHasADatabaseOfItsOwn(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	if testdb.New(t) != d {
		t.Error("asked again, the test got another database")
	}
	var mine string
	if err := d.GetContext(t.Context(), &mine, "select current_database()"); err != nil {
		t.Fatal(err)
	}
	t.Run("and a subtest another", func(t *testing.T) {
		t.Parallel()
		var other string
		if err := testdb.New(t).GetContext(t.Context(), &other, "select current_database()"); err != nil || other == mine {
			t.Errorf("in %q and %q, %v", mine, other, err)
		}
	})
}

func TestADatabaseIsMigratedAndOwnedByNoSuperuser(t *testing.T) {
	t.Parallel()
	own, err := db.Open(t.Context(), db.Config{URL: testdb.URL(t), Unsafe: true})
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	var super bool
	var files int
	if err := own.GetContext(t.Context(), &super, "select rolsuper from pg_roles where rolname = current_user"); err != nil || super {
		t.Errorf("superuser = %v, %v", super, err)
	}
	if err := own.GetContext(t.Context(), &files, "select count(*) from schema_migration where version > 0"); err != nil || files == 0 {
		t.Errorf("%d migrations, %v", files, err)
	}
}

func TestAnEmptyDatabaseTakesTables(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	if _, err := d.ExecContext(t.Context(), "create table a (n int)"); err != nil {
		t.Error(err)
	}
}

// Databases are made and dropped while others are: that is what tests do.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	for range 8 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			if err := testdb.New(t).PingContext(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
}

// What a test pays: some 60 ms on two quiet cores. The limit is for a busy machine.
func TestACloneIsQuick(t *testing.T) {
	testdb.New(t) // cluster and template are there
	var have, gone time.Duration
	const n = 10
	for range n {
		began := time.Now()
		var had time.Time
		t.Run("", func(t *testing.T) {
			testdb.New(t)
			had = time.Now()
		})
		have += had.Sub(began)
		gone += time.Since(had)
	}
	t.Logf("to have a database: %v; to drop it: %v", have/n, gone/n)
	if have/n > time.Second {
		t.Errorf("a database takes %v", have/n)
	}
}
