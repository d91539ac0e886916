package graph

import (
	"context"
	"slices"
	"time"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/feed"
)

// renditionWatch follows the newest copies that the subscriber may see.
type renditionWatch struct {
	svc   *Services
	of    partner.ID
	since *time.Time
	shown map[cobrand.RenditionID]library.State // of its version; nil before the first reading
}

func (s *Services) watchRenditions(_ context.Context, a read.Args) (*watch, error) {
	id, err := a.ID("partnerId", "Partner")
	if err != nil {
		return nil, err
	}
	w := &renditionWatch{svc: s, of: partner.ID(id)}
	if since := a.Maybe("since"); since != nil {
		at, err := model.UnmarshalTime(*since)
		if err != nil {
			return nil, err
		}
		w.since = &at
	}
	wants := func(c feed.Change) bool {
		return c.Kind == feed.Library || c.Kind == feed.Rendition && (id == "" || c.Partner == id)
	}
	return &watch{wants, w.read}, nil
}

// read gives the copies that are new or in a new state, the oldest first.
func (w *renditionWatch) read(ctx context.Context) ([]any, error) {
	found, err := w.svc.Cobrand.Renditions(ctx, w.of, page.Ask{First: page.Max})
	if err != nil {
		return nil, err
	}
	var out []any
	states := map[library.VersionID]library.State{}
	now := make(map[cobrand.RenditionID]library.State, len(found.Rows))
	for i, r := range found.Rows {
		if now[r.ID], err = w.stateOf(ctx, r.VersionID, states); err != nil {
			return nil, err
		}
		if w.worth(i, r, now[r.ID]) {
			out = append(out, &renditionChange{ids.Global("Rendition", string(r.ID)), r.ID, now[r.ID] == library.Withdrawn})
		}
	}
	w.shown = now
	slices.Reverse(out)
	return out, nil
}

// stateOf reads each version once: a recall of it withdraws all of its copies.
func (w *renditionWatch) stateOf(ctx context.Context, id library.VersionID, known map[library.VersionID]library.State) (library.State, error) {
	if s, ok := known[id]; ok {
		return s, nil
	}
	v, err := w.svc.Library.Version(ctx, id)
	if err != nil {
		return "", err
	}
	known[id] = v.State
	return v.State, nil
}

func (w *renditionWatch) worth(place int, r *cobrand.Rendition, state library.State) bool {
	switch was, seen := w.shown[r.ID]; {
	case w.shown != nil:
		return !seen || (was == library.Withdrawn) != (state == library.Withdrawn)
	case w.since != nil:
		return r.CreatedAt.After(*w.since) || state == library.Withdrawn
	}
	return place == 0
}

// renditionChange is one event; the engine reads the copy by its id.
type renditionChange struct {
	id        string
	rendition cobrand.RenditionID
	withdrawn bool
}
