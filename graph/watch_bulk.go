package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/platform/feed"
)

// bulkChange is one event; the engine reads the order by its id.
type bulkChange struct{ id cobrand.BulkID }

// watchBulk follows one order. What comes in a burst is one event: a stream
// draws breath after each.
func (s *Services) watchBulk(_ context.Context, a read.Args) (*watch, error) {
	id, err := a.ID("id", "BulkRender")
	if err != nil {
		return nil, err
	}
	var shown cobrand.Bulk
	look := func(ctx context.Context) ([]any, error) {
		now, err := s.Cobrand.Bulk(ctx, cobrand.BulkID(id))
		if err != nil || now.Same(&shown) {
			return nil, err
		}
		shown = *now
		return []any{&bulkChange{now.ID}}, nil
	}
	return &watch{func(c feed.Change) bool { return c.Kind == feed.Bulk && c.ID == id }, look}, nil
}
