package graph_test

import (
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/testkit"
)

const (
	draftQuiz   = `mutation($in: DraftQuizInput!) { draftQuiz(input: $in) { version { id number state title asks } userErrors { field code } } }`
	savePool    = `mutation($in: SaveQuestionPoolInput!) { saveQuestionPool(input: $in) { pool { id name draw } userErrors { field code } } }`
	saveAsked   = `mutation($in: SaveQuestionInput!) { saveQuestion(input: $in) { question { id kind prompt options { text worth } translations { locale prompt } } userErrors { field code } } }`
	importAsked = `mutation($in: ImportQuestionsInput!) { importQuestions(input: $in) { taken skipped passages notes { line code message skipped } pool { questions { nodes { kind prompt truth } } } userErrors { field code } } }`
	publishQuiz = `mutation($in: MoveQuizInput!) { publishQuiz(input: $in) { version { state asks quiz { id key published { number } draft { number } } } userErrors { field code } } }`
	startQuiz   = `mutation($in: StartQuizInput!) { startQuiz(input: $in) { attempt { id state number asked answers { id place kind prompt choices review { points } } } userErrors { field code message } } }`
	answerQuiz  = `mutation($in: AnswerQuizInput!) { answerQuiz(input: $in) { answer { place given { truth choices } answeredAt review { points } } attempt { answered } userErrors { field code message } } }`
	submitQuiz  = `mutation($in: SubmitQuizInput!) { submitQuiz(input: $in) { attempt { state percent points answers { review { points truth explanation } } } userErrors { field code } } }`
)

// throughAQuiz is the way to a quiz that has been taken, which is made when
// there is none.
func throughAQuiz(c *testkit.Channel, inside string) string {
	if c.Count("quiz", "") == 0 {
		e := &estate{Channel: c}
		e.tries(e.Quiz("way", nil, testkit.Claims(3)...), c.Acorn.Admin, true)
	}
	return "{ quizzes { nodes { " + inside + " } } }"
}

// From the author's draft to the learner's result, as a portal does it.
func TestAQuizIsWrittenTakenAndReviewed(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	author, learner := c.SignedIn(c.Boss), c.SignedIn(c.Acorn.Second)
	send := func(who *testkit.Client, text string, in testkit.Vars) *testkit.Answer {
		return who.Fine(who.Do(text, testkit.Vars{"in": in}))
	}
	version := send(author, draftQuiz, testkit.Vars{"key": "edge-basics", "locale": "en", "standalone": true, "review": "AFTER_SUBMIT",
		"texts": []any{testkit.Vars{"locale": "en", "title": "Edge basics"}}}).Text("data", "draftQuiz", "version", "id")
	pool := send(author, savePool, testkit.Vars{"versionId": version, "name": "All"}).Text("data", "saveQuestionPool", "pool", "id")
	got := send(author, saveAsked, testkit.Vars{"poolId": pool, "kind": "SINGLE", "prompt": "Which port?", "explanation": "RFC 4253.",
		"options":      []any{testkit.Vars{"text": "22", "worth": 100}, testkit.Vars{"text": "23"}},
		"translations": []any{testkit.Vars{"locale": "de", "prompt": "Welcher Port?"}}})
	if got.Text("data", "saveQuestion", "question", "translations", 0, "prompt") != "Welcher Port?" {
		t.Errorf("saved: %s", got.Body)
	}
	got = send(author, importAsked, testkit.Vars{"poolId": pool, "format": "GIFT", "text": "The earth is round.{T}\n\nDescribe.{}\n"})
	if got.At("data", "importQuestions", "taken") != 1.0 || got.At("data", "importQuestions", "notes", 0, "line") != 3.0 {
		t.Errorf("imported: %s", got.Body)
	}
	got = send(author, publishQuiz, testkit.Vars{"versionId": version})
	quizID := got.Text("data", "publishQuiz", "version", "quiz", "id")
	if got.At("data", "publishQuiz", "version", "asks") != 2.0 || got.At("data", "publishQuiz", "version", "quiz", "draft") != nil {
		t.Errorf("published: %s", got.Body)
	}
	got = send(learner, startQuiz, testkit.Vars{"quizId": quizID, "locale": "de-AT"})
	attempt, claim := got.Text("data", "startQuiz", "attempt", "id"), 1
	if got.Text("data", "startQuiz", "attempt", "answers", 0, "kind") != "TRUE_FALSE" {
		claim = 2
	}
	other := got.Text("data", "startQuiz", "attempt", "answers", 2-claim, "prompt")
	if other != "Welcher Port?" {
		t.Errorf("asked in German: %s", got.Body)
	}
	got = send(learner, answerQuiz, testkit.Vars{"attemptId": attempt, "place": claim, "answer": testkit.Vars{"truth": true}})
	if got.At("data", "answerQuiz", "answer", "given", "truth") != true || got.At("data", "answerQuiz", "attempt", "answered") != 1.0 || got.At("data", "answerQuiz", "answer", "review") != nil {
		t.Errorf("answered: %s", got.Body)
	}
	got = send(learner, submitQuiz, testkit.Vars{"attemptId": attempt})
	if got.Text("data", "submitQuiz", "attempt", "state") != "FAILED" || got.At("data", "submitQuiz", "attempt", "percent") != 50.0 ||
		got.Text("data", "submitQuiz", "attempt", "answers", 2-claim, "review", "explanation") != "RFC 4253." {
		t.Errorf("submitted: %s", got.Body)
	}
}

