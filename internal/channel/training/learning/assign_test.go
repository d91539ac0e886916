package learning_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

var resellers = &rule.Tree{Attr: "partner.type", In: []rule.Scalar{"reseller"}}

func curriculum(c *testkit.Channel, members ...course.Member) course.CurriculumID {
	c.T.Helper()
	cu, err := c.Courses.SaveCurriculum(c.System(), course.Curriculum{Key: "start", Locale: "en", Title: outline.Texts{"en": "Start"}, Courses: members})
	c.Must(err)
	_, err = c.Courses.PublishCurriculum(c.System(), cu.ID)
	c.Must(err)
	return cu.ID
}

// A rule reaches whom its audience names, those who come later too, and each
// once, however often and by however many it is applied.
func TestARuleAssignsOnceToEverybodyItNames(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Course("edge-basics", outline.Text)
	ten := 10
	r, err := c.Learning.MakeRule(c.As(c.Mgr), learning.NewRule{Target: learning.Target{Course: &v.CourseID}, Audience: resellers, DueDays: &ten})
	c.Must(err)
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			if err := c.Learning.Apply(c.System(), r.ID); err != nil {
				t.Errorf("%v", err)
			}
		}()
	}
	all.Wait()
	if n := c.Count("enrollment", ""); n != 8 {
		t.Errorf("%d enrollments of the 8 people of 4 resellers", n)
	}
	e := c.Enrollments(c.Acorn.Second)[0]
	if e.Source != learning.ByRule || e.DueAt == nil || e.DueAt.Sub(c.Clock.Now()) < 9*24*time.Hour {
		t.Errorf("assigned %+v", e)
	}
	late := c.Person(c.Dune.Partner, actor.ResellerSeller)
	_, err = c.Learning.Cancel(c.As(c.Acorn.Admin), e.ID)
	c.Must(err)
	c.Must(c.Learning.Round(c.System()))
	if len(c.Enrollments(late)) != 1 || len(c.Enrollments(c.Acorn.Second)) != 1 {
		t.Error("who came later was left out, or what was cancelled came back")
	}
	_, err = c.Learning.EndRule(c.As(c.Mgr), r.ID)
	c.Must(err)
	c.Must(c.Learning.Apply(c.System(), r.ID))
	if n := len(c.Enrollments(c.Person(c.Dune.Partner, actor.ResellerSeller))); n != 0 {
		t.Errorf("a rule that ended assigned %d", n)
	}
}

// An application that is cut off leaves whole units, and the next does the rest.
func TestARuleThatIsCutOffIsTakenUpAgain(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Course("edge-basics", outline.Text)
	r, err := c.Learning.MakeRule(c.System(), learning.NewRule{Target: learning.Target{Course: &v.CourseID}})
	c.Must(err)
	dead, kill := context.WithCancel(c.System())
	kill()
	if err := c.Learning.Apply(dead, r.ID); err == nil || c.Count("enrollment", "") != 0 {
		t.Errorf("killed: %v, %d enrollments", err, c.Count("enrollment", ""))
	}
	c.Must(c.Learning.Apply(c.System(), r.ID))
	if n := c.Count("enrollment", ""); n != 12 {
		t.Errorf("%d enrollments of 12 people", n)
	}
}

// The onboarding track is for those who join after it.
func TestTheOnboardingTrackMeetsNewResellers(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Course("welcome", outline.Text)
	id := curriculum(c, course.Member{Key: "welcome"})
	c.Clock.Fix(c.Clock.Now())
	thirty := 30
	r, err := c.Learning.MakeRule(c.System(), learning.NewRule{Target: learning.Target{Curriculum: &id}, Audience: resellers, NewDays: &thirty})
	c.Must(err)
	fresh := c.Reseller("Emberfall Networks")
	robin := c.Admin(fresh)
	c.Clock.Pass(time.Minute)
	c.Must(c.Learning.Apply(c.System(), r.ID))
	if len(c.Enrollments(c.Acorn.Second)) != 0 || len(c.Enrollments(robin)) != 2 {
		t.Errorf("of an old partner %d, of a new one %d", len(c.Enrollments(c.Acorn.Second)), len(c.Enrollments(robin)))
	}
	c.Clock.Pass(31 * 24 * time.Hour)
	late := c.Person(fresh, actor.ResellerSeller)
	c.Must(c.Learning.Apply(c.System(), r.ID))
	if n := len(c.Enrollments(late)); n != 0 {
		t.Errorf("a month later the partner is no longer new, and %d came", n)
	}
}

