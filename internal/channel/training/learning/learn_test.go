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
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

// credits lets the system credit a lesson, as a passed quiz does.
func credits(c *testkit.Channel, who *member.Person, l course.LessonID) error {
	_, err := gate.Write(c.As(who), c.Gate, gate.Ask{Action: access.TrainingLearn}, func(tx *gate.Tx) (int, error) {
		tx.Record(testkit.Noted("lesson", string(l)))
		return 0, c.Learning.CompleteLesson(c.As(who), tx, who.ID, l)
	})
	return err
}

func TestALearnerStartsReadsAndCompletes(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	heard := &ear{}
	c.Learning.Tell(heard)
	v := c.Course("edge-basics", outline.Text, outline.Task)
	robin := c.Acorn.Second
	e, err := c.Learning.Start(c.As(robin), v.CourseID)
	c.Must(err)
	if e.State != learning.Started || *e.VersionID != v.ID || e.Lessons != 2 || e.Source != learning.BySelf {
		t.Errorf("started %+v", e)
	}
	again, err := c.Learning.Start(c.As(robin), v.CourseID)
	c.Must(err)
	if again.ID != e.ID {
		t.Error("starting twice enrolled twice")
	}
	lessons := c.Lessons(v)
	_, err = c.Learning.Open(c.As(robin), lessons[0])
	c.Must(err)
	e, err = c.Learning.Finish(c.As(robin), lessons[0])
	c.Must(err)
	if e.LessonsDone != 1 || e.State != learning.Started {
		t.Errorf("after one lesson %+v", e)
	}
	_, err = c.Learning.Finish(c.As(robin), lessons[0])
	c.Must(err)
	e, err = c.Learning.Finish(c.As(robin), lessons[1])
	c.Must(err)
	if e.State != learning.Completed || e.LessonsDone != 2 || len(heard.completed) != 1 {
		t.Errorf("at the end %+v, told %d times", e, len(heard.completed))
	}
	_, err = c.Learning.Finish(c.As(robin), lessons[1])
	c.Wants("the last lesson once more", err, "OK")
	if n := c.Count("course_completion", "person_id = $1", robin.ID); n != 1 || len(heard.completed) != 1 {
		t.Errorf("%d completions, told %d times", n, len(heard.completed))
	}
}

// Two tabs, a double click, a retry: one completion and one effect (I16).
func TestACourseIsCompletedOnceHoweverOftenItIsSaid(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	heard := &ear{}
	c.Learning.Tell(heard)
	v := c.Course("edge-basics", outline.Quiz, outline.Text)
	robin, lessons := c.Acorn.Second, c.Lessons(v)
	_, err := c.Learning.Start(c.As(robin), v.CourseID)
	c.Must(err)
	var all sync.WaitGroup
	for i := range 32 {
		all.Add(1)
		go func() {
			defer all.Done()
			if err := credits(c, robin, lessons[i%2]); err != nil {
				t.Errorf("%v", err)
			}
		}()
	}
	all.Wait()
	if n := c.Count("course_completion", ""); n != 1 || len(heard.completed) != 1 {
		t.Errorf("%d completions, told %d times", n, len(heard.completed))
	}
	if n := c.Count("lesson_progress", "completed_at is not null"); n != 2 {
		t.Errorf("%d lessons are credited", n)
	}
}

func TestWhatAnObserverRefusesDidNotHappen(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Learning.Tell(&ear{refuse: true})
	v := c.Course("edge-basics", outline.Text)
	_, err := c.Learning.Start(c.As(c.Acorn.Second), v.CourseID)
	c.Must(err)
	_, err = c.Learning.Finish(c.As(c.Acorn.Second), c.Lessons(v)[0])
	c.Wants("refused", err, "INTERNAL")
	if c.Count("course_completion", "")+c.Count("lesson_progress", "") != 0 {
		t.Error("something is left of it")
	}
}

func TestAQuizIsPassedAndASessionAttended(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Course("edge-basics", outline.Quiz, outline.Session)
	robin, lessons := c.Acorn.Second, c.Lessons(v)
	err := credits(c, robin, lessons[0])
	c.Wants("before the start", err, "COURSE_NOT_STARTED")
	_, err = c.Learning.Start(c.As(robin), v.CourseID)
	c.Must(err)
	_, err = c.Learning.Finish(c.As(robin), lessons[0])
	c.Wants("a quiz by word", err, "QUIZ_TO_PASS")
	_, err = c.Learning.Finish(c.As(robin), lessons[1])
	c.Wants("a session by word", err, "SESSION_TO_ATTEND")
	c.Must(credits(c, robin, lessons[0]))
	c.Must(credits(c, robin, lessons[1]))
	if n := c.Count("course_completion", "person_id = $1", robin.ID); n != 1 {
		t.Errorf("%d completions", n)
	}
}

