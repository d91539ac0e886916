package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/training/bank"
	"github.com/portico-prm/portico/internal/channel/training/itemstat"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/access"
)

var newestAttempt = read.Order{Sort: "t.started_at", Time: true, Desc: true}

var quizQueries = read.Fields{
	"quizzes":     read.Pages{Order: read.Order{Sort: "t.key"}, Filters: []read.Filter{{Arg: "key", SQL: "t.key = $"}}},
	"quiz":        read.One{Arg: "id"},
	"quizAttempt": read.One{Arg: "id"},
	"quizAttempts": read.Pages{Order: newestAttempt,
		Filters: []read.Filter{{Arg: "personId", ID: "Person", SQL: "t.person_id = $::uuid"}}},
}

const versionIn = "(select v.id from quiz_version v where v.quiz_id = t.id and v.state = "

func quizTypes() []read.Type {
	return []read.Type{
		{Name: "Quiz", Table: "quiz t", Ask: access.TrainingRead, Plain: "id key",
			Fields: read.Fields{
				"published": read.One{Key: versionIn + "'PUBLISHED')"},
				"draft":     read.One{Key: versionIn + "'DRAFT')"},
				"versions":  read.List{By: "t.quiz_id", Order: "t.number desc", Most: 1000},
				"attempts":  read.Pages{By: "t.quiz_id", Order: newestAttempt},
				"tallies":   read.Pages{By: "t.quiz_id", Order: read.Order{ID: "t.partner_id"}},
			}},
		{Name: "QuizVersion", Table: "quiz_version t", Ask: access.TrainingRead,
			Plain: "id number state locale locales passPercent maxAttempts coolDownMinutes timeLimitSeconds graceSeconds closesAt review mixed standalone asks publishedAt retiredAt createdAt",
			Fields: read.Fields{
				"quiz":       read.One{Key: "t.quiz_id"},
				"title":      read.Column("t.title ->> t.locale"),
				"intro":      read.Column("coalesce(t.intro ->> t.locale, '')"),
				"texts":      read.Inside("jsonb_build_array(t.title, t.intro)::text", quizTexts),
				"pools":      read.List{By: "t.version_id", Order: "t.position, t.id", Most: 1000, Quiet: true},
				"statistics": read.Compute(access.TrainingAuthor, "t.id", quizStatistics),
			}},
		quizTextType(), quizStatisticsType(),
		{Name: "QuestionPool", Table: "question_pool t", Ask: access.TrainingAuthor, Plain: "id name draw",
			Fields: read.Fields{"questions": read.Pages{By: "t.pool_id", Order: read.Order{Sort: "lpad(t.position::text, 9, '0')"}}}},
		quizQuestionType(), questionStatisticsType(),
		read.Value("QuestionOption", read.Get("text", func(o *question.Option) any { return o.Text }),
			read.Get("worth", func(o *question.Option) any { return o.Worth }), read.Get("feedback", func(o *question.Option) any { return o.Feedback })),
		read.Value("QuestionPair", read.Get("left", func(p *question.Pair) any { return p.Left }), read.Get("right", func(p *question.Pair) any { return p.Right })),
		acceptedNumberType(),
		read.Value("AcceptedText", read.Get("text", func(a *question.Text) any { return a.Text }), read.Get("worth", func(a *question.Text) any { return a.Worth })),
		questionUnitType(),
		read.Value("UnitFactor", read.Get("name", func(f *unitFactor) any { return f.name }), read.Get("factor", func(f *unitFactor) any { return f.factor })),
		questionTranslationType(), quizAttemptType(), quizAnswerType(), givenAnswerType(), answerReviewType(),
		{Name: "QuizTally", Table: "quiz_tally t", Key: "t.partner_id", Ask: access.TrainingRead, Plain: "attempts learners passed updatedAt",
			Fields: read.Fields{"partner": read.One{Key: "t.partner_id"}, "quiz": read.One{Key: "t.quiz_id"}}},
		answers("QuizVersionPayload", "version", func(v *quiz.Version) string { return string(v.ID) }),
		answers("QuestionPoolPayload", "pool", func(p *quiz.Pool) string { return string(p.ID) }),
		answers("QuestionPayload", "question", func(q *quiz.Row) string { return string(q.ID) }),
		answers("QuizAttemptPayload", "attempt", func(a *quiz.Attempt) string { return string(a.ID) }),
		importQuestionsType(), importNoteType(), answerQuizType(),
	}
}

