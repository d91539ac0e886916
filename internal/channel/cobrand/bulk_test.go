package cobrand_test

import (
	"context"
	"sync/atomic"
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testdb"
	"github.com/portico-prm/portico/internal/testkit"
)

// counts are made, unchanged, waiting, refused and failed.
type counts [5]int

func countsOf(b *cobrand.Bulk) counts {
	return counts{b.Made, b.Unchanged, b.Waiting, b.Refused, b.Failed}
}

func ordered(w *testkit.World, by *member.Person, v *library.Version, to ...*partner.Partner) *cobrand.Bulk {
	w.T.Helper()
	o := cobrand.BulkOrder{Template: v.TemplateID}
	for _, p := range to {
		o.Partners = append(o.Partners, p.ID)
	}
	b, err := w.Cobrand.RenderForPartners(w.As(by), o)
	w.Must(err)
	return b
}

// run does what one job of the queue does, and reads the bulk again.
func run(w *testkit.World, by *member.Person, b *cobrand.Bulk) *cobrand.Bulk {
	w.T.Helper()
	w.Must(w.Cobrand.RunBulk(w.System(), cobrand.BulkOrdered{Bulk: b.ID}, w.Members.Actor))
	now, err := w.Cobrand.Bulk(w.As(by), b.ID)
	w.Must(err)
	return now
}

func items(w *testkit.World, b *cobrand.Bulk, of *partner.Partner, state, code string) bool {
	return w.Count("bulk_render_item", "bulk_id = $1 and partner_id = $2 and state = $3 and coalesce(code, '') = $4", b.ID, of.ID, state, code) == 1
}

func TestOnePieceForManyPartnersMakesWhatTheRulesAllow(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, boss := w.Kit(testkit.Social), w.Admin(nil)
	ready, bare, locked := w.Reseller("Acornix Systems"), w.Reseller("Birkena Networks"), w.Reseller("Cedrano Integration")
	w.Ready(ready)
	w.Enroll(bare, "gold")
	w.Agreement(bare)
	w.Certify(bare)
	w.Logo(locked)
	b := ordered(w, boss, kit)
	if b.State != cobrand.BulkQueued || b.Total != 3 || b.Piece == "" {
		t.Fatalf("ordered: %+v", b)
	}
	b = run(w, boss, b)
	if b.State != cobrand.BulkDone || b.FinishedAt == nil || countsOf(b) != (counts{1, 0, 1, 1, 0}) {
		t.Errorf("%s %v", b.State, countsOf(b))
	}
	for of, want := range map[*partner.Partner][2]string{ready: {"MADE", ""}, bare: {"WAITING_FOR_LOGO", "COBRAND_LOCKED"}, locked: {"REFUSED", "COBRAND_LOCKED"}} {
		if !items(w, b, of, want[0], want[1]) {
			t.Errorf("%s is not %v", of.DisplayName, want)
		}
	}
	if again := run(w, boss, ordered(w, boss, kit)); countsOf(again) != (counts{0, 1, 1, 1, 0}) {
		t.Errorf("the same again: %v", countsOf(again))
	}
	w.Logo(bare)
	if last := run(w, boss, ordered(w, boss, kit)); countsOf(last) != (counts{1, 1, 0, 1, 0}) {
		t.Errorf("after the logo came: %v", countsOf(last))
	}
	if n := w.Count("rendition", ""); n != 2 {
		t.Errorf("%d copies", n)
	}
}