func TestACourseInOrderOpensLessonByLesson(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	o := testkit.Outline("edge-basics", outline.Text, outline.Text, outline.Text)
	o.InOrder, o.Modules[0].Lessons[1].Optional = true, true
	v := c.Teach(o)
	robin, lessons := c.As(c.Acorn.Second), c.Lessons(v)
	_, err := c.Learning.Start(robin, v.CourseID)
	c.Must(err)
	_, err = c.Learning.Open(robin, lessons[2])
	c.Wants("the third before the first", err, "LESSON_LOCKED")
	if !strings.Contains(err.Error(), `"Lesson 1"`) {
		t.Errorf("it is not said which comes first: %v", err)
	}
	_, err = c.Learning.Finish(robin, lessons[0])
	c.Must(err)
	e, err := c.Learning.Finish(robin, lessons[2])
	c.Must(err)
	if e.State != learning.Completed {
		t.Errorf("an optional lesson is waited for: %+v", e)
	}
}

// A refusal teaches: every open requirement, each with the next step.
func TestWhatIsMissingIsTold(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	basics := c.Course("edge-basics", outline.Text)
	o := testkit.Outline("edge-sales", outline.Text)
	o.Prerequisites = []string{"edge-basics"}
	admin := rule.Scalar("RESELLER_ADMIN")
	o.Audience = &rule.Tree{All: []rule.Tree{{Attr: "partner.type", In: []rule.Scalar{"reseller"}}, {Attr: "user.roles", AnyOf: []rule.Scalar{admin}}}}
	v := c.Teach(o)
	_, err := c.Learning.Start(c.As(c.Acorn.Second), v.CourseID)
	for _, want := range []string{"First comes another course: Course edge-basics, completed.", "Next: Complete Course edge-basics.", "This course is for others"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not told: %v", want, err)
		}
	}
	_, err = c.Learning.Start(c.As(c.North.Admin), v.CourseID)
	c.Wants("a distributor", err, "NOT_FOR_YOU")
	c.Completes(c.Acorn.Admin, basics)
	_, err = c.Learning.Start(c.As(c.Acorn.Admin), v.CourseID)
	c.Wants("who has all of it", err, "OK")
	_, err = c.Learning.Start(c.As(c.Boss), v.CourseID)
	c.Wants("the vendor's staff", err, "FORBIDDEN")
}

func TestWhoStartedAVersionFinishesIt(t *testing.T) {
	t.Parallel()
	for name, counts := range map[string]bool{"earlier completions count": true, "everybody is asked anew": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := testkit.NewChannel(t)
			first := c.Course("edge-basics", outline.Text, outline.Text)
			robin := c.As(c.Acorn.Second)
			_, err := c.Learning.Start(robin, first.CourseID)
			c.Must(err)
			c.Completes(c.Birch.Second, first)
			o := testkit.Outline("edge-basics", outline.Task)
			o.EarlierCompletionsCount = &counts
			second := c.Teach(o)
			for _, l := range c.Lessons(first) {
				_, err = c.Learning.Finish(robin, l)
				c.Must(err)
			}
			if n := c.Count("course_completion", "version_id = $1", first.ID); n != 2 {
				t.Errorf("%d completed the first version", n)
			}
			if n := c.Count("completion_counted", ""); (n == 2) != counts {
				t.Errorf("%d completions count", n)
			}
			e, err := c.Learning.Start(c.As(c.Cedar.Second), first.CourseID)
			c.Must(err)
			if *e.VersionID != second.ID {
				t.Error("somebody new begins the old version")
			}
		})
	}
}

func TestARunningCourseIsRestartedInTheNewVersion(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	first := c.Course("edge-basics", outline.Text, outline.Text)
	robin := c.As(c.Acorn.Second)
	e, err := c.Learning.Start(robin, first.CourseID)
	c.Must(err)
	_, err = c.Learning.Finish(robin, c.Lessons(first)[0])
	c.Must(err)
	_, err = c.Learning.Restart(robin, e.ID)
	c.Wants("without a newer version", err, "NOTHING_NEWER")
	second := c.Course("edge-basics", outline.Task)
	_, err = c.Learning.Restart(c.As(c.Acorn.Admin), e.ID)
	c.Wants("of a colleague", err, "NOT_FOUND")
	e, err = c.Learning.Restart(robin, e.ID)
	c.Must(err)
	if *e.VersionID != second.ID || e.LessonsDone != 0 || e.Lessons != 1 {
		t.Errorf("restarted %+v", e)
	}
}

