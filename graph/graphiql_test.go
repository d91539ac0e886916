package graph_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/portico-prm/portico/graph"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestTheWorkbenchIsForThoseWhoAreSignedIn(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	if a := c.Client().Get("/graphiql"); a.Status != http.StatusSeeOther || a.Header.Get("Location") != "/sign-in" {
		t.Errorf("nobody: %d %v", a.Status, a.Header)
	}
	page := c.SignedIn(c.Acorn.Second).Get("/graphiql")
	if page.Status != http.StatusOK || strings.Contains(page.Header.Get("Content-Security-Policy"), "unsafe") {
		t.Errorf("somebody: %d %v", page.Status, page.Header)
	}
	files := regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(string(page.Body), -1)
	for _, f := range files {
		if a := c.Client().Get(f[1]); a.Status != http.StatusOK || len(a.Body) < 40 || !strings.HasPrefix(f[1], "/graphiql/") {
			t.Errorf("%s: %d, %d bytes", f[1], a.Status, len(a.Body))
		}
	}
	if len(files) != 4 || regexp.MustCompile(`<script>|<style|https?://`).Match(page.Body) {
		t.Errorf("the page runs or loads what our policy forbids: %s", page.Body)
	}
	for _, other := range []string{"page.html", "graphiql.js.gz", "npm", "..%2fpage.go"} {
		if a := c.Client().Get("/graphiql/" + other); a.Status != http.StatusNotFound {
			t.Errorf("%s: %d", other, a.Status)
		}
	}
}

func TestThereIsNoWorkbenchWhereTheSchemaIsNotShown(t *testing.T) {
	t.Parallel()
	for _, h := range []http.Handler{graph.GraphiQLPage(graph.Options{}), graph.GraphiQLFile(graph.Options{})} {
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/graphiql/start.js", nil)
		r.SetPathValue("file", "start.js")
		if h.ServeHTTP(w, r); w.Code != http.StatusNotFound {
			t.Errorf("%d", w.Code)
		}
	}
}
