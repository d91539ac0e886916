package session_test

import (
	"slices"
	"testing"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/session"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 20)
}

// school is a channel with a course to be taught in class.
type school struct {
	*testkit.Channel
	course *course.Version
}

func newSchool(t testing.TB) *school {
	t.Helper()
	c := testkit.NewChannel(t)
	return &school{c, c.Course("edge-basics", outline.Text, outline.Session)}
}

// plan is a class of two hours from tomorrow on.
func (s *school) plan(by *member.Person, change ...func(*session.Planning)) *session.Session {
	s.T.Helper()
	at := s.Clock.Now().Add(24 * time.Hour).Truncate(time.Second)
	in := session.Planning{Course: s.course.CourseID, Plan: session.Plan{Title: "Edge basics in Hamburg", Place: "Speicherstadt 1", StartsAt: at,
		EndsAt: at.Add(2 * time.Hour), TimeZone: "Europe/Berlin", Language: "de"}}
	for _, c := range change {
		c(&in)
	}
	n, err := s.Sessions.Plan(s.As(by), in)
	s.Must(err)
	return n
}

// over lets the time of the session pass and its holder say that it was held.
func (s *school) over(by *member.Person, n *session.Session) {
	s.T.Helper()
	if left := n.EndsAt.Sub(s.Clock.Now()); left > 0 {
		s.Clock.Pass(left + time.Minute)
	}
	_, err := s.Sessions.MoveTo(s.As(by), n.ID, session.Held, "")
	s.Must(err)
}

// seats are the registrations of a session as somebody sees them, by person.
func (s *school) seats(viewer *member.Person, n *session.Session) map[member.ID]*session.Registration {
	s.T.Helper()
	ctx := s.As(viewer)
	rows, err := gate.Read(ctx, s.Gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) ([]*session.Registration, error) {
		var rows []*session.Registration
		err := v.Select(ctx, &rows, `
select id, session_id, holder_id, partner_id, person_id, name, state, attendance, score, passed, verification, reported_by, reported_at,
  decided_by, decided_at, decided_why, completion_id, credited_enrollment, credited_lesson, registered_by, registered_at
from session_registration
where session_id = $1`, n.ID)
		return rows, err
	})
	s.Must(err)
	out := map[member.ID]*session.Registration{}
	for _, r := range rows {
		out[r.PersonID] = r
	}
	return out
}

func (s *school) seat(n *session.Session, who *member.Person) *session.Registration {
	s.T.Helper()
	r := s.seats(s.Boss, n)[who.ID]
	if r == nil {
		s.T.Fatalf("%s has no seat", who.Name)
	}
	return r
}

func (s *school) register(n *session.Session, people ...*member.Person) {
	s.T.Helper()
	for _, p := range people {
		_, err := s.Sessions.Register(s.As(p), n.ID, nil)
		s.Must(err)
	}
}

// attended reports that somebody was there.
func (s *school) attended(by *member.Person, n *session.Session, who *member.Person) error {
	return s.report(by, n, who, session.Result{Attendance: ptr(session.Attended)})
}

func (s *school) report(by *member.Person, n *session.Session, who *member.Person, r session.Result) error {
	s.T.Helper()
	_, err := s.Sessions.Record(s.As(by), n.ID, []session.Mark{{ID: s.seat(n, who).ID, Result: r}})
	return err
}

func (s *school) decide(by *member.Person, n *session.Session, who *member.Person, holds bool) error {
	s.T.Helper()
	_, err := s.Sessions.Decide(s.As(by), session.Decision{Of: []session.RegistrationID{s.seat(n, who).ID}, Holds: holds, Reason: "The list says otherwise."})
	return err
}

// counted is how many completions of a person count now.
func (s *school) counted(who *member.Person) int {
	s.T.Helper()
	return len(s.Sees(s.System(), "select id::text from completion_counted where person_id = $1", who.ID))
}

// recounts ends the test when a count of training is not what its rows come to.
func (s *school) recounts() {
	s.T.Helper()
	wrong, err := s.Progress.Recount(s.System())
	s.Must(err)
	for _, d := range wrong {
		s.T.Errorf("count of %s %s: kept %s, counted %s", d.Of, d.ID, d.Kept, d.Counted)
	}
}

func ptr[T any](v T) *T { return &v }

func codes(err error) []string {
	out := testkit.Codes(err)
	slices.Sort(out)
	return out
}
