package graph_test

import (
	"encoding/json"
	"slices"

	"github.com/portico-prm/portico/internal/channel/training/itemstat"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

func init() { // the tables of the quizzes, beside those of the house
	for typ, at := range map[string]struct {
		table string
		needs access.Action
	}{
		"Quiz": {"quiz", access.TrainingRead}, "QuizVersion": {"quiz_version", access.TrainingRead}, "QuizTally": {"quiz_tally", access.TrainingRead},
		"QuizAttempt": {"quiz_attempt", access.TrainingRead}, "QuestionPool": {"question_pool", access.TrainingAuthor}, "QuizQuestion": {"question", access.TrainingAuthor},
		"QuizAnswer": {"quiz_answer", access.TrainingLearn}, "AnswerReview": {"quiz_review", access.TrainingLearn},
	} {
		tableOf[typ], needs[typ] = at.table, at.needs
	}
	columns["quiz_attempt"] = "id, quiz_id, version_id, person_id, number, locale, state, expired, started_at, due_at, ended_at, asked, answered, points, possible, percent, revoked_at, revoked_for, revoked_why, given_back"
	columns["quiz_answer"] = "id, attempt_id, place, shown, given, answered_at"
	columns["quiz_review"] = "answer_id, points, weight, correct"
	columns["question"] = "*, lpad(position::text, 9, '0') in_pool"
	for name, f := range quizResolvers {
		resolvers[name] = f
	}
}

var (
	newestAttempt = then(down(byTime("started_at")), down(by("id")))
	attemptPlace  = sortKey{column: "started_at", id: "id", time: true, down: true}
	inPool        = sortKey{column: "in_pool", id: "id"}
)

var quizResolvers = map[string]resolver{
	"Query.quizzes": paging("Quiz", "QuizConnection", by("key", "id"), sortKey{column: "key", id: "id"}, func(_ *reference, a inputsOf) (func(record) bool, error) {
		key, _ := a["key"].(string)
		return func(q record) bool { return key == "" || q.text("key") == key }, storable(key)
	}),
	"Query.quiz":        rooted("Quiz"),
	"Query.quizAttempt": rooted("QuizAttempt"),
	"Query.quizAttempts": paging("QuizAttempt", "QuizAttemptConnection", newestAttempt, attemptPlace, func(_ *reference, a inputsOf) (func(record) bool, error) {
		if a["personId"] == nil {
			return nil, nil
		}
		id, err := localID("Person", a["personId"])
		return func(x record) bool { return x.text("person_id") == id }, err
	}),

	"Quiz.published": edition("PUBLISHED"),
	"Quiz.draft":     edition("DRAFT"),
	"Quiz.versions":  rowsOf("QuizVersion", "quiz_id", down(byNumber("number"))),
	"Quiz.attempts":  pagesOf("QuizAttempt", "QuizAttemptConnection", "quiz_id", newestAttempt, attemptPlace),
	"Quiz.tallies":   pagesOf("QuizTally", "QuizTallyConnection", "quiz_id", by("partner_id"), sortKey{id: "partner_id"}),

	"QuizVersion.quiz":  to("Quiz", "quiz_id", "id", false),
	"QuizVersion.title": func(_ *reference, o thing, _ inputsOf) (any, error) { return inOwn(o, "title"), nil },
	"QuizVersion.intro": func(_ *reference, o thing, _ inputsOf) (any, error) { return orText(inOwn(o, "intro")), nil },
	"QuizVersion.texts": func(_ *reference, o thing, _ inputsOf) (any, error) {
		titles, intros, out := within(o.row, "title"), within(o.row, "intro"), []thing{}
		for _, l := range sortedKeys(titles) {
			out = append(out, thing{typ: "QuizText", row: record{"locale": l, "title": titles[l], "intro": orText(intros[l])}})
		}
		return out, nil
	},
	"QuizVersion.pools":      quietly("QuestionPool", rowsOf("QuestionPool", "version_id", then(byNumber("position"), by("id")))),
	"QuizVersion.statistics": (*reference).quizFigures,
	"QuestionPool.questions": pagesOf("QuizQuestion", "QuizQuestionConnection", "pool_id", by("in_pool", "id"), inPool),

	"QuizQuestion.prompt":       inBody("prompt", nil),
	"QuizQuestion.credit":       inBody("credit", nil),
	"QuizQuestion.fixed":        inBody("fixed", false),
	"QuizQuestion.explanation":  inBody("explanation", ""),
	"QuizQuestion.caseMatters":  inBody("caseMatters", false),
	"QuizQuestion.decoys":       inBody("decoys", []any{}),
	"QuizQuestion.sequence":     inBody("sequence", []any{}),
	"QuizQuestion.options":      inBodyEach("options", "QuestionOption"),
	"QuizQuestion.pairs":        inBodyEach("pairs", "QuestionPair"),
	"QuizQuestion.numbers":      inBodyEach("numbers", "AcceptedNumber"),
	"QuizQuestion.texts":        inBodyEach("texts", "AcceptedText"),
	"QuizQuestion.translations": (*reference).translations,
	"QuizQuestion.statistics":   (*reference).questionFigures,
	"QuizQuestion.truth": func(_ *reference, o thing, _ inputsOf) (any, error) {
		if o.row.text("kind") != "TRUE_FALSE" {
			return nil, nil
		}
		return within(o.row, "body")["truth"] == true, nil
	},
	"QuizQuestion.unit": func(_ *reference, o thing, _ inputsOf) (any, error) {
		return inner("QuestionUnit", within(o.row, "body")["unit"]), nil
	},

	"QuestionOption.feedback": textOr("feedback"), "QuestionTranslation.prompt": textOr("prompt"), "QuestionTranslation.explanation": textOr("explanation"),
	"QuestionTranslation.parts": listOr("parts"), "QuestionTranslation.targets": listOr("targets"), "QuestionTranslation.feedback": listOr("feedback"),
	"QuestionTranslation.texts": func(_ *reference, o thing, _ inputsOf) (any, error) {
		return eachIn("AcceptedText", o.row["texts"]), nil
	},
	"QuestionUnit.needed": func(_ *reference, o thing, _ inputsOf) (any, error) { return o.row["needed"] == true, nil },
	"QuestionUnit.others": func(_ *reference, o thing, _ inputsOf) (any, error) {
		others, out := within(o.row, "others"), []thing{}
		for _, name := range sortedKeys(others) {
			out = append(out, thing{typ: "UnitFactor", row: record{"name": name, "factor": others[name]}})
		}
		return out, nil
	},

	"QuizAttempt.quiz":    to("Quiz", "quiz_id", "id", false),
	"QuizAttempt.version": to("QuizVersion", "version_id", "id", false),
	"QuizAttempt.person":  to("Person", "person_id", "id", true),
	"QuizAttempt.answers": quietly("QuizAnswer", rowsOf("QuizAnswer", "attempt_id", byNumber("place"))),

	"QuizAnswer.kind": inShown("kind"), "QuizAnswer.prompt": inShown("prompt"), "QuizAnswer.choices": inShown("choices"),
	"QuizAnswer.targets": inShown("targets"), "QuizAnswer.units": inShown("units"),
	"QuizAnswer.given":  func(_ *reference, o thing, _ inputsOf) (any, error) { return inner("GivenAnswer", o.row["given"]), nil },
	"QuizAnswer.review": to("AnswerReview", "id", "answer_id", true),

	"GivenAnswer.choices": placesOf, "GivenAnswer.order": placesIn("order"), "GivenAnswer.matches": placesIn("matches"), "GivenAnswer.unit": textOr("unit"),

	"AnswerReview.choices": inCorrect("choices"), "AnswerReview.order": inCorrect("order"), "AnswerReview.matches": inCorrect("matches"),
	"AnswerReview.truth": inCorrect("truth"), "AnswerReview.texts": inCorrect("texts"), "AnswerReview.feedback": inCorrect("feedback"),
	"AnswerReview.unit": func(_ *reference, o thing, _ inputsOf) (any, error) {
		return orText(within(o.row, "correct")["unit"]), nil
	},
	"AnswerReview.explanation": func(_ *reference, o thing, _ inputsOf) (any, error) {
		return orText(within(o.row, "correct")["explanation"]), nil
	},
	"AnswerReview.number": func(_ *reference, o thing, _ inputsOf) (any, error) {
		return inner("AcceptedNumber", within(o.row, "correct")["number"]), nil
	},

	"QuizTally.partner": to("Partner", "partner_id", "id", true),
	"QuizTally.quiz":    to("Quiz", "quiz_id", "id", false),
}

// rooted is a field of the root that an id names.
func rooted(typ string) resolver {
	return func(r *reference, _ thing, a inputsOf) (any, error) {
		if _, err := r.reach(typ); err != nil {
			return nil, err
		}
		id, err := localID(typ, a["id"])
		if err != nil {
			return nil, nil
		}
		return r.one(typ, "id", id)
	}
}

// pagesOf leads to a page of the rows whose column is the id of the object.
func pagesOf(typ, conn, column string, o order, key sortKey) resolver {
	return pagesWhere(typ, conn, func(of, row record) bool { return row.text(column) == of.text("id") }, o, key)
}

func pagesWhere(typ, conn string, belongs func(of, row record) bool, o order, key sortKey) resolver {
	return func(r *reference, of thing, a inputsOf) (any, error) {
		want, err := wantedPage(a)
		if err != nil {
			return nil, err
		}
		found, err := r.things(typ, o, func(row record) bool { return belongs(of.row, row) })
		if err != nil {
			return nil, err
		}
		return connection(conn)(key.page(found, want))
	}
}

// quietly is an empty list for who may not ask.
func quietly(typ string, f resolver) resolver {
	return func(r *reference, o thing, a inputsOf) (any, error) {
		if _, err := r.reach(typ); err != nil {
			return []thing{}, nil
		}
		return f(r, o, a)
	}
}

func edition(state string) resolver {
	return func(r *reference, o thing, _ inputsOf) (any, error) {
		found, err := r.things("QuizVersion", byNumber("number"), func(v record) bool {
			return v.text("quiz_id") == o.row.text("id") && v.text("state") == state
		})
		if err != nil || len(found) == 0 {
			return nil, nil
		}
		return found[0], nil
	}
}

// within is a column of JSON.
func within(r record, column string) map[string]any {
	m, _ := r[column].(map[string]any)
	return m
}

func inOwn(o thing, column string) any { return within(o.row, column)[o.row.text("locale")] }

func orText(v any) any {
	if v == nil {
		return ""
	}
	return v
}

func inBody(key string, other any) resolver {
	return func(_ *reference, o thing, _ inputsOf) (any, error) {
		if v := within(o.row, "body")[key]; v != nil {
			return v, nil
		}
		return other, nil
	}
}

func inBodyEach(key, typ string) resolver {
	return func(_ *reference, o thing, _ inputsOf) (any, error) {
		return eachIn(typ, within(o.row, "body")[key]), nil
	}
}

func eachIn(typ string, v any) []thing {
	list, _ := v.([]any)
	out := []thing{}
	for _, m := range list {
		out = append(out, thing{typ: typ, row: m.(map[string]any)})
	}
	return out
}

func inner(typ string, v any) any {
	if m, ok := v.(map[string]any); ok {
		return thing{typ: typ, row: m}
	}
	return nil
}

func textOr(key string) resolver {
	return func(_ *reference, o thing, _ inputsOf) (any, error) { return orText(o.row[key]), nil }
}

func listOr(key string) resolver {
	return func(_ *reference, o thing, _ inputsOf) (any, error) {
		if o.row[key] == nil {
			return []any{}, nil
		}
		return o.row[key], nil
	}
}

func inShown(key string) resolver {
	return func(_ *reference, o thing, _ inputsOf) (any, error) { return within(o.row, "shown")[key], nil }
}

func inCorrect(key string) resolver {
	return func(_ *reference, o thing, _ inputsOf) (any, error) {
		return figures(within(o.row, "correct")[key]), nil
	}
}

func placesIn(key string) resolver {
	return func(_ *reference, o thing, _ inputsOf) (any, error) { return figures(o.row[key]), nil }
}

var placesOf = placesIn("choices")

// figures are JSON's numbers as the answers are read.
func figures(v any) any {
	list, ok := v.([]any)
	if !ok {
		return v
	}
	out := slices.Clone(list)
	for i, x := range out {
		if n, ok := x.(json.Number); ok {
			out[i], _ = n.Float64()
		}
	}
	return out
}

func (r *reference) translations(o thing, _ inputsOf) (any, error) {
	others, out := within(within(o.row, "body"), "others"), []thing{}
	for _, l := range sortedKeys(others) {
		row := record{"locale": l}
		for k, v := range within(others, l) {
			row[k] = v
		}
		out = append(out, thing{typ: "QuestionTranslation", row: row})
	}
	return out, nil
}

// quizFigures are those of the service; what they mean is tested there.
func (r *reference) quizFigures(o thing, _ inputsOf) (any, error) {
	t, err := r.tally(o.row.text("id"))
	if t == nil || err != nil {
		return nil, err
	}
	f := t.Quiz()
	return thing{typ: "QuizStatistics", row: record{"attempts": float64(f.Attempts), "mean": deref(f.Mean), "spread": deref(f.Spread), "alpha": deref(f.Alpha), "no_alpha_why": orNull(f.Why)}}, nil
}

func (r *reference) tally(version string) (*itemstat.Tally, error) {
	if access.Of(r.who, access.TrainingAuthor) == access.None {
		return nil, nil
	}
	return gate.Read(r.ctx, r.e.Gate, gate.Ask{Action: access.TrainingAuthor}, func(v *gate.View) (*itemstat.Tally, error) {
		return quiz.TallyOf(r.ctx, v, quiz.VersionID(version))
	})
}

func (r *reference) questionFigures(o thing, _ inputsOf) (any, error) {
	t, err := r.tally(o.row.text("version_id"))
	if t == nil || err != nil {
		return nil, err
	}
	f, chosen := t.Item(o.row.text("id")), []any{}
	options, _ := within(o.row, "body")["options"].([]any)
	for i := range options {
		chosen = append(chosen, float64(f.Chosen[i]))
	}
	return thing{typ: "QuestionStatistics", row: record{"attempts": float64(f.Attempts), "difficulty": deref(f.Difficulty), "discrimination": deref(f.Discrimination), "chosen": chosen}}, nil
}

func deref(x *float64) any {
	if x == nil {
		return nil
	}
	return *x
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
