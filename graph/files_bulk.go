package graph

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/platform/server"
)

// Bulk streams what is ready of an order for many copies as one zip. A copy that
// may not be used any more stays out, and a note in the zip says why.
func (f *Files) Bulk(w http.ResponseWriter, r *http.Request) {
	ctx, id, err := f.enter(r, forBulk)
	if err != nil {
		refuse(w, r, err)
		return
	}
	a, err := f.svc.Cobrand.Archive(ctx, cobrand.BulkID(id))
	if err == nil {
		err = f.svc.Budgets.packed(ctx, len(a.Copies))
	}
	if err != nil {
		refuse(w, r, err)
		return
	}
	if err := f.pack(ctx, server.NewArchive(w, a.Name), a); err != nil {
		if ctx.Err() != nil {
			err = http.ErrAbortHandler // the client went away, or was too slow
		}
		panic(err) // cuts the line: a client must not take a part for the whole
	}
}

func (f *Files) pack(ctx context.Context, z *server.Archive, a *cobrand.Archive) error {
	var left []string
	for _, c := range a.Copies {
		switch err := f.add(ctx, z, c); fault.KindOf(err) {
		case fault.OK:
		case fault.Forbidden, fault.Conflict, fault.NotFound:
			left = append(left, fmt.Sprintf("%s (%s): %s\r\n", c.FileName, c.Partner, err))
		default:
			return err
		}
	}
	if len(left) > 0 {
		if err := z.Note("NOT INCLUDED.txt", strings.Join(left, "")); err != nil {
			return err
		}
	}
	return z.Close()
}

func (f *Files) add(ctx context.Context, z *server.Archive, c *cobrand.ArchiveCopy) error {
	d, err := f.svc.Cobrand.Download(ctx, c.ID)
	if err != nil {
		return err
	}
	defer d.Close()
	return z.Add(c.Folder, c.FileName, c.MadeAt, partsOf(d))
}
