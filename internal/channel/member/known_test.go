package member

import (
	"log/slog"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testdb"
)

// P2: who has lost access is refused at once by the process that took it away,
// and within half a second by every other.
func TestWhatIsRememberedOfSomebodyEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{Cost: cheap})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	in := w.signIn(p)
	_, err := w.whoIs(in)
	w.must(err)
	// Another process has its own gate, and so its own count of changes.
	other := NewService(gate.New(testdb.New(t), slog.New(slog.DiscardHandler), w.Now), Config{Cost: cheap})
	if _, err := other.Disable(w.system(), p.ID); err != nil {
		t.Fatal(err)
	}
	_, there := other.Authenticate(t.Context(), w.with(in))
	w.wants("where it was taken away", there, "SESSION_OVER")
	w.pass(knownFor)
	_, here := w.whoIs(in)
	w.wants("half a second later", here, "SESSION_OVER")
}

// A change that is committed here while somebody is looked up is not covered by
// what was looked up before.
func TestAChangeEndsWhatWasRemembered(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{Cost: cheap})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller, actor.ResellerAdmin)
	w.person(w.reseller, "sam@acorn.example", actor.ResellerAdmin)
	in := w.signIn(p)
	before, err := w.whoIs(in)
	w.must(err)
	_, err = w.ChangeRoles(w.system(), p.ID, []actor.Role{actor.ResellerSeller})
	w.must(err)
	after, err := w.whoIs(in)
	w.must(err)
	if len(before.Roles) != 2 || len(after.Roles) != 1 {
		t.Errorf("roles %v, then %v", before.Roles, after.Roles)
	}
}

func TestOnlyGoodCredentialsAreRemembered(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{Cost: cheap})
	for range 3 {
		_, err := w.whoIs(&Session{Token: "nobody's"})
		w.wants("a made-up session", err, "SESSION_OVER")
	}
	if n := len(w.known.by); n != 0 {
		t.Errorf("%d credentials are remembered", n)
	}
	w.pass(time.Minute)
}
