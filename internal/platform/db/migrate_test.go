package db_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/testdb"
)

func files(texts map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range texts {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

const makeA = `-- The first table.
-- +goose Up
create table a (n int);

-- +goose StatementBegin
create function two() returns int language plpgsql as $$ begin return 2; end; $$;
-- +goose StatementEnd
insert into a values (two());
`

func TestUpAppliesWhatIsMissingOnce(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	fsys := files(map[string]string{"0001_a.sql": makeA})
	got, err := db.Up(t.Context(), d, fsys)
	if err != nil || !cmp.Equal(got, []string{"0001_a.sql"}) {
		t.Fatalf("applied %q, %v", got, err)
	}
	fsys["0002_b.sql"] = &fstest.MapFile{Data: []byte("-- +goose NO TRANSACTION\n-- +goose Up\ncreate index concurrently a_n on a (n);\n")}
	fsys["0003_c.sql"] = &fstest.MapFile{Data: []byte("create table c (n int); drop table c; create table c (m int)")}
	got, err = db.Up(t.Context(), d, fsys)
	if err != nil || !cmp.Equal(got, []string{"0002_b.sql", "0003_c.sql"}) {
		t.Fatalf("applied %q, %v", got, err)
	}
	began := time.Now()
	got, err = db.Up(t.Context(), d, fsys)
	t.Logf("nothing to do: %v", time.Since(began))
	if err != nil || len(got) != 0 {
		t.Errorf("applied %q again, %v", got, err)
	}
	var n int
	if err := d.GetContext(t.Context(), &n, "select n from a"); err != nil || n != 2 {
		t.Error(n, err)
	}
}

func TestReleasedFilesAreNotEdited(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		later map[string]string
		want  string
	}{
		"an edited file":           {map[string]string{"0001_a.sql": makeA + "\n-- a remark", "0002_b.sql": "select 1"}, "0001_a.sql was changed"},
		"a file that is gone":      {map[string]string{"0002_b.sql": "select 1"}, "0001_a.sql was applied to this database, but its file is gone"},
		"other line ends are fine": {map[string]string{"0001_a.sql": strings.ReplaceAll(makeA, "\n", "\r\n")}, ""},
		"a newer schema is fine":   {map[string]string{"0000_x.sql": "select 1"}, "must be 1 or more"},
		"a Down part":              {map[string]string{"0001_a.sql": makeA + "-- +goose Down\ndrop table a;\n"}, "only go forward"},
		"a name without number":    {map[string]string{"a.sql": "select 1"}, "must be like"},
		"two with one number":      {map[string]string{"0001_a.sql": makeA, "01_b.sql": makeA}, "have one number"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := testdb.Empty(t)
			if _, err := db.Up(t.Context(), d, files(map[string]string{"0001_a.sql": makeA})); err != nil {
				t.Fatal(err)
			}
			_, err := db.Up(t.Context(), d, files(tt.later))
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("Up = %v, want %q", err, tt.want)
			}
		})
	}
}

func TestAnOldBinaryRunsBesideANewSchema(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	both := files(map[string]string{"0001_a.sql": makeA, "0002_b.sql": "create table b (n int)"})
	if _, err := db.Up(t.Context(), d, both); err != nil {
		t.Fatal(err)
	}
	got, err := db.Up(t.Context(), d, files(map[string]string{"0001_a.sql": makeA}))
	if err != nil || len(got) != 0 {
		t.Errorf("applied %q, %v", got, err)
	}
}

func TestAFailedMigrationLeavesNothingAndSaysWhere(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	fsys := files(map[string]string{"0001_a.sql": makeA, "0002_b.sql": "-- +goose Up\ncreate table b (n int);\n\ncreate tabel c (n int);\n"})
	got, err := db.Up(t.Context(), d, fsys)
	if err == nil || !strings.Contains(err.Error(), "0002_b.sql") || !strings.Contains(err.Error(), "4:") {
		t.Errorf("Up = %v, want the file and line 4", err)
	}
	if !cmp.Equal(got, []string{"0001_a.sql"}) {
		t.Errorf("applied %q", got)
	}
	var there bool
	if err := d.GetContext(t.Context(), &there, "select to_regclass('b') is not null"); err != nil || there {
		t.Errorf("half of it stayed: %v, %v", there, err)
	}
	fsys["0002_b.sql"].Data = []byte("create table b (n int)")
	if _, err := db.Up(t.Context(), d, fsys); err != nil {
		t.Errorf("mended: %v", err)
	}
}

func TestConcurrentStartsMigrateOnce(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	fsys := files(map[string]string{"0001_a.sql": makeA, "0002_b.sql": "create table b (n int); select pg_sleep(0.1)"})
	migrateTogether(t, 4, fsys, func() *db.DB { return d })
}

// migrateTogether runs Up n times at once; each file must be applied once.
func migrateTogether(t *testing.T, n int, fsys fstest.MapFS, pool func() *db.DB) {
	t.Helper()
	var mu sync.Mutex
	var wg sync.WaitGroup
	applied := map[string]int{}
	for range n {
		wg.Go(func() {
			got, err := db.Up(t.Context(), pool(), fsys)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			for _, name := range got {
				applied[name]++
			}
		})
	}
	wg.Wait()
	for name := range fsys {
		if applied[name] != 1 {
			t.Errorf("%s was applied %d times", name, applied[name])
		}
	}
}

func TestAMigrationDoesNotQueueForALockLong(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	fsys := files(map[string]string{"0001_a.sql": makeA})
	if _, err := db.Up(t.Context(), d, fsys); err != nil {
		t.Fatal(err)
	}
	busy, err := d.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := busy.ExecContext(t.Context(), "select * from a"); err != nil {
		t.Fatal(err)
	}
	fsys["0002_b.sql"] = &fstest.MapFile{Data: []byte("alter table a add column m int")}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	time.AfterFunc(1500*time.Millisecond, func() { _ = busy.Rollback() })
	began := time.Now()
	if _, err := db.Up(ctx, d, fsys); err != nil {
		t.Errorf("after the lock was free: %v", err)
	}
	t.Logf("applied after %v", time.Since(began))
}
