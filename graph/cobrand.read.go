package graph

import (
	"context"
	"encoding/json"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
)

func cobrandQueries(svc *Services) read.Fields {
	return read.Fields{
		"checkCobrand": read.Service(svc.checkCobrand),
		"renditions": read.Pages{Order: read.Order{Sort: "t.created_at", Time: true, Desc: true},
			Filters: []read.Filter{{Arg: "partnerId", ID: "Partner", SQL: "t.partner_id = $::uuid"}}},
		"logoTwins":     read.ServiceList(svc.logoTwins),
		"brandMarks":    read.List{Order: "t.name, t.id", Most: 200},
		"logosToReview": read.List{Where: "t.state = 'NEEDS_REVIEW'", Order: "t.created_at, t.id", Most: 100},
	}
}

func cobrandTypes(svc *Services) []read.Type {
	return []read.Type{
		{Name: "Logo", Table: "logo t", Ask: access.LogoRead,
			Plain: "id variant state kind fileName width height decidedWhy createdAt",
			Fields: read.Fields{
				"aspect":   read.Column("t.width / t.height"),
				"offers":   read.Derive{Column: "t.report::text", Make: offers},
				"findings": read.Inside(reportForViewer, findings),
				"previewUrl": read.Derive{Column: "t.id", Make: func(ctx context.Context, id string) (any, error) {
					return svc.link(ctx, "/logo/", forLogo, id)
				}},
			}},
		read.Value("LogoTwin", read.To("logo", logoKey)),
		{Name: "BrandMark", Table: "brand_mark t", Ask: access.LogoDecide, Plain: "id name width height createdAt"},
		{Name: "Rendition", Table: "rendition t", Ask: access.CobrandRead,
			Plain: "id piece output language mediaType fileName bytes sha256 pages validUntil createdAt",
			Fields: read.Fields{
				"partner": read.One{Key: "t.partner_id"},
				"via":     read.One{Key: "t.via_distributor_id"},
				"version": read.One{Key: "t.template_version_id"},
				"downloadUrl": read.Derive{Column: "t.id", Make: func(ctx context.Context, id string) (any, error) {
					return svc.link(ctx, "/download/", forRendition, id)
				}},
				"verifyUrl": read.Derive{Column: "t.verify_code", Make: func(_ context.Context, code string) (any, error) {
					return svc.Badges.VerifyURL(code), nil
				}},
				"previewUrl": read.Derive{Column: "t.id", Make: func(ctx context.Context, id string) (any, error) {
					return svc.link(ctx, "/copy/", forCopy, id)
				}},
			}},
		decisionType(), requirementType(), nextStepType(),
		read.Value("CobrandCheck",
			read.Has("decision", func(o *cobrand.Outcome) *rule.Decision { return &o.Decision }),
			read.Each("problems", func(o *cobrand.Outcome) []*problem.Problem { return read.Pointers(o.Problems) }),
			read.Get("renderable", func(o *cobrand.Outcome) any { return o.Decision.Usable() && !o.Problems.Blocking() })),
		read.Value("RenderCobrandPayload",
			read.To("rendition", func(r *rendered) string { return keyOr(r.rendition, renditionKey) }),
			read.Has("decision", func(r *rendered) *rule.Decision { return r.decision }),
			read.Each("problems", func(r *rendered) []*problem.Problem { return r.problems }),
			repairs(func(r *rendered) []*userError { return r.broken })),
		answers("UploadLogoPayload", "logo", logoKey, refusals[cobrand.Logo]()),
		answers("DecideLogoPayload", "logo", logoKey),
		answers("DeriveLogoPayload", "logo", logoKey),
		answers("ProtectMarkPayload", "mark", func(m *cobrand.BrandMark) string { return string(m.ID) }, refusals[cobrand.BrandMark]()),
		read.Value("UnprotectMarkPayload", repairs(func(s *settled[cobrand.BrandMark]) []*userError { return s.Broken })),
		read.Value("UploadHeader",
			read.Get("name", func(h *uploadHeader) any { return h.name }),
			read.Get("value", func(h *uploadHeader) any { return h.value })),
		read.Value("CreateStagedUploadPayload",
			read.Get("stagedUploadId", func(s *staged) any { return s.id }),
			read.Get("uploadUrl", func(s *staged) any { return s.url }),
			read.Each("headers", func(s *staged) []*uploadHeader { return s.headers }),
			repairs(func(s *staged) []*userError { return s.broken })),
	}
}

