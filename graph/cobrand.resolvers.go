package graph

import (
	"context"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/graph/exec"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
)

func (r *decisionResolver) UnmetCount(ctx context.Context, obj *rule.Decision) (int, error) {
	return unmet(obj), nil
}

func (r *logoResolver) Findings(ctx context.Context, obj *cobrand.Logo) ([]*problem.Problem, error) {
	return findings(obj)
}

func (r *mutationResolver) RenderCobrand(ctx context.Context, input model.RenderCobrandInput) (*model.RenderCobrandPayload, error) {
	order, err := orderOf(renderInput(input))
	if err != nil {
		return nil, err
	}
	out, err := r.svc.Cobrand.Render(ctx, order)
	return renderPayload(out, err)
}

func (r *mutationResolver) UploadLogo(ctx context.Context, input model.UploadLogoInput) (*model.UploadLogoPayload, error) {
	up, err := r.svc.logoUpload(ctx, input)
	if err == nil {
		var l *cobrand.Logo
		if l, err = r.svc.Cobrand.Upload(ctx, up); err == nil {
			return &model.UploadLogoPayload{Logo: l, UserErrors: []*model.UserError{}}, nil
		}
	}
	broken, err := userErrors(err)
	return &model.UploadLogoPayload{UserErrors: broken}, err
}

func (r *mutationResolver) ApproveLogo(ctx context.Context, input model.DecideLogoInput) (*model.DecideLogoPayload, error) {
	return r.svc.decideLogo(ctx, input, cobrand.Approved)
}

func (r *mutationResolver) RevokeLogo(ctx context.Context, input model.DecideLogoInput) (*model.DecideLogoPayload, error) {
	return r.svc.decideLogo(ctx, input, cobrand.Revoked)
}

func (r *mutationResolver) CreateStagedUpload(ctx context.Context, input model.CreateStagedUploadInput) (*model.CreateStagedUploadPayload, error) {
	f, err := r.svc.Library.Stage(ctx, input.Purpose, input.FileName, int64(input.Bytes))
	return stagedPayload(f, err)
}

func (r *queryResolver) CheckCobrand(ctx context.Context, input model.CobrandInput) (*model.CobrandCheck, error) {
	order, err := orderOf(input)
	if err != nil {
		return nil, err
	}
	out, err := r.svc.Cobrand.Check(ctx, order)
	if err != nil {
		return nil, err
	}
	return &model.CobrandCheck{Decision: &out.Decision, Problems: pointers(out.Problems),
		Renderable: out.Decision.Usable() && !out.Problems.Blocking()}, nil
}

func (r *queryResolver) Renditions(ctx context.Context, partnerID *string, first *int, after *string) (*model.RenditionConnection, error) {
	ask, err := page.Want(first, after)
	if err != nil {
		return nil, err
	}
	of, err := maybe[partner.ID]("Partner", partnerID)
	if err != nil {
		return nil, err
	}
	found, err := r.svc.Cobrand.Renditions(ctx, of, ask)
	return renditions(found), err
}

func (r *queryResolver) LogosToReview(ctx context.Context) ([]*cobrand.Logo, error) {
	return r.svc.Cobrand.WaitingLogos(ctx)
}

func (r *renditionResolver) Partner(ctx context.Context, obj *cobrand.Rendition) (*partner.Partner, error) {
	return r.svc.partnerOr(ctx, obj.PartnerID)
}

func (r *renditionResolver) Via(ctx context.Context, obj *cobrand.Rendition) (*partner.Partner, error) {
	return r.svc.partnerOr(ctx, obj.ViaID)
}

func (r *renditionResolver) Version(ctx context.Context, obj *cobrand.Rendition) (*library.Version, error) {
	return r.svc.Library.Version(ctx, obj.VersionID)
}

func (r *renditionResolver) Bytes(ctx context.Context, obj *cobrand.Rendition) (float64, error) {
	return float64(obj.Bytes), nil
}

func (r *renditionResolver) DownloadURL(ctx context.Context, obj *cobrand.Rendition) (string, error) {
	return r.svc.link(ctx, "/download/", forRendition, string(obj.ID))
}

func (r *requirementResolver) AnyOf(ctx context.Context, obj *rule.Requirement) ([]*rule.Requirement, error) {
	return pointers(obj.Alternatives), nil
}

func (r *Resolver) Decision() exec.DecisionResolver { return &decisionResolver{r} }

func (r *Resolver) Logo() exec.LogoResolver { return &logoResolver{r} }

func (r *Resolver) Rendition() exec.RenditionResolver { return &renditionResolver{r} }

func (r *Resolver) Requirement() exec.RequirementResolver { return &requirementResolver{r} }

type (
	decisionResolver    struct{ *Resolver }
	logoResolver        struct{ *Resolver }
	renditionResolver   struct{ *Resolver }
	requirementResolver struct{ *Resolver }
)
