package quiz

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Submit ends an attempt and scores it. Whoever asks again, in another tab or
// after a lost answer, gets the result that there is.
func (s *Service) Submit(ctx context.Context, id AttemptID) (*Attempt, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingLearn}, func(tx *gate.Tx) (*Attempt, error) {
		if _, err := own(ctx, &tx.View, id); err != nil {
			return nil, err
		}
		var a *Attempt
		err := tx.Widen(ctx, "an attempt is scored", func() (err error) {
			if a, err = lockAttempt(ctx, tx, id); err == nil && a.State == Open {
				return s.finish(ctx, tx, a)
			}
			tx.Record(audit.Entry{Outcome: audit.Done, Kind: "quiz_attempt", ID: string(id), Detail: map[string]string{"act": "submitted again"}})
			return err
		})
		return a, err
	})
}

// Round is how often attempts are looked for that time has ended.
const Round = 15 * time.Second

// RanOut asks the queue to look.
type RanOut struct{}

// Kind names the chore in the queue.
func (RanOut) Kind() string { return "quiz.ran_out" }

// Expire scores what time has ended. It may be told twice, and be cut off
// anywhere: each attempt is ended in a unit of work of its own.
func (s *Service) Expire(ctx context.Context) error {
	over, err := gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingLearn}, func(v *gate.View) ([]AttemptID, error) {
		return runOut(ctx, v)
	})
	for _, id := range over {
		if err == nil {
			err = s.expire(ctx, id)
		}
	}
	return err
}

func (s *Service) expire(ctx context.Context, id AttemptID) error {
	_, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingLearn}, func(tx *gate.Tx) (struct{}, error) {
		a, err := lockAttempt(ctx, tx, id)
		if err == nil && a.State == Open && a.outOfTime(tx.Now()) {
			return struct{}{}, s.finish(ctx, tx, a)
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "quiz_attempt", ID: string(id), Detail: map[string]string{"act": "had ended"}})
		return struct{}{}, err
	})
	return err
}

// judged is what came of one question.
type judged struct {
	AnswerID AnswerID
	Points   float64
	Weight   float64
	Key      question.Key
	Chosen   []int // authored places
}

// finish scores an open attempt that is locked, with the vendor's sight, and
// does all that follows from it. Out of time it has expired, whoever asks.
func (s *Service) finish(ctx context.Context, tx *gate.Tx, a *Attempt) error {
	results, err := judge(ctx, tx, a)
	if err != nil {
		return err
	}
	v, err := versionByID(ctx, &tx.View, a.VersionID)
	if err != nil {
		return err
	}
	a.end(v, results, tx)
	first, err := firstPass(ctx, &tx.View, a)
	if err != nil {
		return err
	}
	if err := endAttempt(ctx, tx, a, results); err != nil {
		return err
	}
	tx.Record(audit.Entry{Outcome: audit.Done, Kind: "quiz_attempt", ID: string(a.ID), Partner: string(a.PartnerID), Action: "training.attempted",
		Detail: map[string]any{"state": a.State, "percent": a.Percent, "expired": a.Expired, "person": a.PersonID, "quiz": v.Key}})
	if err := countAttempt(ctx, tx, a); err != nil || a.State != Passed {
		return err
	}
	return s.passed(ctx, tx, a, v, first)
}

// end gives the attempt its result.
func (a *Attempt) end(v *Version, results []judged, tx *gate.Tx) {
	var points, possible float64
	for _, r := range results {
		points, possible = points+r.Points, possible+r.Weight
	}
	now, percent := moment(tx.Now()), question.Percent(points, possible)
	a.Expired = a.outOfTime(now)
	a.EndedAt, a.Points, a.Percent, a.State = &now, &points, &percent, Failed
	if percent >= v.PassPercent {
		a.State = Passed
	}
}

func judge(ctx context.Context, tx *gate.Tx, a *Attempt) ([]judged, error) {
	rows, seed, err := toJudge(ctx, &tx.View, a.ID)
	if err != nil {
		return nil, err
	}
	out := make([]judged, len(rows))
	for i, r := range rows {
		q := r.Question.In(a.Locale)
		_, layout := q.Lay(seed.At(r.Place))
		out[i] = judged{AnswerID: r.ID, Weight: q.Weight, Points: q.Score(layout, r.Given) * q.Weight, Key: q.KeyIn(layout, r.Given)}
		for _, place := range r.Given.Choices {
			out[i].Chosen = append(out[i].Chosen, layout.Choices[place])
		}
	}
	return out, nil
}

// passed completes the lesson and tells who listens. A lesson that cannot be
// credited any more, because the course was taken back meanwhile, leaves the
// result of the quiz what it is.
func (s *Service) passed(ctx context.Context, tx *gate.Tx, a *Attempt, v *Version, first bool) error {
	if a.LessonID != nil {
		err := s.lessons.CompleteLesson(ctx, tx, a.PersonID, *a.LessonID)
		if code := fault.CodeOf(err); err != nil && code != "COURSE_NOT_STARTED" && code != "LESSON_LOCKED" {
			return err
		}
	}
	p := a.pass(v.Key)
	p.First = first
	for _, o := range s.observers {
		if err := o.Passed(ctx, tx, p); err != nil {
			return err
		}
	}
	return nil
}
