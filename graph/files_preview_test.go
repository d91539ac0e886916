package graph_test

import (
	"bytes"
	"image/png"
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/testkit"
)

const previewsOf = `query($s: String!) { template(slug: $s) { previewUrl(language: "de") decision { result } } }`

// What is locked has no address; once it is not, the page comes in the size that
// is asked for, to nobody else.
func TestALibraryShowsTheCopyBeforeItIsMade(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Kit(testkit.Social)
	me := c.Start().SignedIn(c.Acorn.Admin)
	see := func(who *testkit.Client) string {
		return who.Do(previewsOf, testkit.Vars{"s": testkit.Social}).Text("data", "template", "previewUrl")
	}
	if url := see(c.SignedIn(c.Admin(c.Reseller("Dogwood Data")))); url != "" {
		t.Errorf("locked, and it has %s", url)
	}
	url := see(me)
	a := me.Get(url + "?width=300")
	pix, err := png.Decode(bytes.NewReader(a.Body))
	if err != nil || pix.Bounds().Dx() != 300 || a.Header.Get("Content-Type") != "image/png" || a.Header.Get("Preview-Pages") != "1" {
		t.Fatalf("%d %v %.200s", a.Status, a.Header, a.Body)
	}
	if again := me.With("If-None-Match", a.Header.Get("ETag")).Get(url + "?width=300"); again.Status != 304 {
		t.Errorf("again: %d", again.Status)
	}
	for query, code := range map[string]string{"?width=9": "RANGE", "?width=x": "RANGE", "?page=0": "RANGE", "?page=2": "PREVIEW_PAGE"} {
		if a := me.Get(url + query); a.Status != 400 || a.Text("error", "code") != code {
			t.Errorf("%s: %d %s", query, a.Status, a.Body)
		}
	}
	if url := see(c.SignedIn(c.Brand)); url != "" {
		t.Errorf("without a partner: %s", url)
	}

	r := c.Render(c.Acorn.Admin, v, c.Acorn.Partner)
	of := testkit.Vars{"id": ids.Global("Rendition", string(r.ID))}
	link := me.Do(`query($id: ID!) { node(id: $id) { ... on Rendition { previewUrl } } }`, of).Text("data", "node", "previewUrl")
	if a := me.Get(link + "?width=200"); a.Status != 200 {
		t.Errorf("the copy: %d %s", a.Status, a.Body)
	}
	if a := c.SignedIn(c.Birch.Admin).Do(`query($id: ID!) { node(id: $id) { id } }`, of); a.At("data", "node") != nil {
		t.Errorf("another reseller: %s", a.Body)
	}
}
