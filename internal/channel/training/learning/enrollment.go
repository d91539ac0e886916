package learning

import (
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// ID names an enrollment.
type ID string

// State is how far somebody is; see the diagram in the package comment.
type State string

// The states.
const (
	Assigned  State = "ASSIGNED"
	Started   State = "STARTED"
	Completed State = "COMPLETED"
	Overdue   State = "OVERDUE"
	Cancelled State = "CANCELLED"
)

var moves = map[State][]State{
	Assigned: {Started, Completed, Overdue, Cancelled},
	Started:  {Completed, Overdue, Cancelled},
	Overdue:  {Assigned, Started, Completed, Cancelled},
}

// Move tells whether an enrollment may change so.
func (s State) Move(to State) error {
	if slices.Contains(moves[s], to) {
		return nil
	}
	return fault.Coded(fault.Conflict, "ENROLLMENT_STATE", "An enrollment that is %s cannot become %s.", s, to)
}

// Open tells whether there is still something to do.
func (s State) Open() bool { return s == Assigned || s == Started || s == Overdue }

// Source says how somebody came to an enrollment.
type Source string

// The sources.
const (
	BySelf       Source = "SELF"
	ByHand       Source = "HAND"
	ByRule       Source = "RULE"
	ByCurriculum Source = "CURRICULUM"
	ByImport     Source = "IMPORT"
)

// Enrollment is one person's way through a course, or through a curriculum.
type Enrollment struct {
	ID           ID                   `db:"id"`
	PartnerID    partner.ID           `db:"partner_id"`
	PersonID     member.ID            `db:"person_id"`
	CourseID     *course.ID           `db:"course_id"`     // nil: of a curriculum
	CurriculumID *course.CurriculumID `db:"curriculum_id"` // of a course: assigned with it
	VersionID    *course.VersionID    `db:"version_id"`    // nil until it is started
	Required     gate.Strings         `db:"required"`      // of a curriculum: its courses when it was assigned
	State        State                `db:"state"`
	Source       Source               `db:"origin"`
	RuleID       *RuleID              `db:"rule_id"`
	AssignedBy   *string              `db:"assigned_by"`
	AssignedAt   time.Time            `db:"assigned_at"`
	DueAt        *time.Time           `db:"due_at"`
	StartedAt    *time.Time           `db:"started_at"`
	FinishedAt   *time.Time           `db:"finished_at"`
	Lessons      int                  `db:"lessons"`
	LessonsDone  int                  `db:"lessons_done"`
}

// RuleID names an assignment rule.
type RuleID string

// lateAt tells whether the date has passed. The date itself is still in time.
func (e *Enrollment) lateAt(now time.Time) bool { return e.DueAt != nil && now.After(*e.DueAt) }

// running is the state of an open enrollment, from what is known of it.
func (e *Enrollment) running(now time.Time) State {
	switch {
	case e.lateAt(now):
		return Overdue
	case e.StartedAt != nil:
		return Started
	}
	return Assigned
}
