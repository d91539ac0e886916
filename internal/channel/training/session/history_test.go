package session_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/training/session"
)

// model is what is true of one seat, in the test's own words.
type model struct {
	result   session.Result
	verified session.Verification // empty: none
}

func (m model) counts() bool {
	return m.verified == session.Verified && (m.result.Passed == nil || *m.result.Passed)
}

// step does something at random and says what should have come of it.
func (m *model) step(s *school, r *rand.Rand, n *session.Session) (what string, err error, want string) {
	who := s.Acorn.Second
	switch r.IntN(3) {
	case 0:
		to := session.Result{Attendance: ptr(session.Attended), Passed: []*bool{nil, ptr(true), ptr(false)}[r.IntN(3)]}
		if r.IntN(4) == 0 {
			to = session.Result{Attendance: ptr(session.Absent)}
		}
		same := m.result.Attendance != nil && *m.result.Attendance == *to.Attendance && fmt.Sprint(deref(m.result.Passed)) == fmt.Sprint(deref(to.Passed)) && m.verified != session.Rejected
		if !same {
			m.verified = session.Reported
			if *to.Attendance == session.Absent {
				m.verified = ""
			}
		}
		m.result = to
		return fmt.Sprintf("report %s %s", *to.Attendance, deref(to.Passed)), s.report(s.North.Admin, n, who, to), "OK"
	case 1:
		want = "NOTHING_TO_VERIFY"
		if m.verified == session.Reported {
			m.verified, want = session.Verified, "OK"
		}
		return "verify", s.decide(s.Mgr, n, who, true), want
	}
	want = "NOTHING_TO_REJECT"
	if m.verified == session.Reported || m.verified == session.Verified {
		m.verified, want = session.Rejected, "OK"
	}
	return "reject", s.decide(s.Boss, n, who, false), want
}

func deref(b *bool) string {
	if b == nil {
		return "-"
	}
	return fmt.Sprint(*b)
}

// Histories of reports, verifications and withdrawals, of the course and of its
// lesson: after every step, what counts is what the model says.
func TestWhatCountsIsWhatIsVerifiedWhateverHappenedBefore(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	lesson := "l2"
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 0))
	who, steps := s.Acorn.Second, 0
	for h := range 60 {
		n := s.plan(s.North.Admin, func(p *session.Planning) {
			if h%2 == 1 {
				p.Lesson = &lesson
			}
		})
		s.register(n, who)
		s.over(s.North.Admin, n)
		var m model
		var story []string
		before := s.counted(who)
		for range 10 {
			what, err, want := m.step(s, r, n)
			steps++
			story = append(story, what)
			s.Wants(fmt.Sprint(story), err, want)
			done := s.Count("lesson_progress", "lesson_id = $1 and completed_at is not null", s.Lessons(s.course)[1])
			counted, good := s.counted(who)-before, false
			switch expect := 0; {
			case h%2 == 1:
				good = counted == 0 && (done > 0) == m.counts()
			default:
				if m.counts() {
					expect = 1
				}
				good = counted == expect
			}
			if !good {
				t.Fatalf("seed %d, lesson %v, %v: %d count more, %d lessons done, model %+v", seed, h%2 == 1, story, counted, done, m)
			}
		}
		if m.counts() { // the next history begins with nothing
			s.Must(s.decide(s.Boss, n, who, false))
		}
	}
	s.recounts()
	t.Logf("%d steps, seed %d", steps, seed)
}
