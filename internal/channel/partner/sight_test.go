package partner_test

import (
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/testkit"
)

// sees tells which of some copies a person finds, in the list and one by one.
func sees(c *testkit.Channel, p *member.Person, copies ...*cobrand.Rendition) []bool {
	c.T.Helper()
	of, err := c.Cobrand.Renditions(c.As(p), "", page.Ask{First: 100})
	c.Must(err)
	listed := map[cobrand.RenditionID]bool{}
	for _, r := range of.Rows {
		listed[r.ID] = true
	}
	out := make([]bool, len(copies))
	for i, r := range copies {
		_, err := c.Cobrand.Rendition(c.As(p), r.ID)
		if out[i] = err == nil; out[i] != listed[r.ID] {
			c.T.Errorf("copy %d is in the list: %v, and found by its id: %v", i, listed[r.ID], out[i])
		}
	}
	return out
}

func wantSight(c *testkit.Channel, when string, p *member.Person, want []bool, copies ...*cobrand.Rendition) {
	c.T.Helper()
	for i, got := range sees(c, p, copies...) {
		if got != want[i] {
			c.T.Errorf("%s: copy %d is seen: %v, want %v", when, i, got, want[i])
		}
	}
}

// C38, C39: what goes through one distributor is never seen by the other, and
// what the reseller makes by itself is seen by both.
func TestAnotherDistributorsBusinessIsNeverSeen(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	kit := c.Kit(testkit.Datasheet)
	own := c.Render(c.Cedar.Admin, kit, c.Cedar.Partner)
	north := c.Render(c.North.Admin, kit, c.Cedar.Partner)
	south := c.Render(c.South.Admin, kit, c.Cedar.Partner)
	acorn := c.Render(c.Acorn.Admin, kit, c.Acorn.Partner)
	if own.ViaID != nil || north.ViaID == nil || *north.ViaID != c.North.ID || south.ViaID == nil || *south.ViaID != c.South.ID {
		t.Errorf("via: %v %v %v", own.ViaID, north.ViaID, south.ViaID)
	}
	copies := []*cobrand.Rendition{own, north, south, acorn}
	for _, tt := range []struct {
		who  *member.Person
		want []bool
	}{
		{c.North.Second, []bool{true, true, false, true}},
		{c.South.Second, []bool{true, false, true, false}},
		{c.Cedar.Second, []bool{true, true, true, false}},
		{c.Acorn.Second, []bool{false, false, false, true}},
		{c.Dune.Second, []bool{false, false, false, false}},
		{c.Boss, []bool{true, true, true, true}},
	} {
		wantSight(c, tt.who.Email, tt.who, tt.want, copies...)
	}
}

// TRUST.md P20: dates of links and of copies come from one clock, so a server
// whose clock is wrong hides nothing and shows nothing too much.
func TestSightDoesNotDependOnTheServersClock(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	kit := c.Kit(testkit.Pricing)
	c.Clock.Pass(time.Hour)
	before := c.Render(c.Dune.Admin, kit, c.Dune.Partner)
	c.Link(c.North.Partner, c.Dune.Partner)
	c.Clock.Pass(-2 * time.Hour)
	after := c.Render(c.Dune.Admin, c.Kit(testkit.Social), c.Dune.Partner)
	wantSight(c, "linked between the two", c.North.Admin, []bool{false, true}, before, after)
}

// A copy that went through nobody is the portfolio's business while the
// reseller is in it: made before the link began or seen after it ended, it is not.
func TestAResellersOwnCopiesAreSeenWhileLinkedOnly(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	kit, social := c.Kit(testkit.Datasheet), c.Kit(testkit.Social)
	before := c.Render(c.Dune.Admin, kit, c.Dune.Partner)
	l := c.Link(c.North.Partner, c.Dune.Partner)
	during := c.Render(c.Dune.Admin, social, c.Dune.Partner)
	through := c.Render(c.North.Admin, social, c.Dune.Partner)
	wantSight(c, "while linked", c.North.Admin, []bool{false, true, true}, before, during, through)
	c.EndLink(l)
	wantSight(c, "after the end", c.North.Admin, []bool{false, false, true}, before, during, through)
	_, err := c.Cobrand.Download(c.As(c.North.Admin), through.ID)
	c.Wants("to download the distributor's own copy after the end", err, "NOT_FOUND")
	_, err = c.Cobrand.Download(c.As(c.North.Admin), during.ID)
	c.Wants("to download the reseller's copy after the end", err, "NOT_FOUND")
}
