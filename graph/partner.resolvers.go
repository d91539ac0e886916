package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/exec"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/channel/training"
)

func (r *mutationResolver) RegisterPartner(ctx context.Context, input model.RegisterPartnerInput) (*model.RegisterPartnerPayload, error) {
	p, err := r.svc.Partners.Register(ctx, registration(input))
	broken, err := userErrors(err)
	return &model.RegisterPartnerPayload{Partner: p, UserErrors: broken}, err
}

func (r *mutationResolver) EditPartner(ctx context.Context, input model.EditPartnerInput) (*model.EditPartnerPayload, error) {
	profile, err := profile(ctx, input)
	if err != nil {
		return nil, err
	}
	p, err := r.svc.Partners.Edit(ctx, profile)
	broken, err := userErrors(err)
	return &model.EditPartnerPayload{Partner: p, UserErrors: broken}, err
}

func (r *mutationResolver) SetPartnerStatus(ctx context.Context, input model.SetPartnerStatusInput) (*model.SetPartnerStatusPayload, error) {
	id, err := local[partner.ID]("Partner", input.ID)
	if err != nil {
		return nil, err
	}
	out, err := r.svc.Partners.SetStatus(ctx, id, input.Status)
	broken, err := userErrors(err)
	return &model.SetPartnerStatusPayload{Partner: out, UserErrors: broken}, err
}

func (r *mutationResolver) LinkReseller(ctx context.Context, input model.LinkResellerInput) (*model.LinkResellerPayload, error) {
	in, err := linking(input)
	if err != nil {
		return nil, err
	}
	l, err := r.svc.Partners.Link(ctx, in)
	broken, err := userErrors(err)
	return &model.LinkResellerPayload{Link: l, UserErrors: broken}, err
}

func (r *mutationResolver) EndPortfolioLink(ctx context.Context, input model.EndPortfolioLinkInput) (*model.EndPortfolioLinkPayload, error) {
	id, err := local[partner.LinkID]("PortfolioLink", input.ID)
	if err != nil {
		return nil, err
	}
	out, err := r.svc.Partners.EndLink(ctx, id)
	broken, err := userErrors(err)
	return &model.EndPortfolioLinkPayload{Link: out, UserErrors: broken}, err
}

func (r *mutationResolver) GrantAccessLevel(ctx context.Context, input model.GrantAccessLevelInput) (*model.GrantAccessLevelPayload, error) {
	return r.svc.grantLevel(ctx, input)
}

func (r *partnerResolver) Type(ctx context.Context, obj *partner.Partner) (*partner.Type, error) {
	return r.svc.Partners.Type(ctx, obj.TypeKey)
}

func (r *partnerResolver) ChannelManager(ctx context.Context, obj *partner.Partner) (*member.Person, error) {
	if obj.ChannelManagerID == nil {
		return nil, nil
	}
	return unseen(r.svc.Members.ByID(ctx, member.ID(*obj.ChannelManagerID)))
}

func (r *partnerResolver) Portfolio(ctx context.Context, obj *partner.Partner, first *int, after *string) (*model.PartnerConnection, error) {
	ask, err := page.Want(first, after)
	if err != nil {
		return nil, err
	}
	found, err := r.svc.Partners.Portfolio(ctx, obj.ID, ask)
	return partners(found), err
}

func (r *partnerResolver) Links(ctx context.Context, obj *partner.Partner) ([]*partner.Link, error) {
	return r.svc.Partners.Links(ctx, obj.ID)
}

func (r *partnerResolver) Memberships(ctx context.Context, obj *partner.Partner) ([]*program.Membership, error) {
	return r.svc.Programs.Memberships(ctx, obj.ID)
}

func (r *partnerResolver) Agreements(ctx context.Context, obj *partner.Partner) ([]*program.Agreement, error) {
	return r.svc.Programs.Agreements(ctx, obj.ID)
}

func (r *partnerResolver) Authorizations(ctx context.Context, obj *partner.Partner) ([]*program.Authorization, error) {
	return r.svc.Programs.Authorizations(ctx, obj.ID)
}

func (r *partnerResolver) Certifications(ctx context.Context, obj *partner.Partner) ([]*training.Certification, error) {
	return r.svc.Training.Of(ctx, obj.ID)
}

func (r *partnerResolver) Logos(ctx context.Context, obj *partner.Partner) ([]*cobrand.Logo, error) {
	return r.svc.Cobrand.Logos(ctx, obj.ID)
}

func (r *portfolioLinkResolver) Distributor(ctx context.Context, obj *partner.Link) (*partner.Partner, error) {
	return r.svc.partnerOr(ctx, &obj.DistributorID)
}

func (r *portfolioLinkResolver) Reseller(ctx context.Context, obj *partner.Link) (*partner.Partner, error) {
	return r.svc.partnerOr(ctx, &obj.ResellerID)
}

func (r *queryResolver) Partners(ctx context.Context, filter *model.PartnerFilter, first *int, after *string) (*model.PartnerConnection, error) {
	ask, err := page.Want(first, after)
	if err != nil {
		return nil, err
	}
	found, err := r.svc.Partners.List(ctx, partnerFilter(filter), ask)
	return partners(found), err
}

func (r *queryResolver) Partner(ctx context.Context, id string) (*partner.Partner, error) {
	of, err := local[partner.ID]("Partner", id)
	if err != nil {
		return absent[partner.Partner](nil, err)
	}
	return absent(r.svc.Partners.ByID(ctx, of))
}

func (r *queryResolver) PartnerTypes(ctx context.Context) ([]*partner.Type, error) {
	return r.svc.Partners.Types(ctx)
}

func (r *Resolver) Partner() exec.PartnerResolver { return &partnerResolver{r} }

func (r *Resolver) PortfolioLink() exec.PortfolioLinkResolver { return &portfolioLinkResolver{r} }

type (
	partnerResolver       struct{ *Resolver }
	portfolioLinkResolver struct{ *Resolver }
)
