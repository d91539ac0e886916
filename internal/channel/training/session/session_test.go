package session_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/session"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestAnAttendanceIsCreditedWhenItIsVerified(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	n := s.plan(s.North.Admin)
	robin := s.Acorn.Second
	_, err := s.Sessions.Register(s.As(s.Acorn.Admin), n.ID, []member.ID{robin.ID})
	s.Must(err)
	s.Wants("before it was held", s.attended(s.North.Admin, n, robin), "SESSION_STATE")
	s.over(s.North.Admin, n)
	s.Must(s.report(s.North.Admin, n, robin, session.Result{Attendance: ptr(session.Attended), Score: ptr(87.5), Passed: ptr(true)}))
	if s.counted(robin) != 0 {
		t.Error("a report alone was credited")
	}
	s.Wants("the distributor verifies", s.decide(s.North.Admin, n, robin, true), "FORBIDDEN")
	s.Must(s.decide(s.Mgr, n, robin, true))
	s.Wants("again", s.decide(s.Mgr, n, robin, true), "NOTHING_TO_VERIFY")
	r := s.seat(n, robin)
	if s.counted(robin) != 1 || r.CompletionID == nil || *r.Verification != session.Verified || *r.DecidedBy != string(s.Mgr.ID) {
		t.Fatalf("counted %d, %+v", s.counted(robin), r)
	}
	got := s.Sees(s.System(), "select origin || ' ' || (completed_at = $2) from course_completion where id = $1", *r.CompletionID, n.EndsAt)
	if got[0] != "VAD_SESSION true" {
		t.Errorf("the completion is of %v", got)
	}
	s.Must(s.decide(s.Boss, n, robin, false))
	if s.counted(robin) != 0 || s.seat(n, robin).CompletionID != nil {
		t.Error("a verification was withdrawn, and the completion counts on")
	}
	s.Must(s.report(s.North.Second, n, robin, session.Result{Attendance: ptr(session.Attended), Score: ptr(87.5), Passed: ptr(true)}))
	s.Must(s.decide(s.Mgr, n, robin, true))
	if s.counted(robin) != 1 || s.Count("course_completion", "person_id = $1", robin.ID) != 2 {
		t.Error("what was rejected, reported and verified again is not credited anew")
	}
	s.recounts()
}

func TestACorrectionOfWhatWasVerifiedIsVerifiedAnew(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	n := s.plan(s.North.Admin)
	robin := s.Acorn.Second
	s.register(n, robin)
	s.over(s.North.Admin, n)
	s.Must(s.attended(s.North.Admin, n, robin))
	s.Must(s.decide(s.Mgr, n, robin, true))
	s.Must(s.attended(s.North.Admin, n, robin)) // says the same
	if *s.seat(n, robin).Verification != session.Verified || s.counted(robin) != 1 {
		t.Fatal("saying the same again changed something")
	}
	s.Must(s.report(s.North.Admin, n, robin, session.Result{Attendance: ptr(session.Absent)}))
	if r := s.seat(n, robin); r.Verification != nil || s.counted(robin) != 0 {
		t.Errorf("who turned out to be absent keeps the completion: %+v", r)
	}
	s.Must(s.report(s.North.Admin, n, robin, session.Result{Attendance: ptr(session.Attended), Passed: ptr(false)}))
	s.Must(s.decide(s.Mgr, n, robin, true))
	if s.counted(robin) != 0 {
		t.Error("who was there and failed was credited")
	}
	var history []string
	for _, e := range s.Trail() {
		if e.Kind == "session_registration" && e.ObjectID == string(s.seat(n, robin).ID) {
			history = append(history, string(e.Detail))
		}
	}
	if len(history) != 5 || !strings.Contains(history[2], `"verification":"VERIFIED"`) || !strings.Contains(history[2], `"ABSENT"`) {
		t.Errorf("the trail does not hold the history: %d entries\n%s", len(history), strings.Join(history, "\n"))
	}
}

func TestNobodyVerifiesTheirOwnReport(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	n := s.plan(s.North.Admin)
	s.register(n, s.Acorn.Second)
	s.over(s.North.Admin, n)
	s.Must(s.attended(s.Mgr, n, s.Acorn.Second)) // the vendor fills in the list of the distributor
	s.Wants("own report", s.decide(s.Mgr, n, s.Acorn.Second, true), "OWN_REPORT")
	s.Must(s.decide(s.Boss, n, s.Acorn.Second, true))
}

