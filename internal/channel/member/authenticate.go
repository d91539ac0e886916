package member

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// Authenticate finds out who sends a request: the bearer of an API token, else
// the holder of a session cookie, else nobody, which is nil without an error.
// A credential that is malformed, unknown, expired or revoked is
// Unauthenticated; a bad token is never passed over in favour of a cookie.
func (s *Service) Authenticate(ctx context.Context, r *http.Request) (*actor.Actor, error) {
	if given := r.Header.Values("Authorization"); len(given) > 0 {
		return s.byBearer(ctx, given)
	}
	if token := s.SessionToken(r); token != "" {
		return s.look(ctx, "session "+token, func() (*actor.Actor, error) { return s.bySession(ctx, token) })
	}
	return nil, nil
}

// Recheck is Authenticate for a request that lasts, such as a stream. To look
// again is no use of the session, which ends by rest as it would have.
func (s *Service) Recheck(ctx context.Context, r *http.Request) (*actor.Actor, error) {
	return s.Authenticate(context.WithValue(ctx, recheckKey{}, true), r)
}

type recheckKey struct{}

func again(ctx context.Context) bool {
	yes, _ := ctx.Value(recheckKey{}).(bool)
	return yes
}

// look finds the bearer of a credential; who asks again wants to know it newly.
func (s *Service) look(ctx context.Context, credential string, find func() (*actor.Actor, error)) (*actor.Actor, error) {
	if again(ctx) {
		return find()
	}
	return s.known.of(credential, find)
}

func (s *Service) byBearer(ctx context.Context, given []string) (*actor.Actor, error) {
	scheme, token, _ := strings.Cut(given[0], " ")
	if len(given) != 1 || !strings.EqualFold(scheme, "Bearer") {
		return nil, tokenRefused()
	}
	return s.look(ctx, "token "+token, func() (*actor.Actor, error) { return s.byToken(ctx, token) })
}

// Middleware puts the actor of each request into its context. A bad bearer
// token is answered with 401 here. A session that is over only loses its cookie
// and goes on as nobody: its browser must still reach the sign-in page.
func (s *Service) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Authorization, Cookie")
		b := &browser{header: w.Header(), agent: r.UserAgent(), token: s.SessionToken(r)}
		who, err := s.Authenticate(r.Context(), r)
		if fault.CodeOf(err) == codeOver {
			b.set(s.NoCookie())
			err = nil
		}
		if err != nil {
			refuseRequest(w, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(b.enter(r.Context(), who)))
	})
}

func (b *browser) enter(ctx context.Context, who *actor.Actor) context.Context {
	ctx = withBrowser(ctx, b)
	if who == nil {
		return ctx
	}
	b.known = who.Token == ""
	return actor.With(ctx, who)
}

// refuseRequest answers in the form that GraphQL clients read.
func refuseRequest(w http.ResponseWriter, err error) {
	status := http.StatusServiceUnavailable
	message, code, wait := "This cannot be answered at the moment. Try again.", "RETRY_LATER", 2*time.Second
	if fault.KindOf(err) == fault.Unauthenticated {
		status, message, code, wait = http.StatusUnauthorized, err.Error(), "UNAUTHENTICATED", 0
		w.Header().Set("WWW-Authenticate", `Bearer realm="portico"`)
	}
	if wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(wait.Seconds())))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store, private")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": []any{map[string]any{
		"message": message, "extensions": map[string]any{"code": code}}}})
}
