package graph_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/testkit"
)

const editPhone = `mutation($in: EditPartnerInput!) { editPartner(input: $in) { partner { phone } userErrors { code } } }`

// P10: what another site can make a browser send changes nothing. The phone that
// it would set has digits that no request id has.
func TestAnotherSiteChangesNothing(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	victim := c.Start().SignedIn(c.Acorn.Admin)
	jsonBody := `{"query":"mutation { editPartner(input: {phone: \"18901\"}) { partner { phone } } }"}`
	form, formKind := testkit.Form(editPhone, testkit.Vars{"in": testkit.Vars{"phone": "18901"}})
	urlForm := "query=" + strings.ReplaceAll(`mutation{editPartner(input:{phone:"18901"}){partner{phone}}}`, `"`, "%22")
	bodies := map[string]struct{ body, kind string }{
		"JSON": {jsonBody, "application/json"}, "plain text": {jsonBody, "text/plain"}, "a form": {urlForm, "application/x-www-form-urlencoded"},
		"multipart": {string(form), formKind},
	}
	from := map[string][]string{
		"another origin":               {"Origin", "https://evil.example"},
		"another site, by the browser": {"Sec-Fetch-Site", "cross-site"},
		"a sibling site":               {"Sec-Fetch-Site", "same-site", "Origin", "https://cdn.vendor.example"},
		"a sandboxed frame":            {"Origin", "null"},
		"both":                         {"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"},
	}
	refused := 0
	for kind, b := range bodies {
		for site, headers := range from {
			for _, extra := range [][]string{nil, {"GraphQL-Require-Preflight", "true"}} {
				a := victim.Send("POST", "/graphql", strings.NewReader(b.body), append(append([]string{"Content-Type", b.kind}, headers...), extra...)...)
				if refused++; a.Status < 400 || bytes.Contains(a.Body, []byte("18901")) {
					t.Errorf("%s from %s: %d %s", kind, site, a.Status, a.Body)
				}
				if a.Header.Get("Access-Control-Allow-Origin") != "" {
					t.Errorf("%s from %s: the answer is readable there", kind, site)
				}
			}
		}
	}
	for _, page := range []string{"/sign-out", "/make/edge-gateway-social", "/sign-in"} {
		a := victim.Send("POST", page, strings.NewReader("email=a&password=b"), "Content-Type", "application/x-www-form-urlencoded", "Origin", "https://evil.example")
		if a.Status != http.StatusForbidden {
			t.Errorf("%s: %d", page, a.Status)
		}
	}
	if a := victim.Send("POST", "/graphql", bytes.NewReader(form), "Content-Type", formKind); a.Status != http.StatusBadRequest {
		t.Errorf("multipart of our own site without the header that needs a preflight: %d %s", a.Status, a.Body)
	}
	got, err := c.Partners.ByID(c.System(), c.Acorn.ID)
	c.Must(err)
	if got.Phone == "18901" || refused < 40 {
		t.Errorf("after %d requests the phone is %q", refused, got.Phone)
	}
	if a := victim.Do(`{ viewer { roles } }`, nil); len(a.List("data", "viewer", "roles")) == 0 {
		t.Errorf("the victim was signed out: %s", a.Body)
	}
	victim.Fine(victim.Upload(editPhone, testkit.Vars{"in": testkit.Vars{"phone": "111"}}))
}

func TestPrivateAnswersAreNotKept(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	me := c.Start().SignedIn(c.Acorn.Admin)
	for name, a := range map[string]*testkit.Answer{
		"a query": me.Do(`{ viewer { roles } }`, nil), "a page": me.Get("/"), "the sign-in page": me.Get("/sign-in"),
		"a bad link": me.Get("/download/x"), "nothing": me.Get("/nothing"), "a page with an ending": me.Get("/graphql/x.css"),
	} {
		if cc := a.Header.Get("Cache-Control"); !strings.Contains(cc, "no-store") || !strings.Contains(cc, "private") {
			t.Errorf("%s: Cache-Control %q", name, cc)
		}
		if a.Header.Get("X-Content-Type-Options") != "nosniff" || a.Header.Get("Content-Security-Policy") == "" {
			t.Errorf("%s: %v", name, a.Header)
		}
	}
}

// P9: what one sends as the address of the client does not make new guesses.
func TestGuessingIsCountedWhateverTheRequestSays(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	const in = `mutation($in: SignInInput!) { signIn(input: $in) { viewer { roles } userErrors { code } } }`
	var got []string
	for i := range 12 {
		guess := c.Client().With("X-Forwarded-For", fmt.Sprintf("203.0.113.%d", i))
		a := guess.Do(in, testkit.Vars{"in": testkit.Vars{"email": c.Acorn.Admin.Email, "password": fmt.Sprintf("wrong password number %d", i)}})
		got = append(got, append(a.UserCodes("signIn"), a.Codes()...)...)
	}
	refused, limited := strings.Count(strings.Join(got, " "), "SIGN_IN_REFUSED"), 0
	for _, code := range got {
		if code != "SIGN_IN_REFUSED" {
			limited++
		}
	}
	if refused != 10 || limited != 2 {
		t.Errorf("twelve guesses: %v", got)
	}
	unknown := c.Client().Do(in, testkit.Vars{"in": testkit.Vars{"email": "nobody@nowhere.example", "password": "wrong password number 1"}})
	known := c.Client().Do(in, testkit.Vars{"in": testkit.Vars{"email": c.Birch.Admin.Email, "password": "wrong password number 1"}})
	if !bytes.Equal(unknown.Body, known.Body) {
		t.Errorf("an unknown address %s, a known one %s", unknown.Body, known.Body)
	}
}