func TestReportsOfTheVendorAndOfTrustedDistributorsAreVerifiedByThemselves(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	own := s.plan(s.Mgr)
	s.register(own, s.Acorn.Second, s.South.Second)
	_, err := s.Sessions.Trust(s.As(s.Boss), s.South.ID, true)
	s.Must(err)
	_, err = s.Sessions.Trust(s.As(s.Boss), s.Acorn.ID, true)
	s.Wants("a reseller", err, "NOT_A_DISTRIBUTOR")
	_, err = s.Sessions.Trust(s.As(s.South.Admin), s.South.ID, true)
	s.Wants("itself", err, "FORBIDDEN")
	trusted := s.plan(s.South.Admin, func(p *session.Planning) { p.EndsAt = p.EndsAt.Add(time.Minute) })
	s.register(trusted, s.Birch.Second)
	s.over(s.Mgr, own)
	s.over(s.South.Admin, trusted)
	s.Must(s.attended(s.Mgr, own, s.Acorn.Second))
	s.Must(s.attended(s.South.Second, trusted, s.Birch.Second))
	for _, who := range []*member.Person{s.Acorn.Second, s.Birch.Second} {
		if s.counted(who) != 1 {
			t.Errorf("%s is not credited", who.Name)
		}
	}
	s.Must(s.report(s.South.Second, trusted, s.Birch.Second, session.Result{Attendance: ptr(session.Attended), Score: ptr(50.0)}))
	if s.Count("course_completion", "person_id = $1", s.Birch.Second.ID) != 1 {
		t.Error("a corrected score took the completion back")
	}
	_, err = s.Sessions.Trust(s.As(s.Boss), s.South.ID, false)
	s.Must(err)
	s.Must(s.report(s.South.Second, trusted, s.Birch.Second, session.Result{Attendance: ptr(session.Attended), Score: ptr(60.0)}))
	if s.counted(s.Birch.Second) != 0 || *s.seat(trusted, s.Birch.Second).Verification != session.Reported {
		t.Error("a report of a distributor that is not trusted any more is verified")
	}
}

func TestASessionThatIsALessonCompletesTheLesson(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	lesson := "l2"
	n := s.plan(s.North.Admin, func(p *session.Planning) { p.Lesson = &lesson })
	robin, kim := s.Acorn.Second, s.Acorn.Admin
	s.register(n, robin, kim)
	ctx := s.As(robin)
	_, err := s.Learning.Start(ctx, s.course.CourseID)
	s.Must(err)
	_, err = s.Learning.Finish(ctx, s.Lessons(s.course)[0])
	s.Must(err)
	s.over(s.North.Admin, n)
	for _, who := range []*member.Person{robin, kim} {
		s.Must(s.attended(s.North.Admin, n, who))
		s.Must(s.decide(s.Mgr, n, who, true))
	}
	if e := s.Enrollments(robin)[0]; e.State != "COMPLETED" || s.counted(robin) != 1 {
		t.Errorf("the last lesson was attended, and the course is %s", e.State)
	}
	if e := s.Enrollments(kim)[0]; e.State != "STARTED" || e.LessonsDone != 1 || s.counted(kim) != 0 {
		t.Errorf("the class began the course: %s, %d lessons done", e.State, e.LessonsDone)
	}
	s.Must(s.decide(s.Boss, n, robin, false))
	s.Must(s.decide(s.Boss, n, kim, false))
	if e := s.Enrollments(robin)[0]; e.State != "STARTED" || e.LessonsDone != 1 || s.counted(robin) != 0 {
		t.Errorf("taken back, the course is %s with %d lessons done", e.State, e.LessonsDone)
	}
	s.Must(s.attended(s.North.Admin, n, robin))
	s.Must(s.decide(s.Mgr, n, robin, true))
	if e := s.Enrollments(robin)[0]; e.State != "COMPLETED" || s.counted(robin) != 1 || len(s.Enrollments(robin)) != 1 {
		t.Errorf("verified again, the course is %s", e.State)
	}
	s.recounts()
}

