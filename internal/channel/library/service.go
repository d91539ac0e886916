package library

import (
	"context"
	"encoding/json"
	"sync"

	"github.com/portico-prm/portico/content/shelf"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/sandbox"
)

// Service is what one can do with the library.
type Service struct {
	gate    *gate.Gate
	files   blob.Store
	sandbox *sandbox.Pool
	press   func() *sandbox.Pool // nil: no pictures are made, so there are no previews

	manifests sync.Map // VersionID -> *spec.Manifest: a version never changes
	opened    opened
	steps     steps
	later     shelf.Shelf[string, bool] // packages that were pictured after their upload
}

// NewService makes the service. Uploads are read in the sandbox only.
func NewService(g *gate.Gate, files blob.Store, pool *sandbox.Pool) *Service {
	return &Service{gate: g, files: files, sandbox: pool, opened: opened{held: map[string]ready{}},
		later: shelf.Shelf[string, bool]{Room: latePictures}}
}

// WithPress has pages of uploaded templates pictured, for previews. The press is
// asked for when the first template comes: to start it takes seconds.
func (s *Service) WithPress(press func() *sandbox.Pool) *Service {
	s.press = press
	return s
}

// Assets gives the assets that the actor may see, by title.
func (s *Service) Assets(ctx context.Context, kind, search string, ask page.Ask) (page.Of[*Asset], error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.LibraryRead}, func(v *gate.View) (page.Of[*Asset], error) {
		rows, err := listAssets(ctx, v, kind, search, ask)
		return page.Cut(rows, ask.First), err
	})
}

// Languages are those in which an asset has a file.
func (s *Service) Languages(ctx context.Context, id AssetID) ([]string, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.LibraryRead}, func(v *gate.View) (out []string, err error) {
		err = v.Select(ctx, &out, assetLanguages, id)
		return out, err
	})
}

// Manifests gives the frozen manifests of versions inside a caller's own unit
// of work; each is read from the database once in the life of the process.
func (s *Service) Manifests(ctx context.Context, v *gate.View, wanted []*Version) (map[VersionID]*spec.Manifest, error) {
	out := make(map[VersionID]*spec.Manifest, len(wanted))
	var missing []VersionID
	for _, w := range wanted {
		if m, ok := s.manifests.Load(w.ID); ok {
			out[w.ID] = m.(*spec.Manifest)
		} else {
			missing = append(missing, w.ID)
		}
	}
	if len(missing) == 0 {
		return out, nil
	}
	rows, err := readManifests(ctx, v, missing)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		m := new(spec.Manifest)
		if err := json.Unmarshal(r.Manifest, m); err != nil {
			return nil, err
		}
		s.manifests.Store(r.ID, m)
		out[r.ID] = m
	}
	return out, nil
}

// Version gives one version that the actor may see.
func (s *Service) Version(ctx context.Context, id VersionID) (*Version, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.LibraryRead}, func(v *gate.View) (*Version, error) {
		return VersionByID(ctx, v, id)
	})
}
