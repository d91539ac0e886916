package graph_test

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/portico-prm/portico/internal/testkit"
)

// Both ways in for a file are closed to other sites: a form (multipart, see
// TestAnotherSiteChangesNothing) and the address of a staged upload, even for
// a page that got hold of it.
func TestAStagedUploadIsTakenFromOurSiteOnly(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	me := c.Start().SignedIn(c.Acorn.Admin)
	body := []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160"><path d="M0 0L400 80L0 160L120 80z" fill="#123456"/></svg>`)
	const stage = `mutation($in: CreateStagedUploadInput!) { createStagedUpload(input: $in) { stagedUploadId uploadUrl headers { name value } userErrors { code } } }`
	a := me.Fine(me.Do(stage, testkit.Vars{"in": testkit.Vars{"purpose": "LOGO", "fileName": "logo.svg", "bytes": len(body)}}))
	url := a.Text("data", "createStagedUpload", "uploadUrl")
	var headers []string
	for i := range a.List("data", "createStagedUpload", "headers") {
		headers = append(headers, a.Text("data", "createStagedUpload", "headers", i, "name"), a.Text("data", "createStagedUpload", "headers", i, "value"))
	}
	put := func(more ...string) *testkit.Answer {
		return me.Send("PUT", url, bytes.NewReader(body), append(more, headers...)...)
	}
	for name, site := range map[string][]string{
		"another origin": {"Origin", "https://evil.example"}, "another site": {"Sec-Fetch-Site", "cross-site"}, "a sandboxed frame": {"Origin", "null"},
	} {
		if a := put(site...); a.Status != http.StatusForbidden {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	name := testkit.Vars{"in": testkit.Vars{"stagedUploadId": a.Text("data", "createStagedUpload", "stagedUploadId")}}
	if a := me.Do(uploadLogo, name); len(a.UserCodes("uploadLogo")) == 0 {
		t.Errorf("a file that was not put is taken: %s", a.Body)
	}
	if a := put("Sec-Fetch-Site", "same-origin"); a.Status >= 300 {
		t.Fatalf("our own site: %d %s", a.Status, a.Body)
	}
	me.Fine(me.Do(uploadLogo, name))
}
