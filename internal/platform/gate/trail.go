package gate

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/audit"
)

const trailColumns = `
select seq, at, actor, partner_id, action, outcome, object_kind, object_id, detail, request_id, prev_hash, hash
from audit_entry`

const trailAfter = trailColumns + `
where seq > $1
order by seq
limit $2`

// Trail reads the n entries after seq, oldest first: to verify the chain.
func Trail(ctx context.Context, v *View, seq int64, n int) ([]audit.Row, error) {
	var rows []audit.Row
	err := v.Select(ctx, &rows, trailAfter, seq, n)
	return rows, err
}
