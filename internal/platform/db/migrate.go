package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
)

const (
	// migrationLock is the advisory lock of those who migrate one database.
	migrationLock = 7021000
	// migrationWait is how long one migration waits for a lock that the running
	// application holds. Others queue behind a waiting migration, so it is short.
	migrationWait = "1s"
	// migrationTries is how often a migration that did not get its lock is
	// tried, with growing pauses: about half a minute in all.
	migrationTries = 12
)

// Up brings a database to the newest schema and gives the names of the files it
// applied. Files are forward only, named NNNN_what.sql, and run in order, each in
// a transaction of its own unless its first line is "-- +goose NO TRANSACTION".
//
// A released file is never edited: Up remembers a checksum of each and refuses to
// go on when one differs. Several processes may call Up at once, also through a
// pooler: one works and the others wait. Files that are newer than ours stay as
// they are, so an old binary may run beside a new one.
func Up(ctx context.Context, d *DB, fsys fs.FS) (applied []string, err error) {
	files, err := readMigrations(fsys)
	if err != nil || len(files) == 0 {
		return nil, err
	}
	if d.Stats().MaxOpenConnections == 1 {
		return nil, errors.New("migrate: one connection holds the lock while another works, so MaxOpen must be 2 or more")
	}
	unlock, err := lockMigrations(ctx, d)
	if err != nil {
		return nil, fmt.Errorf("migrate: wait for others who migrate: %w", err)
	}
	defer unlock()
	if err := enterSchema(ctx, d); err != nil {
		return nil, err
	}
	if err := verify(ctx, d, files); err != nil {
		return nil, err
	}
	return apply(ctx, d, files)
}

// lockMigrations takes the lock for as long as a transaction is open. A session's
// lock would stay behind on a connection of the pooler.
func lockMigrations(ctx context.Context, d *DB) (unlock func(), err error) {
	tx, err := d.BeginTxx(ctx, nil)
	if err != nil {
		return nil, err
	}
	take := fmt.Sprintf("set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0; "+
		"set local lock_timeout = 0; select pg_advisory_xact_lock(%d)", migrationLock)
	if _, err := tx.ExecContext(ctx, take); err != nil {
		_ = tx.Rollback()
		return nil, err
	}
	return func() { _ = tx.Rollback() }, nil
}

// enterSchema lets the login make tables. One that owns the database but inherits
// nothing (see EnsureRoles) has to borrow the owner's right to give it to itself.
func enterSchema(ctx context.Context, d *DB) error {
	var may struct {
		Create, Owner bool
		Login         string
	}
	const look = `
select has_schema_privilege('public', 'CREATE') as create, quote_ident(current_user) as login,
       pg_has_role('pg_database_owner', 'MEMBER') as owner`
	if err := d.GetContext(ctx, &may, look); err != nil || may.Create {
		return err
	}
	grant := "grant usage, create on schema public to " + may.Login
	if !may.Owner {
		return fmt.Errorf("the login may not make tables. An administrator of this PostgreSQL must run in this database:\n  %s;", grant)
	}
	tx, err := d.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit this does nothing
	if _, err := tx.ExecContext(ctx, "set local role pg_database_owner; "+grant); err != nil {
		return err
	}
	return tx.Commit()
}

// apply runs what is missing; a migration that does not get its lock is tried again.
func apply(ctx context.Context, d *DB, files migrationFiles) (applied []string, err error) {
	p, err := goose.NewProvider(goose.DialectCustom, d.DB.DB, files,
		goose.WithStore(history{files}), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	for try := 1; ; try++ {
		done, err := p.Up(ctx)
		var part *goose.PartialError
		if errors.As(err, &part) {
			done = part.Applied
		}
		for _, r := range done {
			applied = append(applied, r.Source.Path)
		}
		if StateOf(err) != LockNotAvailable || try == migrationTries {
			return applied, named(err, part)
		}
		if err := pause(ctx, time.Duration(try)*400*time.Millisecond); err != nil {
			return applied, err
		}
	}
}

// named says which file failed.
func named(err error, part *goose.PartialError) error {
	if err == nil {
		return nil
	}
	if part != nil && part.Failed != nil {
		return fmt.Errorf("migration %s: %w", part.Failed.Source.Path, part.Err)
	}
	return fmt.Errorf("migrate: %w", err)
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// verify compares what was applied with what we have.
func verify(ctx context.Context, d *DB, files migrationFiles) error {
	const there = `select to_regclass('schema_migration') is not null`
	var yes bool
	if err := d.GetContext(ctx, &yes, there); err != nil || !yes {
		return err
	}
	const sums = `select version, name, sha256 from schema_migration where version > 0 order by version`
	var old []struct {
		Version int64
		Name    string
		Sum     sql.NullString `db:"sha256"`
	}
	if err := d.SelectContext(ctx, &old, sums); err != nil {
		return err
	}
	for _, o := range old {
		if err := files.check(o.Version, o.Name, o.Sum.String); err != nil {
			return err
		}
	}
	return nil
}