func quizQuestionType() read.Type {
	return read.Type{Name: "QuizQuestion", Table: "question t", Ask: access.TrainingAuthor, Plain: "id name kind weight",
		Fields: read.Fields{
			"prompt":       read.Column("t.body ->> 'prompt'"),
			"credit":       read.Column("nullif(t.body ->> 'credit', '')"),
			"fixed":        read.Column("coalesce((t.body -> 'fixed')::boolean, false)"),
			"explanation":  read.Column("coalesce(t.body ->> 'explanation', '')"),
			"truth":        read.Column("case t.kind when 'TRUE_FALSE' then coalesce((t.body -> 'truth')::boolean, false) end"),
			"caseMatters":  read.Column("coalesce((t.body -> 'caseMatters')::boolean, false)"),
			"decoys":       read.Column(textsIn("t.body", "decoys")),
			"sequence":     read.Column(textsIn("t.body", "sequence")),
			"options":      read.Inside("t.body::text", inQuestion(func(q *question.Question) []*question.Option { return read.Pointers(q.Options) })),
			"pairs":        read.Inside("t.body::text", inQuestion(func(q *question.Question) []*question.Pair { return read.Pointers(q.Pairs) })),
			"numbers":      read.Inside("t.body::text", inQuestion(func(q *question.Question) []*question.Number { return read.Pointers(q.Numbers) })),
			"texts":        read.Inside("t.body::text", inQuestion(func(q *question.Question) []*question.Text { return read.Pointers(q.Texts) })),
			"translations": read.Inside("t.body::text", inQuestion(translations)),
			"unit":         read.InsideOne("t.body::text", unitOf),
			"statistics":   read.Compute(access.TrainingAuthor, "t.id", questionStatistics),
		}}
}

// textsIn is a list of texts in a JSON column; empty for null.
func textsIn(column, key string) string {
	return "array(select jsonb_array_elements_text(coalesce(" + column + " -> '" + key + "', '[]')))"
}

func quizAttemptType() read.Type {
	return read.Type{Name: "QuizAttempt", Table: "quiz_attempt t", Ask: access.TrainingRead,
		Plain: "id number locale state expired startedAt dueAt endedAt asked answered points possible percent revokedAt revokedFor revokedWhy givenBack",
		Fields: read.Fields{
			"quiz":    read.One{Key: "t.quiz_id"},
			"version": read.One{Key: "t.version_id"},
			"person":  read.One{Key: "t.person_id"},
			"answers": read.List{By: "t.attempt_id", Order: "t.place", Most: quiz.MaxAsked, Quiet: true},
		}}
}

func quizAnswerType() read.Type {
	return read.Type{Name: "QuizAnswer", Table: "quiz_answer t", Ask: access.TrainingLearn, Plain: "id place answeredAt",
		Fields: read.Fields{
			"kind":    read.Column("t.shown ->> 'kind'"),
			"prompt":  read.Column("t.shown ->> 'prompt'"),
			"choices": read.Column(textsIn("t.shown", "choices")),
			"targets": read.Column(textsIn("t.shown", "targets")),
			"units":   read.Column(textsIn("t.shown", "units")),
			"given":   read.InsideOne("t.given::text", givenOf),
			"review":  read.One{Key: "t.id"},
		}}
}

func givenAnswerType() read.Type {
	return read.Value("GivenAnswer",
		read.Get("choices", func(a *question.Answer) any { return a.Choices }),
		read.Get("order", func(a *question.Answer) any { return a.Order }),
		read.Get("matches", func(a *question.Answer) any { return a.Matches }),
		read.Get("truth", func(a *question.Answer) any { return a.Truth }),
		read.Get("number", func(a *question.Answer) any { return a.Number }),
		read.Get("unit", func(a *question.Answer) any { return a.Unit }),
		read.Get("text", func(a *question.Answer) any { return a.Text }))
}

func answerReviewType() read.Type {
	places := func(key string) read.Field {
		return read.Derive{Column: "(t.correct -> '" + key + "')::text", Make: placesOf}
	}
	return read.Type{Name: "AnswerReview", Table: "quiz_review t", Key: "t.answer_id", Ask: access.TrainingLearn, Plain: "points weight",
		Fields: read.Fields{
			"choices":     places("choices"),
			"order":       places("order"),
			"matches":     places("matches"),
			"truth":       read.Column("(t.correct -> 'truth')::boolean"),
			"number":      read.InsideOne("(t.correct -> 'number')::text", numberOf),
			"unit":        read.Column("coalesce(t.correct ->> 'unit', '')"),
			"texts":       read.Column("case when t.correct ? 'texts' then " + textsIn("t.correct", "texts") + " end"),
			"explanation": read.Column("coalesce(t.correct ->> 'explanation', '')"),
			"feedback":    read.Column("case when t.correct ? 'feedback' then " + textsIn("t.correct", "feedback") + " end"),
		}}
}

