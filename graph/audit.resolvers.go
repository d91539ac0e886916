package graph

import (
	"context"
	"encoding/hex"

	"github.com/portico-prm/portico/graph/exec"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/platform/audit"
)

func (r *auditEntryResolver) Seq(ctx context.Context, obj *audit.Row) (float64, error) {
	return float64(obj.Seq), nil
}

func (r *auditEntryResolver) Hash(ctx context.Context, obj *audit.Row) (string, error) {
	return hex.EncodeToString(obj.Hash), nil
}

func (r *queryResolver) AuditTrail(ctx context.Context, first *int, after *string) (*model.AuditConnection, error) {
	ask, err := page.Want(first, after)
	if err != nil {
		return nil, err
	}
	return r.svc.trail(ctx, ask)
}

func (r *Resolver) AuditEntry() exec.AuditEntryResolver { return &auditEntryResolver{r} }

type auditEntryResolver struct{ *Resolver }
