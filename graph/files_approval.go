package graph

import (
	"bytes"
	"io"
	"net/http"

	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/platform/server"
)

// Approval answers with a piece that waits for a person, as it would be made, or
// with a picture of one page.
func (f *Files) Approval(w http.ResponseWriter, r *http.Request) {
	if q := r.URL.Query(); q.Has("page") || q.Has("width") {
		f.approvalPage(w, r)
		return
	}
	ctx, id, err := f.enter(r, forApproval)
	if err != nil {
		refuse(w, r, err)
		return
	}
	p, err := f.svc.Cobrand.Look(ctx, cobrand.ApprovalID(id), f.svc.Members.Actor)
	if err != nil {
		refuse(w, r, err)
		return
	}
	defer p.Close()
	var parts []server.Part
	if p.Source != nil {
		parts = append(parts, part(p.Source, p.SourceBytes))
	}
	made := io.ReadSeeker(bytes.NewReader(p.Made))
	server.ServeParts(w, r, append(parts, part(made, int64(len(p.Made)))),
		server.Meta{ETag: p.SHA256, MediaType: p.MediaType, FileName: p.FileName, Private: true})
}
