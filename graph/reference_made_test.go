package graph_test

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/cobrand"
)

// of is a field of a type that services make.
func of[T any](f func(T, inputsOf) any) resolver {
	return func(_ *reference, o thing, a inputsOf) (any, error) { return f(o.value.(T), a), nil }
}

// bit is a piece with the template it is of.
type bit struct {
	name  string
	piece *spec.Piece
	of    *spec.Manifest
}

type (
	variant = *cobrand.FileVariant
	field   = *spec.Entry[spec.Field]
	output  = *spec.Entry[spec.Output]
)

// madeResolvers are the fields of what is no row.
var madeResolvers = map[string]resolver{
	"Template.id":   of(func(o *cobrand.Offer, _ inputsOf) any { return ids.Global("Template", string(o.Version.TemplateID)) }),
	"Template.slug": of(func(o *cobrand.Offer, _ inputsOf) any { return o.Version.Slug }),
	"Template.previewUrl": of(func(o *cobrand.Offer, a inputsOf) any {
		if d := o.Decision; d == nil || d.Result == rule.Locked || d.Result == rule.Hidden {
			return nil
		}
		return link("/preview/")
	}),
	"Template.version": of(func(o *cobrand.Offer, _ inputsOf) any { return o.Version.Version }),
	"Template.title":   of(func(o *cobrand.Offer, a inputsOf) any { return spoken(o.Manifest, o.Manifest.Title, a) }),
	"Template.tags":    of(func(o *cobrand.Offer, _ inputsOf) any { return texts(o.Manifest.Tags) }),
	"Template.published": func(r *reference, o thing, _ inputsOf) (any, error) {
		return r.one("TemplateVersion", "id", string(o.value.(*cobrand.Offer).Version.ID))
	},
	"Template.versions": func(r *reference, o thing, _ inputsOf) (any, error) {
		id := string(o.value.(*cobrand.Offer).Version.TemplateID)
		return listedOf(r.things("TemplateVersion", newest, func(v record) bool { return v.text("template_id") == id }))
	},
	"Template.languages": of(func(o *cobrand.Offer, _ inputsOf) any {
		l := o.Manifest.Languages
		rest := slices.DeleteFunc(slices.Clone(l.Available), func(s string) bool { return s == l.Default })
		return texts(append([]string{l.Default}, rest...))
	}),
	"Template.pieces": of(func(o *cobrand.Offer, _ inputsOf) any {
		out := []thing{}
		for _, p := range o.Manifest.Pieces {
			out = append(out, thing{typ: "Piece", value: bit{p.Name, p.Value, o.Manifest}})
		}
		return out
	}),
	"Template.fields": of(func(o *cobrand.Offer, _ inputsOf) any {
		return only("TemplateField", o.Manifest.Fields, func(f spec.Field) bool { return f.Edit == "free" || f.Edit == "choose" })
	}),
	"Template.decision": of(func(o *cobrand.Offer, _ inputsOf) any {
		if o.Decision == nil {
			return nil
		}
		return thing{typ: "Decision", value: o.Decision}
	}),

	"Piece.key": of(func(p bit, _ inputsOf) any { return p.name }),
	"Piece.title": of(func(p bit, a inputsOf) any {
		if len(p.piece.Title) == 0 {
			return spoken(p.of, p.of.Title, a)
		}
		return spoken(p.of, p.piece.Title, a)
	}),
	"Piece.kind": of(func(p bit, _ inputsOf) any {
		if p.piece.Kind == spec.KindRaster {
			return "RASTER"
		}
		return "PDF"
	}),
	"Piece.width":  of(func(p bit, _ inputsOf) any { return p.piece.Page.Width }),
	"Piece.height": of(func(p bit, _ inputsOf) any { return p.piece.Page.Height }),
	"Piece.unit":   of(func(p bit, _ inputsOf) any { return string(p.piece.Unit) }),
	"Piece.outputs": of(func(p bit, _ inputsOf) any {
		return only("PieceOutput", p.piece.Outputs, func(o spec.Output) bool { return !o.Internal })
	}),
	"PieceOutput.key":        of(func(o output, _ inputsOf) any { return o.Name }),
	"PieceOutput.format":     of(func(o output, _ inputsOf) any { return string(o.Value.Format) }),
	"TemplateField.key":      of(func(f field, _ inputsOf) any { return f.Name }),
	"TemplateField.type":     of(func(f field, _ inputsOf) any { return string(f.Value.Type) }),
	"TemplateField.required": of(func(f field, _ inputsOf) any { return f.Value.Required }),
	"TemplateField.maxChars": of(func(f field, _ inputsOf) any { return unlessZero(float64(f.Value.MaxChars)) }),
	"TemplateField.options":  of(func(f field, _ inputsOf) any { return texts(f.Value.Options.Names()) }),

	"TemplateVariant.piece":         of(func(v variant, _ inputsOf) any { return v.Piece }),
	"TemplateVariant.name":          of(func(v variant, _ inputsOf) any { return unlessZero(v.Name) }),
	"TemplateVariant.languages":     of(func(v variant, _ inputsOf) any { return texts(v.Languages) }),
	"TemplateVariant.outputs":       of(func(v variant, _ inputsOf) any { return texts(v.Outputs) }),
	"TemplateVariant.pages":         of(func(v variant, _ inputsOf) any { return float64(v.Pages) }),
	"TemplateVariant.withoutPages":  of(func(v variant, _ inputsOf) any { return numbers(v.WithoutPages) }),
	"TemplateVariant.withoutLayers": of(func(v variant, _ inputsOf) any { return texts(v.WithoutLayers) }),
	"TemplateVariant.because": of(func(v variant, _ inputsOf) any {
		out := []thing{}
		for _, q := range v.Because {
			out = append(out, thing{typ: "Requirement", value: q})
		}
		return out
	}),
	"TemplateVariant.given": of(func(v variant, _ inputsOf) any {
		if v.Given == nil {
			return nil
		}
		return *v.Given
	}),

	"CobrandCheck.decision":   of(func(o *cobrand.Outcome, _ inputsOf) any { return thing{typ: "Decision", value: &o.Decision} }),
	"CobrandCheck.problems":   of(func(o *cobrand.Outcome, _ inputsOf) any { return eachOf("Problem", o.Problems) }),
	"CobrandCheck.renderable": of(func(o *cobrand.Outcome, _ inputsOf) any { return o.Decision.Usable() && !o.Problems.Blocking() }),

	"Decision.result":         of(func(d *rule.Decision, _ inputsOf) any { return string(d.Result) }),
	"Decision.summary":        of(func(d *rule.Decision, _ inputsOf) any { return d.Summary }),
	"Decision.requirements":   of(func(d *rule.Decision, _ inputsOf) any { return eachOf("Requirement", d.Requirements) }),
	"Decision.whenAllMet":     of(func(d *rule.Decision, _ inputsOf) any { return unlessZero(string(d.WhenAllMet)) }),
	"Decision.approvalReason": of(func(d *rule.Decision, _ inputsOf) any { return texts(d.ApprovalReason) }),
	"Decision.obligations":    of(func(d *rule.Decision, _ inputsOf) any { return texts(d.Obligations) }),
	"Decision.askForHelp":     of(func(d *rule.Decision, _ inputsOf) any { return d.AskForHelp }),
	"Decision.unmetCount": of(func(d *rule.Decision, _ inputsOf) any {
		n := 0.0
		for _, q := range d.Requirements {
			n += float64(boolean(q.State != rule.Met))
		}
		return n
	}),
	"Decision.validUntil": of(func(d *rule.Decision, _ inputsOf) any {
		if d.ValidUntil.IsZero() {
			return nil
		}
		return d.ValidUntil.UTC().Format(time.RFC3339Nano)
	}),

	"Requirement.id":    of(func(q *rule.Requirement, _ inputsOf) any { return q.ID }),
	"Requirement.state": of(func(q *rule.Requirement, _ inputsOf) any { return strings.ToUpper(q.State.String()) }),
	"Requirement.have":  of(func(q *rule.Requirement, _ inputsOf) any { return q.Have }),
	"Requirement.need":  of(func(q *rule.Requirement, _ inputsOf) any { return q.Need }),
	"Requirement.anyOf": of(func(q *rule.Requirement, _ inputsOf) any { return eachOf("Requirement", q.Alternatives) }),
	"Requirement.next": of(func(q *rule.Requirement, _ inputsOf) any {
		if q.Next == nil {
			return nil
		}
		return thing{typ: "NextStep", value: q.Next}
	}),
	"NextStep.action":   of(func(n *rule.Next, _ inputsOf) any { return n.Action }),
	"NextStep.label":    of(func(n *rule.Next, _ inputsOf) any { return n.Label }),
	"NextStep.who":      of(func(n *rule.Next, _ inputsOf) any { return n.Who }),
	"NextStep.minutes":  of(func(n *rule.Next, _ inputsOf) any { return unlessZero(float64(n.Minutes)) }),
	"NextStep.progress": of(func(n *rule.Next, _ inputsOf) any { return n.Progress }),

	"Problem.code":     of(func(p *problem.Problem, _ inputsOf) any { return p.Code }),
	"Problem.severity": of(func(p *problem.Problem, _ inputsOf) any { return strings.ToUpper(string(p.Severity)) }),
	"Problem.where":    of(func(p *problem.Problem, _ inputsOf) any { return p.Where }),
	"Problem.message":  of(func(p *problem.Problem, _ inputsOf) any { return p.Message }),
	"Problem.fix":      of(func(p *problem.Problem, _ inputsOf) any { return p.Fix }),
	"Problem.figures":  of(func(p *problem.Problem, _ inputsOf) any { return eachOf("ProblemFigure", p.Figures()) }),

	"FieldValue.key":      of(func(p *filling, _ inputsOf) any { return p.key }),
	"FieldValue.value":    of(func(p *filling, _ inputsOf) any { return p.value }),
	"ProblemFigure.name":  of(func(f *problem.Figure, _ inputsOf) any { return f.Name }),
	"ProblemFigure.value": of(func(f *problem.Figure, _ inputsOf) any { return f.Value }),
}

