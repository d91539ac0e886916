package testdb

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"strings"
	"sync"
	"testing"

	"github.com/portico-prm/portico/internal/platform/db"
)

// home is the database of one test.
type home struct {
	url  string
	pool *db.DB
}

// homes remembers the migrated database of each test, so that its helpers share it.
var homes sync.Map // testing.TB -> *home

// New gives the migrated database of this test. Asked again by the same test it
// is the same; a subtest has its own.
func New(t testing.TB) *db.DB {
	t.Helper()
	return of(t).pool
}

// URL is where the database of New is, for a program that opens it by itself.
func URL(t testing.TB) string {
	t.Helper()
	return of(t).url
}

// Empty gives a new database without a single table.
func Empty(t testing.TB) *db.DB {
	t.Helper()
	d := clone(t, "template1").pool
	// The owner inherits nothing, not even from owning the database.
	const enter = "begin; set local role pg_database_owner; grant usage, create on schema public to session_user; commit"
	if _, err := d.ExecContext(context.Background(), enter); err != nil {
		t.Fatal(err)
	}
	return d
}

func of(t testing.TB) *home {
	t.Helper()
	if h, ok := homes.Load(t); ok {
		return h.(*home)
	}
	h := clone(t, template(t))
	homes.Store(t, h)
	t.Cleanup(func() { homes.Delete(t) })
	return h
}

// clone clones a template, opens the clone, and drops it when the test is over.
func clone(t testing.TB, template string) *home {
	t.Helper()
	c := running(t)
	name := "test_" + random()
	ctx := context.Background() // the test's own is over when it cleans up
	if _, err := c.pool.ExecContext(ctx, "create database "+name+" template "+template); err != nil {
		t.Fatalf("clone %s: %v", template, err)
	}
	t.Cleanup(func() {
		if err := c.drop(ctx, name); err != nil {
			t.Errorf("drop %s: %v", name, err)
		}
	})
	h := &home{url: c.urlOf(name)}
	h.pool = open(t, h.url)
	return h
}

// drop cuts the sessions that are left. Those of another login it may not cut,
// and waits for their end instead.
func (c *cluster) drop(ctx context.Context, name string) error {
	_, err := c.pool.ExecContext(ctx, "drop database "+name+" with (force)")
	if db.StateOf(err) == db.NotAllowed {
		_, err = c.pool.ExecContext(ctx, "drop database "+name)
	}
	return err
}

func open(t testing.TB, url string) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), db.Config{URL: url, Unsafe: true, Direct: true, MaxOpen: 8})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func random() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // it cannot fail
	return strings.ToLower(hex.EncodeToString(b[:]))
}
