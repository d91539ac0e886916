package graph

import (
	"context"
	"encoding/json"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

func libraryQueries(svc *Services) read.Fields {
	return read.Fields{
		"templates": read.FindPage(access.LibraryRead, "partnerId",
			func(ctx context.Context, v *gate.View, a read.Args, ask page.Ask) (page.Of[*cobrand.Offer], error) {
				return svc.Cobrand.OffersIn(ctx, v, a.Text("language"), ask)
			}, offerPlace),
		"template": read.Find(access.LibraryRead, "partnerId",
			func(ctx context.Context, v *gate.View, a read.Args) (*cobrand.Offer, error) {
				return absent(svc.Cobrand.OfferIn(ctx, v, a.Text("slug"), a.Text("language")))
			}),
		"openVersions":     read.List{Where: "t.state in ('DRAFT', 'IN_REVIEW', 'APPROVED')", Order: "t.created_at desc, t.id desc", Most: 100},
		"templateVariants": read.ServiceList(svc.templateVariants),
		"assets": read.Pages{Order: read.Order{Sort: "t.title"}, Filters: []read.Filter{
			{Arg: "kind", SQL: "t.kind = $"},
			{Arg: "search", SQL: "position(lower($) in lower(t.title)) > 0"},
		}},
	}
}

func offerPlace(o *cobrand.Offer) page.Key {
	return page.Key{Sort: o.Version.Slug, ID: string(o.Version.TemplateID)}
}

func libraryTypes(svc *Services) []read.Type {
	return []read.Type{
		{Name: "TemplateVersion", Table: "template_version t", Ask: access.LibraryRead,
			Joins: map[string]string{"p": "join template p on p.id = t.template_id"},
			Plain: "id version state publishedAt withdrawnAt withdrawWhy createdAt",
			Fields: read.Fields{
				"slug":          read.Column("p.slug"),
				"contentSHA256": read.Column("t.content_sha256"),
				"warnings":      read.Inside("t.problems::text", warnings),
			}},
		templateType(svc),
		{Name: "Asset", Table: "asset t", Ask: access.LibraryRead,
			Plain: "id slug kind title product industries families accessLevel",
			Fields: read.Fields{"files": read.List{By: "t.asset_id", Order: "t.language", Most: 250,
				Where: "not exists (select 1 from asset_version n where n.asset_id = t.asset_id and n.language = t.language and n.number > t.number)"}}},
		{Name: "AssetFile", Table: "asset_version t", Ask: access.LibraryRead,
			Plain: "id language number fileName mediaType bytes",
			Fields: read.Fields{"downloadUrl": read.Derive{Column: "t.id", Make: func(ctx context.Context, id string) (any, error) {
				return svc.link(ctx, "/asset/", forAsset, id)
			}}}},
		problemType(), figureType(), variantType(), pieceType(), outputType(), fieldType(),
		answers("UploadTemplatePayload", "version", versionKey, refusals[library.Version]()),
		answers("MoveTemplatePayload", "version", versionKey),
		answers("PublishAssetPayload", "asset", func(a *library.Asset) string { return string(a.ID) }),
		read.Value("NoteEngagementPayload", repairs(func(s *settled[library.Event]) []*userError { return s.Broken })),
	}
}

func versionKey(v *library.Version) string { return string(v.ID) }

// templateType is made of offers: what a template says of itself lies in its
// frozen manifest, which is kept in memory.
func templateType(svc *Services) read.Type {
	t := read.Value("Template",
		read.Get("id", func(o *cobrand.Offer) any { return ids.Global("Template", string(o.Version.TemplateID)) }),
		read.Get("slug", func(o *cobrand.Offer) any { return o.Version.Slug }),
		read.GetBy("title", func(o *cobrand.Offer, a read.Args) any {
			return inLanguage(o.Manifest, o.Manifest.Title, a.Maybe("language"))
		}),
		read.Get("version", func(o *cobrand.Offer) any { return o.Version.Version }),
		read.To("published", func(o *cobrand.Offer) string { return string(o.Version.ID) }),
		read.ToList("versions", read.List{By: "t.template_id", Order: "t.created_at desc, t.id desc", Most: 100},
			func(o *cobrand.Offer) string { return string(o.Version.TemplateID) }),
		read.Get("tags", func(o *cobrand.Offer) any { return o.Manifest.Tags }),
		read.Get("languages", func(o *cobrand.Offer) any { return languages(o.Manifest) }),
		read.Each("pieces", func(o *cobrand.Offer) []*piece { return pieces(o.Manifest) }),
		read.Each("fields", func(o *cobrand.Offer) []*spec.Entry[spec.Field] { return fields(o.Manifest) }),
		read.Has("decision", decisionOf),
		read.GetBy("previewUrl", svc.previewLink))
	t.Ask = access.LibraryRead
	t.Find = func(ctx context.Context, v *gate.View, ids []string) ([]any, error) {
		o, err := svc.Cobrand.OfferByIDIn(ctx, v, library.TemplateID(ids[0]), "")
		if err != nil {
			return nil, err
		}
		return []any{o}, nil
	}
	return t
}

func problemType() read.Type {
	return read.Value("Problem",
		read.Get("code", func(p *problem.Problem) any { return p.Code }),
		read.Get("severity", func(p *problem.Problem) any { return upper(string(p.Severity)) }),
		read.Get("where", func(p *problem.Problem) any { return p.Where }),
		read.Get("message", func(p *problem.Problem) any { return p.Message }),
		read.Get("fix", func(p *problem.Problem) any { return p.Fix }),
		read.Each("figures", func(p *problem.Problem) []*problem.Figure { return read.Pointers(p.Figures()) }))
}

func figureType() read.Type {
	return read.Value("ProblemFigure",
		read.Get("name", func(f *problem.Figure) any { return f.Name }),
		read.Get("value", func(f *problem.Figure) any { return f.Value }))
}

func pieceType() read.Type {
	return read.Value("Piece",
		read.Get("key", func(p *piece) any { return p.key }),
		read.GetBy("title", func(p *piece, a read.Args) any { return inLanguage(p.manifest, p.titles(), a.Maybe("language")) }),
		read.Get("kind", func(p *piece) any { return p.kind() }),
		read.Get("width", func(p *piece) any { return p.Page.Width }),
		read.Get("height", func(p *piece) any { return p.Page.Height }),
		read.Get("unit", func(p *piece) any { return p.Unit }),
		read.Each("outputs", func(p *piece) []*spec.Entry[spec.Output] { return p.outputs() }))
}

func variantType() read.Type {
	return read.Value("TemplateVariant",
		read.Get("piece", func(v *cobrand.FileVariant) any { return v.Piece }),
		read.Get("name", func(v *cobrand.FileVariant) any { return unlessEmpty(v.Name) }),
		read.Get("languages", func(v *cobrand.FileVariant) any { return v.Languages }),
		read.Get("outputs", func(v *cobrand.FileVariant) any { return v.Outputs }),
		read.Get("pages", func(v *cobrand.FileVariant) any { return v.Pages }),
		read.Get("withoutPages", func(v *cobrand.FileVariant) any { return orNone(v.WithoutPages) }),
		read.Get("withoutLayers", func(v *cobrand.FileVariant) any { return orNone(v.WithoutLayers) }),
		read.Each("because", func(v *cobrand.FileVariant) []*rule.Requirement { return v.Because }),
		read.Get("given", func(v *cobrand.FileVariant) any {
			if v.Given == nil {
				return nil
			}
			return *v.Given
		}))
}

func unlessEmpty(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func outputType() read.Type {
	return read.Value("PieceOutput",
		read.Get("key", func(o *spec.Entry[spec.Output]) any { return o.Name }),
		read.Get("format", func(o *spec.Entry[spec.Output]) any { return o.Value.Format }))
}

func fieldType() read.Type {
	return read.Value("TemplateField",
		read.Get("key", func(f *spec.Entry[spec.Field]) any { return f.Name }),
		read.Get("type", func(f *spec.Entry[spec.Field]) any { return f.Value.Type }),
		read.Get("required", func(f *spec.Entry[spec.Field]) any { return f.Value.Required }),
		read.Get("maxChars", func(f *spec.Entry[spec.Field]) any { return positive(f.Value.MaxChars) }),
		read.Get("options", func(f *spec.Entry[spec.Field]) any { return f.Value.Options.Names() }))
}

func warnings(text string) ([]*problem.Problem, error) {
	var list problem.List
	err := json.Unmarshal([]byte(text), &list)
	return read.Pointers(list), err
}

// templateVariants tells what partners may be given of a template.
func (s *Services) templateVariants(ctx context.Context, a read.Args) ([]*cobrand.FileVariant, error) {
	template, err := a.ID("templateId", "Template")
	if err != nil {
		return nil, err
	}
	version, err := a.ID("versionId", "TemplateVersion")
	if err != nil {
		return nil, err
	}
	of, err := a.ID("partnerId", "Partner")
	if err != nil {
		return nil, err
	}
	return s.Cobrand.Variants(ctx, cobrand.VariantAsk{Template: library.TemplateID(template), Version: library.VersionID(version),
		Partner: partner.ID(of), Language: a.Text("language")})
}