func TestACurriculumIsCompletedWithItsRequiredCourses(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	a, b := c.Course("a", outline.Text), c.Course("b", outline.Text)
	c.Course("more", outline.Text)
	id := curriculum(c, course.Member{Key: "a"}, course.Member{Key: "b"}, course.Member{Key: "more", Optional: true})
	robin := c.Acorn.Second
	c.Completes(robin, a)
	due := c.Clock.Now().AddDate(0, 1, 0)
	_, err := c.Learning.Assign(c.As(c.Acorn.Admin), learning.Assignment{Target: learning.Target{Curriculum: &id}, People: []member.ID{robin.ID}, Due: &due})
	c.Must(err)
	whole := func() *learning.Enrollment {
		for _, e := range c.Enrollments(robin) {
			if e.CourseID == nil {
				return e
			}
		}
		t.Fatal("no curriculum")
		return nil
	}
	if e := whole(); e.Lessons != 2 || e.LessonsDone != 1 || e.State != learning.Assigned {
		t.Errorf("what was known is not counted: %+v", e)
	}
	c.Completes(robin, b)
	if e := whole(); e.State != learning.Completed || e.LessonsDone != 2 {
		t.Errorf("at the end %+v", e)
	}
}

func TestAnAssignmentSaysHowManyPeopleItTakes(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Course("edge-basics", outline.Text)
	for code, tt := range map[string]struct {
		people []member.ID
		says   string
	}{
		"REQUIRED": {nil, "at least one"},
		"TOO_MANY": {make([]member.ID, 251), "at most 250 people at once; these are 251"},
	} {
		_, err := c.Learning.Assign(c.As(c.Mgr), learning.Assignment{Target: learning.Target{Course: &v.CourseID}, People: tt.people})
		c.Wants(tt.says, err, code)
		if !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v", code, err)
		}
	}
}

