package db_test

import (
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/testdb"
)

func TestAServerThatMayLoseWorkIsRefused(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t) // tests run without fsync
	_, err := db.Open(t.Context(), db.Config{URL: url})
	if err == nil || !strings.Contains(err.Error(), "fsync") {
		t.Errorf("opened with %v", err)
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ url, want string }{
		"no server":   {"postgres://u:secret@127.0.0.1:1/p", "connection refused"},
		"no database": {strings.Replace(testdb.URL(t), "postgres:///", "postgres:///no_", 1), "create it first"},
		"no URL":      {"", "it is empty"},
	}
	for name, tt := range tests {
		_, err := db.Open(t.Context(), db.Config{URL: tt.url, Unsafe: true})
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
}

func TestADirectServerIsNotTakenForAPooler(t *testing.T) {
	t.Parallel()
	d, err := db.Open(t.Context(), db.Config{URL: testdb.URL(t), Unsafe: true})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if d.Pooled() {
		t.Error("it was")
	}
	var zone, name string
	if err := d.GetContext(t.Context(), &zone, "show timezone"); err != nil || zone != "UTC" {
		t.Errorf("time zone %q, %v", zone, err)
	}
	if err := d.GetContext(t.Context(), &name, "show application_name"); err != nil || name != "portico" {
		t.Errorf("application_name %q, %v", name, err)
	}
}
