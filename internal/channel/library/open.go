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
	mu    sync.Mutex
	held  map[string]ready
	bytes int64 // of their packages
}

type ready struct {
	template *content.Template
	bytes    int64
}

const (
	heldTemplates = 64
	heldBytes     = 512 << 20
)

// Open gives a version ready to render. The first time it is read from the
// file store.
func (s *Service) Open(ctx context.Context, v *Version) (*content.Template, error) {
	if t := s.opened.get(v.PackageSHA256); t != nil {
		return t, nil
	}
	raw, err := s.stored(ctx, v.PackageSHA256)
	if err != nil {
		return nil, err
	}
	t, err := content.Open(raw)
	if err != nil {
		return nil, err
	}
	s.opened.put(v.PackageSHA256, t, int64(len(raw)))
	return t, nil
}

// packageOf reads a compiled package from the file store.
func (s *Service) packageOf(ctx context.Context, sha string) (*content.Package, error) {
	raw, err := s.stored(ctx, sha)
	if err != nil {
		return nil, err
	}
	p := new(content.Package)
	return p, p.UnmarshalBinary(raw)
}

func (s *Service) stored(ctx context.Context, sha string) ([]byte, error) {
	f, _, err := s.files.Open(ctx, blob.Key(sha))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(f)
	if err != nil {
		return nil, fault.Wrap(fault.Unavailable, err, "The template could not be read. Try again.")
	}
	return raw, nil
}

// Warm opens a version that was just published, before somebody waits for it.
func (s *Service) Warm(ctx context.Context, e VersionPublished) error {
	_, err := s.Open(ctx, &Version{PackageSHA256: e.Package})
	return err
}

func (o *opened) get(sha string) *content.Template {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.held[sha].template
}

// put keeps a template, unless somebody else opened it meanwhile.
func (o *opened) put(sha string, t *content.Template, size int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.held[sha].template == nil {
		o.hold(sha, t, size)
	}
}

// replace keeps a template in the place of one that lacked something.
func (o *opened) replace(sha string, t *content.Template, size int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.bytes -= o.held[sha].bytes
	delete(o.held, sha)
	o.hold(sha, t, size)
}

func (o *opened) hold(sha string, t *content.Template, size int64) {
	if len(o.held) >= heldTemplates || o.bytes+size > heldBytes {
		clear(o.held)
		o.bytes = 0
	}
	o.held[sha] = ready{t, size}
	o.bytes += size
}
