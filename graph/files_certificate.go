package graph

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/server"
)

// Certificate draws the certificate that a link names.
func (f *Files) Certificate(w http.ResponseWriter, r *http.Request) {
	ctx, named, err := f.enter(r, forCertificate)
	if err != nil {
		refuse(w, r, err)
		return
	}
	id, language, _ := strings.Cut(named, ",")
	made, err := f.svc.Badges.Certificate(ctx, training.ID(id), language)
	if err != nil {
		refuse(w, r, err)
		return
	}
	server.ServeParts(w, r, []server.Part{{ReaderAt: bytes.NewReader(made.Whole), Size: int64(len(made.Whole))}},
		server.Meta{ETag: made.SHA256, MediaType: made.MediaType, FileName: made.Name, Private: true})
}
