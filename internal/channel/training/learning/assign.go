package learning

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Target is what is assigned: a course or a curriculum, exactly one of them.
type Target struct {
	Course     *course.ID
	Curriculum *course.CurriculumID
}

func (t Target) validate() *fault.Error {
	if (t.Course == nil) == (t.Curriculum == nil) {
		return fault.Field(fault.Invalid, "courseId", "ONE_TARGET", "Give courseId or curriculumId, and not both.")
	}
	return nil
}

// mostAssigned are the people that one assignment by hand may name.
const mostAssigned = 250

// Assignment is a course or a curriculum that somebody assigns by hand.
type Assignment struct {
	Target
	People []member.ID
	Due    *time.Time
}

// Assign gives people a course or a curriculum by hand, and tells how many have
// it now. Who has it already keeps what there is, with the earlier date.
func (s *Service) Assign(ctx context.Context, a Assignment) (*int, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingAssign}, func(tx *gate.Tx) (*int, error) {
		if err := fault.Join(a.validate(), countOf(a.People)); err != nil {
			return nil, err
		}
		if err := future(a.Due, tx.Now()); err != nil {
			return nil, err
		}
		people, err := learnersByID(ctx, &tx.View, a.People)
		if err != nil {
			return nil, err
		}
		if len(people) != len(a.People) {
			return nil, fault.Field(fault.Invalid, "personIds", "NOT_OF_PARTNER", "Some of these people do not exist, are disabled, or are not of a partner that you may assign for. Name others, each once.")
		}
		by := tx.Actor().Person
		g := giving{Target: a.Target, source: ByHand, by: filled(by), due: a.Due}
		tx.Record(audit.Created("assignment", "-", map[string]any{"people": a.People, "course": a.Course, "curriculum": a.Curriculum, "due": a.Due}))
		n := len(people)
		return &n, tx.Widen(ctx, "people are assigned what they are to learn", func() error { return g.toAll(ctx, tx, people) })
	})
}

func countOf(people []member.ID) *fault.Error {
	switch n := len(people); {
	case n == 0:
		return fault.Field(fault.Invalid, "personIds", "REQUIRED", "Name the people who are to learn it, at least one.")
	case n > mostAssigned:
		return fault.Field(fault.Invalid, "personIds", "TOO_MANY", "Name at most %d people at once; these are %d. Assign the others with a second request, or make a rule for all of them.", mostAssigned, n)
	}
	return nil
}

func filled(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// giving is what goes for everybody of one assignment.
type giving struct {
	Target
	source Source
	rule   *RuleID
	by     *string
	due    *time.Time
}

func (g giving) toAll(ctx context.Context, tx *gate.Tx, people []*learner) error {
	var courses []curriculumCourse
	var err error
	if g.Curriculum != nil {
		courses, err = coursesOf(ctx, &tx.View, *g.Curriculum)
	} else {
		_, err = publishedVersion(ctx, &tx.View, *g.Course)
	}
	if err != nil {
		return err
	}
	for _, p := range people {
		if err := g.to(ctx, tx, p, courses); err != nil {
			return err
		}
	}
	return nil
}

func (g giving) to(ctx context.Context, tx *gate.Tx, p *learner, courses []curriculumCourse) error {
	if err := lockLearner(ctx, tx, p.ID); err != nil {
		return err
	}
	if g.Curriculum == nil {
		return g.course(ctx, tx, p, *g.Course)
	}
	return g.curriculum(ctx, tx, p, courses)
}

// course enrolls a person. An open enrollment stays, with the earlier date.
func (g giving) course(ctx context.Context, tx *gate.Tx, p *learner, id course.ID) error {
	e, err := openCourse(ctx, &tx.View, p.ID, id)
	if err == nil {
		return g.hurry(ctx, tx, e)
	}
	if fault.KindOf(err) != fault.NotFound {
		return err
	}
	e = g.enrollment(tx, p)
	e.CourseID, e.CurriculumID = &id, g.Curriculum
	return insertEnrollment(ctx, tx, e)
}

// curriculum enrolls a person in all of it: the courses that count already are
// counted, the others are enrolled.
func (g giving) curriculum(ctx context.Context, tx *gate.Tx, p *learner, courses []curriculumCourse) error {
	e, err := openCurriculum(ctx, &tx.View, p.ID, *g.Curriculum)
	if err == nil {
		return g.hurry(ctx, tx, e)
	}
	if fault.KindOf(err) != fault.NotFound {
		return err
	}
	e = g.enrollment(tx, p)
	e.CurriculumID = g.Curriculum
	part := g
	part.source = ByCurriculum
	for _, c := range courses {
		if !c.Optional {
			e.Required = append(e.Required, string(c.CourseID))
		}
		if p.completed(c.Key) {
			if !c.Optional {
				e.LessonsDone++
			}
			continue
		}
		if err := part.course(ctx, tx, p, c.CourseID); err != nil {
			return err
		}
	}
	e.Lessons = len(e.Required)
	if e.LessonsDone == e.Lessons {
		now := tx.Now()
		e.State, e.FinishedAt = Completed, &now
	}
	return insertEnrollment(ctx, tx, e)
}

func (g giving) enrollment(tx *gate.Tx, p *learner) *Enrollment {
	return &Enrollment{ID: ID(ids.New()), PartnerID: p.PartnerID, PersonID: p.ID, State: Assigned, Source: g.source, RuleID: g.rule,
		AssignedBy: g.by, AssignedAt: tx.Now(), DueAt: g.due}
}

// hurry brings the date of an open enrollment forward, never back.
func (g giving) hurry(ctx context.Context, tx *gate.Tx, e *Enrollment) error {
	if g.due == nil || e.DueAt != nil && !g.due.Before(*e.DueAt) {
		return nil
	}
	e.DueAt = g.due
	e.State = e.running(tx.Now())
	return saveEnrollment(ctx, tx, e)
}

func (p *learner) completed(key string) bool {
	for _, k := range p.Courses {
		if k == key {
			return true
		}
	}
	return false
}
