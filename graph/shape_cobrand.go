package graph

import (
	"context"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
)

const maxFieldValues = 100

// renderInput is a render order without its key.
func renderInput(in model.RenderCobrandInput) model.CobrandInput {
	return model.CobrandInput{TemplateID: in.TemplateID, PartnerID: in.PartnerID, Piece: in.Piece, Output: in.Output,
		Language: in.Language, Fields: in.Fields, LogoVariant: in.LogoVariant}
}

func orderOf(in model.CobrandInput) (cobrand.Order, error) {
	o := cobrand.Order{Piece: orEmpty(in.Piece), Output: orEmpty(in.Output), Language: orEmpty(in.Language),
		Fields: map[string]string{}, Variant: orEmpty(in.LogoVariant)}
	var err error
	if o.Template, err = local[library.TemplateID]("Template", in.TemplateID); err != nil {
		return o, err
	}
	if o.Partner, err = maybe[partner.ID]("Partner", in.PartnerID); err != nil {
		return o, err
	}
	if len(in.Fields) > maxFieldValues {
		return o, fault.Field(fault.Invalid, "fields", "TOO_MANY", "At most %d fields; %d were given.", maxFieldValues, len(in.Fields))
	}
	for _, f := range in.Fields {
		o.Fields[f.Key] = f.Value
	}
	return o, nil
}

// renderPayload shows a refusal both as the decision, for the portal, and as a
// user error, for programs that look at nothing else.
func renderPayload(out *cobrand.Outcome, err error) (*model.RenderCobrandPayload, error) {
	broken, err := userErrors(err)
	p := &model.RenderCobrandPayload{UserErrors: broken}
	if err != nil || out == nil {
		return p, err
	}
	p.Rendition, p.Decision, p.Problems = out.Rendition, &out.Decision, pointers(out.Problems)
	if !out.Decision.Usable() {
		p.UserErrors = append(p.UserErrors, locked(&out.Decision))
	}
	for _, found := range out.Problems {
		if found.Severity == "error" {
			p.UserErrors = append(p.UserErrors, &model.UserError{Code: found.Code, Message: strings.TrimSpace(found.Message + " " + found.Fix)})
		}
	}
	return p, nil
}

// locked says in one sentence what every open requirement asks next.
func locked(d *rule.Decision) *model.UserError {
	text := strings.TrimSuffix(d.Summary, ".") + "."
	for _, r := range d.Requirements {
		if r.State != rule.Met && r.Next != nil {
			text += " " + r.Next.Label + "."
		}
	}
	code := "COBRAND_LOCKED"
	if d.Result == rule.NeedsApproval {
		code = "COBRAND_NEEDS_APPROVAL"
	}
	return &model.UserError{Code: code, Message: text}
}

func unmet(d *rule.Decision) (n int) {
	for _, r := range d.Requirements {
		if r.State != rule.Met {
			n++
		}
	}
	return n
}

func (s *Services) decideLogo(ctx context.Context, in model.DecideLogoInput, to cobrand.LogoState) (*model.DecideLogoPayload, error) {
	id, err := local[cobrand.LogoID]("Logo", in.ID)
	if err != nil {
		return nil, err
	}
	l, err := s.Cobrand.Decide(ctx, id, to, orEmpty(in.Reason))
	broken, err := userErrors(err)
	return &model.DecideLogoPayload{Logo: l, UserErrors: broken}, err
}

func stagedPayload(f *library.Staged, err error) (*model.CreateStagedUploadPayload, error) {
	broken, err := userErrors(err)
	p := &model.CreateStagedUploadPayload{UserErrors: broken, Headers: []*model.UploadHeader{}}
	if f == nil {
		return p, err
	}
	id := globalStaged(f.ID)
	p.StagedUploadID, p.UploadURL = &id, &f.Put.URL
	for name, value := range f.Put.Header {
		p.Headers = append(p.Headers, &model.UploadHeader{Name: name, Value: value})
	}
	slices.SortFunc(p.Headers, func(a, b *model.UploadHeader) int { return strings.Compare(a.Name, b.Name) })
	return p, err
}
