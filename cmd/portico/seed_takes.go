package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// step is a lesson on the way of a learner of the demo.
type step struct {
	ID   course.LessonID `db:"id"`
	Kind string          `db:"kind"`
	Done bool            `db:"done"`
}

const way = `
select l.id, l.kind, exists (
  select 1 from lesson_progress p
  where p.lesson_id = l.id and p.person_id = (select ctx_person()) and p.completed_at is not null) as done
from lesson l
join course_version v on v.id = l.version_id
join course c on c.id = v.course_id
where c.key = $1 and v.state = 'PUBLISHED'
order by l.position`

// takes walks through a course as far as the deed says.
func (s *seeder) takes(self context.Context, d deed) error {
	id, err := s.taught(self, "course", d.Course)
	if err != nil {
		return err
	}
	if _, err := s.svc.Learning.Start(self, course.ID(id)); err != nil {
		return err
	}
	lessons, err := gate.Read(self, s.gate, gate.Ask{Action: access.TrainingLearn}, func(v *gate.View) (out []step, err error) {
		return out, v.Select(self, &out, way, d.Course)
	})
	for i, l := range lessons {
		switch {
		case err != nil || d.Do == "begin" && i == d.Lessons:
			return err
		case l.Done:
		case l.Kind == "QUIZ":
			err = s.tries(self, l.ID, d.Do)
		default:
			_, err = s.svc.Learning.Finish(self, l.ID)
		}
	}
	return err
}

// tries takes the quiz of a lesson: all right, one right, or two right and still
// open.
func (s *seeder) tries(self context.Context, lesson course.LessonID, how string) error {
	a, err := s.svc.Quizzes.Start(self, quiz.Start{Lesson: &lesson})
	if err != nil {
		return err
	}
	asked, err := s.asked(self, a.ID)
	if err != nil {
		return err
	}
	for _, q := range answered(asked, how) {
		if _, err := s.svc.Quizzes.Answer(self, quiz.Giving{Attempt: a.ID, Place: q.Place, Answer: q.right()}); err != nil {
			return err
		}
	}
	if how == "sit" {
		return nil
	}
	_, err = s.svc.Quizzes.Submit(self, a.ID)
	return err
}

// answered are the questions that get their right answer. Who fails knows the one
// that counts least, so that the result is the same whatever was drawn first.
func answered(asked []known, how string) []known {
	switch how {
	case "fail":
		least := slices.MinFunc(asked, func(a, b known) int { return cmp.Compare(a.Weight, b.Weight) })
		return []known{least}
	case "sit":
		return asked[:2]
	}
	return asked
}

// known is a question as it was shown, beside how it was written. Only the
// vendor's side reads the second: the demo knows its own answers.
type known struct {
	question.Question
	Place int // from 1
	Shown question.Shown
}

const keyOfAttempt = `
select q.body, w.shown, a.locale
from quiz_answer w
join question q on q.id = w.question_id
join quiz_attempt a on a.id = w.attempt_id
where a.id = $1
order by w.place`

func (s *seeder) asked(ctx context.Context, id quiz.AttemptID) ([]known, error) {
	var rows []struct {
		Body   []byte `db:"body"`
		Shown  []byte `db:"shown"`
		Locale string `db:"locale"`
	}
	ctx = actor.ForSystem(ctx, "seed")
	_, err := gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingAuthor}, func(v *gate.View) (struct{}, error) {
		return struct{}{}, v.Select(ctx, &rows, keyOfAttempt, id)
	})
	out := make([]known, len(rows))
	for i, r := range rows {
		var q question.Question
		if err := json.Unmarshal(r.Body, &q); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(r.Shown, &out[i].Shown); err != nil {
			return nil, err
		}
		out[i].Question, out[i].Place = *q.In(r.Locale), i+1
	}
	return out, err
}

// right is the right answer, found by the texts that are shown.
func (k known) right() (a question.Answer) {
	switch k.Kind {
	case question.Single, question.Multiple:
		for _, o := range k.Options {
			if o.Worth > 0 {
				a.Choices = append(a.Choices, slices.Index(k.Shown.Choices, o.Text))
			}
		}
	case question.TrueFalse:
		a.Truth = &k.Truth
	case question.Matching:
		a.Matches = make([]int, len(k.Pairs))
		for _, p := range k.Pairs {
			a.Matches[slices.Index(k.Shown.Choices, p.Left)] = slices.Index(k.Shown.Targets, p.Right)
		}
	case question.Ordering:
		for _, text := range k.Sequence {
			a.Order = append(a.Order, slices.Index(k.Shown.Choices, text))
		}
	case question.Numeric:
		a.Number = &k.Numbers[0].Value
		if k.Unit != nil {
			a.Unit = k.Unit.Name
		}
	case question.Short:
		a.Text = &k.Texts[slices.IndexFunc(k.Texts, func(t question.Text) bool { return !strings.Contains(t.Text, "*") })].Text
	}
	return a
}

const (
	courseByKey     = `select id::text from course where key = $1`
	curriculumByKey = `select id::text from curriculum where key = $1`
)

// taught is the id of a course or a curriculum by its key.
func (s *seeder) taught(ctx context.Context, what, key string) (string, error) {
	query := courseByKey
	if what == "curriculum" {
		query = curriculumByKey
	}
	id, err := s.found(ctx, query, key)
	if fault.KindOf(err) == fault.NotFound {
		err = fmt.Errorf("the demo teaches no %s %q", what, key)
	}
	return id, err
}

// found is one id that somebody sees.
func (s *seeder) found(ctx context.Context, query string, args ...any) (string, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (id string, err error) {
		return id, v.Get(ctx, &id, query, args...)
	})
}
