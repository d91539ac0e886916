package graph_test

import (
	"bytes"
	"image/color"
	"image/png"
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/testkit"
)

const previewOf = `query($id: ID!) { node(id: $id) { ... on Logo { previewUrl } } }`

func TestALogoIsLookedAtOnTheGroundThatIsAskedFor(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	me := c.Start().SignedIn(c.Acorn.Admin)
	l := c.Logo(c.Acorn.Partner)
	url := me.Do(previewOf, testkit.Vars{"id": ids.Global("Logo", string(l.ID))}).Text("data", "node", "previewUrl")
	for query, want := range map[string]struct {
		corner color.NRGBA
		width  int
	}{
		"?ground=light":            {color.NRGBA{255, 255, 255, 255}, 576},
		"?ground=dark&side=100":    {color.NRGBA{32, 36, 44, 255}, 120},
		"?ground=checker&side=160": {color.NRGBA{255, 255, 255, 255}, 192},
	} {
		a := me.Get(url + query)
		pix, err := png.Decode(bytes.NewReader(a.Body))
		if err != nil || a.Header.Get("Content-Type") != "image/png" {
			t.Fatalf("%s: %d %.200s", query, a.Status, a.Body)
		}
		if got := color.NRGBAModel.Convert(pix.At(1, 1)); got != want.corner || max(pix.Bounds().Dx(), pix.Bounds().Dy()) != want.width {
			t.Errorf("%s: %v, %v", query, pix.Bounds(), got)
		}
	}
	for query, code := range map[string]string{"?ground=pink": "UNKNOWN_GROUND", "?side=9999": "RANGE", "?side=x": "RANGE", "?variant=SQUARE": "NOT_DERIVABLE"} {
		if a := me.Get(url + query); a.Status != 400 || a.Text("error", "code") != code {
			t.Errorf("%s: %d %s", query, a.Status, a.Body)
		}
	}
}

// A link is worth what the rights of the person are when it is opened.
func TestAPreviewIsForThoseWhoMaySeeTheLogo(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	id := ids.Global("Logo", string(c.Logo(c.Acorn.Partner).ID))
	c.Start()
	for name, tt := range map[string]struct {
		by   *member.Person
		sees bool
	}{"its distributor": {c.North.Second, true}, "the vendor": {c.Brand, true}, "another distributor": {c.South.Admin, false}, "another reseller": {c.Birch.Admin, false}} {
		who := c.SignedIn(tt.by)
		if url := who.Do(previewOf, testkit.Vars{"id": id}).Text("data", "node", "previewUrl"); (url != "") != tt.sees {
			t.Errorf("%s: %q", name, url)
		}
	}
	of := testkit.Vars{"id": ids.Global("Logo", string(c.Logo(c.Cedar.Partner).ID))}
	url := c.SignedIn(c.North.Admin).Do(previewOf, of).Text("data", "node", "previewUrl")
	if a := c.Client().Get(url); a.Status != 200 {
		t.Fatalf("while the link holds: %d %s", a.Status, a.Body)
	}
	c.EndLink(c.NorthCedar)
	if a := c.Client().Get(url); a.Status != 404 {
		t.Errorf("after the link ended: %d", a.Status)
	}
}
