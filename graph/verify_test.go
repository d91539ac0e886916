package graph_test

import (
	"context"
	"encoding/json"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/badge"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

// proved is a channel that is served, in which the seller of Acornix holds a
// certification whose name tries to be markup.
func proved(t *testing.T) (*testkit.Channel, *training.Certification) {
	t.Helper()
	c := testkit.NewChannel(t)
	c.Clock.Fix(time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC))
	_, err := c.Training.Define(c.System(), training.Definition{Key: "edge-x", Name: `Edge <script>alert("x")</script> & Co`, Minutes: 90, ValidMonths: 12, NoticeDays: 30, GraceDays: 14})
	c.Must(err)
	who := string(c.Acorn.Second.ID)
	held, err := c.Training.Certify(c.System(), "edge-x", c.Acorn.ID, &who, c.Clock.Now())
	c.Must(err)
	c.Start()
	return c, held
}

func codeOf(c *testkit.Channel, held *training.Certification) string {
	c.T.Helper()
	found, err := gate.Read(c.System(), c.Gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (map[string]*badge.Badge, error) {
		return badge.Shown(context.Background(), v, []string{string(held.ID)})
	})
	c.Must(err)
	return found[string(held.ID)].Code
}

func TestAnybodyReadsWhereACertificationStands(t *testing.T) {
	t.Parallel()
	c, held := proved(t)
	page, code := c.Client(), codeOf(c, held)
	says := func(at time.Time, language string, want ...string) string {
		t.Helper()
		c.Clock.Fix(at)
		a := page.Get("/verify/"+code, "Accept", "text/html", "Accept-Language", language)
		text := html.UnescapeString(string(a.Body))
		for _, w := range want {
			if a.Status != 200 || !strings.Contains(text, w) {
				t.Errorf("%s at %s: %d, no %q in\n%s", language, at, a.Status, w, text)
			}
		}
		return string(a.Body)
	}
	raw := says(held.IssuedAt, "en-GB,en;q=0.8", "Valid", "This certification holds.", "Veldmark Networks", "28 November 2026", "28 November 2027", badge.Spaced(code), "has not published a name")
	if strings.Contains(raw, "<script") || len(raw) > 10_000 {
		t.Errorf("%d bytes, or a script:\n%s", len(raw), raw)
	}
	for _, secret := range []string{c.Acorn.Second.Name, c.Acorn.Second.Email, c.Acorn.DisplayName} {
		if strings.Contains(raw, secret) {
			t.Errorf("%q is on the page", secret)
		}
	}
	says(held.IssuedAt.Add(-24*time.Hour), "en", "Not valid yet")
	says(held.ExpiresAt.AddDate(0, 0, -3), "de-CH, en;q=0.5", `lang="de"`, "Gültig, endet bald", "28. November 2027")
	says(held.ExpiresAt.AddDate(0, 0, 3), "fr", "Valable, à renouveler", "12 décembre 2027")
	says(held.CountsUntil(), "ja, *;q=0.1", `lang="en"`, "Expired", "proves nothing any more")
	c.Clock.Fix(held.IssuedAt.AddDate(0, 0, 2))
	_, err := c.Training.Revoke(c.System(), held.ID, "A secret reason.")
	c.Must(err)
	if raw := says(held.IssuedAt.AddDate(0, 0, 3), "en", "Revoked", "on 30 November 2026"); strings.Contains(raw, "secret reason") {
		t.Error("the public reads why")
	}
}

func TestTheHolderPutsTheNameOnThePage(t *testing.T) {
	t.Parallel()
	c, held := proved(t)
	code, holder := codeOf(c, held), c.SignedIn(c.Acorn.Second)
	id := ids.Global("Certification", string(held.ID))
	const publish = `mutation($in: PublishBadgeNameInput!) { publishBadgeName(input: $in) { certification { badge { namePublished verifyUrl } } userErrors { code message } } }`
	for _, on := range []bool{true, false} {
		a := holder.Do(publish, testkit.Vars{"in": testkit.Vars{"certificationId": id, "published": on}})
		if a.At("data", "publishBadgeName", "certification", "badge", "namePublished") != on {
			t.Fatalf("%s", a.Body)
		}
		if shown := strings.Contains(string(c.Client().Get("/verify/"+code).Body), c.Acorn.Second.Name); shown != on {
			t.Errorf("published %v, on the page %v", on, shown)
		}
		if shown := strings.Contains(string(c.Client().Get("/verify/"+code+".json").Body), c.Acorn.Second.Name); shown != on {
			t.Errorf("published %v, in the badge %v", on, shown)
		}
	}
}