func TestAnAssignedCourseIsToBeTakenAgainWhenItsSessionIsTakenBack(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	robin := s.Acorn.Second
	_, err := s.Learning.Start(s.As(robin), s.course.CourseID)
	s.Must(err)
	n := s.plan(s.North.Admin)
	s.register(n, robin)
	s.over(s.North.Admin, n)
	s.Must(s.attended(s.North.Admin, n, robin))
	s.Must(s.decide(s.Mgr, n, robin, true))
	if e := s.Enrollments(robin)[0]; e.State != "COMPLETED" {
		t.Fatalf("credited, and it is %s", e.State)
	}
	s.Must(s.decide(s.Mgr, n, robin, false))
	if e := s.Enrollments(robin)[0]; e.State != "STARTED" || e.FinishedAt != nil {
		t.Errorf("taken back, and it is %s", e.State)
	}
	s.recounts()
}

// Every state and every step: what is not in the diagram is refused with a code.
func TestStepsOutOfTurnAreRefused(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	by := s.North.Admin
	reach := map[session.State]func(*session.Session){
		session.Planned: func(*session.Session) {},
		session.Held:    func(n *session.Session) { s.over(by, n) },
		session.Closed: func(n *session.Session) {
			s.over(by, n)
			_, err := s.Sessions.MoveTo(s.As(by), n.ID, session.Closed, "")
			s.Must(err)
		},
		session.Cancelled: func(n *session.Session) {
			_, err := s.Sessions.MoveTo(s.As(by), n.ID, session.Cancelled, "The trainer is ill.")
			s.Must(err)
		},
	}
	steps := map[string]func(*session.Session) error{
		"hold":   func(n *session.Session) error { return move(s, n, session.Held) },
		"close":  func(n *session.Session) error { return move(s, n, session.Closed) },
		"cancel": func(n *session.Session) error { return move(s, n, session.Cancelled) },
		"plan":   func(n *session.Session) error { return move(s, n, session.Planned) },
		"change": func(n *session.Session) error {
			_, err := s.Sessions.Change(s.As(by), n.ID, n.Plan)
			return err
		},
		"book": func(n *session.Session) error {
			_, err := s.Sessions.Register(s.As(s.Acorn.Second), n.ID, nil)
			return err
		},
		"put": func(n *session.Session) error {
			_, err := s.Sessions.RegisterByEmail(s.As(by), n.ID, []string{s.Acorn.Second.Email})
			return err
		},
	}
	allowed := map[session.State]string{
		session.Planned: "book cancel change put", // to hold it is too early
		session.Held:    "close put",
		session.Closed:  "", session.Cancelled: "",
	}
	for state, get := range reach {
		for name, step := range steps {
			n := s.plan(by)
			get(n)
			want := "SESSION_STATE"
			switch {
			case state == session.Planned && name == "hold":
				want = "SESSION_NOT_OVER"
			case slices.Contains(strings.Fields(allowed[state]), name):
				want = "OK"
			}
			s.Wants(string(state)+" "+name, step(n), want)
		}
	}
}

func move(s *school, n *session.Session, to session.State) error {
	_, err := s.Sessions.MoveTo(s.As(s.North.Admin), n.ID, to, "Because.")
	return err
}

func TestASessionIsClosedWhenNothingIsOpen(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	n := s.plan(s.North.Admin)
	s.register(n, s.Acorn.Second, s.Cedar.Second)
	s.over(s.North.Admin, n)
	s.Must(s.attended(s.North.Admin, n, s.Acorn.Second))
	s.Wants("one not recorded", move(s, n, session.Closed), "ATTENDANCE_OPEN")
	s.Must(s.report(s.North.Admin, n, s.Cedar.Second, session.Result{Attendance: ptr(session.Absent)}))
	s.Wants("one not verified", move(s, n, session.Closed), "REPORTS_OPEN")
	s.Must(s.decide(s.Mgr, n, s.Acorn.Second, true))
	s.Must(move(s, n, session.Closed))
	s.Wants("a correction", s.attended(s.North.Admin, n, s.Cedar.Second), "SESSION_STATE")
	s.Must(s.decide(s.Boss, n, s.Acorn.Second, false)) // a verification can still be withdrawn
	if s.counted(s.Acorn.Second) != 0 {
		t.Error("withdrawn after closing, it counts on")
	}
}

