package graph

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/training/bank"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/channel/training/quizfile"
)

// quizText is title and introduction in one language.
type quizText struct{ locale, title, intro string }

func quizTexts(text string) ([]*quizText, error) {
	var both [2]map[string]string
	err := json.Unmarshal([]byte(text), &both)
	out := []*quizText{}
	for _, l := range slices.Sorted(maps.Keys(both[0])) {
		out = append(out, &quizText{l, both[0][l], both[1][l]})
	}
	return out, err
}

// inQuestion reads a list out of a question.
func inQuestion[T any](list func(*question.Question) []*T) func(string) ([]*T, error) {
	return func(text string) ([]*T, error) {
		var q question.Question
		err := json.Unmarshal([]byte(text), &q)
		return orNone(list(&q)), err
	}
}

// translation are the words of a question in one language.
type translation struct {
	question.Words
	locale string
}

func translations(q *question.Question) []*translation {
	var out []*translation
	for _, l := range slices.Sorted(maps.Keys(q.Others)) {
		out = append(out, &translation{q.Others[l], l})
	}
	return out
}

func unitOf(text string) (*question.Unit, error) {
	var q question.Question
	err := json.Unmarshal([]byte(text), &q)
	return q.Unit, err
}

type unitFactor struct {
	name   string
	factor float64
}

func unitFactors(u *question.Unit) []*unitFactor {
	out := []*unitFactor{}
	for _, name := range slices.Sorted(maps.Keys(u.Others)) {
		out = append(out, &unitFactor{name, u.Others[name]})
	}
	return out
}

func givenOf(text string) (*question.Answer, error)  { return fromJSON[question.Answer](text) }
func numberOf(text string) (*question.Number, error) { return fromJSON[question.Number](text) }

// fromJSON is nil for no text.
func fromJSON[T any](text string) (*T, error) {
	if text == "" {
		return nil, nil
	}
	var v T
	return &v, json.Unmarshal([]byte(text), &v)
}

func placesOf(_ context.Context, text string) (any, error) {
	list, err := fromJSON[[]int](text)
	if list == nil {
		return nil, err
	}
	return *list, err
}

func quizSettings(in model.DraftQuizInput) quiz.Settings {
	s := quiz.Usual
	s.Locale, s.Title, s.Intro = in.Locale, quiz.Texts{}, quiz.Texts{}
	for _, t := range in.Texts {
		s.Title[t.Locale] = t.Title
		if t.Intro != nil && *t.Intro != "" {
			s.Intro[t.Locale] = *t.Intro
		}
	}
	s.MaxAttempts, s.TimeLimitSeconds, s.ClosesAt = in.MaxAttempts, in.TimeLimitSeconds, in.ClosesAt
	s.CoolDownMinutes = orElse(in.CoolDownMinutes, 0)
	s.PassPercent, s.GraceSeconds = orElse(in.PassPercent, s.PassPercent), orElse(in.GraceSeconds, s.GraceSeconds)
	s.Review, s.Mixed, s.Standalone = orElse(in.Review, s.Review), orElse(in.Mixed, s.Mixed), orElse(in.Standalone, false)
	return s
}

// orElse is a value that may be left out.
func orElse[T any](v *T, other T) T {
	if v == nil {
		return other
	}
	return *v
}

func poolEdit(in model.SaveQuestionPoolInput) (quiz.PoolEdit, error) {
	e := quiz.PoolEdit{Name: in.Name, Draw: in.Draw}
	var err error
	if e.ID, err = maybe[quiz.PoolID]("QuestionPool", in.ID); err != nil {
		return e, err
	}
	e.Version, err = maybe[quiz.VersionID]("QuizVersion", in.VersionID)
	return e, err
}

func questionEdit(in model.SaveQuestionInput) (quiz.QuestionEdit, error) {
	e := quiz.QuestionEdit{Name: orEmpty(in.Name), Question: questionOf(in)}
	var err error
	if e.ID, err = maybe[quiz.QuestionID]("QuizQuestion", in.ID); err != nil {
		return e, err
	}
	e.Pool, err = maybe[quiz.PoolID]("QuestionPool", in.PoolID)
	return e, err
}

