package cobrand

import (
	"context"
	"io"
	"sync"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/blob"
)

// marks holds prepared logos by hash. A mark never changes, so it may stay; at
// most heldMarks do.
type marks struct {
	mu   *sync.Mutex
	held map[string]*logo.Mark
}

const heldMarks = 512

func newMarks() marks { return marks{mu: new(sync.Mutex), held: map[string]*logo.Mark{}} }

func (m marks) get(sha string) *logo.Mark {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.held[sha]
}

func (m marks) put(sha string, mark *logo.Mark) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.held) >= heldMarks {
		clear(m.held)
	}
	m.held[sha] = mark
}

// mark loads a prepared logo.
func (s *Service) mark(ctx context.Context, sha string) (*logo.Mark, error) {
	if m := s.marks.get(sha); m != nil {
		return m, nil
	}
	f, _, err := s.files.Open(ctx, blob.Key(sha))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(f)
	if err != nil {
		return nil, fault.Wrap(fault.Unavailable, err, "A logo could not be read. Try again.")
	}
	m := new(logo.Mark)
	if err := m.UnmarshalBinary(raw); err != nil {
		return nil, err
	}
	s.marks.put(sha, m)
	return m, nil
}

// variantNames are the words that templates use.
var variantNames = map[Variant]string{Primary: "full-color", Reversed: "reversed", Square: "square", Mono: "one-color"}

// load gives the prepared marks of some logos in the order of the variants;
// only keeps one variant, empty keeps all.
func (s *Service) load(ctx context.Context, logos []*Logo, only Variant) ([]content.VariantMark, error) {
	var out []content.VariantMark
	for _, v := range variants {
		l := pick(logos, v)
		if l == nil || only != "" && only != v {
			continue
		}
		m, err := s.mark(ctx, l.MarkSHA256)
		if err != nil {
			return nil, err
		}
		out = append(out, content.VariantMark{Variant: variantNames[v], Mark: m})
	}
	return out, nil
}

func pick(logos []*Logo, v Variant) *Logo {
	for _, l := range logos {
		if l.Variant == v {
			return l
		}
	}
	return nil
}