func renditionKey(r *cobrand.Rendition) string { return string(r.ID) }
func logoKey(l *cobrand.Logo) string           { return string(l.ID) }

func decisionType() read.Type {
	return read.Value("Decision",
		read.Get("result", func(d *rule.Decision) any { return d.Result }),
		read.Get("summary", func(d *rule.Decision) any { return d.Summary }),
		read.Get("unmetCount", func(d *rule.Decision) any { return unmet(d) }),
		read.Each("requirements", func(d *rule.Decision) []*rule.Requirement { return read.Pointers(d.Requirements) }),
		read.Get("whenAllMet", func(d *rule.Decision) any { return filled(string(d.WhenAllMet)) }),
		read.Get("approvalReason", func(d *rule.Decision) any { return d.ApprovalReason }),
		read.Get("obligations", func(d *rule.Decision) any { return d.Obligations }),
		read.Get("validUntil", func(d *rule.Decision) any { return d.ValidUntil }),
		read.Get("askForHelp", func(d *rule.Decision) any { return d.AskForHelp }))
}

func requirementType() read.Type {
	return read.Value("Requirement",
		read.Get("id", func(r *rule.Requirement) any { return r.ID }),
		read.Get("state", func(r *rule.Requirement) any { return upper(r.State.String()) }),
		read.Get("have", func(r *rule.Requirement) any { return r.Have }),
		read.Get("need", func(r *rule.Requirement) any { return r.Need }),
		read.Has("next", func(r *rule.Requirement) *rule.Next { return r.Next }),
		read.Each("anyOf", func(r *rule.Requirement) []*rule.Requirement { return read.Pointers(r.Alternatives) }))
}

func nextStepType() read.Type {
	return read.Value("NextStep",
		read.Get("action", func(n *rule.Next) any { return n.Action }),
		read.Get("label", func(n *rule.Next) any { return n.Label }),
		read.Get("who", func(n *rule.Next) any { return n.Who }),
		read.Get("minutes", func(n *rule.Next) any { return positive(n.Minutes) }),
		read.Get("progress", func(n *rule.Next) any { return n.Progress }))
}

// reportForViewer is the report of the intake, with the language of who looks.
const reportForViewer = `json_build_object('report', t.report, 'language',
  (select p.locale from person p where p.id = (select ctx_person())))::text`

// findings are those of the report that the intake wrote.
func findings(text string) ([]*problem.Problem, error) {
	var told struct {
		Report   struct{ Findings problem.List }
		Language string
	}
	err := json.Unmarshal([]byte(text), &told)
	return read.Pointers(told.Report.Findings.In(told.Language)), err
}

// offers are the variants that the report of the intake says can be made.
func offers(_ context.Context, report string) (any, error) {
	l := cobrand.Logo{Report: json.RawMessage(report)}
	return orNone(l.Derivable()), nil
}

func (s *Services) logoTwins(ctx context.Context, a read.Args) ([]*cobrand.Logo, error) {
	id, err := local[cobrand.LogoID]("Logo", a.Text("id"))
	if err != nil {
		return nil, err
	}
	return s.Cobrand.Resembling(ctx, id)
}

func decisionOf(o *cobrand.Offer) *rule.Decision { return o.Decision }

// decisions says of many partners at once whether each may use a template.
func (s *Services) decisions(ctx context.Context, q read.Question) (map[string]*rule.Decision, error) {
	template, err := q.Args.ID("templateId", "Template")
	if err != nil {
		return nil, err
	}
	of := make([]partner.ID, len(q.Keys))
	for i, id := range q.Keys {
		of[i] = partner.ID(id)
	}
	ask := cobrand.DecisionAsk{Template: library.TemplateID(template), Partners: of, Language: q.Args.Text("language"),
		Sentences: q.Selects("summary", "requirements", "askForHelp")}
	found, err := s.Cobrand.DecisionsIn(ctx, q.View, ask)
	out := make(map[string]*rule.Decision, len(found))
	for id, d := range found {
		out[string(id)] = d
	}
	return out, err
}

func (s *Services) checkCobrand(ctx context.Context, a read.Args) (*cobrand.Outcome, error) {
	var in model.RenderCobrandInput
	if err := a.Into("input", &in); err != nil {
		return nil, err
	}
	order, err := orderOf(in)
	if err != nil {
		return nil, err
	}
	return s.Cobrand.Check(ctx, order)
}
