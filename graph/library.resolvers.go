package graph

import (
	"context"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/graph/exec"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
)

func (r *assetResolver) Families(ctx context.Context, obj *library.Asset) ([]partner.Family, error) {
	return families(obj.Families), nil
}

func (r *assetResolver) Files(ctx context.Context, obj *library.Asset) ([]*library.AssetVersion, error) {
	return r.svc.Library.Files(ctx, []library.AssetID{obj.ID})
}

func (r *assetFileResolver) Bytes(ctx context.Context, obj *library.AssetVersion) (float64, error) {
	return float64(obj.Bytes), nil
}

func (r *assetFileResolver) DownloadURL(ctx context.Context, obj *library.AssetVersion) (string, error) {
	return r.svc.link(ctx, "/asset/", forAsset, string(obj.ID))
}

func (r *mutationResolver) UploadTemplate(ctx context.Context, input model.UploadTemplateInput) (*model.UploadTemplatePayload, error) {
	_, folder, err := r.svc.file(ctx, input.File, input.StagedUploadID, library.ForTemplate)
	if err == nil {
		var v *library.Version
		if v, err = r.svc.Library.Upload(ctx, folder); err == nil {
			return &model.UploadTemplatePayload{Version: v, UserErrors: []*model.UserError{}}, nil
		}
	}
	broken, err := userErrors(err)
	return &model.UploadTemplatePayload{UserErrors: broken}, err
}

func (r *mutationResolver) SubmitTemplate(ctx context.Context, input model.MoveTemplateInput) (*model.MoveTemplatePayload, error) {
	return move(ctx, input, func(ctx context.Context, id library.VersionID, _ string) (*library.Version, error) {
		return r.svc.Library.Submit(ctx, id)
	})
}

func (r *mutationResolver) ApproveTemplate(ctx context.Context, input model.MoveTemplateInput) (*model.MoveTemplatePayload, error) {
	return move(ctx, input, func(ctx context.Context, id library.VersionID, _ string) (*library.Version, error) {
		return r.svc.Library.Approve(ctx, id)
	})
}

func (r *mutationResolver) ReturnTemplate(ctx context.Context, input model.MoveTemplateInput) (*model.MoveTemplatePayload, error) {
	return move(ctx, input, r.svc.Library.Return)
}

func (r *mutationResolver) PublishTemplate(ctx context.Context, input model.MoveTemplateInput) (*model.MoveTemplatePayload, error) {
	return move(ctx, input, func(ctx context.Context, id library.VersionID, _ string) (*library.Version, error) {
		return r.svc.Library.Publish(ctx, id)
	})
}

func (r *mutationResolver) WithdrawTemplate(ctx context.Context, input model.MoveTemplateInput) (*model.MoveTemplatePayload, error) {
	return move(ctx, input, r.svc.Library.Withdraw)
}

func (r *mutationResolver) PublishAsset(ctx context.Context, input model.PublishAssetInput) (*model.PublishAssetPayload, error) {
	in, err := r.svc.publication(ctx, input)
	if err == nil {
		var a *library.Asset
		if a, err = r.svc.Library.PublishAsset(ctx, in); err == nil {
			return &model.PublishAssetPayload{Asset: a, UserErrors: []*model.UserError{}}, nil
		}
	}
	broken, err := userErrors(err)
	return &model.PublishAssetPayload{UserErrors: broken}, err
}

func (r *mutationResolver) NoteEngagement(ctx context.Context, input model.NoteEngagementInput) (*model.NoteEngagementPayload, error) {
	e, err := engagement(input)
	if err == nil {
		err = r.svc.Library.Note(ctx, e)
	}
	broken, err := userErrors(err)
	return &model.NoteEngagementPayload{UserErrors: broken}, err
}

func (r *queryResolver) Templates(ctx context.Context, partnerID *string, language *string, first *int, after *string) (*model.TemplateConnection, error) {
	ask, err := page.Want(first, after)
	if err != nil {
		return nil, err
	}
	of, err := maybe[partner.ID]("Partner", partnerID)
	if err != nil {
		return nil, err
	}
	found, err := r.svc.Cobrand.Templates(ctx, of, orEmpty(language), ask)
	return templates(found), err
}

func (r *queryResolver) Template(ctx context.Context, slug string, partnerID *string, language *string) (*cobrand.Offer, error) {
	of, err := maybe[partner.ID]("Partner", partnerID)
	if err != nil {
		return nil, err
	}
	return absent(r.svc.Cobrand.Template(ctx, slug, of, orEmpty(language)))
}

func (r *queryResolver) OpenVersions(ctx context.Context) ([]*library.Version, error) {
	return r.svc.Library.Waiting(ctx)
}

func (r *queryResolver) Assets(ctx context.Context, kind *string, search *string, first *int, after *string) (*model.AssetConnection, error) {
	ask, err := page.Want(first, after)
	if err != nil {
		return nil, err
	}
	found, err := r.svc.Library.Assets(ctx, orEmpty(kind), orEmpty(search), ask)
	return assets(found), err
}

func (r *templateResolver) ID(ctx context.Context, obj *cobrand.Offer) (string, error) {
	return ids.Global("Template", string(obj.Version.TemplateID)), nil
}

func (r *templateResolver) Slug(ctx context.Context, obj *cobrand.Offer) (string, error) {
	return obj.Version.Slug, nil
}

func (r *templateResolver) Title(ctx context.Context, obj *cobrand.Offer, language *string) (string, error) {
	return inLanguage(obj.Manifest, obj.Manifest.Title, language), nil
}

func (r *templateResolver) Version(ctx context.Context, obj *cobrand.Offer) (string, error) {
	return obj.Version.Version, nil
}

func (r *templateResolver) Published(ctx context.Context, obj *cobrand.Offer) (*library.Version, error) {
	return obj.Version, nil
}

func (r *templateResolver) Versions(ctx context.Context, obj *cobrand.Offer) ([]*library.Version, error) {
	return r.svc.Library.Versions(ctx, obj.Version.TemplateID)
}

func (r *templateResolver) Tags(ctx context.Context, obj *cobrand.Offer) ([]string, error) {
	return orNone(obj.Manifest.Tags), nil
}

func (r *templateResolver) Languages(ctx context.Context, obj *cobrand.Offer) ([]string, error) {
	return languages(obj.Manifest), nil
}

func (r *templateResolver) Pieces(ctx context.Context, obj *cobrand.Offer) ([]*model.Piece, error) {
	return pieces(obj.Manifest), nil
}

func (r *templateResolver) Fields(ctx context.Context, obj *cobrand.Offer) ([]*model.TemplateField, error) {
	return fields(obj.Manifest), nil
}

func (r *templateVersionResolver) Warnings(ctx context.Context, obj *library.Version) ([]*problem.Problem, error) {
	return warnings(obj)
}

func (r *Resolver) Asset() exec.AssetResolver { return &assetResolver{r} }

func (r *Resolver) AssetFile() exec.AssetFileResolver { return &assetFileResolver{r} }

func (r *Resolver) Template() exec.TemplateResolver { return &templateResolver{r} }

func (r *Resolver) TemplateVersion() exec.TemplateVersionResolver { return &templateVersionResolver{r} }

type (
	assetResolver           struct{ *Resolver }
	assetFileResolver       struct{ *Resolver }
	templateResolver        struct{ *Resolver }
	templateVersionResolver struct{ *Resolver }
)
