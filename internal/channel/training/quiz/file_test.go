package quiz_test

import (
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/quiz"
)

const asFile = `apiVersion: quiz/v1
key: edge-basics
locale: en
title: {en: Edge basics, de: Edge-Grundlagen}
standalone: true
pools:
  - name: Basics
    questions:
      - {kind: TRUE_FALSE, prompt: {en: So?, de: Ja?}, truth: true}
      - {kind: SHORT, prompt: Why?, texts: [because]}
`

func TestAQuizIsImportedAsAFile(t *testing.T) {
	t.Parallel()
	c := newClass(t)
	v, err := c.Quizzes.ImportFile(c.System(), []byte(asFile))
	c.Must(err)
	again, err := c.Quizzes.ImportFile(c.System(), []byte(strings.Replace(asFile, "      - {kind: SHORT, prompt: Why?, texts: [because]}\n", "", 1)))
	c.Must(err)
	if again.ID != v.ID || c.Count("question", "") != 1 || c.Count("question_pool", "") != 1 {
		t.Errorf("%d questions in %d pools", c.Count("question", ""), c.Count("question_pool", ""))
	}
	_, err = c.Quizzes.Publish(c.System(), v.ID)
	c.Must(err)
	if got := c.take(v, 1); got.State != quiz.Passed {
		t.Errorf("%+v", got)
	}
	before := c.Sum("question") + c.Sum("quiz_version")
	_, err = c.Quizzes.ImportFile(c.System(), []byte(strings.Replace(asFile, "SHORT", "ESSAY", 1)))
	if err == nil || !strings.Contains(err.Error(), "quiz.yaml:10") || c.Sum("question")+c.Sum("quiz_version") != before {
		t.Errorf("a mistake in line 10: %v", err)
	}
	_, err = c.Quizzes.ImportFile(c.ctx, []byte(asFile))
	c.Wants("a learner", err, "FORBIDDEN")
}
