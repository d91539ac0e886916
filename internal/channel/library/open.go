package library

import (
	"context"
	"io"
	"sync"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/blob"
)

// opened holds templates that are ready to render, by the hash of their
// package. They are large, so few are kept.
type opened struct {
	mu   sync.Mutex
	held map[string]*content.Template
}

const heldTemplates = 64

// Open gives a version ready to render. The first time it is read from the
// file store.
func (s *Service) Open(ctx context.Context, v *Version) (*content.Template, error) {
	if t := s.opened.get(v.PackageSHA256); t != nil {
		return t, nil
	}
	p, err := s.packageOf(ctx, v.PackageSHA256)
	if err != nil {
		return nil, err
	}
	t, err := p.Template()
	if err != nil {
		return nil, err
	}
	s.opened.put(v.PackageSHA256, t)
	return t, nil
}

// packageOf reads a compiled package from the file store.
func (s *Service) packageOf(ctx context.Context, sha string) (*content.Package, error) {
	f, _, err := s.files.Open(ctx, blob.Key(sha))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(f)
	if err != nil {
		return nil, fault.Wrap(fault.Unavailable, err, "The template could not be read. Try again.")
	}
	p := new(content.Package)
	return p, p.UnmarshalBinary(raw)
}

// Warm opens a version that was just published, before somebody waits for it.
func (s *Service) Warm(ctx context.Context, e VersionPublished) error {
	_, err := s.Open(ctx, &Version{PackageSHA256: e.Package})
	return err
}

func (o *opened) get(sha string) *content.Template {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.held[sha]
}

func (o *opened) put(sha string, t *content.Template) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.held) >= heldTemplates {
		clear(o.held)
	}
	o.held[sha] = t
}
