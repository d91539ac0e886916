package graph

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"maps"
	"slices"

	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/feed"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// templateWatch follows the templates of one partner and their decisions.
type templateWatch struct {
	svc      *Services
	of       partner.ID
	only     library.TemplateID // empty: all
	language string
	shown    map[library.TemplateID][32]byte // what the subscriber has seen last
}

func (s *Services) watchTemplates(ctx context.Context, a read.Args) (*watch, error) {
	of, err := a.ID("partnerId", "Partner")
	if err != nil {
		return nil, err
	}
	only, err := a.ID("templateId", "Template")
	if err != nil {
		return nil, err
	}
	w := &templateWatch{svc: s, of: partner.ID(of), only: library.TemplateID(only), language: a.Text("language"), shown: map[library.TemplateID][32]byte{}}
	mine := of
	if mine == "" {
		mine = gate.Whose(ctx)
	}
	wants := func(c feed.Change) bool {
		return c.Kind == feed.Library || c.Kind == feed.Standing && c.Partner == mine
	}
	return &watch{wants, w.read}, nil
}

// read gives what differs from what was shown.
func (w *templateWatch) read(ctx context.Context) ([]any, error) {
	offers, err := w.offers(ctx)
	if err != nil {
		return nil, err
	}
	var out []any
	now := make(map[library.TemplateID][32]byte, len(offers))
	for _, o := range offers {
		id := o.Version.TemplateID
		if now[id], err = mark(o); err != nil {
			return nil, err
		}
		if now[id] != w.shown[id] {
			out = append(out, change(id, o))
		}
		delete(w.shown, id)
	}
	for _, id := range slices.Sorted(maps.Keys(w.shown)) {
		out = append(out, change(id, nil))
	}
	w.shown = now
	return out, nil
}

func (w *templateWatch) offers(ctx context.Context) (out []*cobrand.Offer, err error) {
	if w.only != "" {
		o, err := w.svc.Cobrand.TemplateByID(ctx, w.only, w.of, w.language)
		if fault.KindOf(err) == fault.NotFound && len(w.shown) > 0 {
			return nil, nil // it was there, and is no more
		}
		return []*cobrand.Offer{o}, err
	}
	for ask := (page.Ask{First: page.Max}); ; {
		found, err := w.svc.Cobrand.Templates(ctx, w.of, w.language, ask)
		if err != nil {
			return nil, err
		}
		out = append(out, found.Rows...)
		if !found.More {
			return out, nil
		}
		last := found.Rows[len(found.Rows)-1].Version
		ask.After = page.Key{Sort: last.Slug, ID: string(last.TemplateID)}
	}
}

// mark tells one state of a template from another: its version and its decision.
func mark(o *cobrand.Offer) ([32]byte, error) {
	text, err := json.Marshal([]any{o.Version.ID, o.Decision})
	return sha256.Sum256(text), err
}

// templateChange is one event; now is nil when the template is not to be found
// any more.
type templateChange struct {
	id  string
	now *cobrand.Offer
}

func change(id library.TemplateID, now *cobrand.Offer) *templateChange {
	return &templateChange{ids.Global("Template", string(id)), now}
}
