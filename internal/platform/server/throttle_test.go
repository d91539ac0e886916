package server

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/platform/budget"
)

// An address that has used up its budget is told when to come again; another
// one, the API, which knows persons, and public files go on.
func TestAnAddressThatAsksTooOftenIsToldWhenToComeAgain(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	fine := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	s := New(Options{
		Addresses: budget.New(budget.Rate{Maximum: 2, PerSecond: 0.5}, func() time.Time { return now }),
		Routes: []Route{{Pattern: "/page", Kind: Page, Handler: fine}, {Pattern: "/file", Kind: Download, Handler: fine},
			{Pattern: "/style", Kind: Asset, Handler: fine}, {Pattern: "/api", Kind: API, Handler: fine}},
	})
	ask := func(method, path, from string) *httptest.ResponseRecorder {
		var body io.Reader
		if method == http.MethodPost {
			body = strings.NewReader("{}")
		}
		r := httptest.NewRequest(method, path, body)
		r.RemoteAddr = from
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	steps := []struct {
		method, path, from string
		passed             time.Duration
		status             int
	}{
		{"GET", "/page", "192.0.2.1:1", 0, 200},
		{"GET", "/file", "192.0.2.1:2", 0, 200},
		{"GET", "/file", "192.0.2.1:3", 0, 429},
		{"GET", "/style", "192.0.2.1:4", 0, 200},
		{"POST", "/api", "192.0.2.1:5", 0, 200},
		{"GET", "/file", "192.0.2.2:1", 0, 200},
		{"GET", "/file", "192.0.2.1:6", 2 * time.Second, 200},
	}
	for i, step := range steps {
		now = now.Add(step.passed)
		w := ask(step.method, step.path, step.from)
		if w.Code != step.status || w.Code == 429 && (w.Header().Get("Retry-After") != "2" || !strings.Contains(w.Body.String(), `"THROTTLED"`)) {
			t.Errorf("step %d, %s of %s: %d %v %s", i, step.path, step.from, w.Code, w.Header(), w.Body)
		}
	}
}
