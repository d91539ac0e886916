package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
)

func (s *Services) renderForPartners(ctx context.Context, in model.RenderForPartnersInput) (model.Payload, error) {
	o := cobrand.BulkOrder{Piece: orEmpty(in.Piece), Output: orEmpty(in.Output), Language: orEmpty(in.Language)}
	var err error
	if o.Template, err = local[library.TemplateID]("Template", in.TemplateID); err != nil {
		return nil, err
	}
	for _, global := range in.PartnerIds {
		id, err := local[partner.ID]("Partner", global)
		if err != nil {
			return nil, err
		}
		o.Partners = append(o.Partners, id)
	}
	return settle(s.Cobrand.RenderForPartners(ctx, o))
}

func (s *Services) cancelBulkRender(ctx context.Context, in model.CancelBulkRenderInput) (model.Payload, error) {
	id, err := local[cobrand.BulkID]("BulkRender", in.ID)
	if err != nil {
		return nil, err
	}
	return settle(s.Cobrand.CancelBulk(ctx, id))
}