// What is taken back is to be learned again, and so is a curriculum that it
// completed.
func TestACurriculumRunsOnWithACourseThatIsTakenBack(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Course("a", outline.Text)
	b := c.Course("b", outline.Text)
	id := curriculum(c, course.Member{Key: "a"}, course.Member{Key: "b"})
	robin := c.Acorn.Second
	whole := func(what, want string) {
		t.Helper()
		got := strings.Join(c.Sees(c.System(), "select state || ' ' || lessons_done from enrollment where course_id is null and person_id = $1", robin.ID), ", ")
		if got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
	credit := func(v course.ID, day int) *learning.Completion {
		return credited(c, learning.Credit{PersonID: robin.ID, PartnerID: robin.PartnerID, CourseID: v, At: c.Clock.Now().AddDate(0, 0, -day), Origin: learning.InOtherLMS})
	}
	assign := func() {
		_, err := c.Learning.Assign(c.System(), learning.Assignment{Target: learning.Target{Curriculum: &id}, People: []member.ID{robin.ID}})
		c.Must(err)
	}
	assign()
	first := credit(b.CourseID, 1)
	whole("one of two", "STARTED 1")
	_, err := c.Learning.TakeBack(c.As(c.Boss), first.ID, "By hand.")
	c.Must(err)
	whole("taken back", "STARTED 0")
	last := credit(b.CourseID, 2)
	credit(c.Course("a", outline.Text).CourseID, 3)
	whole("both", "COMPLETED 2")
	withdraw(c, last)
	whole("withdrawn", "STARTED 1")
	last = credit(b.CourseID, 4)
	whole("both again", "COMPLETED 2")
	credit(b.CourseID, 5)
	withdraw(c, last)
	whole("completed another time", "COMPLETED 2")
}

// credited is a completion from elsewhere, and withdraw takes it back as an
// import that is undone does.
func credited(c *testkit.Channel, in learning.Credit) (out *learning.Completion) {
	c.T.Helper()
	_, err := gate.Write(c.System(), c.Gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (struct{}, error) {
		got, _, err := c.Learning.Credit(c.System(), tx, in)
		out = got
		return struct{}{}, err
	})
	c.Must(err)
	return out
}

func withdraw(c *testkit.Channel, of *learning.Completion) {
	c.T.Helper()
	_, err := gate.Write(c.System(), c.Gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (struct{}, error) {
		return struct{}{}, c.Learning.Withdraw(c.System(), tx, of.PersonID, learning.Given{Completion: &of.ID}, "It was not so.")
	})
	c.Must(err)
}

// A clock that was wrong made it overdue; with the earlier date it runs.
func TestAnEarlierDateIsLookedAtAtOnce(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Course("edge-basics", outline.Text)
	robin, now := c.Acorn.Second, c.Clock.Now()
	assign := func(days int) {
		due := now.AddDate(0, 0, days)
		_, err := c.Learning.Assign(c.As(c.Acorn.Admin), learning.Assignment{Target: learning.Target{Course: &v.CourseID}, People: []member.ID{robin.ID}, Due: &due})
		c.Must(err)
	}
	assign(10)
	c.Clock.Pass(11 * 24 * time.Hour)
	c.Must(c.Learning.Round(c.System()))
	c.Clock.Pass(-11 * 24 * time.Hour)
	assign(9)
	if e := c.Enrollments(robin)[0]; e.State != learning.Assigned {
		t.Errorf("it is %s", e.State)
	}
}

// Dates pass, are moved and are put right; each is reminded of once.
func TestDatesAndReminders(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Course("edge-basics", outline.Text)
	robin := c.Acorn.Second
	due := c.Clock.Now().AddDate(0, 0, 10)
	_, err := c.Learning.Assign(c.As(c.Acorn.Admin), learning.Assignment{Target: learning.Target{Course: &v.CourseID}, People: []member.ID{robin.ID}, Due: &due})
	c.Must(err)
	after := func(what string, pass time.Duration, reminders int, state learning.State) {
		t.Helper()
		c.Clock.Pass(pass)
		for range 2 {
			c.Must(c.Learning.Round(c.System()))
		}
		if n, e := c.Count("enrollment_reminder", ""), c.Enrollments(robin)[0]; n != reminders || e.State != state {
			t.Errorf("%s: %d reminders and %s, want %d and %s", what, n, e.State, reminders, state)
		}
	}
	const day = 24 * time.Hour
	after("ten days before", 0, 1, learning.Assigned)
	after("two days before", 8*day, 2, learning.Assigned)
	after("a day late", 3*day, 3, learning.Overdue)
	after("the clock was wrong", -3*day, 3, learning.Assigned)
	after("late again", 3*day, 3, learning.Overdue)
	_, err = c.Learning.Postpone(c.As(c.Acorn.Admin), c.Enrollments(robin)[0].ID, &due)
	c.Wants("to a day that has passed", err, "DATE_PASSED")
	later := due.AddDate(0, 0, 13)
	_, err = c.Learning.Postpone(c.As(c.Acorn.Admin), c.Enrollments(robin)[0].ID, &later)
	c.Must(err)
	after("postponed", 0, 4, learning.Assigned)
	c.Completes(robin, v)
	after("completed", 30*day, 4, learning.Completed)
}

// DOMAIN.md 3.3 for people: learners their own, who leads a partner those of
// its people, distributors nobody's name unless the program says so.
func TestWhoReadsHowFarALearnerIs(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Course("edge-basics", outline.Text)
	c.Completes(c.Acorn.Second, v)
	third := c.Person(c.Acorn.Partner, actor.ResellerMarketer)
	sees := func(who *member.Person) int { return len(c.SeenBy(who, c.Acorn.Second)) }
	check := func(when string, north int) {
		t.Helper()
		for name, tt := range map[string]struct {
			who  *member.Person
			want int
		}{
			"the learner": {c.Acorn.Second, 1}, "its admin": {c.Acorn.Admin, 1}, "a colleague": {third, 0}, "the vendor": {c.Boss, 1},
			"its distributor": {c.North.Admin, north}, "another one": {c.South.Admin, 0}, "another reseller": {c.Birch.Admin, 0},
		} {
			if got := sees(tt.who); got != tt.want {
				t.Errorf("%s: %s sees %d, want %d", when, name, got, tt.want)
			}
		}
	}
	check("by default", 0)
	place := c.ProgramOf(c.Acorn.ID)
	_, err := c.Learning.NameLearners(c.As(c.Acorn.Admin), place, true)
	c.Wants("a reseller decides", err, "FORBIDDEN")
	_, err = c.Learning.NameLearners(c.As(c.Mgr), place, true)
	c.Must(err)
	check("where the program names learners", 1)
}
