package graph

import (
	"context"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

func previewQueries(svc *Services) read.Fields {
	return read.Fields{
		"previewCourse": read.Find(access.TrainingAuthor, "", svc.previewCourse),
		"previewQuiz":   read.Find(access.TrainingAuthor, "", previewQuiz),
		"markQuizTrial": read.Find(access.TrainingAuthor, "", markQuizTrial),
	}
}

func previewTypes() []read.Type {
	return []read.Type{
		read.Value("CoursePreview",
			read.To("version", func(p *learning.Preview) string { return string(p.Version) }),
			read.Has("decision", func(p *learning.Preview) *rule.Decision { return &p.Decision }),
			read.Each("lessons", func(p *learning.Preview) []*learning.PreviewLesson { return orNone(p.Lessons) }),
			read.Get("lessonsDone", func(p *learning.Preview) any { return p.Done }),
			read.Get("lessonsRequired", func(p *learning.Preview) any { return p.Required }),
			read.Get("completed", func(p *learning.Preview) any { return p.Completed() })),
		read.Value("LessonPreview",
			read.To("lesson", func(l *learning.PreviewLesson) string { return string(l.ID) }),
			read.Get("done", func(l *learning.PreviewLesson) any { return l.Done }),
			read.Get("open", func(l *learning.PreviewLesson) any { return l.First == "" }),
			read.Get("firstTitle", func(l *learning.PreviewLesson) any { return filled(l.First) }),
			read.Has("content", func(l *learning.PreviewLesson) *course.Content { return l.Content }),
			read.To("quizVersion", func(l *learning.PreviewLesson) string { return orEmpty(l.Quiz) })),
		read.Value("QuizTrial",
			read.To("version", func(t *quiz.Trial) string { return string(t.Version) }),
			read.Get("seed", func(t *quiz.Trial) any { return t.Seed }),
			read.Get("language", func(t *quiz.Trial) any { return filled(t.Language) }),
			read.Get("possible", func(t *quiz.Trial) any { return t.Possible }),
			read.Each("questions", func(t *quiz.Trial) []*quiz.Tried { return t.Questions })),
		read.Value("TrialQuestion",
			read.Get("place", func(q *quiz.Tried) any { return q.Place }),
			read.Get("kind", func(q *quiz.Tried) any { return string(q.Kind) }),
			read.Get("prompt", func(q *quiz.Tried) any { return q.Prompt }),
			read.Get("choices", func(q *quiz.Tried) any { return orNone(q.Choices) }),
			read.Get("targets", func(q *quiz.Tried) any { return orNone(q.Targets) }),
			read.Get("units", func(q *quiz.Tried) any { return orNone(q.Units) })),
		read.Value("QuizTrialResult",
			read.Has("trial", func(m *quiz.Marked) *quiz.Trial { return m.Trial }),
			read.Get("points", func(m *quiz.Marked) any { return m.Points }),
			read.Get("percent", func(m *quiz.Marked) any { return m.Percent }),
			read.Get("passed", func(m *quiz.Marked) any { return m.Passed }),
			read.Each("marks", func(m *quiz.Marked) []*quiz.Mark { return m.Marks })),
		trialMarkType(),
	}
}

func trialMarkType() read.Type {
	return read.Value("TrialMark",
		read.Get("place", func(m *quiz.Mark) any { return m.Place }),
		read.Get("points", func(m *quiz.Mark) any { return m.Points }),
		read.Get("weight", func(m *quiz.Mark) any { return m.Weight }),
		read.Get("choices", func(m *quiz.Mark) any { return m.Choices }),
		read.Get("order", func(m *quiz.Mark) any { return m.Order }),
		read.Get("matches", func(m *quiz.Mark) any { return m.Matches }),
		read.Get("truth", func(m *quiz.Mark) any { return m.Truth }),
		read.Has("number", func(m *quiz.Mark) *question.Number { return m.Number }),
		read.Get("unit", func(m *quiz.Mark) any { return m.Unit }),
		read.Get("texts", func(m *quiz.Mark) any { return textsOrNull(m.Texts) }),
		read.Get("explanation", func(m *quiz.Mark) any { return m.Explanation }),
		read.Get("feedback", func(m *quiz.Mark) any { return textsOrNull(m.Feedback) }))
}

func (s *Services) previewCourse(ctx context.Context, v *gate.View, a read.Args) (*learning.Preview, error) {
	ask, err := previewAsk(a)
	if err != nil {
		return nil, err
	}
	return learning.PreviewOf(ctx, v, ask, func(id course.FileID) (string, error) {
		return s.link(ctx, "/lesson/", forLesson, string(id))
	})
}

// mostImagined are the things of one kind that a persona may have.
const mostImagined = 100

func previewAsk(a read.Args) (ask learning.PreviewAsk, err error) {
	var as learning.Persona
	if err := a.Into("as", &as); err != nil {
		return ask, err
	}
	if err := a.Into("done", &ask.Done); err != nil {
		return ask, err
	}
	for _, list := range [][]string{as.Courses, as.Countries, as.Industries, as.Languages, as.Specialisations, as.Products, as.Distributors} {
		if len(list) > mostImagined {
			return ask, fault.Field(fault.Invalid, "as", "TOO_MANY", "Name at most %d things of a kind; these are %d.", mostImagined, len(list))
		}
	}
	ask.Language, ask.As = a.Text("language"), as
	ask.Version, err = idOf[course.VersionID](a, "courseVersionId", "CourseVersion")
	return ask, err
}

// idOf is the id that an argument names.
func idOf[ID ~string](a read.Args, arg, kind string) (ID, error) {
	id, err := a.ID(arg, kind)
	return ID(id), err
}

func previewQuiz(ctx context.Context, v *gate.View, a read.Args) (*quiz.Trial, error) {
	id, err := idOf[quiz.VersionID](a, "versionId", "QuizVersion")
	if err != nil {
		return nil, err
	}
	return quiz.TrialOf(ctx, v, quiz.TrialAsk{Version: id, Language: a.Text("language"), Seed: a.Text("seed")})
}

func markQuizTrial(ctx context.Context, v *gate.View, a read.Args) (*quiz.Marked, error) {
	t, err := previewQuiz(ctx, v, a)
	if t == nil || err != nil {
		return nil, err
	}
	var given []struct {
		Place  int                     `json:"place"`
		Answer *model.GivenAnswerInput `json:"answer"`
	}
	if err := a.Into("answers", &given); err != nil {
		return nil, err
	}
	answers := make([]quiz.TrialAnswer, len(given))
	for i, g := range given {
		answers[i] = quiz.TrialAnswer{Place: g.Place, Answer: answerOf(g.Answer)}
	}
	return t.Mark(answers)
}