func TestADistributorOrdersForItsPortfolioWithinTheTemplatesWord(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	kept := c.Published(testkit.Folder(testkit.Pricing, "onBehalf: [distributor, vad]", "onBehalf: [vad]"))
	north := run(c.World, c.North.Second, ordered(c.World, c.North.Second, kept))
	if north.Total != 2 || countsOf(north) != (counts{2, 0, 0, 0, 0}) {
		t.Errorf("the value-added distributor: %d, %v", north.Total, countsOf(north))
	}
	south := run(c.World, c.South.Admin, ordered(c.World, c.South.Admin, kept))
	if countsOf(south) != (counts{0, 0, 0, 2, 0}) || !items(c.World, south, c.Birch.Partner, "REFUSED", "NOT_ON_BEHALF") {
		t.Errorf("the broadline distributor: %v", countsOf(south))
	}
	if n := c.Count("rendition", "via_distributor_id = $1", c.North.ID); n != 2 {
		t.Errorf("%d copies name the distributor", n)
	}
	mine := run(c.World, c.Acorn.Second, ordered(c.World, c.Acorn.Second, kept))
	if mine.Total != 1 || countsOf(mine) != (counts{1, 0, 0, 0, 0}) {
		t.Errorf("a reseller for everybody that it sees: %d, %v", mine.Total, countsOf(mine))
	}
	for by, id := range map[*testkit.House]cobrand.BulkID{c.South: north.ID, c.Acorn: north.ID, c.Dune: south.ID} {
		_, err := c.Cobrand.Bulk(c.As(by.Admin), id)
		c.Wants(by.Word+" reads another's", err, "NOT_FOUND")
		_, err = c.Cobrand.CancelBulk(c.As(by.Admin), id)
		c.Wants(by.Word+" cancels another's", err, "NOT_FOUND")
	}
}

func TestAnOrderForPartnersIsCheckedBeforeItIsTaken(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	kit := c.Kit(testkit.Social)
	many := make([]partner.ID, cobrand.MaxBulk+1)
	for i := range many {
		many[i] = partner.ID(ids.New())
	}
	for name, tt := range map[string]struct {
		by   *member.Person
		o    cobrand.BulkOrder
		want string
	}{
		"a foreign partner":         {c.North.Admin, cobrand.BulkOrder{Template: kit.TemplateID, Partners: []partner.ID{c.Acorn.ID, c.Birch.ID}}, "NOT_FOUND"},
		"a partner of nobody":       {c.North.Admin, cobrand.BulkOrder{Template: kit.TemplateID, Partners: []partner.ID{many[0]}}, "NOT_FOUND"},
		"a reseller for its seller": {c.Acorn.Admin, cobrand.BulkOrder{Template: kit.TemplateID, Partners: []partner.ID{c.North.ID}}, "NOT_FOUND"},
		"no such template":          {c.Boss, cobrand.BulkOrder{Template: library.TemplateID(ids.New())}, "NOT_FOUND"},
		"no such piece":             {c.Boss, cobrand.BulkOrder{Template: kit.TemplateID, Piece: "guide"}, "UNKNOWN_PIECE"},
		"more than the most":        {c.Boss, cobrand.BulkOrder{Template: kit.TemplateID, Partners: many}, "TOO_MANY_PARTNERS"},
	} {
		_, err := c.Cobrand.RenderForPartners(c.As(tt.by), tt.o)
		c.Wants(name, err, tt.want)
	}
	if n := c.Count("bulk_render", ""); n != 0 {
		t.Errorf("%d orders were taken", n)
	}
}

func TestABulkThatWasKilledGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	kit := c.Kit(testkit.Social)
	b := ordered(c.World, c.Boss, kit)
	ctx, kill := context.WithCancel(c.System())
	var asked atomic.Int32
	err := c.Cobrand.RunBulk(ctx, cobrand.BulkOrdered{Bulk: b.ID}, func(in context.Context, id member.ID) (*actor.Actor, error) {
		if asked.Add(1) > 2 {
			kill()
		}
		return c.Members.Actor(in, id)
	})
	if err == nil {
		t.Fatal("the job ended as if it were done")
	}
	before, err := c.Cobrand.Bulk(c.As(c.Boss), b.ID)
	c.Must(err)
	if before.State == cobrand.BulkDone || before.Made == b.Total {
		t.Fatalf("nothing was left to do: %+v", before)
	}
	after := run(c.World, c.Boss, b)
	if after.State != cobrand.BulkDone || countsOf(after) != (counts{4, 0, 0, 0, 0}) {
		t.Errorf("%s %v, after %v", after.State, countsOf(after), countsOf(before))
	}
	if twice := run(c.World, c.Boss, b); countsOf(twice) != countsOf(after) {
		t.Errorf("told twice: %v", countsOf(twice))
	}
}

