package queue

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"

	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/rivermigrate"

	"github.com/portico-prm/portico/internal/platform/db"
)

type riverTx = *sql.Tx

// grants let a transaction of ours insert a job and nothing else: what River
// needs to insert is to see and touch the row that it may collide with.
const grants = `
grant select, insert, update (kind) on river_job to portico_queue;
grant usage on sequence river_job_id_seq to portico_queue`

// Migrate brings River's own tables up to date. Call it after the migrations
// that make the roles; it is harmless to call it again.
func Migrate(ctx context.Context, d *db.DB) error {
	m, err := rivermigrate.New(riverdatabasesql.New(d.DB.DB), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("tables of the queue: %w", err)
	}
	_, err = d.ExecContext(ctx, grants)
	return err
}
