package server

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/platform/budget"
)

// door is one route behind what its kind asks for.
type door struct {
	Route
	limits Limits
	full   *crowds
	over   context.Context // ends when the server stops
	inner  http.Handler
	purses *budget.Book // of network addresses
}

func (rt Route) wrap(l Limits, full *crowds, over context.Context, purses *budget.Book) *door {
	d := &door{rt, l, full, over, rt.Handler, purses}
	d.Policy = cmp.Or(rt.Policy, manners[rt.Kind].policy)
	d.Within = cmp.Or(rt.Within, manners[rt.Kind].within(l))
	if rt.Kind != Upload && rt.Kind != Download { // files are compressed already, and have ranges
		d.inner = compressed(rt.Handler)
	}
	return d
}

// ServeHTTP takes the steps in the order of their cost: a wrong method is
// refused before a byte is read, and a place in the crowd is taken only when
// a small body is here.
func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Security-Policy", d.Policy)
	answerOf(w).public = manners[d.Kind].public
	load, no := d.admit(w, r)
	if no == nil {
		no = d.charge(r)
	}
	if no != nil {
		refuse(w, r, *no)
		return
	}
	place := d.place(load)
	if !place.enter() {
		refuse(w, r, refusal{http.StatusServiceUnavailable, "RETRY_LATER", "The server is busy. Try again in a moment.", time.Second})
		return
	}
	s := &stay{place: place, streams: d.full.streams, base: r.Context(), over: d.over}
	defer s.leave()
	d.serve(w, r.WithContext(context.WithValue(r.Context(), stayKey{}, s)), load)
}

// admit checks method, content type and size, and has a small body read.
func (d *door) admit(w http.ResponseWriter, r *http.Request) (load, *refusal) {
	if methods := manners[d.Kind].methods; !slices.Contains(methods, r.Method) {
		w.Header().Set("Allow", strings.Join(methods, ", "))
		return load{}, &refusal{http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "Use " + strings.Join(methods, " or ") + " here.", 0}
	}
	ld, no := d.load(r, d.limits)
	if no == nil {
		no = ld.take(w, r, d.limits)
	}
	return ld, no
}

// charge takes a point of the address that asks.
func (d *door) charge(r *http.Request) *refusal {
	v := VisitOf(r.Context())
	if v == nil || d.Kind == API || d.Kind == Asset {
		return nil
	}
	state, ok := d.purses.Take(IPKey(v.IP), 1)
	if ok {
		return nil
	}
	return &refusal{http.StatusTooManyRequests, "THROTTLED", "Your network sends many requests. Wait a little, then go on.", max(time.Second, state.Wait)}
}

func (d *door) place(ld load) crowd {
	if ld.file {
		return d.full.uploads
	}
	return manners[d.Kind].crowd(d.full)
}

func (d *door) serve(w http.ResponseWriter, r *http.Request, ld load) {
	within := d.Within
	if ld.file {
		within = max(within, d.limits.Upload)
	}
	ctx, cancel := context.WithTimeout(r.Context(), within)
	defer cancel()
	if d.Kind == Download {
		w = paced(w, d.limits, within)
	}
	d.inner.ServeHTTP(w, r.WithContext(ctx))
}

// load is the body that a request may bring.
type load struct {
	file   bool          // streamed to the handler; otherwise read before it
	limit  int64         // bytes
	within time.Duration // until it is here
}

// requirePreflight are headers that no form can send: a browser on a foreign
// site must ask first, and is told no. Multipart needs one, or a bearer token.
var requirePreflight = []string{"Apollo-Require-Preflight", "X-Apollo-Operation-Name", "GraphQL-Require-Preflight"}

// load holds the content type against what the route takes.
func (rt Route) load(r *http.Request, l Limits) (load, *refusal) {
	small := load{limit: l.JSON, within: l.Read}
	switch {
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		return load{within: l.Read}, nil
	case rt.Kind == Upload:
		return load{true, rt.Body, l.Upload}, nil
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case err == nil && rt.Kind == API && kind == "application/json":
		return small, nil
	case err == nil && rt.Kind == Page && kind == "application/x-www-form-urlencoded":
		return small, nil
	case err != nil || rt.Kind != API || rt.Body == 0 || kind != "multipart/form-data":
		return small, rt.wrongType()
	case !preflighted(r):
		return small, &refusal{http.StatusBadRequest, "PREFLIGHT_REQUIRED", "Send the header " + requirePreflight[0] + ": true with a multipart request.", 0}
	}
	return load{true, rt.Body, l.Upload}, nil
}

func (rt Route) wrongType() *refusal {
	takes := "application/json"
	switch {
	case rt.Kind == Page:
		takes = "application/x-www-form-urlencoded"
	case rt.Body > 0:
		takes += " or multipart/form-data"
	}
	return &refusal{http.StatusUnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "Send the Content-Type " + takes + ".", 0}
}

func preflighted(r *http.Request) bool {
	given := func(name string) bool { return r.Header.Get(name) != "" }
	return strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ") || slices.ContainsFunc(requirePreflight, given)
}

// take reads a small body whole, or puts limit and pace on a large one.
func (ld load) take(w http.ResponseWriter, r *http.Request, l Limits) *refusal {
	a := answerOf(w)
	if r.ContentLength > ld.limit {
		a.Header().Set("Connection", "close") // the rest of the body is not worth reading
		return tooLarge(ld.limit)
	}
	body := http.MaxBytesReader(a.ResponseWriter, r.Body, ld.limit)
	if ld.file {
		a.instead = func() { refuse(a, r, *tooLarge(ld.limit)) }
		r.Body = &pacedBody{ReadCloser: body, pace: newPace(w, l, ld.within), over: &a.over}
		return nil
	}
	b, err := io.ReadAll(body)
	if err != nil {
		return broken(err, ld.limit)
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(b)), int64(len(b))
	return nil
}

func tooLarge(limit int64) *refusal {
	return &refusal{http.StatusRequestEntityTooLarge, "BODY_TOO_LARGE", fmt.Sprintf("The request is larger than %d bytes. Send less at a time.", limit), 0}
}

// broken says why a body did not arrive.
func broken(err error, limit int64) *refusal {
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		return tooLarge(limit)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return &refusal{http.StatusRequestTimeout, "REQUEST_TIMEOUT", "The request took too long to arrive. Try again on a better line.", 0}
	}
	return &refusal{http.StatusBadRequest, "BODY_INCOMPLETE", "The request ended before its body did. Send it again.", 0}
}