func questionOf(in model.SaveQuestionInput) question.Question {
	q := question.Question{Kind: in.Kind, Prompt: in.Prompt, Weight: orElse(in.Weight, 1), Credit: orEmpty(in.Credit), Fixed: orElse(in.Fixed, false),
		Explanation: orEmpty(in.Explanation), Truth: orElse(in.Truth, false), Decoys: in.Decoys, Sequence: in.Sequence,
		CaseMatters: orElse(in.CaseMatters, false), Unit: unitIn(in.Unit), Texts: acceptedOf(in.Texts)}
	for _, o := range in.Options {
		q.Options = append(q.Options, question.Option{Text: o.Text, Worth: orElse(o.Worth, 0), Feedback: orEmpty(o.Feedback)})
	}
	for _, p := range in.Pairs {
		q.Pairs = append(q.Pairs, question.Pair{Left: p.Left, Right: p.Right})
	}
	for _, n := range in.Numbers {
		q.Numbers = append(q.Numbers, question.Number{Value: n.Value, Tolerance: orElse(n.Tolerance, 0), Worth: orElse(n.Worth, 100)})
	}
	for _, t := range in.Translations {
		if q.Others == nil {
			q.Others = map[string]question.Words{}
		}
		q.Others[t.Locale] = question.Words{Prompt: orEmpty(t.Prompt), Parts: t.Parts, Targets: t.Targets, Feedback: t.Feedback,
			Texts: acceptedOf(t.Texts), Explanation: orEmpty(t.Explanation)}
	}
	return q
}

func unitIn(in *model.QuestionUnitInput) *question.Unit {
	if in == nil {
		return nil
	}
	u := &question.Unit{Name: in.Name, Needed: orElse(in.Needed, false), Others: map[string]float64{}}
	for _, o := range in.Others {
		u.Others[question.Normal(o.Name, true)] = o.Factor
	}
	return u
}

func acceptedOf(in []*model.AcceptedTextInput) (out []question.Text) {
	for _, t := range in {
		out = append(out, question.Text{Text: t.Text, Worth: orElse(t.Worth, 100)})
	}
	return out
}

func giving(in model.AnswerQuizInput) (quiz.Giving, error) {
	id, err := local[quiz.AttemptID]("QuizAttempt", in.AttemptID)
	return quiz.Giving{Attempt: id, Place: in.Place, Answer: answerOf(in.Answer)}, err
}

// answerOf is the zero answer for none.
func answerOf(in *model.GivenAnswerInput) question.Answer {
	if in == nil {
		return question.Answer{}
	}
	return question.Answer{Choices: in.Choices, Order: in.Order, Matches: in.Matches, Truth: in.Truth, Number: in.Number, Unit: orEmpty(in.Unit), Text: in.Text}
}

func quizStart(in model.StartQuizInput) (quiz.Start, error) {
	s := quiz.Start{Locale: orEmpty(in.Locale)}
	var err error
	if s.Quiz, err = maybe[quiz.ID]("Quiz", in.QuizID); err != nil || in.LessonID == nil {
		return s, err
	}
	lesson, err := local[course.LessonID]("Lesson", *in.LessonID)
	s.Lesson = &lesson
	return s, err
}

// imported is the answer to importQuestions.
type imported struct {
	pool                     *quiz.Pool
	taken, skipped, passages int
	notes                    []*bank.Note
	broken                   []*userError
}

func (s *Services) importQuestions(ctx context.Context, in model.ImportQuestionsInput) (model.Payload, error) {
	order, err := bankIn(in)
	if err != nil {
		return importPayload(nil, err)
	}
	return importPayload(s.Quizzes.Import(ctx, order))
}

func bankIn(in model.ImportQuestionsInput) (quiz.Import, error) {
	order := quiz.Import{Format: in.Format, Check: orElse(in.CheckOnly, false)}
	var err error
	if order.Pool, err = local[quiz.PoolID]("QuestionPool", in.PoolID); err != nil {
		return order, err
	}
	order.File, err = fileOrText(in.File, in.Text, bank.MaxBytes)
	return order, err
}

// fileOrText are the bytes of whichever was given; nil for none and for both.
func fileOrText(up *graphql.Upload, text *string, most int64) ([]byte, error) {
	switch {
	case up == nil && text != nil:
		return []byte(*text), nil
	case up != nil && text == nil:
		return io.ReadAll(io.LimitReader(up.File, most+1))
	}
	return nil, nil
}

func (s *Services) importQuiz(ctx context.Context, in model.ImportQuizInput) (model.Payload, error) {
	data, err := fileOrText(in.File, in.Text, quizfile.MaxBytes)
	if err != nil {
		return nil, err
	}
	return settle(s.Quizzes.ImportFile(ctx, data))
}

func importPayload(got *quiz.Imported, err error) (model.Payload, error) {
	broken, err := userErrors(err)
	if err != nil {
		return nil, err
	}
	p := &imported{notes: []*bank.Note{}, broken: broken}
	if got != nil {
		p.pool, p.taken, p.skipped, p.passages, p.notes = got.Pool, got.Taken, got.Skipped, got.Passages, read.Pointers(got.Notes)
	}
	return p, nil
}

func passRevocation(in model.RevokeQuizPassInput) (quiz.Revocation, error) {
	id, err := local[quiz.AttemptID]("QuizAttempt", in.AttemptID)
	return quiz.Revocation{Attempt: id, For: quiz.Ground(in.Ground), Why: in.Reason, GiveBack: orElse(in.GiveBack, false)}, err
}
