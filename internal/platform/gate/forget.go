package gate

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
)

const forgetKeys = `
delete from idempotency_key
where created_at < now() - interval '7 days'`

// Forget drops idempotency keys after seven days.
func Forget(ctx context.Context, g *Gate) error {
	_, err := Write(ctx, g, Ask{Action: access.AuditRead}, func(tx *Tx) (int64, error) {
		n, err := tx.Exec(ctx, forgetKeys)
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "idempotency_key", ID: "-", Detail: map[string]int64{"forgotten": n}})
		return n, err
	})
	return err
}
