package member

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testdb"
)

const (
	goodPassword  = "violet tractor hums at noon"
	otherPassword = "seven borrowed umbrellas sang"
)

// cheap keeps the tests quick; TestDefaultCostIsTheOneWePromise holds the real one.
var cheap = Cost{Memory: 64, Passes: 1, Threads: 1}

// clock is time that a test moves.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// world is a channel with a distributor, a reseller and a second reseller.
type world struct {
	t *testing.T
	*clock
	gate *gate.Gate
	*Service
	partners *partner.Service

	distributor, reseller, stranger partner.ID
}

func newWorld(t *testing.T, cfg Config) *world {
	t.Helper()
	w := &world{t: t, clock: &clock{at: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}}
	w.gate = gate.New(testdb.New(t), slog.New(slog.DiscardHandler), w.Now)
	if cfg.Cost == (Cost{}) {
		cfg.Cost = cheap
	}
	if cfg.Floor == 0 {
		cfg.Floor = time.Nanosecond
	}
	w.Service, w.partners = NewService(w.gate, cfg), partner.NewService(w.gate)
	w.distributor = w.partner("DISTRIBUTOR_VAD", "Northlight Distribution")
	w.reseller = w.partner("RESELLER", "Acorn Systems")
	w.stranger = w.partner("RESELLER", "Birch Networks")
	return w
}

func (w *world) system() context.Context { return actor.ForSystem(context.Background(), "test") }

func (w *world) partner(kind, name string) partner.ID {
	w.t.Helper()
	p, err := w.partners.Register(w.system(), partner.Registration{TypeKey: kind, DisplayName: name})
	w.must(err)
	return p.ID
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatalf("%v (%s, %v)", err, fault.CodeOf(err), cause(err))
	}
}

func cause(err error) error {
	if fs := fault.All(err); len(fs) > 0 {
		return fs[0].Cause
	}
	return nil
}

func (w *world) invite(of partner.ID, email string, roles ...actor.Role) *Link {
	w.t.Helper()
	l, err := w.Invite(w.system(), Invitation{PartnerID: of, Email: email, Name: "Robin Larkspur", Roles: roles})
	w.must(err)
	return l
}

// person is somebody active with goodPassword.
func (w *world) person(of partner.ID, email string, roles ...actor.Role) *Person {
	w.t.Helper()
	p, err := w.AcceptInvitation(context.Background(), w.invite(of, email, roles...).Secret, goodPassword)
	w.must(err)
	return p
}

func (w *world) as(p *Person) context.Context { return actor.With(context.Background(), p.actor()) }

var home = Origin{Network: "192.0.2.7", UserAgent: "a browser"}

func (w *world) signIn(p *Person) *Session {
	w.t.Helper()
	in, err := w.SignIn(context.Background(), p.Email, goodPassword, home)
	w.must(err)
	return in
}

func (w *world) wants(what string, err error, code string) {
	w.t.Helper()
	if got := fault.CodeOf(err); got != code {
		w.t.Errorf("%s: %v (%s, %v), want %s", what, err, got, cause(err), code)
	}
}

// ask reads one value at the door.
func ask[T any](w *world, query string, args ...any) T {
	w.t.Helper()
	out, err := gate.Door(context.Background(), w.gate, func(tx *gate.Tx) (T, error) {
		var out T
		return out, tx.Get(context.Background(), &out, query, args...)
	})
	w.must(err)
	return out
}

// trail is the actions in the trail, with their outcomes.
func (w *world) trail() []string {
	w.t.Helper()
	out, err := gate.Read(w.system(), w.gate, gate.Ask{Action: access.AuditRead}, func(v *gate.View) ([]string, error) {
		var lines []string
		return lines, v.Select(w.system(), &lines, `select action || ' ' || outcome || ' ' || actor || ' ' || object_kind || ' ' || object_id || ' ' || coalesce(partner_id::text, '-') || ' ' || detail from audit_entry order by seq`)
	})
	w.must(err)
	return out
}

// recorded counts the entries of the trail that begin so.
func (w *world) recorded(action string) int {
	n := 0
	for _, line := range w.trail() {
		if strings.HasPrefix(line, action+" ") {
			n++
		}
	}
	return n
}