// Whatever is no code, and a code that nothing has, get one answer: nobody
// learns which codes there could be.
func TestEveryUnknownCodeGetsTheSameAnswer(t *testing.T) {
	t.Parallel()
	c, held := proved(t)
	code := codeOf(c, held)
	hostile := []string{"0123456789ABCDEFGHJK", code[:19], code + "0", "%00", "..%2f..%2fetc%2fpasswd", "%27%20or%201=1--", strings.Repeat("A", 3000),
		"%F0%9F%98%80", strings.Repeat("0", 64), strings.Repeat("g", 64), string(held.ID), "%E2%80%AE" + code, code + "%0a", "%3Cscript%3E", "*", "%25", "-", "0"}
	for _, accept := range []string{"text/html", "application/json", "application/vc, */*;q=0.1"} {
		var first *testkit.Answer
		for _, odd := range hostile {
			a := c.Client().Get("/verify/"+odd, "Accept", accept)
			if first == nil {
				first = a
			}
			if a.Status != 404 || string(a.Body) != string(first.Body) || a.Header.Get("Content-Type") != first.Header.Get("Content-Type") {
				t.Errorf("%s %.60q: %d %s\nwant %s", accept, odd, a.Status, a.Body, first.Body)
			}
		}
	}
	typed := strings.ToLower(badge.Spaced(code))
	if a := c.Client().Get("/verify/" + typed); a.Status != 200 {
		t.Errorf("as typed, %s: %d", typed, a.Status)
	}
}

func TestTheFormLeadsToThePageAndNowhereElse(t *testing.T) {
	t.Parallel()
	c, held := proved(t)
	code := codeOf(c, held)
	for in, want := range map[string]string{code: "/verify/" + code, strings.ToLower(badge.Spaced(code)): "/verify/" + code, "//evil.example/x": "/verify/unknown",
		"https://evil.example": "/verify/unknown", strings.Repeat("AB", 32): "/verify/" + strings.Repeat("ab", 32)} {
		a := c.Client().Get("/verify?code=" + strings.ReplaceAll(in, " ", "+"))
		if a.Status != http.StatusSeeOther || a.Header.Get("Location") != want {
			t.Errorf("%q leads to %d %s", in, a.Status, a.Header.Get("Location"))
		}
	}
	if a := c.Client().Get("/verify", "Accept-Language", "fr-CA"); a.Status != 200 || !strings.Contains(string(a.Body), "Vérifier un certificat") {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

var styled = regexp.MustCompile(`style=|<style|\son[a-z]+=|javascript:`)

func TestThePageKeepsToAStrictPolicy(t *testing.T) {
	t.Parallel()
	c, held := proved(t)
	for _, path := range []string{"/verify", "/verify/" + codeOf(c, held), "/verify/nothing"} {
		a := c.Client().Get(path)
		policy := a.Header.Get("Content-Security-Policy")
		if strings.Contains(policy, "script-src") || !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: %s", path, policy)
		}
		if styled.Match(a.Body) || !strings.Contains(a.Header.Get("Cache-Control"), "no-store") {
			t.Errorf("%s: %v\n%s", path, a.Header, a.Body)
		}
		if a := c.Client().Send("POST", path, strings.NewReader("a=b"), "Content-Type", "application/x-www-form-urlencoded"); a.Status == 200 && strings.HasPrefix(path, "/verify/") {
			t.Errorf("%s takes POST", path)
		}
	}
}

func TestWalletsAndProgramsReadTheBadge(t *testing.T) {
	t.Parallel()
	c, held := proved(t)
	code := codeOf(c, held)
	for _, ask := range [][]string{{"/verify/" + code + ".json", "text/html"}, {"/verify/" + code, "application/json"}, {"/verify/" + code, "application/ld+json, text/html;q=0.5"}, {"/verify/" + code, "application/vc"}} {
		a := c.Client().Get(ask[0], "Accept", ask[1])
		if a.At("id") != c.URL()+"/verify/"+code || a.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%v: %d %v %s", ask, a.Status, a.Header, a.Body)
		}
	}
	keys, badge := c.Client().Get("/.well-known/did.json"), c.Client().Get("/verify/"+code+".json")
	var signed struct {
		Issuer           struct{ ID string }
		CredentialStatus struct{ StatusListCredential string }
		Proof            []struct{ VerificationMethod string }
	}
	if err := json.Unmarshal(badge.Body, &signed); err != nil {
		t.Fatal(err)
	}
	if keys.At("id") != signed.Issuer.ID || !strings.Contains(string(keys.Body), signed.Proof[0].VerificationMethod) || !strings.Contains(keys.Header.Get("Cache-Control"), "public") {
		t.Errorf("%s\n%v\ndoes not publish %+v", keys.Body, keys.Header, signed)
	}
	list := c.Client().Get(strings.TrimPrefix(signed.CredentialStatus.StatusListCredential, c.URL()))
	if list.At("id") != signed.CredentialStatus.StatusListCredential || list.At("issuer") != signed.Issuer.ID {
		t.Errorf("%s", list.Body)
	}
	for _, odd := range []string{"/badge-status/1", "/badge-status/-1", "/badge-status/00", "/badge-status/x", "/badge-status/99999999999999999999"} {
		if a := c.Client().Get(odd); a.Status != 404 {
			t.Errorf("%s: %d", odd, a.Status)
		}
	}
}

