package contract

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/portico-prm/portico/internal/testkit"
)

// result is what a client makes of an answer.
type result struct {
	Data   map[string]any   `json:"data"`
	Errors []map[string]any `json:"errors"`
}

func TestGraphQLSSEFollowsASubscription(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	c, at := served(t, seller)
	c.Listen()
	kit := c.Kit(testkit.Social)
	c.Render(c.Acorn.Admin, kit, c.Acorn.Partner)
	then := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { c.Render(c.North.Admin, kit, c.Acorn.Partner) }))
	defer then.Close()
	at.Vars = map[string]any{"then": then.URL, "subscription": `subscription { renditionChanged { id rendition { fileName via { displayName } } } }`}
	got := node[struct{ Events, Query, Refused []result }](t, dir, at, "sse.mjs")
	if len(got.Events) != 2 || got.Events[0].Errors != nil || inside(got.Events[1], "renditionChanged", "rendition", "via", "displayName") != c.North.DisplayName {
		t.Errorf("events: %v", got.Events)
	}
	if len(got.Query) != 1 || inside(got.Query[0], "viewer") == nil {
		t.Errorf("a query: %v", got.Query)
	}
	if len(got.Refused) != 1 || len(got.Refused[0].Errors) == 0 {
		t.Errorf("a refusal: %v", got.Refused)
	}
}

// inside walks into the data of an answer.
func inside(r result, path ...string) any {
	var v any = r.Data
	for _, p := range path {
		m, _ := v.(map[string]any)
		v = m[p]
	}
	return v
}