func TestACompletionFromElsewhereIsCreditedOnce(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	heard := &ear{}
	c.Learning.Tell(heard)
	v := c.Course("edge-basics", outline.Text)
	robin := c.Acorn.Second
	e, err := c.Learning.Start(c.As(robin), v.CourseID)
	c.Must(err)
	at := c.Clock.Now().Add(-time.Hour).Truncate(time.Second)
	credit := func(at time.Time) (got *learning.Completion, fresh bool, err error) {
		_, err = gate.Write(c.System(), c.Gate, gate.Ask{Action: access.CertifyRecord}, func(tx *gate.Tx) (int, error) {
			tx.Record(testkit.Noted("import", "-"))
			got, fresh, err = c.Learning.Credit(c.System(), tx, learning.Credit{PersonID: robin.ID, PartnerID: robin.PartnerID, CourseID: v.CourseID, At: at, Origin: learning.InOtherLMS})
			return 0, err
		})
		return got, fresh, err
	}
	_, _, err = credit(c.Clock.Now().Add(time.Hour))
	c.Wants("tomorrow", err, "IN_THE_FUTURE")
	one, fresh, err := credit(at)
	c.Must(err)
	two, again, err := credit(at)
	c.Must(err)
	if !fresh || again || one.ID != two.ID || len(heard.completed) != 1 || *one.EnrollmentID != e.ID {
		t.Errorf("fresh %v, again %v, %+v, told %d times", fresh, again, one, len(heard.completed))
	}
	_, err = gate.Write(c.System(), c.Gate, gate.Ask{Action: access.CertifyRecord}, func(tx *gate.Tx) (int, error) {
		_, err := c.Learning.Revoke(c.System(), tx, one.ID, "The list was of another company.")
		return 0, err
	})
	c.Must(err)
	if len(heard.revoked) != 1 || c.Count("completion_counted", "") != 0 {
		t.Error("what was revoked still counts")
	}
}

// Many come through another door than one, with the same check: whoever stages
// lines checks them, and this is for who does not.
func TestNoneOfManyIsCreditedWhileOneLiesInTheFuture(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Clock.Fix(c.Clock.Now().Truncate(time.Microsecond))
	v := c.Course("edge-basics", outline.Text)
	credit := func(last time.Duration) error {
		_, err := gate.Write(c.System(), c.Gate, gate.Ask{Action: access.CertifyRecord}, func(tx *gate.Tx) (int, error) {
			tx.Record(testkit.Noted("import", "-"))
			var all []learning.Credit
			for i, who := range []*member.Person{c.Acorn.Second, c.Birch.Second} {
				at := tx.Now().Add(time.Duration(i) * last)
				all = append(all, learning.Credit{PersonID: who.ID, PartnerID: who.PartnerID, CourseID: v.CourseID, VersionID: &v.ID, At: at, Origin: learning.InOtherLMS})
			}
			_, err := c.Learning.CreditAll(c.System(), tx, all)
			return 0, err
		})
		return err
	}
	c.Wants("a microsecond too early", credit(time.Microsecond), "IN_THE_FUTURE")
	if n := c.Count("course_completion", ""); n != 0 {
		t.Errorf("%d were credited", n)
	}
	c.Wants("this moment", credit(0), "OK")
	if n := c.Count("course_completion", ""); n != 2 {
		t.Errorf("%d were credited", n)
	}
}

func TestWhoMayCancelWhat(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Course("edge-basics", outline.Text)
	assign := func(by context.Context, who *member.Person) (*int, error) {
		return c.Learning.Assign(by, learning.Assignment{Target: learning.Target{Course: &v.CourseID}, People: []member.ID{who.ID}})
	}
	n, err := assign(c.As(c.Acorn.Admin), c.Acorn.Second)
	c.Must(err)
	e := c.Enrollments(c.Acorn.Second)[0]
	if *n != 1 || e.Source != learning.ByHand || *e.AssignedBy != string(c.Acorn.Admin.ID) {
		t.Errorf("assigned to %d, %+v", *n, e)
	}
	_, err = c.Learning.Cancel(c.As(c.Acorn.Second), e.ID)
	c.Wants("what others assigned", err, "ASSIGNED_BY_OTHERS")
	_, err = c.Learning.Cancel(c.As(c.Birch.Admin), e.ID)
	c.Wants("of another partner", err, "NOT_FOUND")
	_, err = c.Learning.Cancel(c.As(c.North.Admin), e.ID)
	c.Wants("of a reseller", err, "NOT_FOUND")
	_, err = c.Learning.Cancel(c.As(c.Acorn.Admin), e.ID)
	c.Must(err)
	_, err = c.Learning.Cancel(c.As(c.Acorn.Admin), e.ID)
	c.Wants("twice", err, "ENROLLMENT_STATE")
	own, err := c.Learning.Start(c.As(c.Acorn.Second), v.CourseID)
	c.Must(err)
	_, err = c.Learning.Cancel(c.As(c.Acorn.Second), own.ID)
	c.Must(err)
	_, err = assign(c.As(c.Acorn.Admin), c.Birch.Second)
	c.Wants("to a person of another partner", err, "NOT_OF_PARTNER")
	_, err = assign(c.As(c.North.Admin), c.Acorn.Second)
	c.Wants("to a person of a reseller", err, "NOT_OF_PARTNER")
	_, err = assign(c.As(c.Acorn.Second), c.Acorn.Second)
	c.Wants("by a seller", err, "FORBIDDEN")
}
