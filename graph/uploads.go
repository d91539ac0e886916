package graph

import (
	"context"
	"io"

	"github.com/99designs/gqlgen/graphql"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
)

func globalStaged(id library.StagedID) string { return ids.Global("StagedUpload", string(id)) }

// file gives the bytes of a mutation's file, whichever way they came.
func (s *Services) file(ctx context.Context, up *graphql.Upload, staged *string, p library.Purpose) (name string, body []byte, err error) {
	switch {
	case up != nil && staged != nil:
		return "", nil, fault.Field(fault.Invalid, "file", "TWO_FILES", "Give the file or stagedUploadId, not both.")
	case staged != nil:
		id, err := local[library.StagedID]("StagedUpload", *staged)
		if err != nil {
			return "", nil, err
		}
		return s.Library.Take(ctx, id, p)
	case up == nil:
		return "", nil, fault.Field(fault.Invalid, "file", "REQUIRED", "Give the file, or stagedUploadId.")
	}
	if up.Size > p.Most() {
		return "", nil, s.Cobrand.Refusal(ctx, "file", problem.Sized(up.Size, p.Most()))
	}
	body, err = io.ReadAll(io.LimitReader(up.File, p.Most()+1))
	return up.Filename, body, err
}

func (s *Services) logoUpload(ctx context.Context, in model.UploadLogoInput) (cobrand.Upload, error) {
	of, err := maybe[partner.ID]("Partner", in.PartnerID)
	if err != nil {
		return cobrand.Upload{}, err
	}
	name, body, err := s.file(ctx, in.File, in.StagedUploadID, library.ForLogo)
	return cobrand.Upload{Partner: of, Variant: in.Variant, FileName: name, File: body}, err
}

func (s *Services) publication(ctx context.Context, in model.PublishAssetInput) (library.Publication, error) {
	name, body, err := s.file(ctx, in.File, in.StagedUploadID, library.ForAsset)
	p := library.Publication{Slug: in.Slug, Kind: in.Kind, Title: in.Title, Product: in.Product, Industries: in.Industries,
		AccessLevel: in.AccessLevel, Language: in.Language, PublishAt: in.PublishAt, ExpiresAt: in.ExpiresAt,
		FileName: name, File: body}
	for _, f := range in.Families {
		p.Families = append(p.Families, string(f))
	}
	return p, err
}
