package quiz

import (
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/question"
)

// AttemptID names an attempt, AnswerID one question of it.
type (
	AttemptID string
	AnswerID  string
)

// Stand is how an attempt stands.
type Stand string

// The stands of an attempt. The last two are for ever.
const (
	Open   Stand = "OPEN"
	Passed Stand = "PASSED"
	Failed Stand = "FAILED"
)

// Attempt is one person's try at a quiz.
type Attempt struct {
	ID           AttemptID        `db:"id"`
	QuizID       ID               `db:"quiz_id"`
	VersionID    VersionID        `db:"version_id"`
	PartnerID    partner.ID       `db:"partner_id"`
	PersonID     member.ID        `db:"person_id"`
	EnrollmentID *learning.ID     `db:"enrollment_id"` // nil: by itself
	LessonID     *course.LessonID `db:"lesson_id"`
	Number       int              `db:"number"` // of this person and quiz, from 1
	Locale       string           `db:"locale"`
	State        Stand            `db:"state"`
	Expired      bool             `db:"expired"`
	StartedAt    time.Time        `db:"started_at"`
	DueAt        *time.Time       `db:"due_at"`
	ClosesAt     *time.Time       `db:"closes_at"` // due and grace
	EndedAt      *time.Time       `db:"ended_at"`
	Asked        int              `db:"asked"`
	Answered     int              `db:"answered"`
	Points       *float64         `db:"points"`
	Possible     float64          `db:"possible"`
	Percent      *float64         `db:"percent"`
	RevokedAt    *time.Time       `db:"revoked_at"` // since when a pass does not count
	RevokedFor   *Ground          `db:"revoked_for"`
	RevokedWhy   *string          `db:"revoked_why"`
	GivenBack    bool             `db:"given_back"` // the learner has this attempt again
}

// Answer is one question of an attempt.
type Answer struct {
	ID        AnswerID       `json:"id"`
	AttemptID AttemptID      `json:"attemptId"`
	Place     int            `json:"place"` // from 1
	Shown     question.Shown `json:"-"`
}

// outOfTime tells whether nothing is taken any more.
func (a *Attempt) outOfTime(now time.Time) bool { return a.ClosesAt != nil && now.After(*a.ClosesAt) }

// over refuses what comes after the end, and says which end it was.
func (a *Attempt) over(now time.Time) error {
	switch {
	case a.State != Open:
		return fault.Coded(fault.Conflict, "ATTEMPT_OVER", "This attempt ended at %s. What was saved before has been counted; begin another attempt if you have one left.", clock(*a.EndedAt))
	case a.outOfTime(now):
		return fault.Coded(fault.Conflict, "TIME_OVER", "Time was over at %s. What was saved before is counted.", clock(*a.DueAt))
	}
	return nil
}

func clock(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// times sets when a new attempt ends: after the limit, and with the quiz.
func (a *Attempt) times(v *Version, now time.Time) {
	now = moment(now)
	a.StartedAt = now
	if v.TimeLimitSeconds != nil {
		due := now.Add(time.Duration(*v.TimeLimitSeconds) * time.Second)
		a.DueAt = &due
	}
	if v.ClosesAt != nil && (a.DueAt == nil || v.ClosesAt.Before(*a.DueAt)) {
		a.DueAt = v.ClosesAt
	}
	if a.DueAt != nil {
		closes := a.DueAt.Add(time.Duration(v.GraceSeconds) * time.Second)
		a.ClosesAt = &closes
	}
}

// moment is a time as the database keeps it: the first answer and a later one
// show the same.
func moment(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// Past is what counts of earlier attempts: those at the same lesson in the same
// taking of the course, or those outside of one. A version that a learner
// restarts in has lessons of its own, and asks anew.
type Past struct {
	Attempts int        `db:"attempts"`
	PassedAt *time.Time `db:"passed_at"`
	EndedAt  *time.Time `db:"ended_at"` // the last
}

// mayTry refuses an attempt that a person does not have, or not yet.
func (v *Version) mayTry(p Past, within bool, now time.Time) error {
	switch {
	case v.ClosesAt != nil && !now.Before(*v.ClosesAt):
		return fault.Coded(fault.Conflict, "QUIZ_CLOSED", "This quiz closed at %s.", clock(*v.ClosesAt))
	case within && p.PassedAt != nil:
		return fault.Coded(fault.Conflict, "QUIZ_PASSED", "You passed this quiz at %s; go on with the next lesson.", clock(*p.PassedAt))
	case v.MaxAttempts != nil && p.Attempts >= *v.MaxAttempts:
		return fault.Coded(fault.Conflict, "NO_ATTEMPT_LEFT", "You have used all %d attempts. Ask who assigned the course to you, or start the course again.", *v.MaxAttempts)
	case v.CoolDownMinutes > 0 && p.EndedAt != nil && now.Before(v.coolUntil(*p.EndedAt)):
		return fault.Coded(fault.Conflict, "COOLING_DOWN", "The next attempt may begin at %s.", clock(v.coolUntil(*p.EndedAt)))
	}
	return nil
}

func (v *Version) coolUntil(ended time.Time) time.Time {
	return ended.Add(time.Duration(v.CoolDownMinutes) * time.Minute)
}
