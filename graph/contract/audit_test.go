package contract

import (
	"strings"
	"testing"
)

// getOnly are the audits that want GET. The endpoint is POST only: a link must
// never be able to ask, and an answer must never lie in a cache.
var getOnly = map[string]bool{"5A70": true, "D6D5": true, "6A70": true}

// Every MUST and SHOULD of GraphQL over HTTP holds, and every MAY but GET.
func TestTheServerPassesTheAuditOfGraphQLOverHTTP(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	_, at := served(t, seller)
	type audit struct{ ID, Name, Status, Reason string }
	passed, may := 0, 0
	all := node[[]audit](t, dir, at, "audit.mjs")
	for _, a := range all {
		switch {
		case a.Status == "ok" && !getOnly[a.ID]:
			passed++
		case a.Status != "ok" && getOnly[a.ID] && strings.HasPrefix(a.Name, "MAY "):
			may++
		default:
			t.Errorf("%s %s: %s %s", a.ID, a.Name, a.Status, a.Reason)
		}
	}
	t.Logf("graphql-http: %d audits, %d pass, %d MAY do not (GET)", len(all), passed, may)
	if len(all) < 60 {
		t.Errorf("only %d audits were made", len(all))
	}
}
