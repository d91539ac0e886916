package testkit

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Sees is the first column of a query, as text, as the database answers it under
// the reach of somebody: what row security leaves, and nothing of a service.
func (w *World) Sees(ctx context.Context, query string, args ...any) []string {
	w.T.Helper()
	out, err := gate.Read(ctx, w.Gate, gate.Ask{Action: access.PartnerRead}, func(v *gate.View) ([]string, error) {
		var out []string
		err := v.Select(ctx, &out, query, args...)
		return out, err
	})
	w.Must(err)
	return out
}