func TestAPlanSaysAllThatIsWrongWithIt(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	now := s.Clock.Now()
	_, err := s.Sessions.Plan(s.As(s.North.Admin), session.Planning{Course: s.course.CourseID, Plan: session.Plan{URL: "http://x", TimeZone: "Mars/Olympus", Seats: ptr(0),
		StartsAt: now, EndsAt: now}})
	if got := strings.Join(codes(err), " "); got != "LANGUAGE SEATS SESSION_TIMES TIME_ZONE TITLE URL" {
		t.Errorf("codes %s", got)
	}
	draft := testkit.Outline("edge-draft", outline.Text)
	v, err := s.Courses.Save(s.System(), draft)
	s.Must(err)
	ok := s.plan(s.North.Admin).Plan
	_, err = s.Sessions.Plan(s.As(s.North.Admin), session.Planning{Course: v.CourseID, Plan: ok})
	s.Wants("a draft", err, "COURSE_NOT_PUBLISHED")
	text := "l1"
	_, err = s.Sessions.Plan(s.As(s.North.Admin), session.Planning{Course: s.course.CourseID, Lesson: &text, Plan: ok})
	s.Wants("a lesson to read", err, "NO_SESSION_LESSON")
	ok.StartsAt, ok.EndsAt = ok.StartsAt.AddDate(0, -1, 0), ok.EndsAt.AddDate(0, -1, 0)
	_, err = s.Sessions.Plan(s.As(s.North.Admin), session.Planning{Course: s.course.CourseID, Plan: ok})
	s.Wants("last month", err, "DATE_PASSED")
	_, err = s.Sessions.Plan(s.As(s.Acorn.Admin), session.Planning{Course: s.course.CourseID, Plan: ok})
	s.Wants("a reseller", err, "FORBIDDEN")
}

func TestSeatsAreNotSoldTwice(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	n := s.plan(s.North.Admin, func(p *session.Planning) { p.Seats = ptr(3) })
	var steps []func() error
	for range 6 {
		who := s.Person(s.Acorn.Partner, "RESELLER_SELLER")
		steps = append(steps, func() error {
			_, err := s.Sessions.Register(s.As(who), n.ID, nil)
			return err
		})
	}
	if got := testkit.Race(steps...); got["OK"] != 3 || got["SESSION_FULL"] != 3 {
		t.Errorf("ended %v", got)
	}
	if got := s.Sees(s.System(), "select registered::text from training_session where id = $1", n.ID); got[0] != "3" || len(s.seats(s.Boss, n)) != 3 {
		t.Errorf("%v seats are taken by %d people", got, len(s.seats(s.Boss, n)))
	}
	var one *session.Registration
	for _, r := range s.seats(s.Boss, n) {
		one = r
	}
	_, err := s.Sessions.Unregister(s.As(s.Acorn.Admin), one.ID)
	s.Must(err)
	_, err = s.Sessions.Unregister(s.As(s.Acorn.Admin), one.ID)
	s.Wants("twice", err, "NOT_REGISTERED")
	s.register(n, s.Acorn.Second)
	if _, err := s.Sessions.Register(s.As(s.Acorn.Second), n.ID, nil); err != nil || len(s.seats(s.Boss, n)) != 4 {
		t.Errorf("who has a seat asks again: %v, %d rows", err, len(s.seats(s.Boss, n)))
	}
}

func TestVerifyingAtOnceCreditsOnce(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	n := s.plan(s.North.Admin)
	robin := s.Acorn.Second
	s.register(n, robin)
	s.over(s.North.Admin, n)
	s.Must(s.attended(s.North.Admin, n, robin))
	got := testkit.Race(testkit.Times(4, func() error { return s.decide(s.Mgr, n, robin, true) })...)
	if got["OK"] != 1 || got["NOTHING_TO_VERIFY"] != 3 || s.Count("course_completion", "person_id = $1", robin.ID) != 1 {
		t.Errorf("ended %v, %d completions", got, s.counted(robin))
	}
}
