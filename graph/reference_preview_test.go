package graph_test

import (
	"encoding/json"
	"slices"

	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// What authors look at with the eyes of learners: services work it out, the
// reference reads the values field by field.
func init() {
	for _, typ := range []string{"CoursePreview", "QuizTrial", "QuizTrialResult"} {
		needs[typ] = access.TrainingAuthor
	}
	for name, f := range previewResolvers {
		resolvers[name] = f
	}
}

var previewResolvers = map[string]resolver{
	"Query.previewCourse": (*reference).previewCourse,
	"Query.previewQuiz": func(r *reference, _ thing, a inputsOf) (any, error) {
		return found("QuizTrial")(trialOf(r, a))
	},
	"Query.markQuizTrial": func(r *reference, _ thing, a inputsOf) (any, error) {
		t, err := trialOf(r, a)
		if t == nil || err != nil {
			return nil, err
		}
		m, err := t.Mark(trialAnswers(a))
		return thing{typ: "QuizTrialResult", value: m}, err
	},

	"CoursePreview.version": valued("CourseVersion", func(p *learning.Preview) string { return string(p.Version) }),
	"CoursePreview.decision": of(func(p *learning.Preview, _ inputsOf) any {
		return thing{typ: "Decision", value: &p.Decision}
	}),
	"CoursePreview.lessons":         of(func(p *learning.Preview, _ inputsOf) any { return eachPointer("LessonPreview", p.Lessons) }),
	"CoursePreview.lessonsDone":     of(func(p *learning.Preview, _ inputsOf) any { return float64(p.Done) }),
	"CoursePreview.lessonsRequired": of(func(p *learning.Preview, _ inputsOf) any { return float64(p.Required) }),
	"CoursePreview.completed":       of(func(p *learning.Preview, _ inputsOf) any { return p.Required > 0 && p.Done == p.Required }),
	"LessonPreview.lesson":          valued("Lesson", func(l *learning.PreviewLesson) string { return string(l.ID) }),
	"LessonPreview.done":            of(func(l *learning.PreviewLesson, _ inputsOf) any { return l.Done }),
	"LessonPreview.open":            of(func(l *learning.PreviewLesson, _ inputsOf) any { return l.First == "" }),
	"LessonPreview.firstTitle":      of(func(l *learning.PreviewLesson, _ inputsOf) any { return unlessZero(l.First) }),
	"LessonPreview.content": of(func(l *learning.PreviewLesson, _ inputsOf) any {
		if l.Content == nil {
			return nil
		}
		return thing{typ: "LessonContent", value: l.Content}
	}),
	"LessonPreview.quizVersion": func(r *reference, o thing, _ inputsOf) (any, error) {
		if id := o.value.(*learning.PreviewLesson).Quiz; id != nil {
			return r.one("QuizVersion", "id", *id)
		}
		return nil, nil
	},

	"QuizTrial.version":   valued("QuizVersion", func(t *quiz.Trial) string { return string(t.Version) }),
	"QuizTrial.seed":      of(func(t *quiz.Trial, _ inputsOf) any { return t.Seed }),
	"QuizTrial.language":  of(func(t *quiz.Trial, _ inputsOf) any { return unlessZero(t.Language) }),
	"QuizTrial.possible":  of(func(t *quiz.Trial, _ inputsOf) any { return t.Possible }),
	"QuizTrial.questions": of(func(t *quiz.Trial, _ inputsOf) any { return eachPointer("TrialQuestion", t.Questions) }),

	"TrialQuestion.place":   of(func(q *quiz.Tried, _ inputsOf) any { return float64(q.Place) }),
	"TrialQuestion.kind":    of(func(q *quiz.Tried, _ inputsOf) any { return string(q.Kind) }),
	"TrialQuestion.prompt":  of(func(q *quiz.Tried, _ inputsOf) any { return q.Prompt }),
	"TrialQuestion.choices": of(func(q *quiz.Tried, _ inputsOf) any { return texts(q.Choices) }),
	"TrialQuestion.targets": of(func(q *quiz.Tried, _ inputsOf) any { return texts(q.Targets) }),
	"TrialQuestion.units":   of(func(q *quiz.Tried, _ inputsOf) any { return texts(q.Units) }),

	"QuizTrialResult.trial":   of(func(m *quiz.Marked, _ inputsOf) any { return thing{typ: "QuizTrial", value: m.Trial} }),
	"QuizTrialResult.points":  of(func(m *quiz.Marked, _ inputsOf) any { return m.Points }),
	"QuizTrialResult.percent": of(func(m *quiz.Marked, _ inputsOf) any { return m.Percent }),
	"QuizTrialResult.passed":  of(func(m *quiz.Marked, _ inputsOf) any { return m.Passed }),
	"QuizTrialResult.marks":   of(func(m *quiz.Marked, _ inputsOf) any { return eachPointer("TrialMark", m.Marks) }),

	"TrialMark.place":   of(func(m *quiz.Mark, _ inputsOf) any { return float64(m.Place) }),
	"TrialMark.points":  of(func(m *quiz.Mark, _ inputsOf) any { return m.Points }),
	"TrialMark.weight":  of(func(m *quiz.Mark, _ inputsOf) any { return m.Weight }),
	"TrialMark.choices": of(func(m *quiz.Mark, _ inputsOf) any { return numbersOf(m.Choices) }),
	"TrialMark.order":   of(func(m *quiz.Mark, _ inputsOf) any { return numbersOf(m.Order) }),
	"TrialMark.matches": of(func(m *quiz.Mark, _ inputsOf) any { return numbersOf(m.Matches) }),
	"TrialMark.truth": of(func(m *quiz.Mark, _ inputsOf) any {
		if m.Truth == nil {
			return nil
		}
		return *m.Truth
	}),
	"TrialMark.number":      of(func(m *quiz.Mark, _ inputsOf) any { return acceptedOf(m.Number) }),
	"TrialMark.unit":        of(func(m *quiz.Mark, _ inputsOf) any { return m.Unit }),
	"TrialMark.texts":       of(func(m *quiz.Mark, _ inputsOf) any { return textsOr(m.Texts) }),
	"TrialMark.explanation": of(func(m *quiz.Mark, _ inputsOf) any { return m.Explanation }),
	"TrialMark.feedback":    of(func(m *quiz.Mark, _ inputsOf) any { return textsOr(m.Feedback) }),
}

// valued leads from a value to the row that it names.
func valued[T any](typ string, key func(T) string) resolver {
	return func(r *reference, o thing, _ inputsOf) (any, error) { return r.one(typ, "id", key(o.value.(T))) }
}

func eachPointer[T any](typ string, list []*T) []thing {
	out := []thing{}
	for _, v := range list {
		out = append(out, thing{typ: typ, value: v})
	}
	return out
}

func found(typ string) func(*quiz.Trial, error) (any, error) {
	return func(t *quiz.Trial, err error) (any, error) {
		if t == nil || err != nil {
			return nil, err
		}
		return thing{typ: typ, value: t}, nil
	}
}

func numbersOf(list []int) any {
	if list == nil {
		return nil
	}
	out := []any{}
	for _, n := range list {
		out = append(out, float64(n))
	}
	return out
}

func textsOr(list []string) any {
	if list == nil {
		return nil
	}
	return texts(list)
}

func acceptedOf(n *question.Number) any {
	if n == nil {
		return nil
	}
	return thing{typ: "AcceptedNumber", row: record{"value": n.Value, "tolerance": n.Tolerance, "worth": n.Worth}}
}

func (r *reference) previewCourse(_ thing, a inputsOf) (any, error) {
	if _, err := r.reach("CoursePreview"); err != nil {
		return nil, err
	}
	raw, err := json.Marshal(a["as"])
	if err != nil {
		return nil, err
	}
	ask := learning.PreviewAsk{}
	ask.Language, _ = a["language"].(string)
	if err := json.Unmarshal(raw, &ask.As); err != nil {
		return nil, err
	}
	done, _ := a["done"].([]any)
	for _, key := range done {
		ask.Done = append(ask.Done, key.(string))
	}
	id, err := localID("CourseVersion", a["courseVersionId"])
	if err != nil {
		return nil, err
	}
	ask.Version = course.VersionID(id)
	p, err := gate.Read(r.ctx, r.e.Gate, gate.Ask{Action: access.TrainingAuthor}, func(v *gate.View) (*learning.Preview, error) {
		return learning.PreviewOf(r.ctx, v, ask, func(course.FileID) (string, error) { return "", nil })
	})
	if p == nil || err != nil {
		return nil, err
	}
	return thing{typ: "CoursePreview", value: p}, nil
}

func trialOf(r *reference, a inputsOf) (*quiz.Trial, error) {
	if _, err := r.reach("QuizTrial"); err != nil {
		return nil, err
	}
	id, err := localID("QuizVersion", a["versionId"])
	if err != nil {
		return nil, err
	}
	ask := quiz.TrialAsk{Version: quiz.VersionID(id)}
	ask.Language, _ = a["language"].(string)
	ask.Seed, _ = a["seed"].(string)
	return gate.Read(r.ctx, r.e.Gate, gate.Ask{Action: access.TrainingAuthor}, func(v *gate.View) (*quiz.Trial, error) {
		return quiz.TrialOf(r.ctx, v, ask)
	})
}

func trialAnswers(a inputsOf) (out []quiz.TrialAnswer) {
	list, _ := a["answers"].([]any)
	for _, in := range list {
		in := in.(map[string]any)
		raw, _ := json.Marshal(in["answer"])
		t := quiz.TrialAnswer{}
		_ = json.Unmarshal(raw, &t.Answer)
		place, _ := json.Marshal(in["place"])
		_ = json.Unmarshal(place, &t.Place)
		out = append(out, t)
	}
	return slices.Clip(out)
}