func TestACancelledBulkMakesNothingMore(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	b := ordered(c.World, c.North.Admin, c.Kit(testkit.Social))
	_, err := c.Cobrand.CancelBulk(c.As(c.North.Second), b.ID)
	c.Must(err)
	after := run(c.World, c.North.Admin, b)
	if after.State != cobrand.BulkCancelled || countsOf(after) != (counts{}) || c.Count("rendition", "") != 0 {
		t.Errorf("%s %v", after.State, countsOf(after))
	}
	_, err = c.Cobrand.CancelBulk(c.As(c.North.Admin), b.ID)
	c.Wants("to cancel it again", err, "BULK_OVER")
}

func TestARepeatedOrderForPartnersIsTakenOnce(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	o := cobrand.BulkOrder{Template: c.Kit(testkit.Social).TemplateID}
	keyed := gate.WithKey(c.As(c.Boss), "k", []byte("one"))
	one, err := c.Cobrand.RenderForPartners(keyed, o)
	c.Must(err)
	two, err := c.Cobrand.RenderForPartners(keyed, o)
	c.Must(err)
	if one.ID != two.ID || c.Count("bulk_render", "") != 1 {
		t.Errorf("%s and %s", one.ID, two.ID)
	}
}

// P17: what breaks in one copy is the end of that copy. It ends neither the
// server nor the order, and nobody waits for it.
func TestACopyThatBreaksEndsNothingElse(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	b := ordered(c.World, c.Boss, c.Kit(testkit.Social))
	var asked atomic.Int32
	c.Must(c.Cobrand.RunBulk(c.System(), cobrand.BulkOrdered{Bulk: b.ID}, func(ctx context.Context, id member.ID) (*actor.Actor, error) {
		if asked.Add(1) == 1 {
			panic("a mistake of ours")
		}
		return c.Members.Actor(ctx, id)
	}))
	after, err := c.Cobrand.Bulk(c.As(c.Boss), b.ID)
	c.Must(err)
	if after.State != cobrand.BulkDone || countsOf(after) != (counts{3, 0, 0, 0, 1}) {
		t.Errorf("%s %v", after.State, countsOf(after))
	}
	if n := c.Count("bulk_render_item", "state = 'FAILED' and code = 'INTERNAL' and message = 'Something broke on our side.'"); n != 1 {
		t.Errorf("%d copies say that they failed", n)
	}
}

// Roles are those of the moment in which a piece is made.
func TestWhoMayNotSignInAnyMoreMakesNothing(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	b := ordered(c.World, c.North.Second, c.Kit(testkit.Social))
	c.SetStatus(c.North.Partner, partner.Ended)
	c.Must(c.Cobrand.RunBulk(c.System(), cobrand.BulkOrdered{Bulk: b.ID}, c.Members.Actor))
	if n := c.Count("bulk_render_item", "state = 'REFUSED' and code = 'REQUESTER_GONE'"); n != b.Total || n == 0 {
		t.Errorf("%d of %d are refused", n, b.Total)
	}
}

func TestAnOrderThatStandsStillIsTakenUpAgain(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	b := ordered(c.World, c.Boss, c.Kit(testkit.Social))
	owner := testdb.New(t)
	jobs := func() (n int) {
		c.Must(c.Cobrand.TakeUp(c.System()))
		c.Must(owner.GetContext(t.Context(), &n, "select count(*) from river_job where kind = $1", cobrand.BulkOrdered{}.Kind()))
		return n
	}
	if n := jobs(); n != 1 {
		t.Errorf("%d jobs for an order of this moment", n)
	}
	_, err := gate.Write(c.System(), c.Gate, gate.Ask{Action: access.CobrandRender}, func(tx *gate.Tx) (int64, error) {
		tx.Record(audit.Created("bulk_render", string(b.ID), nil))
		return tx.Exec(t.Context(), "update bulk_render set moved_at = now() - interval '11 minutes'")
	})
	c.Must(err)
	if n := jobs(); n != 2 {
		t.Errorf("%d jobs for an order that stands still", n)
	}
	if n := jobs(); n != 2 {
		t.Errorf("%d jobs: it is taken up once", n)
	}
	if b = run(c.World, c.Boss, b); b.State != cobrand.BulkDone {
		t.Errorf("at last: %s", b.State)
	}
}
