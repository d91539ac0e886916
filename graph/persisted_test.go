package graph_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/graph"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/testkit"
)

const (
	listedID = "viewer-1"
	listed   = "query Viewer { viewer { roles } }"
	signsIn  = "mutation($in: SignInInput!) { signIn(input: $in) { viewer { roles } userErrors { code message } } }"
	unlisted = "query Other { viewer { actions } }"
)

func listing(t *testing.T, held graph.HeldTo, operations map[string]string) (*graph.Listing, error) {
	t.Helper()
	raw, _ := json.Marshal(operations)
	name := filepath.Join(t.TempDir(), "manifest.json")
	if err := os.WriteFile(name, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return graph.NewListing([]string{name}, held)
}

// send sends a body as it is.
func send(c *testkit.Client, body string) *testkit.Answer {
	return c.Send("POST", "/graphql", strings.NewReader(body), "Content-Type", "application/json")
}

func TestAPortalRunsListedOperationsByNameAndTokensRunAll(t *testing.T) {
	t.Parallel()
	for held, free := range map[graph.HeldTo]struct{ cookie, token bool }{graph.Nobody: {true, true}, graph.Portals: {false, true}, graph.All: {false, false}} {
		t.Run(string(held), func(t *testing.T) { runsListed(t, held, free.cookie, free.token) })
	}
}

func runsListed(t *testing.T, held graph.HeldTo, cookie, byToken bool) {
	t.Parallel()
	c := testkit.NewChannel(t)
	var err error
	if c.Listing, err = listing(t, held, map[string]string{listedID: listed, "sign-in": signsIn}); err != nil {
		t.Fatal(err)
	}
	portal := c.Start().SignedIn(c.Boss)
	token, err := c.Members.CreateToken(c.As(c.Boss), member.NewToken{Name: "a program", Scopes: []string{"*"}})
	c.Must(err)
	program := c.Client().With("Authorization", "Bearer "+token.Secret)
	for who, may := range map[*testkit.Client]bool{portal: cookie, program: byToken} {
		for _, body := range []string{
			`{"documentId":"viewer-1"}`, `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"viewer-1"}}}`,
			`{"query":"# mine\n` + listed + `"}`,
		} {
			if a := send(who, body); a.At("data", "viewer", "roles") == nil {
				t.Errorf("%s, %s: %s", held, body, a.Body)
			}
		}
		if a := who.Send("POST", "/graphql", strings.NewReader(formOfParts("operations", `{"documentId":"viewer-1"}`, "map", "{}")),
			"Content-Type", "multipart/form-data; boundary=b", "GraphQL-Require-Preflight", "true"); a.At("data", "viewer", "roles") == nil {
			t.Errorf("%s, by name in a form: %s", held, a.Body)
		}
		if a := send(who, `{"documentId":"viewer-2"}`); !slices.Equal(a.Codes(), []string{"PERSISTED_OPERATION_NOT_FOUND"}) {
			t.Errorf("%s, an unknown name: %s", held, a.Body)
		}
		a := who.Do(unlisted, nil)
		if refused := slices.Equal(a.Codes(), []string{"OPERATION_NOT_ALLOWED"}); refused == may {
			t.Errorf("%s, another operation: %s", held, a.Body)
		}
		hidden := send(who, `{"documentId":"viewer-1","query":"`+unlisted+`"}`)
		if ran := hidden.At("data") != nil; ran != may {
			t.Errorf("%s, another operation under a listed name: %s", held, hidden.Body)
		}
	}
}

func TestAManifestThatDoesNotFitIsFoundAtTheStart(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"no such field": "{ viewer { nothing } }", "too deep": deep(40), "no GraphQL": "{"} {
		if _, err := listing(t, graph.Portals, map[string]string{"odd": text}); err == nil || !strings.Contains(err.Error(), "odd") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What the list refuses is paid for like every refusal: it was read, too.
func TestWhatIsNotListedIsPaidFor(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	thrifty(c)
	var err error
	if c.Listing, err = listing(t, graph.Portals, map[string]string{listedID: listed}); err != nil {
		t.Fatal(err)
	}
	stranger := c.Start().Client()
	for _, body := range []string{`{"query":"` + unlisted + `"}`, `{"documentId":"unknown"}`} {
		c.Clock.Pass(time.Hour)
		sent := 0
		for ; sent < 60; sent++ {
			if slices.Contains(send(stranger, body).Codes(), "THROTTLED") {
				break
			}
		}
		if sent != 40 {
			t.Errorf("%s: throttled after %d of a budget for 40", body, sent)
		}
	}
}
