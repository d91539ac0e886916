package server

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// unsized hides the length, as a chunked request does.
type unsized struct{ io.Reader }

func TestBodiesHoldAtTheirLimits(t *testing.T) {
	t.Parallel()
	var got int
	count := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		got = len(b)
		if err != nil { // what gqlgen does
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusUnprocessableEntity)
			_, _ = w.Write([]byte(`{"errors":[{"message":"failed to parse multipart form"}]}`))
		}
	})
	s := New(Options{Limits: Limits{JSON: 256 << 10}, Log: quiet, Routes: []Route{
		{Pattern: "/logo", Kind: API, Handler: count, Body: 10<<20 + Envelope},
		{Pattern: "/asset", Kind: API, Handler: count, Body: 50<<20 + Envelope},
		{Pattern: "/staged", Kind: Upload, Handler: count, Body: 10 << 20},
		{Pattern: "/form", Kind: Page, Handler: count},
	}})
	tests := map[string]struct {
		method, path, kind string
		limit              int
	}{
		"JSON":      {"POST", "/logo", "application/json", 256 << 10},
		"logo":      {"POST", "/logo", "multipart/form-data; boundary=b", 12 << 20},
		"asset":     {"POST", "/asset", "multipart/form-data; boundary=b", 52 << 20},
		"staged":    {"PUT", "/staged", "image/png", 10 << 20},
		"page form": {"POST", "/form", "application/x-www-form-urlencoded", 256 << 10},
	}
	for name, tt := range tests {
		for _, chunked := range []bool{false, true} {
			for _, extra := range []int{0, 1} {
				got = 0
				var body io.Reader = strings.NewReader(strings.Repeat(" ", tt.limit+extra))
				if chunked {
					body = unsized{body}
				}
				r := httptest.NewRequest(tt.method, tt.path, body)
				r.Header.Set("Content-Type", tt.kind)
				r.Header.Set("Apollo-Require-Preflight", "true")
				w := httptest.NewRecorder()
				s.ServeHTTP(w, r)
				if extra == 0 && (w.Code != 200 || got != tt.limit) {
					t.Errorf("%s at the limit, chunked %v: %d, %d bytes, %s", name, chunked, w.Code, got, w.Body)
				}
				if extra == 1 && (w.Code != 413 || !strings.Contains(w.Body.String(), "BODY_TOO_LARGE")) {
					t.Errorf("%s over the limit, chunked %v: %d %s", name, chunked, w.Code, w.Body)
				}
				if extra == 1 && strings.Contains(w.Body.String(), "parse") {
					t.Errorf("%s over the limit: the handler still speaks: %s", name, w.Body)
				}
			}
		}
	}
}

func TestABodyThatEndsEarlyIsRefused(t *testing.T) {
	t.Parallel()
	s := New(Options{Log: quiet, Routes: []Route{{Pattern: "/graphql", Kind: API, Handler: answers("{}")}}})
	r := httptest.NewRequest("POST", "/graphql", io.MultiReader(strings.NewReader("{"), failing{}))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != 400 || !strings.Contains(w.Body.String(), "BODY_INCOMPLETE") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
