package graph

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/server"
)

// Preview answers with a page of what a template would give a partner.
func (f *Files) Preview(w http.ResponseWriter, r *http.Request) {
	f.picture(w, r, forPreview, func(ctx context.Context, object string, view cobrand.PageView) (*cobrand.Sight, error) {
		o, err := orderIn(object)
		if err != nil {
			return nil, err
		}
		return f.svc.Cobrand.PreviewPage(ctx, o, view)
	})
}

// Copy answers with a page of a copy that was made.
func (f *Files) Copy(w http.ResponseWriter, r *http.Request) {
	f.picture(w, r, forCopy, func(ctx context.Context, id string, view cobrand.PageView) (*cobrand.Sight, error) {
		return f.svc.Cobrand.CopyPage(ctx, cobrand.RenditionID(id), view, f.svc.Members.Actor)
	})
}

// approvalPage answers with a page of what waits for a person.
func (f *Files) approvalPage(w http.ResponseWriter, r *http.Request) {
	f.picture(w, r, forApproval, func(ctx context.Context, id string, view cobrand.PageView) (*cobrand.Sight, error) {
		return f.svc.Cobrand.LookPage(ctx, cobrand.ApprovalID(id), view, f.svc.Members.Actor)
	})
}

// picture answers with the page that the query of the address asks for.
func (f *Files) picture(w http.ResponseWriter, r *http.Request, purpose string, draw func(context.Context, string, cobrand.PageView) (*cobrand.Sight, error)) {
	ctx, object, err := f.enter(r, purpose)
	if err != nil {
		refuse(w, r, err)
		return
	}
	view, err := pageOf(r.URL.Query())
	if err != nil {
		refuse(w, r, err)
		return
	}
	seen, err := draw(ctx, object, view)
	if err != nil {
		refuse(w, r, err)
		return
	}
	w.Header().Set("Preview-Pages", strconv.Itoa(seen.Pages))
	server.ServeParts(w, r, []server.Part{part(bytes.NewReader(seen.PNG), int64(len(seen.PNG)))},
		server.Meta{ETag: seen.SHA256, MediaType: "image/png", FileName: "preview.png", Private: true})
}

func pageOf(q url.Values) (cobrand.PageView, error) {
	var v cobrand.PageView
	for name, into := range map[string]*int{"page": &v.Page, "width": &v.Width} {
		if !q.Has(name) {
			continue
		}
		n, err := strconv.Atoi(q.Get(name))
		if err != nil || n < 1 {
			return v, fault.Field(fault.Invalid, name, "RANGE", "Give a whole number above 0.")
		}
		*into = n
	}
	return v, nil
}

// previewLink is the address of a preview of an offer; nil where there is none.
func (s *Services) previewLink(o *cobrand.Offer, a read.Args) any {
	if o.Decision == nil || o.Viewer == "" || !o.Decision.Usable() && o.Decision.Result != rule.NeedsApproval {
		return nil
	}
	object := strings.Join([]string{string(o.Version.TemplateID), string(o.Partner), a.Text("piece"), a.Text("output"), a.Text("language")}, ",")
	if len(object) > longestOrder || strings.Contains(object, "|") {
		return nil // no piece is called so
	}
	link, err := s.Links.make("/preview/", forPreview, object, o.Viewer)
	if err != nil {
		return nil
	}
	return link
}

const longestOrder = 300 // two ids, two names and a language, and an address to hold them

func orderIn(object string) (cobrand.Order, error) {
	p := strings.Split(object, ",")
	if len(p) != 5 {
		return cobrand.Order{}, fault.New(fault.NotFound, "There is nothing with this id that you may see.")
	}
	return cobrand.Order{Template: library.TemplateID(p[0]), Partner: partner.ID(p[1]), Piece: p[2], Output: p[3], Language: p[4]}, nil
}