// What is wrong with an answer is said with its code, and what is another's
// answers like what does not exist.
func TestWhatIsWrongWithAnAnswerIsSaid(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	v := c.Quiz("edge", nil, testkit.Claims(1)...)
	learner := c.SignedIn(c.Acorn.Second)
	in := testkit.Vars{"quizId": ids.Global("Quiz", string(v.QuizID)), "idempotencyKey": "once"}
	attempt := learner.Fine(learner.Do(startQuiz, testkit.Vars{"in": in})).Text("data", "startQuiz", "attempt", "id")
	if again := learner.Do(startQuiz, testkit.Vars{"in": in}); again.Text("data", "startQuiz", "attempt", "id") != attempt {
		t.Errorf("the same key again: %s", again.Body)
	}
	give := func(who *testkit.Client, id string, place int, answer testkit.Vars) string {
		a := who.Do(answerQuiz, testkit.Vars{"in": testkit.Vars{"attemptId": id, "place": place, "answer": answer}})
		if codes := a.UserCodes("answerQuiz"); len(codes) > 0 {
			return codes[0]
		}
		if codes := a.Codes(); len(codes) > 0 {
			return codes[0]
		}
		return ""
	}
	yes := testkit.Vars{"truth": true}
	for name, tt := range map[string]struct{ got, want string }{
		"the wrong kind":        {give(learner, attempt, 1, testkit.Vars{"text": "yes"}), "ANSWER_KIND"},
		"no such question":      {give(learner, attempt, 2, yes), "NO_SUCH_QUESTION"},
		"nobody's attempt":      {give(learner, ids.Global("QuizAttempt", ids.New()), 1, yes), "NOT_FOUND"},
		"another's attempt":     {give(c.SignedIn(c.Birch.Admin), attempt, 1, yes), "NOT_FOUND"},
		"one whom one leads":    {give(c.SignedIn(c.Acorn.Admin), attempt, 1, yes), "NOT_FOUND"},
		"by the vendor's staff": {give(c.SignedIn(c.Boss), attempt, 1, yes), "FORBIDDEN"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", name, tt.got, tt.want)
		}
	}
	first := learner.Do(submitQuiz, testkit.Vars{"in": testkit.Vars{"attemptId": attempt}})
	if second := learner.Do(submitQuiz, testkit.Vars{"in": testkit.Vars{"attemptId": attempt}}); string(first.Body) != string(second.Body) {
		t.Errorf("in another tab: %s and %s", first.Body, second.Body)
	}
	if got := give(learner, attempt, 1, yes); got != "ATTEMPT_OVER" {
		t.Errorf("after the end: %q", got)
	}
}
