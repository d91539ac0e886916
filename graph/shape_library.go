package graph

import (
	"context"

	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/channel/library"
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

// piece is a piece of a manifest with its key.
type piece struct {
	*spec.Piece
	key      string
	manifest *spec.Manifest
}

func pieces(m *spec.Manifest) []*piece {
	out := make([]*piece, len(m.Pieces))
	for i, p := range m.Pieces {
		out[i] = &piece{Piece: p.Value, key: p.Name, manifest: m}
	}
	return out
}

// titles are the piece's own, or the template's when it has none.
func (p *piece) titles() spec.ByLanguage {
	if len(p.Title) == 0 {
		return p.manifest.Title
	}
	return p.Title
}

func (p *piece) kind() string {
	if p.Kind == spec.KindRaster {
		return "RASTER"
	}
	return "PDF"
}

// outputs are those that partners are offered.
func (p *piece) outputs() []*spec.Entry[spec.Output] {
	out := []*spec.Entry[spec.Output]{}
	for i := range p.Outputs {
		if !p.Outputs[i].Value.Internal {
			out = append(out, &p.Outputs[i])
		}
	}
	return out
}

// fields are those that a person may fill in or choose.
func fields(m *spec.Manifest) []*spec.Entry[spec.Field] {
	out := []*spec.Entry[spec.Field]{}
	for i := range m.Fields {
		if edit := m.Fields[i].Value.Edit; edit == "free" || edit == "choose" {
			out = append(out, &m.Fields[i])
		}
	}
	return out
}

// move takes a version one step.
func move(ctx context.Context, in model.MoveTemplateInput, step func(context.Context, library.VersionID, string) (*library.Version, error)) (model.Payload, error) {
	id, err := local[library.VersionID]("TemplateVersion", in.VersionID)
	if err != nil {
		return nil, err
	}
	return settle(step(ctx, id, orEmpty(in.Reason)))
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
