package graph

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// answer sends a whole answer.
func answer(w http.ResponseWriter, form accept, status int, out *graphql.Response) {
	kind := form.first
	if kind == stream {
		kind = plain
	}
	room := bodies.Get().(*[]byte)
	defer bodies.Put(room)
	body := encode((*room)[:0], out)
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
	if cap(body) <= keepBody {
		*room = body
	}
}

// keepBody is the largest room for an answer that is kept for the next one.
const keepBody = 64 << 10

var bodies = sync.Pool{New: func() any { return new([]byte) }}

// encode writes an answer as JSON behind b. The data are JSON already and go out
// as they are; an operation that was not executed has no data entry at all, as
// the draft wants it.
func encode(b []byte, out *graphql.Response) []byte {
	b = append(slices.Grow(b, len(out.Data)+512), '{')
	if len(out.Errors) > 0 {
		b = append(append(b, `"errors":`...), asJSON(out.Errors)...)
	}
	if out.Data != nil {
		b = append(append(comma(b), `"data":`...), out.Data...)
	}
	if len(out.Extensions) > 0 {
		b = append(append(comma(b), `"extensions":`...), asJSON(out.Extensions)...)
	}
	return append(b, '}')
}

func comma(b []byte) []byte {
	if b[len(b)-1] != '{' {
		return append(b, ',')
	}
	return b
}

// asJSON encodes what we made ourselves; a failure is a mistake in the program,
// which the edge catches.
func asJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
