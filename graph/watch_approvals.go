package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/feed"
)

// watchApprovals follows the desk: what waits comes first, the oldest of it at
// the head, and then each request that is new or was answered.
func (s *Services) watchApprovals(_ context.Context, a read.Args) (*watch, error) {
	id, err := a.ID("partnerId", "Partner")
	if err != nil {
		return nil, err
	}
	var shown map[cobrand.ApprovalID]cobrand.ApprovalState
	look := func(ctx context.Context) ([]any, error) {
		found, err := s.Cobrand.Desk(ctx, partner.ID(id))
		if err != nil {
			return nil, err
		}
		now := make(map[cobrand.ApprovalID]cobrand.ApprovalState, len(found))
		var out []any
		for _, a := range found {
			now[a.ID] = a.State
			if shown[a.ID] != a.State && (shown != nil || a.State == cobrand.Requested) {
				out = append(out, &approvalChange{a.ID})
			}
		}
		shown = now
		return out, nil
	}
	wants := func(c feed.Change) bool { return c.Kind == feed.Approval && (id == "" || c.Partner == id) }
	return &watch{wants, look}, nil
}
