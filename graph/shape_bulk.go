package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
)

func (s *Services) renderForPartners(ctx context.Context, in model.RenderForPartnersInput) (model.Payload, error) {
	o := cobrand.BulkOrder{Piece: orEmpty(in.Piece), Output: orEmpty(in.Output)}
	var err error
	if o.Form, err = filledForm(in.Language, in.Fields, in.LogoVariant); err != nil {
		return nil, err
	}
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

func (s *Services) renderKit(ctx context.Context, in model.RenderKitInput) (model.Payload, error) {
	var o cobrand.KitOrder
	var err error
	if o.Form, err = filledForm(in.Language, in.Fields, in.LogoVariant); err != nil {
		return nil, err
	}
	if o.Template, err = local[library.TemplateID]("Template", in.TemplateID); err != nil {
		return nil, err
	}
	if o.Partner, err = maybe[partner.ID]("Partner", in.PartnerID); err != nil {
		return nil, err
	}
	if len(in.Pieces) > maxFieldValues {
		return nil, fault.Field(fault.Invalid, "pieces", "TOO_MANY", "At most %d pieces; %d were given.", maxFieldValues, len(in.Pieces))
	}
	for _, p := range in.Pieces {
		o.Pieces = append(o.Pieces, cobrand.PieceWish{Piece: p.Piece, Output: orEmpty(p.Output)})
	}
	return settle(s.Cobrand.RenderKit(ctx, o))
}

func (s *Services) cancelBulkRender(ctx context.Context, in model.CancelBulkRenderInput) (model.Payload, error) {
	id, err := local[cobrand.BulkID]("BulkRender", in.ID)
	if err != nil {
		return nil, err
	}
	return settle(s.Cobrand.CancelBulk(ctx, id))
}
