package library_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/testkit"
)

var states = []library.State{library.Draft, library.InReview, library.Approved, library.Published, library.Superseded, library.Withdrawn}

// allowed is the diagram of the package comment.
var allowed = map[library.State]string{
	library.Draft:      "IN_REVIEW",
	library.InReview:   "APPROVED DRAFT",
	library.Approved:   "PUBLISHED DRAFT",
	library.Published:  "SUPERSEDED WITHDRAWN",
	library.Superseded: "WITHDRAWN",
}

func TestAVersionMovesAlongTheDiagramOnly(t *testing.T) {
	t.Parallel()
	for _, from := range states {
		for _, to := range states {
			want := "VERSION_STATE"
			if slices.Contains(strings.Fields(allowed[from]), string(to)) {
				want = "OK"
			}
			if got := testkit.CodeOf(from.Move(to)); got != want {
				t.Errorf("%s to %s: %s, want %s", from, to, got, want)
			}
		}
	}
}

// steps are the use cases that move a version, each with where it leads.
func steps(w *testkit.World) map[library.State]func(context.Context, library.VersionID) (*library.Version, error) {
	return map[library.State]func(context.Context, library.VersionID) (*library.Version, error){
		library.InReview:  w.Library.Submit,
		library.Approved:  w.Library.Approve,
		library.Published: w.Library.Publish,
		library.Draft: func(ctx context.Context, id library.VersionID) (*library.Version, error) {
			return w.Library.Return(ctx, id, "The claim is too loud.")
		},
		library.Withdrawn: func(ctx context.Context, id library.VersionID) (*library.Version, error) {
			return w.Library.Withdraw(ctx, id, "The price is wrong.")
		},
	}
}

// at is a version in a state, reached as people reach it.
func at(w *testkit.World, folder []byte, number string, state library.State) *library.Version {
	w.T.Helper()
	v := w.NextDraft(folder, number)
	way := map[library.State][]library.State{
		library.InReview: {library.InReview}, library.Approved: {library.InReview, library.Approved},
		library.Published:  {library.InReview, library.Approved, library.Published},
		library.Superseded: {library.InReview, library.Approved, library.Published},
		library.Withdrawn:  {library.InReview, library.Approved, library.Published, library.Withdrawn},
	}
	for _, to := range way[state] {
		_, err := steps(w)[to](w.System(), v.ID)
		w.Must(err)
	}
	if state == library.Superseded {
		w.Publish(w.NextDraft(folder, number+"9"))
	}
	v, err := w.Library.Version(w.System(), v.ID)
	w.Must(err)
	if v.State != state {
		w.T.Fatalf("on the way to %s the version is %s", state, v.State)
	}
	return v
}

// Every use case from every state: what the diagram has is done and stored, and
// anything else is refused with a code and changes nothing.
func TestEveryStepFromEveryState(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	folder := testkit.Folder(testkit.Pricing)
	number := 0
	for _, from := range states {
		for to, step := range steps(w) {
			number++
			v := at(w, folder, fmt.Sprintf("1.%d.0", number), from)
			_, err := step(w.System(), v.ID)
			want, then := "VERSION_STATE", from
			if slices.Contains(strings.Fields(allowed[from]), string(to)) {
				want, then = "OK", to
			}
			w.Wants(fmt.Sprintf("%s to %s", from, to), err, want)
			if now, _ := w.Library.Version(w.System(), v.ID); now.State != then {
				t.Errorf("%s to %s: the version is %s", from, to, now.State)
			}
		}
	}
	if n := w.Count("template_version", "state = 'PUBLISHED'"); n > 1 {
		t.Errorf("%d versions of one template are published", n)
	}
}

func TestPublishingSupersedesTheLast(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	folder := testkit.Folder(testkit.Pricing)
	first := w.Publish(w.NextDraft(folder, "1.0.0"))
	second := w.Publish(w.NextDraft(folder, "1.1.0"))
	all := w.Sees(w.System(), "select id || ' ' || state from template_version where template_id = $1 order by version desc", first.TemplateID)
	if !slices.Equal(all, []string{string(second.ID) + " PUBLISHED", string(first.ID) + " SUPERSEDED"}) {
		t.Errorf("versions: %v", all)
	}
}

// Two approvers publish two versions at once: one of them is published in the end.
func TestARaceToPublishLeavesOneVersion(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	folder := testkit.Folder(testkit.Pricing)
	var run []func() error
	for i := range 4 {
		v := at(w, folder, fmt.Sprintf("1.%d.0", i), library.Approved)
		run = append(run, func() error { _, err := w.Library.Publish(w.System(), v.ID); return err })
	}
	got := testkit.Race(run...)
	if n := w.Count("template_version", "state = 'PUBLISHED'"); n != 1 || got["OK"] < 1 || got["INTERNAL"] > 0 || got["NOT_FOUND"] > 0 {
		t.Errorf("%d published; the four read %v", n, got)
	}
}

func TestARaceToApproveHasOneWinner(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	v := at(w, testkit.Folder(testkit.Pricing), "1.0.0", library.InReview)
	got := testkit.Race(testkit.Times(6, func() error { _, err := w.Library.Approve(w.System(), v.ID); return err })...)
	if got["OK"] != 1 || got["VERSION_STATE"] != 5 {
		t.Errorf("approved at once by six: %v", got)
	}
}

