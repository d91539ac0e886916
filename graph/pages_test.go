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

// The small pages speak as the browser asks, from the form to a refusal.
func TestTheSmallPagesSpeakTheLanguageOfTheBrowser(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Kit(testkit.Datasheet)
	c.Kit(testkit.Pricing)
	c.Enroll(c.Acorn.Partner, "silver")
	c.Start()
	for accept, says := range map[string]struct {
		lang                           string
		form, wrong, link, home, maybe []string
	}{
		"en-GB,en;q=0.9,de;q=0.1": {"en", []string{"Partner portal", ">Sign in</button>"}, []string{"E-mail and password do not fit."}, []string{"This link does not work"},
			[]string{"Sign out", "Edge Gateway EG 400 – datasheet", "Download with my logo", "What is met already"}, []string{"Needed: ", "Back to the library"}},
		"de-AT,de;q=0.9": {"de", []string{"Partnerportal", ">Anmelden</button>"}, []string{"E-Mail und Passwort passen nicht."}, []string{"Dieser Link gilt nicht"},
			[]string{"Abmelden", "Datenblatt", "Mit meinem Logo herunterladen", "<option selected>de</option>", "Was schon erfüllt ist"}, []string{"Nötig: ", "Sie haben: ", "Zurück zur Bibliothek"}},
		"fr": {"fr", []string{"Portail partenaires", ">Se connecter</button>"}, []string{"L’e-mail et le mot de passe ne correspondent pas."}, []string{"Ce lien n’est pas ou n’est plus valable."},
			[]string{"Se déconnecter", "Télécharger avec mon logo", "Ce qui est déjà rempli"}, []string{"Requis : ", "Vous avez : ", "Retour à la bibliothèque"}},
	} {
		browser := c.Client().With("Accept-Language", accept)
		steps := []struct {
			path   string
			fields []string
			want   []string
			status int
		}{
			{"/sign-in", nil, says.form, 200},
			{"/sign-in", []string{"email", c.Acorn.Admin.Email, "password", "wrong and wrong again"}, says.wrong, 401},
			{"/invitation/x", []string{"password", testkit.Password}, says.link, 422},
			{"/sign-in", []string{"email", c.Acorn.Admin.Email, "password", testkit.Password}, nil, 303},
			{"/", nil, says.home, 200},
			{"/make/edge-gateway-pricing", []string{"language", "en"}, says.maybe, 422},
		}
		for _, s := range steps {
			var a *testkit.Answer
			if s.fields == nil {
				a = browser.Get(s.path)
			} else {
				a = post(browser, s.path, s.fields...)
			}
			if a.Status != s.status || s.want != nil && (!strings.Contains(string(a.Body), `<html lang="`+says.lang+`">`) || !strings.Contains(strings.Join(a.Header.Values("Vary"), ","), "Accept-Language")) {
				t.Errorf("%s %s: %d %v %.300s", says.lang, s.path, a.Status, a.Header, a.Body)
			}
			for _, want := range s.want {
				if !strings.Contains(string(a.Body), want) {
					t.Errorf("%s %s does not say %q: %s", says.lang, s.path, want, a.Body)
				}
			}
		}
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
