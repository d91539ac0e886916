package graph

import (
	"context"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
)

const maxFieldValues = 100

// orderOf reads an order; the key for repeats is no part of it.
func orderOf(in model.RenderCobrandInput) (cobrand.Order, error) {
	o := cobrand.Order{Piece: orEmpty(in.Piece), Output: orEmpty(in.Output)}
	form, err := filledForm(in.Language, in.Fields, in.LogoVariant)
	if err != nil {
		return o, err
	}
	o.Language, o.Fields, o.Variant = form.Language, form.Fields, form.Variant
	if o.Template, err = local[library.TemplateID]("Template", in.TemplateID); err != nil {
		return o, err
	}
	o.Partner, err = maybe[partner.ID]("Partner", in.PartnerID)
	return o, err
}

// filledForm reads what copies are filled with.
func filledForm(language *string, fields []*model.FieldInput, variant *cobrand.Variant) (cobrand.Form, error) {
	f := cobrand.Form{Language: orEmpty(language), Fields: map[string]string{}, Variant: orEmpty(variant)}
	if len(fields) > maxFieldValues {
		return f, fault.Field(fault.Invalid, "fields", "TOO_MANY", "At most %d fields; %d were given.", maxFieldValues, len(fields))
	}
	for _, in := range fields {
		f.Fields[in.Key] = in.Value
	}
	return f, nil
}

// rendered is the answer to renderCobrand.
type rendered struct {
	rendition *cobrand.Rendition
	decision  *rule.Decision
	problems  []*problem.Problem
	broken    []*userError
}

// renderPayload shows a refusal both as the decision, for the portal, and as a
// user error, for programs that look at nothing else.
func renderPayload(out *cobrand.Outcome, err error) (model.Payload, error) {
	p, err := outcome(out, err)
	if err != nil {
		return nil, err
	}
	return p, nil
}

func outcome(out *cobrand.Outcome, err error) (*rendered, error) {
	broken, err := userErrors(err)
	if err != nil {
		return nil, err
	}
	p := &rendered{broken: broken}
	if out == nil {
		return p, nil
	}
	p.rendition, p.decision, p.problems = out.Rendition, &out.Decision, read.Pointers(out.Problems)
	if !out.Decision.Usable() {
		p.broken = append(p.broken, locked(&out.Decision))
	}
	for _, found := range out.Problems {
		if found.Severity == problem.Error {
			p.broken = append(p.broken, &userError{Code: found.Code, Message: strings.TrimSpace(found.Message + " " + found.Fix)})
		}
	}
	return p, nil
}

// locked says in one sentence what every open requirement asks next.
func locked(d *rule.Decision) *userError {
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
	return &userError{Code: code, Message: text}
}

func unmet(d *rule.Decision) (n int) {
	for _, r := range d.Requirements {
		if r.State != rule.Met {
			n++
		}
	}
	return n
}

func (s *Services) decideLogo(ctx context.Context, in model.DecideLogoInput, to cobrand.LogoState) (model.Payload, error) {
	id, err := local[cobrand.LogoID]("Logo", in.ID)
	if err != nil {
		return nil, err
	}
	return settle(s.Cobrand.Decide(ctx, id, to, orEmpty(in.Reason)))
}

// staged is the answer to createStagedUpload.
type staged struct {
	id, url *string
	headers []*uploadHeader
	broken  []*userError
}

// uploadHeader is a header that the PUT must carry.
type uploadHeader struct{ name, value string }

func stagedPayload(f *library.Staged, err error) (model.Payload, error) {
	broken, err := userErrors(err)
	if err != nil {
		return nil, err
	}
	p := &staged{broken: broken}
	if f == nil {
		return p, nil
	}
	id := globalStaged(f.ID)
	p.id, p.url = &id, &f.Put.URL
	for name, value := range f.Put.Header {
		p.headers = append(p.headers, &uploadHeader{name, value})
	}
	slices.SortFunc(p.headers, func(a, b *uploadHeader) int { return strings.Compare(a.name, b.name) })
	return p, nil
}
