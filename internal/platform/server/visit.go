package server

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"sync"
	"time"
)

// Visit is what the edge knows of one request.
type Visit struct {
	ID string     // request id, in the log, in errors and in X-Request-Id
	IP netip.Addr // of the client, as far as trusted proxies tell; see IPKey

	mu    sync.Mutex
	notes []slog.Attr
}

type visitKey struct{}

// VisitOf gives the visit of a request's context, or nil outside of one.
func VisitOf(ctx context.Context) *Visit {
	v, _ := ctx.Value(visitKey{}).(*Visit)
	return v
}

// Note adds to the log line of the request: ids and counts, never names.
func Note(ctx context.Context, attrs ...slog.Attr) {
	if v := VisitOf(ctx); v != nil {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.notes = append(v.notes, attrs...)
	}
}

// visits is the outermost layer. Every request gets an id, an address, the
// security headers and one log line; a panic ends here.
func visits(o Options, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := timeNow()
		v := newVisit(r, o.TrustedProxies)
		a := &answer{ResponseWriter: w, request: r}
		secure(a.Header(), o.Secure)
		a.Header().Set("X-Request-Id", v.ID)
		ctx := context.WithValue(r.Context(), visitKey{}, v)
		if o.Enter != nil {
			ctx = o.Enter(ctx, v)
		}
		r = r.WithContext(ctx)
		defer func() { logVisit(o.Log, v, a, r, timeNow().Sub(start)) }()
		defer catch(o.Log, v, a, r)
		next.ServeHTTP(a, r)
		a.WriteHeader(http.StatusOK) // of a handler that wrote nothing; the headers must go through here
	})
}

func newVisit(r *http.Request, trusted []netip.Prefix) *Visit {
	v := &Visit{ID: r.Header.Get("X-Request-Id"), IP: clientIP(r, trusted)}
	if !isTrusted(peer(r), trusted) || !wellFormed(v.ID) {
		v.ID = rand.Text()
	}
	return v
}

// wellFormed ids of a proxy are short and cannot break a log line.
func wellFormed(id string) bool {
	odd := func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' || r == '_')
	}
	return len(id) >= 8 && len(id) <= 64 && !slices.ContainsFunc([]rune(id), odd)
}

// catch turns a panic into a 500, or into a broken connection when half an
// answer is out: a client must not take that half for the whole.
func catch(log *slog.Logger, v *Visit, a *answer, r *http.Request) {
	p := recover()
	if p == nil {
		return
	}
	if p != http.ErrAbortHandler {
		log.ErrorContext(r.Context(), "server: panic", "request", v.ID, "route", r.Pattern, "cause", p, "stack", string(debug.Stack()))
	}
	if p == http.ErrAbortHandler || a.status != 0 {
		a.broken = true
		panic(http.ErrAbortHandler)
	}
	refuse(a, r, refusal{http.StatusInternalServerError, "INTERNAL", "Something went wrong on our side. Quote the request id when you ask for help.", 0})
}

// logVisit writes the one line. The route stands for the path, which may hold
// a signed link.
func logVisit(log *slog.Logger, v *Visit, a *answer, r *http.Request, took time.Duration) {
	level := slog.LevelInfo
	switch {
	case a.broken || a.status >= http.StatusInternalServerError:
		level = slog.LevelWarn
	case r.Pattern == "/healthz" || r.Pattern == "/livez":
		level = slog.LevelDebug
	}
	if !log.Enabled(r.Context(), level) {
		return
	}
	attrs := []slog.Attr{
		slog.String("request", v.ID), slog.String("ip", v.IP.String()), slog.String("method", method(r)), slog.String("route", r.Pattern),
		slog.Int("status", a.status), slog.Int64("bytes", a.bytes), slog.Float64("ms", float64(took.Microseconds())/1000),
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	log.LogAttrs(r.Context(), level, "request", append(attrs, v.notes...)...)
}

// method keeps invented methods, which may be long, out of the log.
func method(r *http.Request) string {
	known := []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions}
	if slices.Contains(known, r.Method) {
		return r.Method
	}
	return "OTHER"
}
