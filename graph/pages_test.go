package graph_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/testkit"
)

func post(c *testkit.Client, path string, fields ...string) *testkit.Answer {
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return c.Send("POST", path, strings.NewReader(form.Encode()), "Content-Type", "application/x-www-form-urlencoded")
}

// The small pages, for people who have no portal in front yet.
func TestFromTheSignInPageToAFile(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Kit(testkit.Datasheet)
	c.Kit(testkit.Pricing)
	name := `<img src=x onerror=alert(1)>`
	_, err := c.Partners.Edit(c.As(c.Acorn.Admin), partner.Profile{ID: c.Acorn.ID, DisplayName: &name})
	c.Must(err)
	c.Enroll(c.Acorn.Partner, "silver")
	browser := c.Start().Client()
	if a := browser.Get("/"); a.Status != http.StatusSeeOther || a.Header.Get("Location") != "/sign-in" {
		t.Errorf("home, as nobody: %d %v", a.Status, a.Header)
	}
	if a := post(browser, "/sign-in", "email", c.Acorn.Admin.Email, "password", "wrong and wrong again"); a.Status != http.StatusUnauthorized || !strings.Contains(string(a.Body), c.Acorn.Admin.Email) {
		t.Errorf("a wrong password: %d %.300s", a.Status, a.Body)
	}
	if a := post(browser, "/sign-in", "email", c.Acorn.Admin.Email, "password", testkit.Password); a.Status != http.StatusSeeOther {
		t.Fatalf("sign-in: %d %.300s", a.Status, a.Body)
	}
	home := browser.Get("/")
	if home.Status != http.StatusOK || !strings.Contains(string(home.Body), "edge-gateway-datasheet") {
		t.Errorf("home: %d %.500s", home.Status, home.Body)
	}
	if strings.Contains(string(home.Body), name) {
		t.Error("a partner's name is markup in the page")
	}
	made := post(browser, "/make/edge-gateway-datasheet")
	if made.Status != http.StatusSeeOther || !strings.Contains(made.Header.Get("Location"), "/download/") {
		t.Fatalf("make: %d %.500s", made.Status, made.Body)
	}
	if file := browser.Get(made.Header.Get("Location")); file.Status != http.StatusOK || !strings.HasPrefix(string(file.Body), "%PDF") {
		t.Errorf("the file: %d, %d bytes", file.Status, len(file.Body))
	}
	refused := post(browser, "/make/edge-gateway-pricing")
	if refused.Status != http.StatusUnprocessableEntity || !strings.Contains(string(refused.Body), "Gold") {
		t.Errorf("a refusal: %d %.800s", refused.Status, refused.Body)
	}
	if a := post(browser, "/make/nothing"); a.Status != http.StatusNotFound {
		t.Errorf("a template that is not: %d %s", a.Status, a.Body)
	}
	if a := post(browser, "/sign-out"); a.Status != http.StatusSeeOther {
		t.Errorf("sign-out: %d", a.Status)
	}
	if a := browser.Get("/"); a.Header.Get("Location") != "/sign-in" {
		t.Errorf("home, afterwards: %d", a.Status)
	}
}

// Browsers ask for it at every site, signed in or not.
func TestBrowsersFindAnIcon(t *testing.T) {
	t.Parallel()
	browser := testkit.New(t).Start().Client()
	a := browser.Get("/favicon.ico")
	if a.Status != http.StatusOK || a.Header.Get("Content-Type") != "image/svg+xml" || !strings.HasPrefix(string(a.Body), "<svg ") || a.Header.Get("Cache-Control") != "public, max-age=3600" {
		t.Errorf("%d %v %.80s", a.Status, a.Header, a.Body)
	}
	for _, page := range []string{"/sign-in", "/verify", "/invitation/x", "/unsubscribe/x"} {
		got := browser.Get(page)
		if !strings.Contains(string(got.Body), `<link rel="icon" type="image/svg+xml" href="/favicon.ico">`) || !strings.Contains(got.Header.Get("Content-Security-Policy"), "img-src 'self'") {
			t.Errorf("%s does not show it: %s %.300s", page, got.Header.Get("Content-Security-Policy"), got.Body)
		}
	}
}

// P8: a token does what it was made for, as long as it is valid.
func TestATokenDoesWhatItWasMadeFor(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	kit := c.Kit(testkit.Social)
	_ = kit
	me := c.Start().SignedIn(c.Acorn.Admin)
	made := me.Fine(me.Do(`mutation { createApiToken(input: {name: "ci", scopes: ["library.read"], days: 1}) { apiToken { id scopes } secret userErrors { code } } }`, nil))
	program := c.Client().With("Authorization", "Bearer "+made.Text("data", "createApiToken", "secret"))
	if a := program.Do(`{ templates { nodes { slug } } }`, nil); len(a.List("data", "templates", "nodes")) != 1 {
		t.Errorf("what it was made for: %s", a.Body)
	}
	if a := program.Do(`{ partners { nodes { slug } } }`, nil); strings.Join(a.Codes(), " ") != "FORBIDDEN" {
		t.Errorf("what it was not made for: %s", a.Body)
	}
	revoke := me.Fine(me.Do(`mutation($in: RevokeApiTokenInput!) { revokeApiToken(input: $in) { apiToken { revokedAt } userErrors { code } } }`,
		testkit.Vars{"in": testkit.Vars{"id": made.Text("data", "createApiToken", "apiToken", "id")}}))
	if a := program.Do(`{ templates { nodes { slug } } }`, nil); a.Status != http.StatusUnauthorized {
		t.Errorf("after %s: %d %s", revoke.Body, a.Status, a.Body)
	}
	for _, bad := range []string{"Bearer", "Bearer x", "Basic YTpi", "Bearer " + strings.Repeat("x", 20_000)} {
		if a := me.With("Authorization", bad).Do(`{ viewer { roles } }`, nil); a.Status != http.StatusUnauthorized {
			t.Errorf("%.20s: %d %.200s; a bad token must not fall back to the cookie", bad, a.Status, a.Body)
		}
	}
}
