package graph_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/graph"
	"github.com/portico-prm/portico/internal/platform/budget"
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

// The question that GraphiQL opens with, as its library writes it: it grows with
// the schema, and has to stay within what a person may ask.
const opening = `query IntrospectionQuery {
  __schema { description queryType { name } mutationType { name } subscriptionType { name }
    types { ...FullType } directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } } } }
fragment FullType on __Type { kind name description specifiedByURL
  fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
  inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }`

func TestTheWorkbenchReadsTheSchema(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	book := budget.New(budget.Rate{Maximum: 5000, PerSecond: 200}, time.Now) // the defaults
	c.Services.Budgets = &graph.Budgets{People: book, Partners: book, Addresses: book, Shown: true}
	c.Start()
	a := c.SignedIn(c.Acorn.Second).Do(opening, nil)
	if types := a.List("data", "__schema", "types"); len(types) < 300 {
		t.Fatalf("%d types: %.400s", len(types), a.Body)
	}
	if price := a.At("extensions", "cost", "requestedQueryCost").(float64); price > 4000 {
		t.Errorf("it is weighed %v of 5000 points: the schema has outgrown the budget, or its weight is estimated badly", price)
	} else {
		t.Log(price, "of 5000 points")
	}
}
