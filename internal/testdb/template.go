package testdb

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sync"
	"testing"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/platform/schema"
	"github.com/portico-prm/portico/migrations"
)

// templateLock keeps two test binaries from making the template at once.
const templateLock = 7021100

// named is the template of this binary, once it is there.
var named = sync.OnceValues(func() (string, error) {
	c, err := start()
	if err != nil {
		return "", err
	}
	name, err := schemaName()
	if err != nil {
		return "", err
	}
	return name, c.ensure(context.Background(), name)
})

func template(t testing.TB) string {
	t.Helper()
	running(t) // skips without PostgreSQL
	name, err := named()
	if err != nil {
		t.Fatalf("the migrated template: %v", err)
	}
	return name
}

// schemaName names the template after our migrations. The tables of the queue
// come with its library, which a cluster made for one run does not outlive.
func schemaName() (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, "1", migrations.Roles)
	files, err := fs.Glob(migrations.FS, "*.sql")
	if err != nil {
		return "", err
	}
	for _, f := range files {
		body, err := fs.ReadFile(migrations.FS, f)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(h, f, len(body))
		h.Write(body)
	}
	return "schema_" + hex.EncodeToString(h.Sum(nil)[:8]), nil
}

// ensure makes the template unless it is there.
func (c *cluster) ensure(ctx context.Context, name string) error {
	conn, err := c.pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, fmt.Sprintf("select pg_advisory_lock(%d)", templateLock)); err != nil {
		return err
	}
	defer conn.ExecContext(ctx, fmt.Sprintf("select pg_advisory_unlock(%d)", templateLock)) //nolint:errcheck // it goes with the session
	var there bool
	err = conn.QueryRowContext(ctx, "select exists (select from pg_database where datname = $1)", name).Scan(&there)
	if err != nil || there {
		return err
	}
	return c.build(ctx, conn, name)
}

// build migrates a database under another name first: one that a killed run
// left half made is never taken for the template.
func (c *cluster) build(ctx context.Context, conn *sql.Conn, name string) error {
	half := "making_" + random()
	if _, err := conn.ExecContext(ctx, "create database "+half); err != nil {
		return err
	}
	err := c.migrate(ctx, half)
	if err == nil {
		_, err = conn.ExecContext(ctx, "alter database "+half+" rename to "+name)
	}
	if err != nil {
		_, _ = conn.ExecContext(ctx, "drop database "+half+" with (force)")
	}
	return err
}

func (c *cluster) migrate(ctx context.Context, database string) error {
	d, err := db.Open(ctx, db.Config{URL: c.urlOf(database), Unsafe: true, Direct: true, MaxOpen: 2})
	if err != nil {
		return err
	}
	defer d.Close()
	_, err = schema.Up(ctx, d)
	return err
}
