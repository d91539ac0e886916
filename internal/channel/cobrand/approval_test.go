package cobrand_test

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/testkit"
)

// banner orders the piece of the campaign that a person has to look at.
func banner(v *library.Version) cobrand.Order {
	return cobrand.Order{Template: v.TemplateID, Piece: "banner"}
}

func asked(w *testkit.World, by *member.Person, o cobrand.Order) *cobrand.Approval {
	w.T.Helper()
	a, out, err := w.Cobrand.RequestApproval(w.As(by), o, "For our booth.")
	w.Must(err)
	if a == nil {
		w.T.Fatalf("not asked: %s %v", out.Decision.Summary, out.Problems)
	}
	return a
}

func decide(w *testkit.World, by *member.Person, a *cobrand.Approval, to cobrand.ApprovalState, why string) error {
	w.T.Helper()
	_, err := w.Cobrand.DecideApproval(w.As(by), a.ID, to, why)
	return err
}

// made does what the queue does after a yes, and gives the state that follows.
func made(w *testkit.World, a *cobrand.Approval) cobrand.ApprovalState {
	w.T.Helper()
	w.Must(w.Cobrand.MakeApproved(w.System(), cobrand.ApprovalGranted{Approval: a.ID}, w.Members.Actor))
	now, err := w.Cobrand.Approval(w.System(), a.ID)
	w.Must(err)
	return now.State
}

func TestAPieceIsMadeWhenAPersonHasSaidYes(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Published(testkit.Campaign())
	out, err := c.Cobrand.Render(c.As(c.Acorn.Second), banner(v))
	c.Must(err)
	if out.Rendition != nil || out.Decision.Result != "NEEDS_APPROVAL" {
		t.Fatalf("before: %s", out.Decision.Result)
	}
	a := asked(c.World, c.Acorn.Second, banner(v))
	if a.State != cobrand.Requested || !slices.Equal(a.Because, []string{"banner"}) || a.DueAt.Sub(a.CreatedAt).Round(time.Hour) != 24*time.Hour {
		t.Errorf("asked: %+v", a)
	}
	if again := asked(c.World, c.Acorn.Second, banner(v)); again.ID != a.ID || c.Count("approval", "") != 1 {
		t.Errorf("the same piece is asked for twice")
	}
	look, err := c.Cobrand.Look(c.As(c.Brand), a.ID, c.Members.Actor)
	c.Must(err)
	c.Must(decide(c.World, c.Brand, a, cobrand.Granted, ""))
	if state := made(c.World, a); state != cobrand.Made {
		t.Fatalf("after the yes: %s", state)
	}
	if state := made(c.World, a); state != cobrand.Made || c.Count("rendition", "") != 1 {
		t.Errorf("told twice: %s, %d copies", state, c.Count("rendition", ""))
	}
	if out, err = c.Cobrand.Render(c.As(c.Acorn.Second), banner(v)); err != nil || out.Rendition == nil {
		t.Fatalf("the same inputs: %+v, %v", out, err)
	}
	if got := bytesOf(c.World, c.As(c.Acorn.Second), out.Rendition); !bytes.Equal(got, look.Made) {
		t.Error("what was made is not what the approver saw")
	}
	edited := banner(v)
	edited.Fields = map[string]string{"cta": "Book a demo"}
	if out, err = c.Cobrand.Render(c.As(c.Acorn.Second), edited); err != nil || out.Rendition != nil {
		t.Errorf("another text goes out on the yes to the first: %v", err)
	}
}

func TestWhoAnswersWhatLiesOnADesk(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	vendor := c.Published(testkit.Campaign())
	mine := asked(c.World, c.Acorn.Admin, banner(vendor))
	onBehalf := asked(c.World, c.North.Admin, cobrand.Order{Template: vendor.TemplateID, Piece: "banner", Partner: c.Acorn.ID})
	boss := asked(c.World, c.Boss, cobrand.Order{Template: vendor.TemplateID, Piece: "banner", Partner: c.Birch.ID})
	for name, tt := range map[string]struct {
		by   *member.Person
		a    *cobrand.Approval
		want string
	}{
		"a reseller its own":                 {c.Acorn.Admin, mine, "FORBIDDEN"},
		"a reseller another's":               {c.Birch.Admin, mine, "FORBIDDEN"},
		"its distributor at the vendor's":    {c.North.Admin, mine, "NOT_THIS_DESK"},
		"another distributor":                {c.South.Admin, mine, "NOT_FOUND"},
		"a distributor its own request":      {c.North.Admin, onBehalf, "OWN_APPROVAL"},
		"a channel manager, at another desk": {c.Mgr, mine, "NOT_THIS_DESK"},
		"a designer":                         {c.Designer, mine, "FORBIDDEN"},
		"the vendor's own request":           {c.Boss, boss, "OWN_APPROVAL"},
	} {
		c.Wants(name, decide(c.World, tt.by, tt.a, cobrand.Granted, ""), tt.want)
	}
	c.Must(decide(c.World, c.Boss, mine, cobrand.Granted, ""))
	c.Wants("a second answer", decide(c.World, c.Brand, mine, cobrand.Declined, "Too late."), "APPROVAL_STATE")
	c.Wants("a no without a reason", decide(c.World, c.Brand, boss, cobrand.Declined, " "), "REQUIRED")
	c.Must(decide(c.World, c.Brand, boss, cobrand.Declined, "The claim is wrong."))
	c.Must(decide(c.World, c.Brand, onBehalf, cobrand.Granted, ""))
	if state := made(c.World, onBehalf); state != cobrand.Made || c.Count("rendition", "via_distributor_id = $1", c.North.ID) != 1 {
		t.Errorf("on behalf: %s", state)
	}
}

