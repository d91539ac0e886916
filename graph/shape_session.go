package graph

import (
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/session"
)

// locals reads several global ids of a type; nil stays nil.
func locals[T ~string](kind string, globals []string) ([]T, error) {
	if globals == nil {
		return nil, nil
	}
	out := make([]T, len(globals))
	for i, global := range globals {
		var err error
		if out[i], err = local[T](kind, global); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func sessionPlan(in model.PlanTrainingSessionInput) (session.Planning, error) {
	id, err := local[course.ID]("Course", in.CourseID)
	return session.Planning{Course: id, Lesson: in.LessonKey, Plan: session.Plan{Title: in.Title, Place: orEmpty(in.Place), URL: orEmpty(in.URL),
		StartsAt: in.StartsAt, EndsAt: in.EndsAt, TimeZone: in.TimeZone, Seats: in.Seats, Language: in.Language}}, err
}

func changedPlan(in model.ChangeTrainingSessionInput) session.Plan {
	return session.Plan{Title: in.Title, Place: orEmpty(in.Place), URL: orEmpty(in.URL),
		StartsAt: in.StartsAt, EndsAt: in.EndsAt, TimeZone: in.TimeZone, Seats: in.Seats, Language: in.Language}
}

func learners(globals []string) ([]member.ID, error) { return locals[member.ID]("Person", globals) }

func marksOf(in model.RecordAttendanceInput) (out []session.Mark, err error) {
	for _, m := range in.Marks {
		id, err := local[session.RegistrationID]("SessionRegistration", m.RegistrationID)
		if err != nil {
			return nil, err
		}
		out = append(out, session.Mark{ID: id, Result: session.Result{Attendance: &m.Attendance, Score: m.Score, Passed: m.Passed}})
	}
	return out, nil
}

func verdictOf(in model.DecideAttendanceInput) (session.Decision, error) {
	of, err := locals[session.RegistrationID]("SessionRegistration", in.RegistrationIds)
	return session.Decision{Of: of, Holds: in.Verified, Reason: orEmpty(in.Reason)}, err
}
