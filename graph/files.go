package graph

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"log/slog"
	"math"
	"net/http"
	"strconv"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/server"
)

// Files answers signed links with the files they name.
type Files struct{ svc *Services }

// NewFiles makes the handlers of files.
func NewFiles(svc *Services) *Files { return &Files{svc: svc} }

// Rendition streams a co-branded copy: the vendor's bytes, then what was made.
func (f *Files) Rendition(w http.ResponseWriter, r *http.Request) {
	ctx, id, err := f.enter(r, forRendition)
	if err != nil {
		refuse(w, r, err)
		return
	}
	d, err := f.svc.Cobrand.Download(ctx, cobrand.RenditionID(id))
	if err != nil {
		refuse(w, r, err)
		return
	}
	defer d.Close()
	server.ServeParts(w, r, partsOf(d), server.Meta{ETag: d.Rendition.SHA256, MediaType: d.Rendition.MediaType, FileName: d.Rendition.FileName, Private: true})
}

func partsOf(d *cobrand.Download) (parts []server.Part) {
	if d.Source != nil {
		parts = append(parts, part(d.Source, d.Rendition.SourceBytes))
	}
	return append(parts, part(d.Made, d.Rendition.MadeBytes))
}

// Asset streams a finished file of the library.
func (f *Files) Asset(w http.ResponseWriter, r *http.Request) {
	ctx, id, err := f.enter(r, forAsset)
	if err != nil {
		refuse(w, r, err)
		return
	}
	a, err := f.svc.Library.DownloadAsset(ctx, library.AssetVersionID(id))
	if err != nil {
		refuse(w, r, err)
		return
	}
	defer a.Content.Close()
	server.ServeParts(w, r, []server.Part{part(a.Content, a.Bytes)},
		server.Meta{ETag: a.SHA256, MediaType: a.MediaType, FileName: a.FileName, Private: true})
}

// CourseFile streams a picture, film or document of a course.
func (f *Files) CourseFile(w http.ResponseWriter, r *http.Request) {
	ctx, id, err := f.enter(r, forLesson)
	if err != nil {
		refuse(w, r, err)
		return
	}
	c, body, err := f.svc.Courses.OpenFile(ctx, course.FileID(id))
	if err != nil {
		refuse(w, r, err)
		return
	}
	defer body.Close()
	server.ServeParts(w, r, []server.Part{part(body, c.Bytes)},
		server.Meta{ETag: c.SHA256, MediaType: c.MediaType, FileName: c.Name(), Private: true})
}

// Course packs a version as its folder.
func (f *Files) Course(w http.ResponseWriter, r *http.Request) {
	ctx, id, err := f.enter(r, forCourse)
	if err != nil {
		refuse(w, r, err)
		return
	}
	name, folder, err := f.svc.Courses.Export(ctx, course.VersionID(id))
	if err != nil {
		refuse(w, r, err)
		return
	}
	sum := sha256.Sum256(folder)
	server.ServeParts(w, r, []server.Part{{ReaderAt: bytes.NewReader(folder), Size: int64(len(folder))}},
		server.Meta{ETag: hex.EncodeToString(sum[:]), MediaType: "application/zip", FileName: name, Private: true})
}

// enter reads the link and becomes the person it was made for, as that person
// stands now.
func (f *Files) enter(r *http.Request, purpose string) (context.Context, string, error) {
	id, person, err := f.svc.Links.read(r.PathValue("token"), purpose)
	if err != nil {
		return nil, "", err
	}
	who, err := f.svc.Members.Actor(r.Context(), member.ID(person))
	if err != nil {
		return nil, "", err
	}
	ctx := actor.With(r.Context(), who)
	return ctx, id, f.svc.Budgets.file(ctx)
}

// part lets a file of the store be read from any place.
func part(f io.ReadSeeker, size int64) server.Part {
	if at, ok := f.(io.ReaderAt); ok {
		return server.Part{ReaderAt: at, Size: size}
	}
	return server.Part{ReaderAt: seekAt{f}, Size: size}
}

// seekAt reads at a place by going there; one request reads one after another.
type seekAt struct{ io.ReadSeeker }

// ReadAt fills p from a place.
func (s seekAt) ReadAt(p []byte, at int64) (int, error) {
	if _, err := s.Seek(at, io.SeekStart); err != nil {
		return 0, err
	}
	n, err := io.ReadFull(s, p)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	return n, err
}

// Receive takes the bytes of a staged upload into the folder of this server.
// With an S3 store clients put there, and this route has nothing.
func Receive(disk *blob.Disk) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if disk == nil {
			http.NotFound(w, r)
			return
		}
		if err := disk.Receive(r.Context(), r.PathValue("token"), r.Body); err != nil {
			refuse(w, r, err)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
}

var statusOf = map[fault.Kind]int{fault.Invalid: 400, fault.Conflict: 409, fault.Unauthenticated: 401, fault.Forbidden: 403,
	fault.NotFound: 404, fault.Exhausted: 429, fault.Unavailable: 503}

// refuse answers a route that is no GraphQL with the same codes. The cause of a
// mistake of ours stands in the log line of the request.
func refuse(w http.ResponseWriter, r *http.Request, err error) {
	status, ok := statusOf[fault.KindOf(err)]
	code, text := fault.CodeOf(err), err.Error()
	if !ok {
		status, code, text = 500, "INTERNAL", "Something broke on our side. Try again."
		server.Note(r.Context(), slog.String("cause", causes(err)))
	}
	if all := fault.All(err); len(all) > 0 && (status == 429 || status == 503) {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Max(1, math.Ceil(all[0].Retry.Seconds())))))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]string{"code": code, "message": text}})
}
