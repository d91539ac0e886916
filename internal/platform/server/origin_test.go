package server

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

var quiet = slog.New(slog.DiscardHandler)

// do sends one request through the whole chain.
func do(s http.Handler, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	if method == "GET" || method == "HEAD" {
		body = ""
	}
	r := httptest.NewRequest(method, "http://portico.example"+path, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		if headers[i+1] != "" {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// answers is a handler that reads its body and says so.
func answers(text string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			http.Error(w, err.Error(), http.StatusUnprocessableEntity)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(text))
	})
}

// TestNothingChangesFromAForeignSite is the whole table of P10: every method,
// content type, Origin, Sec-Fetch-Site and credential. What is allowed is
// written down here a second time, from the promise and not from the code.
func TestNothingChangesFromAForeignSite(t *testing.T) {
	t.Parallel()
	changed := 0
	changes := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { changed++ })
	s := New(Options{
		Routes:         []Route{{Pattern: "/graphql", Kind: API, Handler: changes, Body: 1 << 20}},
		TrustedOrigins: []string{"https://portal.example"}, Log: quiet,
	})
	const own, trusted, foreign = "http://portico.example", "https://portal.example", "https://evil.example"
	cases, reached, crossed := 0, 0, 0
	for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} {
		for _, contentType := range []string{"", "application/json", "application/json; charset=utf-8", "multipart/form-data; boundary=b", "application/x-www-form-urlencoded", "text/plain", "application/graphql", "application/json, text/plain"} {
			for _, origin := range []string{"", own, trusted, foreign, "null", "http://portico.example.evil.example", "https://portal.example:444"} {
				for _, site := range []string{"", "same-origin", "none", "same-site", "cross-site", "nonsense"} {
					for _, credential := range [][2]string{{"", ""}, {"Cookie", "__Host-session=x"}, {"Authorization", "Bearer x"}} {
						for _, preflight := range []string{"", "true"} {
							cases++
							before := changed
							w := do(s, method, "/graphql", "{}", "Content-Type", contentType, "Origin", origin, "Sec-Fetch-Site", site, credential[0]+"X", "", credential[0], credential[1], "Apollo-Require-Preflight", preflight)
							did := changed > before
							name := fmt.Sprintf("%s %q origin %q site %q %s preflight %q", method, contentType, origin, site, credential[0], preflight)
							isForeign := origin != trusted && (site != "" && site != "same-origin" && site != "none" || site == "" && origin != "" && origin != own)
							if did && isForeign {
								crossed++
								t.Errorf("%s changed state", name)
							}
							json := strings.HasPrefix(contentType, "application/json") && !strings.Contains(contentType, ",")
							multipart := strings.HasPrefix(contentType, "multipart/") && (preflight != "" || credential[0] == "Authorization")
							if want := method == "POST" && !isForeign && (json || multipart); did != want {
								t.Errorf("%s: reached = %v, want %v (%d)", name, did, want, w.Code)
							}
							if did {
								reached++
							}
							if cc := w.Header().Get("Cache-Control"); cc != private {
								t.Errorf("%s: Cache-Control %q", name, cc)
							}
							if allow := w.Header().Get("Access-Control-Allow-Origin"); allow != "" && origin != trusted {
								t.Errorf("%s: CORS lets %s read", name, origin)
							}
						}
					}
				}
			}
		}
	}
	t.Logf("P10 figure=%d of %d cases changed state from a foreign site, %d legitimate ones were served", crossed, cases, reached)
}

func TestATrustedOriginMayAskFirst(t *testing.T) {
	t.Parallel()
	s := New(Options{TrustedOrigins: []string{"https://portal.example"}, Log: quiet})
	w := do(s, "OPTIONS", "/graphql", "", "Origin", "https://portal.example", "Access-Control-Request-Method", "POST")
	if w.Code != http.StatusNoContent || w.Header().Get("Access-Control-Allow-Origin") != "https://portal.example" || !strings.Contains(w.Header().Get("Access-Control-Allow-Headers"), "Content-Type") {
		t.Errorf("trusted: %d %v", w.Code, w.Header())
	}
	w = do(s, "OPTIONS", "/graphql", "", "Origin", "https://evil.example", "Access-Control-Request-Method", "POST")
	if w.Header().Get("Access-Control-Allow-Methods") != "" || w.Header().Get("Vary") != "Origin" {
		t.Errorf("foreign: %v", w.Header())
	}
}

func TestRefusalsSayHowToRepair(t *testing.T) {
	t.Parallel()
	s := New(Options{Routes: []Route{
		{Pattern: "/graphql", Kind: API, Handler: answers("{}"), Body: 1000},
		{Pattern: "/json-only", Kind: API, Handler: answers("{}")},
		{Pattern: "/sign-in", Kind: Page, Handler: answers("{}")},
		{Pattern: "/assets/", Kind: Asset, Handler: answers("{}")},
	}, Log: quiet})
	tests := map[string]struct {
		method, path, contentType string
		status                    int
		code                      string
	}{
		"GET for an operation":         {"GET", "/graphql", "", 405, "METHOD_NOT_ALLOWED"},
		"text":                         {"POST", "/graphql", "text/plain", 415, "UNSUPPORTED_MEDIA_TYPE"},
		"multipart without preflight":  {"POST", "/graphql", "multipart/form-data; boundary=x", 400, "PREFLIGHT_REQUIRED"},
		"multipart where none is read": {"POST", "/json-only", "multipart/form-data; boundary=x", 415, "UNSUPPORTED_MEDIA_TYPE"},
		"JSON for a page":              {"POST", "/sign-in", "application/json", 415, "UNSUPPORTED_MEDIA_TYPE"},
		"a form for a page":            {"POST", "/sign-in", "application/x-www-form-urlencoded", 200, ""},
		"POST to a file":               {"POST", "/assets/x.js", "application/json", 405, "METHOD_NOT_ALLOWED"},
		"nothing there":                {"GET", "/nothing", "", 404, "NOT_FOUND"},
	}
	for name, tt := range tests {
		w := do(s, tt.method, tt.path, "", "Content-Type", tt.contentType)
		if w.Code != tt.status || (tt.code != "" && !strings.Contains(w.Body.String(), `"code":"`+tt.code+`"`)) {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
		if tt.status == 405 && w.Header().Get("Allow") == "" {
			t.Errorf("%s: no Allow", name)
		}
	}
}
