package lapse_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/lapse"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 12)
}

const aDay = 24 * time.Hour

// start is when the clocks of these tests stand at first.
var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// office is a reseller whose program requires two people with a certification
// that holds a month, is said to be expiring 10 days before its end, and counts
// for 7 days after it.
type office struct {
	*testkit.World
	p      *partner.Partner
	people []*member.Person
	place  program.MembershipID
}

const key = testkit.Certificate

func newOffice(t *testing.T) *office {
	o := &office{World: testkit.New(t)}
	o.Clock.Fix(start)
	_, err := o.Training.Define(o.System(), training.Definition{Key: key, Name: "Edge Sales 201", Minutes: 90, ValidMonths: 1, NoticeDays: 10, GraceDays: 7})
	o.Must(err)
	o.p = o.Reseller("Acornix Systems")
	o.place = o.Enroll(o.p, "gold").ID
	for range 3 {
		o.people = append(o.people, o.Admin(o.p))
	}
	o.require(2)
	return o
}

func (o *office) require(holders int) {
	o.T.Helper()
	_, err := o.Training.Require(o.System(), training.Requirement{Program: o.ProgramOf(o.p.ID), Key: key, Holders: holders})
	o.Must(err)
}

// certify gives the proof to a person at this moment.
func (o *office) certify(who int) *training.Certification {
	o.T.Helper()
	id := string(o.people[who].ID)
	c, err := o.Training.Certify(o.System(), key, o.p.ID, &id, o.Clock.Now())
	o.Must(err)
	return c
}

func (o *office) revoke(c *training.Certification) {
	o.T.Helper()
	_, err := o.Training.Revoke(o.System(), c.ID, "A test.")
	o.Must(err)
}

func (o *office) round() {
	o.T.Helper()
	o.Must(o.Lapses.Round(o.System()))
}

// standing is what is kept of the membership: its state, and since when it is
// lapsed, with the reasons.
type standing struct {
	State   program.State `db:"state"`
	Since   *time.Time    `db:"lapsed_since"`
	Reasons string        `db:"reasons"`
}

func (o *office) standing() standing {
	o.T.Helper()
	s, err := gate.Read(o.System(), o.Gate, gate.Ask{Action: access.AuditRead}, func(v *gate.View) (s standing, err error) {
		err = v.Get(o.System(), &s, `select state, lapsed_since, coalesce((select string_agg(definition_key || ' ' || held || '/' || needed || ' ' || renewable, ', ' order by definition_key)
			from membership_lapse l where l.membership_id = m.id), '') as reasons from membership m where id = $1`, o.place)
		return s, err
	})
	o.Must(err)
	return s
}

func (o *office) is(when string, want program.State, reasons string) {
	o.T.Helper()
	got := o.standing()
	if got.State != want || got.Reasons != reasons || (got.Since != nil) != (reasons != "") {
		o.T.Errorf("%s: %s since %v because of %q, want %s because of %q", when, got.State, got.Since, got.Reasons, want, reasons)
	}
}

func (o *office) sets(to program.State, code string) {
	o.T.Helper()
	_, err := o.Programs.SetMembership(o.System(), o.place, to)
	o.Wants("set "+string(to), err, code)
}

// notices are all there are, as "holder stage" in the order of their stages.
func (o *office) notices() []string {
	o.T.Helper()
	return o.Sees(o.System(), `select coalesce(p.email, 'partner') || ' ' || n.stage from certification_notice n left join person p on p.id = n.person_id order by n.began_at, 1`)
}

// told is how many notices events have told of.
func (o *office) told() int {
	o.T.Helper()
	return len(noticesOf(o.World))
}

// noticesOf are the notices that events have told of, each once.
func noticesOf(w *testkit.World) map[string]bool {
	w.T.Helper()
	out := map[string]bool{}
	for _, args := range w.Told(lapse.Noticed{}.Kind()) {
		var e lapse.Noticed
		w.Must(json.Unmarshal(args, &e))
		for _, n := range e.Notices {
			if key := string(n.CertificationID) + string(n.Stage); out[key] {
				w.T.Errorf("told twice: %s", key)
			} else {
				out[key] = true
			}
		}
	}
	return out
}