func quizTextType() read.Type {
	return read.Value("QuizText",
		read.Get("locale", func(x *quizText) any { return x.locale }),
		read.Get("title", func(x *quizText) any { return x.title }),
		read.Get("intro", func(x *quizText) any { return x.intro }))
}

func quizStatisticsType() read.Type {
	return read.Value("QuizStatistics",
		read.Get("attempts", func(s *itemstat.Quiz) any { return s.Attempts }),
		read.Get("mean", func(s *itemstat.Quiz) any { return s.Mean }),
		read.Get("spread", func(s *itemstat.Quiz) any { return s.Spread }),
		read.Get("alpha", func(s *itemstat.Quiz) any { return s.Alpha }),
		read.Get("noAlphaWhy", func(s *itemstat.Quiz) any { return filled(s.Why) }))
}

func questionStatisticsType() read.Type {
	return read.Value("QuestionStatistics",
		read.Get("attempts", func(s *quiz.Statistics) any { return s.Attempts }),
		read.Get("difficulty", func(s *quiz.Statistics) any { return s.Difficulty }),
		read.Get("discrimination", func(s *quiz.Statistics) any { return s.Discrimination }),
		read.Get("chosen", func(s *quiz.Statistics) any { return s.ByOption }))
}

func acceptedNumberType() read.Type {
	return read.Value("AcceptedNumber",
		read.Get("value", func(n *question.Number) any { return n.Value }),
		read.Get("tolerance", func(n *question.Number) any { return n.Tolerance }),
		read.Get("worth", func(n *question.Number) any { return n.Worth }))
}

func questionUnitType() read.Type {
	return read.Value("QuestionUnit",
		read.Get("name", func(u *question.Unit) any { return u.Name }),
		read.Get("needed", func(u *question.Unit) any { return u.Needed }),
		read.Each("others", unitFactors))
}

func questionTranslationType() read.Type {
	return read.Value("QuestionTranslation",
		read.Get("locale", func(w *translation) any { return w.locale }),
		read.Get("prompt", func(w *translation) any { return w.Prompt }),
		read.Get("parts", func(w *translation) any { return orNone(w.Parts) }),
		read.Get("targets", func(w *translation) any { return orNone(w.Targets) }),
		read.Get("feedback", func(w *translation) any { return orNone(w.Feedback) }),
		read.Each("texts", func(w *translation) []*question.Text { return read.Pointers(orNone(w.Texts)) }),
		read.Get("explanation", func(w *translation) any { return w.Explanation }))
}

func importQuestionsType() read.Type {
	return read.Value("ImportQuestionsPayload",
		read.To("pool", func(p *imported) string { return keyOr(p.pool, func(x *quiz.Pool) string { return string(x.ID) }) }),
		read.Get("taken", func(p *imported) any { return p.taken }),
		read.Get("skipped", func(p *imported) any { return p.skipped }),
		read.Get("passages", func(p *imported) any { return p.passages }),
		read.Each("notes", func(p *imported) []*bank.Note { return p.notes }),
		repairs(func(p *imported) []*userError { return p.broken }))
}

func importNoteType() read.Type {
	return read.Value("ImportNote",
		read.Get("line", func(n *bank.Note) any { return n.Line }),
		read.Get("file", func(n *bank.Note) any { return filled(n.File) }),
		read.Get("name", func(n *bank.Note) any { return n.Name }),
		read.Get("code", func(n *bank.Note) any { return n.Code }),
		read.Get("message", func(n *bank.Note) any { return n.Message }),
		read.Get("skipped", func(n *bank.Note) any { return n.Skipped }))
}

func answerQuizType() read.Type {
	return read.Value("AnswerQuizPayload",
		read.To("answer", func(s *settled[quiz.Answer]) string {
			return keyOr(s.Object, func(a *quiz.Answer) string { return string(a.ID) })
		}),
		read.To("attempt", func(s *settled[quiz.Answer]) string {
			return keyOr(s.Object, func(a *quiz.Answer) string { return string(a.AttemptID) })
		}),
		repairs(func(s *settled[quiz.Answer]) []*userError { return s.Broken }))
}

func quizStatistics(ctx context.Context, q read.Question) (map[string]*itemstat.Quiz, error) {
	out := map[string]*itemstat.Quiz{}
	for _, id := range q.Keys {
		t, err := quiz.TallyOf(ctx, q.View, quiz.VersionID(id))
		if err != nil {
			return nil, err
		}
		figures := t.Quiz()
		out[id] = &figures
	}
	return out, nil
}

func questionStatistics(ctx context.Context, q read.Question) (map[string]*quiz.Statistics, error) {
	return quiz.StatisticsOf(ctx, q.View, q.Keys)
}
