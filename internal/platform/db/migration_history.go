package db

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/pressly/goose/v3/database"
)

// history is the table of applied migrations. It is goose's store, and keeps
// name and checksum in the same transaction as the migration.
type history struct{ files migrationFiles }

var _ database.Store = history{}

// Tablename is the table.
func (history) Tablename() string { return "schema_migration" }

// CreateVersionTable makes the table. Only the login that migrates may touch it.
func (history) CreateVersionTable(ctx context.Context, tx database.DBTxConn) error {
	const create = `
create table schema_migration (
  version    bigint primary key,
  name       text not null,
  sha256     text not null,
  applied_at timestamptz not null default now()
);
comment on table schema_migration is 'The migrations that made this schema, with the checksum of each file.'`
	_, err := tx.ExecContext(ctx, create)
	return err
}

// TableExists tells whether the table is there.
func (history) TableExists(ctx context.Context, tx database.DBTxConn) (there bool, err error) {
	err = tx.QueryRowContext(ctx, "select to_regclass('schema_migration') is not null").Scan(&there)
	return there, err
}

// Insert notes a migration as applied. Number 0 is goose's mark of an empty schema.
func (h history) Insert(ctx context.Context, tx database.DBTxConn, r database.InsertRequest) error {
	m := h.files.of(r.Version)
	const note = `insert into schema_migration (version, name, sha256) values ($1, $2, $3)`
	_, err := tx.ExecContext(ctx, note, r.Version, m.name, m.sum)
	return err
}

// Delete is for going back, which we do not.
func (history) Delete(context.Context, database.DBTxConn, int64) error {
	return errors.New("migrations only go forward")
}

// GetMigration tells when a migration was applied.
func (history) GetMigration(ctx context.Context, tx database.DBTxConn, version int64) (*database.GetMigrationResult, error) {
	var at time.Time
	err := tx.QueryRowContext(ctx, "select applied_at from schema_migration where version = $1", version).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, database.ErrVersionNotFound
	}
	return &database.GetMigrationResult{Timestamp: at, IsApplied: true}, err
}

// GetLatestVersion is the highest number applied.
func (history) GetLatestVersion(ctx context.Context, tx database.DBTxConn) (int64, error) {
	var v sql.NullInt64
	if err := tx.QueryRowContext(ctx, "select max(version) from schema_migration").Scan(&v); err != nil {
		return 0, err
	}
	if !v.Valid {
		return 0, database.ErrVersionNotFound
	}
	return v.Int64, nil
}

// ListMigrations lists what was applied, the newest first.
func (history) ListMigrations(ctx context.Context, tx database.DBTxConn) (list []*database.ListMigrationsResult, err error) {
	rows, err := tx.QueryContext(ctx, "select version from schema_migration order by version desc")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		r := &database.ListMigrationsResult{IsApplied: true}
		if err := rows.Scan(&r.Version); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}