// Where the template says so, the desk is the distributor's.
func TestADistributorAnswersForItsPortfolio(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Published(testkit.Folder(testkit.Social, "by: [role/brand-approver]", "by: [role/distributor-admin]"))
	o := order(v)
	o.Fields = map[string]string{"cta": "Book a demo"}
	a := asked(c.World, c.Acorn.Admin, o)
	c.Wants("another distributor", decide(c.World, c.South.Admin, a, cobrand.Granted, ""), "NOT_FOUND")
	c.Wants("its manager", decide(c.World, c.North.Second, a, cobrand.Granted, ""), "FORBIDDEN")
	own := asked(c.World, c.North.Second, o)
	c.Wants("for its own house", decide(c.World, c.North.Admin, own, cobrand.Granted, ""), "OWN_APPROVAL")
	c.Must(decide(c.World, c.North.Admin, a, cobrand.Granted, "Nice."))
	if state := made(c.World, a); state != cobrand.Made {
		t.Errorf("after the yes: %s", state)
	}
}

func TestWhatChangedSinceItWasAskedLapses(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*testkit.Channel){
		"INPUTS_CHANGED": func(c *testkit.Channel) { c.LogoOf(c.Acorn.Partner, cobrand.Primary, testkit.OwnMark("Another mark")) },
		"REQUESTER_GONE": func(c *testkit.Channel) { c.SetStatus(c.Acorn.Partner, partner.Ended) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := testkit.NewChannel(t)
			a := asked(c.World, c.Acorn.Admin, banner(c.Published(testkit.Campaign())))
			change(c)
			c.Must(decide(c.World, c.Brand, a, cobrand.Granted, ""))
			if state := made(c.World, a); state != cobrand.Lapsed || c.Count("approval", "lapsed_why <> ''") != 1 || c.Count("rendition", "") != 0 {
				t.Errorf("%s, %d copies", state, c.Count("rendition", ""))
			}
		})
	}
}

func TestNobodyIsAskedForWhatCannotBeOrNeedsNoYes(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Published(testkit.Campaign())
	_, _, err := c.Cobrand.RequestApproval(c.As(c.Acorn.Admin), order(v), "")
	c.Wants("a free piece", err, "APPROVAL_NOT_NEEDED")
	wrong := banner(v)
	wrong.Fields = map[string]string{"cta": "We guarantee it"}
	a, out, err := c.Cobrand.RequestApproval(c.As(c.Acorn.Admin), wrong, "")
	if a != nil || err != nil || !out.Problems.Blocking() {
		t.Errorf("a forbidden word: %v, %v", a, err)
	}
	bare := c.Reseller("Eldora Works")
	a, out, err = c.Cobrand.RequestApproval(c.As(c.Admin(bare)), banner(v), "")
	if a != nil || err != nil || out.Decision.Result != "LOCKED" {
		t.Errorf("a locked template: %v, %v", a, err)
	}
	mine := asked(c.World, c.Acorn.Admin, banner(v))
	_, err = c.Cobrand.WithdrawApproval(c.As(c.North.Admin), mine.ID)
	c.Wants("another takes it back", err, "NOT_YOURS")
	_, err = c.Cobrand.WithdrawApproval(c.As(c.Acorn.Admin), mine.ID)
	c.Must(err)
	c.Wants("an answer after that", decide(c.World, c.Brand, mine, cobrand.Granted, ""), "APPROVAL_STATE")
	if again := asked(c.World, c.Acorn.Admin, banner(v)); again.ID == mine.ID {
		t.Error("what was taken back is still asked for")
	}
}

// Any move that is not in the diagram is refused with a code.
func TestAnApprovalMovesAlongTheDiagramOnly(t *testing.T) {
	t.Parallel()
	all := []cobrand.ApprovalState{cobrand.Requested, cobrand.Granted, cobrand.Made, cobrand.Lapsed, cobrand.Declined, cobrand.TakenBack}
	for _, from := range all {
		for _, to := range all {
			want := "APPROVAL_STATE"
			if slices.Contains(cobrand.ApprovalMoves[from], to) {
				want = "OK"
			}
			if got := append(testkit.Codes(from.Move(to)), "OK")[0]; got != want {
				t.Errorf("%s -> %s: %s, want %s", from, to, got, want)
			}
		}
	}
}

// reuse: never asks for a yes each time, and what was made stays usable.
func TestAYesMayBeForOneTimeOnly(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Published(testkit.Folder(testkit.Social, "reuse: same-inputs", "reuse: never"))
	o := order(v)
	o.Fields = map[string]string{"cta": "Book a demo"}
	a := asked(c.World, c.Acorn.Admin, o)
	c.Must(decide(c.World, c.Brand, a, cobrand.Granted, ""))
	if state := made(c.World, a); state != cobrand.Made {
		t.Fatalf("after the yes: %s", state)
	}
	if out, err := c.Cobrand.Render(c.As(c.Acorn.Admin), o); err != nil || out.Rendition != nil {
		t.Errorf("a second time: %v", err)
	}
	r, err := c.Cobrand.Renditions(c.As(c.Acorn.Admin), "", first(5))
	c.Must(err)
	bytesOf(c.World, c.As(c.Acorn.Admin), r.Rows[0])
}
