package graph

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strconv"

	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/platform/server"
)

// Logo answers with a picture of a logo, on the ground and in the size that the
// query of the address asks for.
func (f *Files) Logo(w http.ResponseWriter, r *http.Request) {
	ctx, id, err := f.enter(r, forLogo)
	if err != nil {
		refuse(w, r, err)
		return
	}
	as, err := viewOf(r.URL.Query())
	if err != nil {
		refuse(w, r, err)
		return
	}
	picture, err := f.svc.Cobrand.Preview(ctx, cobrand.LogoID(id), as)
	if err != nil {
		refuse(w, r, err)
		return
	}
	sum := sha256.Sum256(picture)
	server.ServeParts(w, r, []server.Part{part(bytes.NewReader(picture), int64(len(picture)))},
		server.Meta{ETag: hex.EncodeToString(sum[:]), MediaType: "image/png", FileName: "logo.png", Private: true})
}

func viewOf(q url.Values) (cobrand.View, error) {
	v := cobrand.View{As: cobrand.Variant(q.Get("variant")), Ground: logo.Backdrop(q.Get("ground"))}
	if !q.Has("side") {
		return v, nil
	}
	var err error
	if v.Side, err = strconv.Atoi(q.Get("side")); err != nil || v.Side < 16 || v.Side > 1024 {
		return v, fault.Field(fault.Invalid, "side", "RANGE", "The long side has 16 to 1024 pixels.")
	}
	return v, nil
}
