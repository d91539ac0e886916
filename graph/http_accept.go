package graph

import (
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// The forms in which a request can be answered.
const (
	plain  = "application/json"
	modern = "application/graphql-response+json"
	stream = "text/event-stream"
)

// accept is what a client wants, as far as we have it.
type accept struct {
	first   string // of the forms, the one it likes best
	streams bool   // it takes a stream, if the operation is one
}

// accepted reads the Accept headers. urql lists text/event-stream last on every
// request: only a client that puts it first gets a query as a stream. Nothing
// that we know means plain JSON.
func accepted(h http.Header) accept {
	out := accept{first: plain}
	known := liked(h.Values("Accept"))
	for i, kind := range known {
		form := kind
		if kind == "*/*" || kind == "application/*" {
			form = plain
		}
		if i == 0 {
			out.first = form
		}
		out.streams = out.streams || kind == stream || kind == "*/*"
	}
	return out
}

// liked are the known media types of Accept headers, the most wanted first.
func liked(headers []string) []string {
	type wish struct {
		kind string
		q    float64
	}
	var all []wish
	for _, h := range headers {
		for part := range strings.SplitSeq(h, ",") {
			kind, params, err := mime.ParseMediaType(part)
			q, bad := strconv.ParseFloat(params["q"], 64)
			if params["q"] == "" || bad != nil {
				q = 1
			}
			if err == nil && q > 0 && slices.Contains([]string{plain, modern, stream, "*/*", "application/*"}, kind) {
				all = append(all, wish{kind, q})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b wish) int { return int((b.q - a.q) * 1000) })
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = w.kind
	}
	return out
}

// refused is the status of an operation that was not executed. A budget that
// will fill up again is told as 429, by which clients and what stands between
// know to wait; Retry-After is set beside it. Those that only know plain JSON
// take every other status than 200 for a broken line.
func (a accept) refused(why gqlerror.List) int {
	switch {
	case a.first != modern:
		return http.StatusOK
	case slices.ContainsFunc(why, waits):
		return http.StatusTooManyRequests
	}
	return http.StatusBadRequest
}

func waits(e *gqlerror.Error) bool {
	return e.Extensions["code"] == "THROTTLED" && e.Extensions["retryAfter"] != nil
}