// spoken is a text in the language asked for, or in the template's own.
func spoken(m *spec.Manifest, texts spec.ByLanguage, a inputsOf) any {
	language, _ := a["language"].(string)
	if text, ok := texts[language]; ok {
		return text
	}
	return texts[m.Languages.Default]
}

// only are the entries of a manifest that a condition holds for.
func only[T any](typ string, list spec.Named[T], holds func(T) bool) []thing {
	out := []thing{}
	for i := range list {
		if holds(list[i].Value) {
			out = append(out, thing{typ: typ, value: &list[i]})
		}
	}
	return out
}

func unlessZero[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

func (r *reference) aspect(o thing, _ inputsOf) (any, error) {
	w, err := o.row["width"].(json.Number).Float64()
	if err != nil {
		return nil, err
	}
	h, err := o.row["height"].(json.Number).Float64()
	return w / h, err
}

func (r *reference) offers(o thing, _ inputsOf) (any, error) {
	report, err := json.Marshal(o.row["report"])
	out := []any{}
	l := cobrand.Logo{Report: report}
	for _, v := range l.Derivable() {
		out = append(out, string(v))
	}
	return out, err
}

func numbers(list []int) []any {
	out := []any{}
	for _, n := range list {
		out = append(out, float64(n))
	}
	return out
}
