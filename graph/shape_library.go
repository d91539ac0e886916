package graph

import (
	"context"
	"encoding/json"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
)

// inLanguage is a text in a language, or in the template's own.
func inLanguage(m *spec.Manifest, texts spec.ByLanguage, language *string) string {
	if language != nil {
		if t, ok := texts[*language]; ok {
			return t
		}
	}
	return texts[m.Languages.Default]
}

// languages lists the template's own language first.
func languages(m *spec.Manifest) []string {
	out := []string{m.Languages.Default}
	for _, l := range m.Languages.Available {
		if l != m.Languages.Default {
			out = append(out, l)
		}
	}
	return out
}

func pieces(m *spec.Manifest) []*model.Piece {
	out := make([]*model.Piece, len(m.Pieces))
	for i, p := range m.Pieces {
		out[i] = piece(m, p.Name, p.Value)
	}
	return out
}

func piece(m *spec.Manifest, key string, p *spec.Piece) *model.Piece {
	titles := p.Title
	if len(titles) == 0 {
		titles = m.Title
	}
	out := &model.Piece{Key: key, Kind: model.PieceKindPDF, Width: p.Page.Width, Height: p.Page.Height, Unit: p.Unit,
		Titles: func(language *string) string { return inLanguage(m, titles, language) }}
	if p.Kind == spec.KindRaster {
		out.Kind = model.PieceKindRaster
	}
	for _, o := range p.Outputs {
		if !o.Value.Internal {
			out.Outputs = append(out.Outputs, &model.PieceOutput{Key: o.Name, Format: o.Value.Format})
		}
	}
	return out
}

// fields are those that a person may fill in or choose.
func fields(m *spec.Manifest) []*model.TemplateField {
	out := []*model.TemplateField{}
	for _, f := range m.Fields {
		if f.Value.Edit != "free" && f.Value.Edit != "choose" {
			continue
		}
		field := &model.TemplateField{Key: f.Name, Type: f.Value.Type, Required: f.Value.Required, Options: f.Value.Options.Names()}
		if f.Value.MaxChars > 0 {
			field.MaxChars = &f.Value.MaxChars
		}
		out = append(out, field)
	}
	return out
}

func warnings(v *library.Version) ([]*problem.Problem, error) {
	var list problem.List
	err := json.Unmarshal(v.Problems, &list)
	return pointers(list), err
}

// findings are those of the report that the intake wrote.
func findings(l *cobrand.Logo) ([]*problem.Problem, error) {
	var report struct {
		Findings problem.List `json:"findings"`
	}
	err := json.Unmarshal(l.Report, &report)
	return pointers(report.Findings), err
}

func families(keys []string) []partner.Family {
	out := make([]partner.Family, len(keys))
	for i, k := range keys {
		out[i] = partner.Family(k)
	}
	return out
}

// move takes a version one step.
func move(ctx context.Context, in model.MoveTemplateInput, step func(context.Context, library.VersionID, string) (*library.Version, error)) (*model.MoveTemplatePayload, error) {
	id, err := local[library.VersionID]("TemplateVersion", in.VersionID)
	if err != nil {
		return nil, err
	}
	v, err := step(ctx, id, orEmpty(in.Reason))
	broken, err := userErrors(err)
	return &model.MoveTemplatePayload{Version: v, UserErrors: broken}, err
}

func engagement(in model.NoteEngagementInput) (library.Event, error) {
	e := library.Event{Kind: in.Kind}
	if in.TemplateVersionID != nil {
		id, err := local[library.VersionID]("TemplateVersion", *in.TemplateVersionID)
		if err != nil {
			return e, err
		}
		e.Template = &id
	}
	if in.AssetFileID != nil {
		id, err := local[library.AssetVersionID]("AssetFile", *in.AssetFileID)
		if err != nil {
			return e, err
		}
		e.Asset = &id
	}
	return e, nil
}
