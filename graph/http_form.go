package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/http"
	"os"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/portico-prm/portico/internal/platform/actor"
)

// What stands before the files of a form: the operation and the map, each as
// large as a JSON request may be by default, and the places that files go to.
const (
	mostHead   = 256 << 10
	mostPlaces = 10
)

// smallForm is the size up to which files are held in memory.
const smallForm = 8 << 20

// overForm takes requests with files, after the GraphQL multipart request
// specification, and answers them like any other. The head is read and held to
// its limits before a byte of a file is.
type overForm struct{ overHTTP }

// Supports tells whether a request is of this kind.
func (overForm) Supports(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && r.Method == http.MethodPost && kind == "multipart/form-data"
}

// Do answers one request.
func (t overForm) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	f := new(form)
	defer f.close()
	if no := f.read(r); no != nil {
		w.Header().Set("Connection", "close") // the rest of the body is not worth reading
		answer(w, accepted(r.Header), no.status, exec.DispatchError(r.Context(), gqlerror.List{
			{Message: no.message, Extensions: map[string]any{"code": no.code}}}))
		return
	}
	t.run(w, r, f.params, exec)
}

// refusal is an answer to a form that is not read any further.
type refusal struct {
	status        int
	code, message string
}

func badForm(text string, args ...any) *refusal {
	return &refusal{http.StatusBadRequest, "BAD_REQUEST", fmt.Sprintf(text, args...)}
}

// form is a request with files, as far as it is read.
type form struct {
	params *graphql.RawParams
	places map[string][]string // of files that are still to come
	spools []*os.File
}

func (f *form) read(r *http.Request) *refusal {
	if actor.From(r.Context()) == nil { // before megabytes are read
		return &refusal{http.StatusUnauthorized, "UNAUTHENTICATED", "Sign in first."}
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return badForm("The form cannot be read.")
	}
	if no := f.head(parts, r.Header); no != nil {
		return no
	}
	return f.files(parts, r.ContentLength >= 0 && r.ContentLength <= smallForm)
}

// head reads the operation and the map, and holds one against the other.
func (f *form) head(parts *multipart.Reader, h http.Header) *refusal {
	text, no := headPart(parts, "operations")
	if no != nil {
		return no
	}
	var bad *gqlerror.Error
	if f.params, bad = parameters(bytes.NewReader(text), h); bad != nil {
		return badForm("In the part operations of the form: %s", bad.Message)
	}
	if text, no = headPart(parts, "map"); no != nil {
		return no
	}
	if json.Unmarshal(text, &f.places) != nil {
		return badForm("The part map of the form is not the JSON that belongs there.")
	}
	return placed(f.places, f.params.Variables)
}

// headPart reads the next part of the head.
func headPart(parts *multipart.Reader, name string) ([]byte, *refusal) {
	p, err := parts.NextPart()
	if err != nil || p.FormName() != name {
		return nil, badForm("The parts of the form are operations, map, and then the files. %s is not where it belongs.", name)
	}
	text, err := io.ReadAll(io.LimitReader(p, mostHead+1))
	switch {
	case len(text) > mostHead:
		return nil, &refusal{http.StatusRequestEntityTooLarge, "BODY_TOO_LARGE", fmt.Sprintf("The part %s is larger than %d bytes. Send less at a time.", name, mostHead)}
	case err != nil:
		return nil, badForm("The part %s of the form broke off.", name)
	}
	return text, nil
}

// files puts each file to its places.
func (f *form) files(parts *multipart.Reader, small bool) *refusal {
	for {
		p, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF) && len(f.places) == 0:
			return nil
		case errors.Is(err, io.EOF):
			return badForm("The map of the form names a file that is not there.")
		case err != nil:
			return badForm("The form broke off.")
		}
		places, known := f.places[p.FormName()]
		if !known {
			return badForm("The map of the form does not say where the file %.50q belongs.", p.FormName())
		}
		delete(f.places, p.FormName())
		if no := f.put(p, places, small); no != nil {
			return no
		}
	}
}

func (f *form) put(p *multipart.Part, places []string, small bool) *refusal {
	held, size, err := f.hold(p, small)
	if ours := new(fs.PathError); errors.As(err, &ours) { // the spool, not the client's line
		return &refusal{http.StatusServiceUnavailable, "RETRY_LATER", "There is no room to take files at the moment. Reading goes on; try again later."}
	}
	if err != nil {
		return badForm("The file %.50q broke off.", p.FormName())
	}
	for _, path := range places {
		set, _ := place(path, f.params.Variables) // placed has looked
		set(graphql.Upload{File: io.NewSectionReader(held, 0, size), Size: size,
			Filename: p.FileName(), ContentType: p.Header.Get("Content-Type")})
	}
	return nil
}

// hold keeps a file until the operation asks for it: of a small form in memory,
// otherwise on disk.
func (f *form) hold(p io.Reader, small bool) (io.ReaderAt, int64, error) {
	if small {
		text, err := io.ReadAll(p)
		return bytes.NewReader(text), int64(len(text)), err
	}
	spool, err := os.CreateTemp("", "portico-form-")
	if err != nil {
		return nil, 0, err
	}
	f.spools = append(f.spools, spool)
	size, err := io.Copy(spool, p)
	return spool, size, err
}

func (f *form) close() {
	for _, s := range f.spools {
		_ = s.Close()
		_ = os.Remove(s.Name())
	}
}
