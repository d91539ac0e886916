package cobrand

import (
	"context"
	"maps"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Drawing is the wish for a page on which another module says what stands, such
// as a certificate. The template asks for Grant among its rules: without it the
// library does not list the template, and no copy can be ordered of it.
type Drawing struct {
	Slug     string // of the template; its first piece and output are drawn
	Partner  partner.ID
	Language string            // empty: as of a copy
	Grant    string            // the fact that the caller vouches for: grant.certificate
	Values   map[string]string // for fields, beyond those of the partner
}

// Sheet is the finished file.
type Sheet struct {
	content.Output
	Whole []byte // the vendor's bytes and what was made
}

// Draw makes the page. Nothing is kept: equal wishes give equal bytes.
func (s *Service) Draw(ctx context.Context, d Drawing) (*Sheet, error) {
	w, err := s.wish(ctx, d)
	if err != nil {
		return nil, err
	}
	out, found, err := s.draw(ctx, w)
	if err == nil && found.Blocking() {
		err = problems("", found.In(tongue("", w.standing)))
	}
	if err != nil {
		return nil, err
	}
	source, _ := w.template.Source(out.Source.SHA256)
	return &Sheet{out, append(append(make([]byte, 0, out.Size), source...), out.Bytes...)}, nil
}

// Drawable says whether Draw would make it, and nothing is drawn.
func (s *Service) Drawable(ctx context.Context, d Drawing) error {
	w, err := s.wish(ctx, d)
	if err != nil {
		return err
	}
	if found := w.template.Check(w.job); found.Blocking() {
		return problems("", found.In(tongue("", w.standing)))
	}
	return nil
}

// wish reads and decides; no transaction is open when it returns.
func (s *Service) wish(ctx context.Context, d Drawing) (*work, error) {
	ask := gate.Ask{Action: access.CobrandRender, Partner: string(d.Partner)}
	w, err := gate.Read(ctx, s.gate, ask, func(v *gate.View) (*work, error) { return s.lookAt(ctx, v, d) })
	if err != nil {
		return nil, err
	}
	return w, s.equip(ctx, w)
}

func (s *Service) lookAt(ctx context.Context, v *gate.View, d Drawing) (*work, error) {
	ver, err := library.PublishedBySlug(ctx, v, d.Slug)
	if fault.KindOf(err) == fault.NotFound {
		return nil, fault.Coded(fault.Conflict, "NO_TEMPLATE", "The vendor has published no template %q. Ask your channel manager for it.", d.Slug)
	}
	if err != nil {
		return nil, err
	}
	w := &work{order: Order{Template: ver.TemplateID, Partner: d.Partner, Language: d.Language}, version: ver}
	manifests, err := s.library.Manifests(ctx, v, []*library.Version{ver})
	if err != nil {
		return nil, err
	}
	w.manifest = manifests[ver.ID]
	if w.standing, err = standing(ctx, v, d.Partner); err != nil {
		return nil, err
	}
	if err := w.settle(); err != nil {
		return nil, err
	}
	if w.template, err = s.library.Open(ctx, ver); err != nil {
		return nil, err
	}
	return w, w.grant(v, d)
}

// grant adds what the caller vouches for, and asks the template's rules.
func (w *work) grant(v *gate.View, d Drawing) error {
	w.job.Piece, w.job.Output, w.job.Language = w.order.Piece, w.order.Output, w.order.Language
	w.job.Values = values(w.standing)
	maps.Copy(w.job.Values, d.Values)
	w.job.Facts = facts(w.standing, v.Now(), tongue("", w.standing)).With(d.Grant, rule.Flag(true))
	if w.judge(false); !w.decision.Usable() {
		return fault.Coded(fault.Forbidden, "COBRAND_LOCKED", "%s%s", w.decision.Summary, wanting(&w.decision))
	}
	return nil
}
