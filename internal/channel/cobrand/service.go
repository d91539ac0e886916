package cobrand

import (
	"cmp"
	"context"
	"log/slog"
	"runtime"

	"golang.org/x/sync/semaphore"

	"github.com/portico-prm/portico/content/shelf"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/sandbox"
)

// Service is what one can do with logos and co-branded copies.
type Service struct {
	gate    *gate.Gate
	library *library.Service
	files   blob.Store
	sandbox *sandbox.Pool
	slots   *semaphore.Weighted // renders at once
	marks   marks
	sights  shelf.Shelf[string, *Sight]
	copies  shelf.Shelf[string, photograph] // pages of copies that cannot be drawn again
	review  bool
	log     *slog.Logger
}

// Options are the choices of an installation.
type Options struct {
	ReviewLogos bool         // every new logo waits for a brand approver, spotless ones too
	Slots       int          // renders at once; 0 means as many as there are processors
	Log         *slog.Logger // of what breaks in the background; nil keeps it to itself
}

// NewService makes the service.
func NewService(g *gate.Gate, lib *library.Service, files blob.Store, pool *sandbox.Pool, opt Options) *Service {
	slots := cmp.Or(opt.Slots, runtime.GOMAXPROCS(0))
	s := &Service{gate: g, library: lib, files: files, sandbox: pool, review: opt.ReviewLogos,
		slots: semaphore.NewWeighted(int64(slots)), marks: newMarks(), log: cmp.Or(opt.Log, slog.New(slog.DiscardHandler))}
	s.sights.Room, s.copies.Room = sightsRoom, sightsRoom
	return s
}

// own is the partner meant by an empty one: the actor's.
func own(ctx context.Context, id partner.ID) partner.ID {
	if id == "" {
		return partner.ID(gate.Whose(ctx))
	}
	return id
}

// Logo gives one logo.
func (s *Service) Logo(ctx context.Context, id LogoID) (*Logo, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.LogoRead}, func(v *gate.View) (*Logo, error) {
		return logoByID(ctx, v, id)
	})
}

// Renditions gives the copies of a partner, or all that the actor may see when
// id is empty, the newest first.
func (s *Service) Renditions(ctx context.Context, id partner.ID, ask page.Ask) (page.Of[*Rendition], error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.CobrandRead}, func(v *gate.View) (page.Of[*Rendition], error) {
		rows, err := listRenditions(ctx, v, id, ask)
		return page.Cut(rows, ask.First), err
	})
}

// Rendition gives one copy.
func (s *Service) Rendition(ctx context.Context, id RenditionID) (*Rendition, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.CobrandRead}, func(v *gate.View) (*Rendition, error) {
		return renditionByID(ctx, v, id)
	})
}