func TestAnybodyReadsWhereACopyStands(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Kit(testkit.Datasheet)
	r := c.Render(c.Acorn.Admin, v, c.Acorn.Partner)
	c.Start()
	a := c.SignedIn(c.Acorn.Admin).Do(`{ renditions { nodes { verifyUrl sha256 } } }`, nil)
	url, _ := a.At("data", "renditions", "nodes", 0, "verifyUrl").(string)
	path := strings.TrimPrefix(url, c.URL())
	says := func(at string, want ...string) {
		t.Helper()
		a := c.Client().Get(at)
		for _, w := range want {
			if text := html.UnescapeString(string(a.Body)); a.Status != 200 || !strings.Contains(text, w) {
				t.Errorf("%s: %d, no %q in\n%s", at, a.Status, w, text)
			}
		}
	}
	says(path, "Current", "Acornix Systems", "1.0.0", r.SHA256, "Edge Gateway EG 400")
	says("/verify/"+r.SHA256, "Current")
	says("/verify/"+strings.ToUpper(r.SHA256), "Current")
	if a := c.Client().Get(path, "Accept", "application/json"); a.At("verdict") != "CURRENT" || a.At("sha256") != r.SHA256 {
		t.Errorf("%s", a.Body)
	}
	c.Published(testkit.Folder(testkit.Datasheet, "version: 1.0.0", "version: 1.1.0"))
	says(path, "Superseded", "there is a newer one")
	_, err := c.Library.Withdraw(c.System(), v.ID, "A wrong figure that only partners read.")
	c.Must(err)
	says("/verify/"+r.SHA256, "Withdrawn")
	if strings.Contains(string(c.Client().Get(path).Body), "wrong figure") {
		t.Error("the public reads why")
	}
}

func TestACertificateIsMadeAndDownloaded(t *testing.T) {
	t.Parallel()
	c, held := proved(t)
	c.Kit(testkit.Paper)
	holder, id := c.SignedIn(c.Acorn.Second), ids.Global("Certification", string(held.ID))
	order := func() *testkit.Answer {
		return holder.Do(`mutation($in: MakeCertificateInput!) { makeCertificate(input: $in) { downloadUrl certification { id } userErrors { code message } } }`,
			testkit.Vars{"in": testkit.Vars{"certificationId": id, "language": "fr"}})
	}
	a := order()
	url, _ := a.At("data", "makeCertificate", "downloadUrl").(string)
	file := c.Client().Get(url)
	if file.Status != 200 || file.Header.Get("Content-Type") != "application/pdf" || !strings.Contains(file.Header.Get("Content-Disposition"), "edge-x-certificate-fr.pdf") || string(file.Body[:5]) != "%PDF-" {
		t.Fatalf("%s: %d %v", a.Body, file.Status, file.Header)
	}
	_, err := c.Training.Revoke(c.System(), held.ID, "Because.")
	c.Must(err)
	if a := order(); a.At("data", "makeCertificate", "downloadUrl") != nil || a.At("data", "makeCertificate", "userErrors", 0, "code") != "CERTIFICATION_REVOKED" {
		t.Errorf("%s", a.Body)
	}
	if again := c.Client().Get(url); again.Status != 409 || !strings.Contains(string(again.Body), "CERTIFICATION_REVOKED") {
		t.Errorf("the old link: %d %s", again.Status, again.Body)
	}
}
