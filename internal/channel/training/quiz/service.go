package quiz

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/sandbox"
)

// Lessons credits the lesson of a course whose quiz was passed, and takes it
// back with the pass.
type Lessons interface {
	CompleteLesson(ctx context.Context, tx *gate.Tx, who member.ID, lesson course.LessonID) error
	Withdraw(ctx context.Context, tx *gate.Tx, who member.ID, g learning.Given, why string) error
}

// Pass is the fact that a person has passed a quiz in one attempt.
type Pass struct {
	AttemptID AttemptID
	QuizID    ID
	QuizKey   string
	PartnerID partner.ID
	PersonID  member.ID
	Percent   float64
	At        time.Time
	First     bool // no attempt of this person passed this quiz before
}

// Observer is told of a pass in the unit of work that makes it, and in the one
// that revokes it: what it writes is there exactly when the pass is. It runs
// with the vendor's sight, and its error undoes the pass, or the revocation.
type Observer interface {
	Passed(ctx context.Context, tx *gate.Tx, p Pass) error
	Unpassed(ctx context.Context, tx *gate.Tx, u Unpass) error
}

// Unpass is the fact that a pass does not count any more.
type Unpass struct {
	Pass
	Why  string
	Next *Pass // the last of the person's other passes of the quiz that count; nil: none
}

// Service is what one can do with quizzes.
type Service struct {
	gate      *gate.Gate
	sandbox   *sandbox.Pool // reads what authors upload
	lessons   Lessons
	observers []Observer
}

// NewService makes the service. Observers are added by Tell.
func NewService(g *gate.Gate, lessons Lessons, pool *sandbox.Pool) *Service {
	return &Service{gate: g, lessons: lessons, sandbox: pool}
}

// Tell adds an observer. It belongs to putting the house together: nobody is
// added once requests are served.
func (s *Service) Tell(o Observer) { s.observers = append(s.observers, o) }
