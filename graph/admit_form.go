package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// What stands before the files of a form: the operation and the map, each as
// large as a JSON request may be by default, and the places that files go to.
const (
	mostHead   = 256 << 10
	mostPlaces = 10
)

// refusal is an answer to a form that is not read any further.
type refusal struct {
	status        int
	code, message string
}

func (no *refusal) answer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Connection", "close") // the rest of the body is not worth reading
	answer(w, accepted(r.Header), no.status, &graphql.Response{Errors: gqlerror.List{{
		Message: no.message, Extensions: map[string]any{"code": no.code}}}})
}

// admitForm looks at the beginning of a multipart request before gqlgen does,
// which holds any size of it in memory and panics at a place that is not
// there. The request is left as it was.
func admitForm(r *http.Request) *refusal {
	var seen bytes.Buffer
	body := r.Body
	r.Body = io.NopCloser(io.TeeReader(body, &seen))
	defer func() {
		r.Body = struct {
			io.Reader
			io.Closer
		}{io.MultiReader(&seen, body), body}
	}()
	form, err := again(r).MultipartReader()
	if err != nil {
		return badForm("The form cannot be read.")
	}
	var operation struct {
		Variables map[string]any `json:"variables"`
	}
	var places map[string][]string
	if no := head(form, "operations", &operation); no != nil {
		return no
	}
	if no := head(form, "map", &places); no != nil {
		return no
	}
	return placed(places, operation.Variables)
}

// again is the same request for a second reader of its form.
func again(r *http.Request) *http.Request {
	return &http.Request{Method: r.Method, Header: r.Header, Body: r.Body}
}

func badForm(form string, args ...any) *refusal {
	return &refusal{http.StatusBadRequest, "BAD_REQUEST", fmt.Sprintf(form, args...)}
}

// head reads the next part, which is JSON of a name.
func head(form *multipart.Reader, name string, into any) *refusal {
	part, err := form.NextPart()
	if err != nil || part.FormName() != name {
		return badForm("The parts of the form are operations, map, and then the files. %s is not where it belongs.", name)
	}
	text, err := io.ReadAll(io.LimitReader(part, mostHead+1))
	switch {
	case len(text) > mostHead:
		return &refusal{http.StatusRequestEntityTooLarge, "BODY_TOO_LARGE", fmt.Sprintf("The part %s is larger than %d bytes. Send less at a time.", name, mostHead)}
	case err != nil || json.Unmarshal(text, into) != nil:
		return badForm("The part %s of the form is not the JSON that belongs there.", name)
	}
	return nil
}

// placed tells whether every file has a place in the variables.
func placed(places map[string][]string, variables map[string]any) *refusal {
	n := 0
	for _, paths := range places {
		for _, path := range paths {
			if n++; n > mostPlaces {
				return badForm("The map of the form has more than %d places. Send fewer files at a time.", mostPlaces)
			}
			if !leads(path, variables) {
				return badForm("The map of the form names a place that the variables do not have. Put null there.")
			}
		}
	}
	return nil
}

// leads follows a path such as variables.in.file to a place that a file may take.
func leads(path string, variables map[string]any) bool {
	steps := strings.Split(path, ".")
	if len(steps) < 2 || steps[0] != "variables" {
		return false
	}
	var at any = variables
	for _, step := range steps[1:] {
		switch in := at.(type) {
		case map[string]any:
			if _, err := strconv.Atoi(step); err == nil { // gqlgen takes it for a place in a list
				return false
			}
			at = in[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(in) {
				return false
			}
			at = in[i]
		default:
			return false
		}
	}
	return at == nil
}