// Who wrote a version never approves it, whatever the roles.
func TestTheAuthorNeverApproves(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	author, other := w.Admin(nil), w.Person(nil, actor.BrandApprover)
	v, err := w.Library.Upload(w.As(author), testkit.Folder(testkit.Pricing))
	w.Must(err)
	if v.State != library.Draft || v.AuthorID == nil || *v.AuthorID != string(author.ID) {
		t.Errorf("uploaded: %+v", v)
	}
	_, err = w.Library.Submit(w.As(author), v.ID)
	w.Must(err)
	_, err = w.Library.Approve(w.As(author), v.ID)
	w.Wants("the author", err, "OWN_VERSION")
	if got := w.Refused("action"); len(got) != 1 || !strings.Contains(got[0].Detail, "OWN_VERSION") {
		t.Errorf("the refusal in the trail: %+v", got)
	}
	v, err = w.Library.Approve(w.As(other), v.ID)
	w.Must(err)
	if v.ApprovedBy == nil || *v.ApprovedBy != string(other.ID) {
		t.Errorf("approved by %v", v.ApprovedBy)
	}
	_, err = w.Library.Publish(w.As(author), v.ID)
	w.Wants("to publish what another approved", err, "OK")
}

func TestReturningAndWithdrawingNeedAReason(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	folder := testkit.Folder(testkit.Pricing)
	reviewed := at(w, folder, "1.0.0", library.Approved)
	_, err := w.Library.Return(w.System(), reviewed.ID, "")
	w.Wants("to return", err, "REQUIRED")
	back, err := w.Library.Return(w.System(), reviewed.ID, "The claim is too loud.")
	w.Must(err)
	if back.ApprovedBy != nil || back.State != library.Draft {
		t.Errorf("returned: %+v", back)
	}
	told := w.Refused("template_version")
	if len(told) != 1 || !strings.Contains(told[0].Detail, "too loud") {
		t.Errorf("the reason in the trail: %+v", told)
	}
	published := at(w, folder, "1.1.0", library.Published)
	_, err = w.Library.Withdraw(w.System(), published.ID, "")
	w.Wants("to withdraw", err, "REQUIRED")
	gone, err := w.Library.Withdraw(w.System(), published.ID, "The price is wrong.")
	w.Must(err)
	if gone.WithdrawWhy == nil || gone.WithdrawnAt == nil {
		t.Errorf("withdrawn: %+v", gone)
	}
}

func TestWhoMayDoWhatWithTemplates(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Draft(testkit.Folder(testkit.Pricing))
	asks := map[string]func(context.Context) error{
		"upload":   func(ctx context.Context) error { _, err := c.Library.Upload(ctx, []byte("no zip")); return err },
		"submit":   func(ctx context.Context) error { _, err := c.Library.Submit(ctx, v.ID); return err },
		"approve":  func(ctx context.Context) error { _, err := c.Library.Approve(ctx, v.ID); return err },
		"publish":  func(ctx context.Context) error { _, err := c.Library.Publish(ctx, v.ID); return err },
		"withdraw": func(ctx context.Context) error { _, err := c.Library.Withdraw(ctx, v.ID, "x"); return err },
		"asset": func(ctx context.Context) error {
			_, err := c.Library.PublishAsset(ctx, publication("a", "en", []byte("x")))
			return err
		},
	}
	people := map[string]struct {
		ctx context.Context
		may string
	}{
		"designer":        {c.As(c.Designer), "upload submit"},
		"brand approver":  {c.As(c.Brand), "approve publish withdraw asset"},
		"channel manager": {c.As(c.Mgr), ""},
		"distributor":     {c.As(c.North.Admin), ""},
		"reseller":        {c.As(c.Acorn.Admin), ""},
	}
	for who, p := range people {
		for name, ask := range asks {
			forbidden := testkit.CodeOf(ask(p.ctx)) == "FORBIDDEN"
			if may := slices.Contains(strings.Fields(p.may), name); forbidden == may {
				t.Errorf("%s asks to %s: forbidden %v", who, name, forbidden)
			}
		}
	}
}

// What is on its way is the vendor's secret.
const onTheirWay = "select id::text from template_version where state in ('DRAFT', 'IN_REVIEW', 'APPROVED')"

func TestPartnersSeePublishedVersionsOnly(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	folder := testkit.Folder(testkit.Pricing)
	seen := map[library.State]bool{library.Published: true, library.Superseded: true, library.Withdrawn: true}
	for i, state := range states {
		v := at(c.World, folder, fmt.Sprintf("2.%d.0", i), state)
		for _, h := range []*testkit.House{c.North, c.Acorn} {
			_, err := c.Library.Version(c.As(h.Second), v.ID)
			if (err == nil) != seen[state] {
				t.Errorf("%s sees a version that is %s: %v", h.Word, state, err == nil)
			}
		}
	}
	for _, h := range []*testkit.House{c.North, c.Acorn} {
		if waiting := c.Sees(c.As(h.Admin), onTheirWay); len(waiting) != 0 {
			t.Errorf("%s sees %d versions on their way", h.Word, len(waiting))
		}
	}
	if waiting := c.Sees(c.As(c.Brand), onTheirWay); len(waiting) != 3 {
		t.Errorf("the approver sees %d versions on their way, want three", len(waiting))
	}
}
