// Package schema brings a database to what this build needs: roles, tables,
// policies, and the tables of the queue. It is the same for the server, for
// `portico migrate` and for tests.
package schema

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/platform/queue"
	"github.com/portico-prm/portico/migrations"
)

// Up migrates and tells which files were applied. It may run in several
// processes at once: one does the work and the others wait.
func Up(ctx context.Context, d *db.DB) ([]string, error) {
	if err := db.EnsureRoles(ctx, d, migrations.Roles); err != nil {
		return nil, err
	}
	applied, err := db.Up(ctx, d, migrations.FS)
	if err != nil {
		return nil, err
	}
	return applied, queue.Migrate(ctx, d)
}
