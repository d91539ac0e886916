package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/badge"
	"github.com/portico-prm/portico/internal/platform/access"
)

// badgeOf is the field of a certification: those of a whole level in one call.
// An engine binds its fields to its types, so each has its own.
func badgeOf() read.Field {
	return read.Compute(access.TrainingRead, "t.id", func(ctx context.Context, q read.Question) (map[string]*badge.Badge, error) {
		return badge.Shown(ctx, q.View, q.Keys)
	})
}

func badgeTypes(svc *Services) []read.Type {
	return []read.Type{
		read.Value("Badge",
			read.Get("code", func(b *badge.Badge) any { return badge.Spaced(b.Code) }),
			read.Get("verifyUrl", func(b *badge.Badge) any { return svc.Badges.VerifyURL(b.Code) }),
			read.Get("badgeUrl", func(b *badge.Badge) any { return svc.Badges.BadgeURL(b.Code) }),
			read.Get("linkedInUrl", func(b *badge.Badge) any { return svc.Badges.LinkedInURL(b) }),
			read.Get("namePublished", func(b *badge.Badge) any { return b.Published })),
		answers("PublishBadgeNamePayload", "certification", func(b *badge.Badge) string { return string(b.ID) }),
		answers("MakeCertificatePayload", "certification", func(c *certificate) string { return string(c.id) },
			read.Get("downloadUrl", func(s *settled[certificate]) any {
				if s.Object == nil {
					return nil
				}
				return s.Object.url
			})),
	}
}

// certificate is where a certificate can be had.
type certificate struct {
	id  training.ID
	url string
}

func (s *Services) makeCertificate(ctx context.Context, in model.MakeCertificateInput) (*certificate, error) {
	id, err := local[training.ID]("Certification", in.CertificationID)
	if err != nil {
		return nil, err
	}
	language := orEmpty(in.Language)
	if _, err := s.Badges.Printable(ctx, id, language); err != nil {
		return nil, err
	}
	url, err := s.link(ctx, "/certificate/", forCertificate, string(id)+","+language)
	return &certificate{id, url}, err
}
