package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/exec"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/ids"
)

func (r *queryResolver) Viewer(ctx context.Context) (*model.Viewer, error) {
	return r.svc.viewer(ctx)
}

func (r *queryResolver) Node(ctx context.Context, id string) (model.Node, error) {
	kind, local, err := ids.Split(id)
	if err != nil {
		return absentNode(nil, err)
	}
	return absentNode(r.svc.node(ctx, kind, local))
}

func (r *Resolver) Mutation() exec.MutationResolver { return &mutationResolver{r} }

func (r *Resolver) Query() exec.QueryResolver { return &queryResolver{r} }

type (
	mutationResolver struct{ *Resolver }
	queryResolver    struct{ *Resolver }
)
