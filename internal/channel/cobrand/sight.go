package cobrand

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// PageView is which page of a piece is looked at, and how large.
type PageView struct {
	Page  int // from 1; 0: the first
	Width int // pixels, 16 to 1600; 0: 480. At most as the page was pictured
}

func (p PageView) complete() (PageView, error) {
	if p.Page == 0 {
		p.Page = 1
	}
	if p.Width == 0 {
		p.Width = usualSide
	}
	return p, fault.Join(
		within(p.Page, 1, 1000, "page", "Pages are counted from 1."),
		within(p.Width, 16, 1600, "width", "A picture is 16 to 1600 pixels wide."))
}

func within(n, least, most int, field, words string) *fault.Error {
	if n >= least && n <= most {
		return nil
	}
	return fault.Field(fault.Invalid, field, "RANGE", "%s", words)
}

// Sight is a page as a picture.
type Sight struct {
	PNG    []byte
	SHA256 string
	Pages  int // that can be looked at
}

// sights are those that were looked at last. Equal inputs give equal pictures,
// so whoever may see one may be given it.
const sightsRoom = 64 << 20 // bytes

// PreviewPage draws a page of what an order would make: the same layout, over a
// picture of the vendor's page. What is locked is not shown; what a person has to
// approve is.
func (s *Service) PreviewPage(ctx context.Context, o Order, view PageView) (*Sight, error) {
	view, err := view.complete()
	if err != nil {
		return nil, err
	}
	w, err := s.ready(ctx, o)
	if err != nil {
		return nil, err
	}
	if !w.decision.Usable() && w.decision.Result != rule.NeedsApproval {
		return nil, fault.Coded(fault.Forbidden, "PREVIEW_LOCKED", "There is a preview when the requirements are met. %s%s", w.decision.Summary, wanting(&w.decision))
	}
	return s.sight(ctx, w, view)
}

// LookPage is Look for one page, as a picture.
func (s *Service) LookPage(ctx context.Context, id ApprovalID, view PageView, who Known) (*Sight, error) {
	view, err := view.complete()
	if err != nil {
		return nil, err
	}
	a, err := s.Approval(ctx, id)
	if err != nil {
		return nil, err
	}
	var seen *Sight
	_, err = s.again(ctx, a, who, func(ctx context.Context, w *work) (*Outcome, error) {
		seen, err = s.sight(ctx, w, view)
		return &Outcome{}, err
	})
	return seen, err
}

// CopyPage is a page of a copy that was made, as a picture. It is drawn again if the
// copy would come out the same. Else its file is pictured: a newer drawing might
// show what the file does not.
func (s *Service) CopyPage(ctx context.Context, id RenditionID, view PageView, who Known) (*Sight, error) {
	view, err := view.complete()
	if err != nil {
		return nil, err
	}
	r, err := s.mayLook(ctx, id)
	if err != nil {
		return nil, err
	}
	w, err := s.retake(ctx, r, who)
	if errors.Is(err, errStale) {
		return s.photo(ctx, r, view)
	}
	if err != nil {
		return nil, err
	}
	return s.sight(ctx, w, view)
}

// mayLook asks what a download asks.
func (s *Service) mayLook(ctx context.Context, id RenditionID) (*Rendition, error) {
	r, err := s.Rendition(ctx, id)
	if err == nil && r.PartnerID == nil {
		err = gate.Absent()
	}
	if err != nil {
		return nil, err
	}
	ask := gate.Ask{Action: access.CobrandRead, Partner: string(*r.PartnerID)}
	return gate.Read(ctx, s.gate, ask, func(v *gate.View) (*Rendition, error) { return r, s.still(ctx, v, r) })
}

// retake takes the order of a copy up as the person who made it, in the version
// that it was made of.
func (s *Service) retake(ctx context.Context, r *Rendition, who Known) (*work, error) {
	var in inputs
	if err := json.Unmarshal(r.Inputs, &in); err != nil {
		return nil, err
	}
	if r.CreatedBy == nil {
		return nil, errStale
	}
	maker, err := who(ctx, member.ID(*r.CreatedBy))
	if err != nil {
		return nil, errStale
	}
	ctx = actor.With(gate.WithoutKey(ctx), maker)
	ver, err := s.library.Version(ctx, r.VersionID)
	if err != nil {
		return nil, errStale
	}
	w, err := s.take(ctx, Order{Template: ver.TemplateID, Partner: *r.PartnerID, Piece: r.Piece, Output: r.Output, Language: r.Language, Fields: in.Fields})
	if err != nil {
		return nil, errStale
	}
	return w, s.asOf(ctx, w, ver, in.Obligations, r.InputSHA256)
}

// asOf turns work to a version, and holds it against the inputs of then.
func (s *Service) asOf(ctx context.Context, w *work, ver *library.Version, obligations []string, key string) error {
	t, err := s.library.Open(ctx, ver)
	if err != nil {
		return err
	}
	w.version, w.template, w.manifest, w.job.Obligations = ver, t, t.Manifest(), obligations
	if _, now, err := w.inputs(); err != nil || now != key {
		return errStale
	}
	return nil
}

// errStale: since the copy was made a logo, data of the partner, its maker or the
// engine changed.
var errStale = errors.New("the copy would not come out the same")

// sight draws a page, or takes it from the shelf. Of a version without pictures
// they are made.
func (s *Service) sight(ctx context.Context, w *work, view PageView) (*Sight, error) {
	seen, err := s.drawn(ctx, w, view)
	if fault.CodeOf(err) != "PREVIEW_MISSING" {
		return seen, err
	}
	missing := err
	return soon(ctx, func(ctx context.Context) (*Sight, error) {
		t, err := s.library.Pictured(ctx, w.version)
		if kind := fault.KindOf(err); kind == fault.Exhausted || kind == fault.Unavailable {
			return nil, err
		}
		if err != nil {
			return nil, missing
		}
		w.template = t
		return s.drawn(ctx, w, view)
	})
}

func (s *Service) drawn(ctx context.Context, w *work, view PageView) (*Sight, error) {
	_, key, err := w.inputs()
	if err != nil {
		return nil, err
	}
	key = fmt.Sprint(key, " ", w.version.PackageSHA256, " ", view.Page, " ", view.Width)
	return s.sights.Try(key, func() (*Sight, int, error) {
		seen, err := s.drawPage(context.WithoutCancel(ctx), w, view) // others may wait for it too
		if err != nil {
			return nil, 0, err
		}
		return seen, len(seen.PNG) + 256, nil
	})
}

func (s *Service) drawPage(ctx context.Context, w *work, view PageView) (*Sight, error) {
	free, err := s.slot(ctx)
	if err != nil {
		return nil, err
	}
	defer free()
	p, found, err := w.template.Preview(ctx, w.job, content.View{Page: view.Page - 1, Width: view.Width})
	if err != nil {
		return nil, err
	}
	if found.Blocking() {
		return nil, problems("", found.In(tongue("", w.standing)))
	}
	return sightOf(p.PNG, p.Pages), nil
}

func sightOf(file []byte, pages int) *Sight {
	sum := sha256.Sum256(file)
	return &Sight{PNG: file, SHA256: hex.EncodeToString(sum[:]), Pages: pages}
}
