package graph_test

import (
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/testkit"
)

// A reseller sees its distributors, but not their agreements and certificates:
// a decision about them would be one of half the facts.
func TestNothingIsDecidedAboutAResellersDistributor(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	kit := c.Kit(testkit.Social)
	a := c.Start().SignedIn(c.Acorn.Admin).Do(`query($t: ID!) { partners { nodes { displayName decision(templateId: $t) { result } } } }`,
		testkit.Vars{"t": ids.Global("Template", string(kit.TemplateID))})
	mine, theirs := a.At("data", "partners", "nodes", 0), a.At("data", "partners", "nodes", 1)
	if mine == nil || a.Text("data", "partners", "nodes", 0, "decision", "result") == "" {
		t.Errorf("of itself: %s", a.Body)
	}
	if theirs == nil || a.At("data", "partners", "nodes", 1, "decision") != nil {
		t.Errorf("of its distributor: %s", a.Body)
	}
}

// Templates are listed by a service; their cursors are held to the same form.
func TestAForeignCursorOfTemplatesIsRefused(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Kit(testkit.Social)
	me := c.Start().SignedIn(c.Acorn.Admin)
	for _, k := range []page.Key{{ID: "226"}, {Sort: "zzz", ID: "x"}, {Sort: "\x00", ID: ids.New()}} {
		if got := me.Do(`query($c: String) { templates(after: $c) { nodes { slug } } }`, testkit.Vars{"c": k.Cursor()}).Codes(); len(got) != 1 || got[0] != "CURSOR" {
			t.Errorf("%+v: %v", k, got)
		}
	}
}
