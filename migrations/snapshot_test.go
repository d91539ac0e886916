package migrations_test

import (
	"context"
	"flag"
	"os"
	"testing"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/testdb"
)

var update = flag.Bool("update", false, "write schema.sql anew")

// schema.sql is what a person reads to know the tables; it must be what the
// migrations add up to.
func TestTheSnapshotIsWhatTheMigrationsMake(t *testing.T) {
	got, err := db.Snapshot(context.Background(), testdb.New(t))
	if err != nil {
		t.Skipf("no snapshot can be made here: %v", err)
	}
	if *update {
		if err := os.WriteFile("schema.sql", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Error("schema.sql is not what the migrations make; run: go test ./migrations -run Snapshot -update")
	}
}
