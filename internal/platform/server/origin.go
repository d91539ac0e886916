package server

import (
	"net/http"
	"slices"
)

// origins keeps browsers on foreign sites from changing anything, for every
// method but GET, HEAD and OPTIONS and for every content type; and lets the
// trusted ones through, with the CORS headers they need.
func origins(trusted []string, next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	for _, o := range trusted {
		if err := guard.AddTrustedOrigin(o); err != nil {
			panic("server: " + err.Error())
		}
	}
	guard.SetDenyHandler(http.HandlerFunc(foreign))
	return cors(trusted, guard.Handler(next))
}

func foreign(w http.ResponseWriter, r *http.Request) {
	refuse(w, r, refusal{http.StatusForbidden, "CROSS_ORIGIN", "This request comes from another site. Add the site to PORTICO_TRUSTED_ORIGINS if it is yours.", 0})
}

// cors answers trusted origins; all others get no header and their browser
// keeps the answer from them.
func cors(trusted []string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, origin := w.Header(), r.Header.Get("Origin")
		if len(trusted) > 0 {
			h.Add("Vary", "Origin")
		}
		if origin != "" && slices.Contains(trusted, origin) {
			h.Set("Access-Control-Allow-Origin", origin)
			h.Set("Access-Control-Allow-Credentials", "true")
			h.Set("Access-Control-Expose-Headers", "X-Request-Id, Retry-After, Content-Disposition")
		}
		if r.Method == http.MethodOptions {
			preflight(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// preflight answers OPTIONS for every route alike: it says what the edge
// takes, and only a trusted origin gets the header that makes it count.
func preflight(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Allow", "GET, HEAD, POST, PUT, OPTIONS")
	if h.Get("Access-Control-Allow-Origin") != "" {
		h.Set("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT")
		h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key, "+requirePreflight[0]+", "+requirePreflight[1]+", "+requirePreflight[2])
		h.Set("Access-Control-Max-Age", "600")
	}
	w.WriteHeader(http.StatusNoContent)
}
