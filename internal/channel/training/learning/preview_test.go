package learning_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

// previewed is what a preview says.
func previewed(c *testkit.Channel, ask learning.PreviewAsk) *learning.Preview {
	c.T.Helper()
	p, err := gate.Read(c.System(), c.Gate, gate.Ask{Action: access.TrainingAuthor}, func(v *gate.View) (*learning.Preview, error) {
		return learning.PreviewOf(c.System(), v, ask, func(course.FileID) (string, error) { return "", nil })
	})
	c.Must(err)
	return p
}

// The order of lessons is said twice, for learners and for previews. However a
// learner goes through a course, both open the same lessons.
func TestAPreviewOpensWhatALearnerMayOpen(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	rnd, compared := rand.New(rand.NewPCG(3, 4)), 0
	for n := range 12 {
		o := testkit.Outline(fmt.Sprint("course-", n), outline.Text, outline.Text, outline.Task, outline.Text, outline.Text)
		o.InOrder = n%3 > 0
		for i := range o.Modules[0].Lessons[1:] {
			o.Modules[0].Lessons[i+1].Optional = rnd.IntN(3) == 0
		}
		v := c.Teach(o)
		who, lessons := c.Acorn.Second, c.Lessons(v)
		_, err := c.Learning.Start(c.As(who), v.CourseID)
		c.Must(err)
		for done := []string{}; ; {
			p := previewed(c, learning.PreviewAsk{Version: v.ID, Done: done, As: learning.Persona{Tier: "gold"}})
			var next []int
			for i, id := range lessons {
				compared++
				if may := mayDo(c, who, id); may != (p.Lessons[i].First == "") || may != (p.Lessons[i].Content != nil) {
					t.Fatalf("course %d after %v: lesson %d may be done: %v, the preview says %q comes first", n, done, i+1, may, p.Lessons[i].First)
				}
				if !p.Lessons[i].Done && p.Lessons[i].First == "" {
					next = append(next, i)
				}
			}
			if len(next) == 0 {
				if !p.Completed() {
					t.Errorf("course %d: all is done, and the preview is not completed: %+v", n, p)
				}
				break
			}
			i := next[rnd.IntN(len(next))]
			_, err := c.Learning.Finish(c.As(who), lessons[i])
			c.Must(err)
			done = append(done, p.Lessons[i].Key)
		}
		if e := c.Enrollments(who)[0]; e.State != learning.Completed {
			t.Errorf("course %d: the learner is %s", n, e.State)
		}
	}
	t.Logf("%d lessons compared", compared)
}

func mayDo(c *testkit.Channel, who *member.Person, id course.LessonID) bool {
	c.T.Helper()
	ctx := c.As(who)
	_, err := gate.Read(ctx, c.Gate, gate.Ask{Action: access.TrainingLearn}, func(v *gate.View) (*learning.Enrollment, error) {
		return learning.MayDo(ctx, v, who.ID, id)
	})
	return err == nil
}

// A persona that is like a real learner is told what that learner is told.
func TestAPersonaIsToldWhatALikeLearnerIsTold(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	first := c.Course("first", outline.Text)
	o := testkit.Outline("second", outline.Text)
	o.Prerequisites = []string{"first"}
	o.Audience = &rule.Tree{All: []rule.Tree{{ID: "kind", Attr: "partner.type", In: []rule.Scalar{"reseller"}}, {ID: "tier", Attr: "partner.tier", AtLeast: "gold"},
		{ID: "role", Attr: "user.roles", Has: "RESELLER_SELLER"}, {ID: "program", Attr: "partner.program", In: []rule.Scalar{"resale"}}}}
	second := c.Teach(o)
	for name, tt := range map[string]struct {
		who *member.Person
		as  learning.Persona
	}{
		"a seller":        {c.Acorn.Second, learning.Persona{Program: "resale", Tier: "gold", Roles: c.Acorn.Second.Roles}},
		"an admin":        {c.Acorn.Admin, learning.Persona{Tier: "gold", Roles: c.Acorn.Admin.Roles}},
		"a distributor's": {c.North.Admin, learning.Persona{Type: c.North.TypeKey, Tier: "gold", Roles: c.North.Admin.Roles}},
	} {
		for _, done := range []bool{false, true} {
			if done {
				c.Completes(tt.who, first)
				tt.as.Courses = []string{"first"}
			}
			p := previewed(c, learning.PreviewAsk{Version: second.ID, Language: "de", As: tt.as})
			if want := told(c, tt.who, second.CourseID); !slices.Equal(said(&p.Decision), said(want)) {
				t.Errorf("%s, first done %v:\n%v\nthe learner:\n%v", name, done, said(&p.Decision), said(want))
			}
		}
	}
}

func told(c *testkit.Channel, who *member.Person, id course.ID) *rule.Decision {
	c.T.Helper()
	ctx := c.As(who)
	d, err := gate.Read(ctx, c.Gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (map[string]*rule.Decision, error) {
		return learning.Decisions(ctx, v, []string{string(id)}, "de")
	})
	c.Must(err)
	return d[string(id)]
}

// said is a decision in the words that people read.
func said(d *rule.Decision) []string {
	out := []string{string(d.Result), d.Summary}
	for _, r := range d.Requirements {
		out = append(out, fmt.Sprint(r.ID, " ", r.State, ": has ", r.Have, ", needs ", r.Need, ", next ", r.Next))
	}
	return out
}
