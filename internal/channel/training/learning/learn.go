package learning

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Open notes that the person who asks has opened a lesson, and refuses one that
// is not open yet. Opening completes nothing.
func (s *Service) Open(ctx context.Context, id course.LessonID) (*Enrollment, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingLearn}, func(tx *gate.Tx) (*Enrollment, error) {
		e, err := MayDo(ctx, &tx.View, member.ID(tx.Actor().Person), id)
		if err != nil {
			return nil, err
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "lesson", ID: string(id), Detail: map[string]string{"act": "open"}})
		return e, tx.Widen(ctx, "a lesson was opened", func() error { return markOpened(ctx, tx, e, id) })
	})
}

// Finish completes a lesson that needs nobody's proof: one that was read,
// watched or done. A quiz is completed by passing it, a session by attending.
func (s *Service) Finish(ctx context.Context, id course.LessonID) (*Enrollment, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingLearn}, func(tx *gate.Tx) (*Enrollment, error) {
		l, err := lessonByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if err := byOneself(l.Kind); err != nil {
			return nil, err
		}
		who := member.ID(tx.Actor().Person)
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "lesson", ID: string(id), Detail: map[string]string{"act": "complete"}})
		if err := s.CompleteLesson(ctx, tx, who, id); err != nil {
			return nil, err
		}
		return lastOfVersion(ctx, &tx.View, who, l.VersionID)
	})
}

func byOneself(kind string) error {
	switch kind {
	case "QUIZ":
		return fault.Coded(fault.Conflict, "QUIZ_TO_PASS", "This lesson is completed by passing its quiz. Begin an attempt.")
	case "SESSION":
		return fault.Coded(fault.Conflict, "SESSION_TO_ATTEND", "This lesson is completed by attending its session. Whoever holds it records that.")
	}
	return nil
}

// Cancel ends an enrollment before it is completed: a learner its own that
// nobody assigned, who may assign any of theirs.
func (s *Service) Cancel(ctx context.Context, id ID) (*Enrollment, error) {
	if gate.Reach(ctx, access.TrainingAssign) == access.None {
		return s.cancelOwn(ctx, id)
	}
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingAssign}, func(tx *gate.Tx) (*Enrollment, error) {
		e, err := enrollmentByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		return e, s.cancel(ctx, tx, e)
	})
}

func (s *Service) cancelOwn(ctx context.Context, id ID) (*Enrollment, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingLearn}, func(tx *gate.Tx) (*Enrollment, error) {
		e, err := own(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if e.Source != BySelf {
			return nil, fault.Coded(fault.Conflict, "ASSIGNED_BY_OTHERS", "You were assigned this, so you cannot cancel it yourself. Ask the administrator of your company.")
		}
		return e, s.cancel(ctx, tx, e)
	})
}

func (s *Service) cancel(ctx context.Context, tx *gate.Tx, e *Enrollment) error {
	from := e.State
	tx.Record(audit.Changed("enrollment", string(e.ID), from, Cancelled))
	return tx.Widen(ctx, "an enrollment is cancelled", func() error { return finish(ctx, tx, e, Cancelled) })
}

// Postpone moves the date of an enrollment; nil takes it off. What was overdue
// runs again.
func (s *Service) Postpone(ctx context.Context, id ID, due *time.Time) (*Enrollment, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingAssign}, func(tx *gate.Tx) (*Enrollment, error) {
		e, err := enrollmentByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if !e.State.Open() {
			return nil, fault.Coded(fault.Conflict, "ENROLLMENT_STATE", "An enrollment that is %s has no date to move.", e.State)
		}
		if err := future(due, tx.Now()); err != nil {
			return nil, err
		}
		tx.Record(audit.Changed("enrollment", string(id), e.DueAt, due))
		e.DueAt = due
		e.State = e.running(tx.Now())
		return e, tx.Widen(ctx, "a date is moved", func() error { return saveEnrollment(ctx, tx, e) })
	})
}

func future(due *time.Time, now time.Time) error {
	if due != nil && !due.After(now) {
		return fault.Field(fault.Invalid, "dueAt", "DATE_PASSED", "The date has passed. Give one to come.")
	}
	return nil
}
