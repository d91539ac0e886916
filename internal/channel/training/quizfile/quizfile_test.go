package quizfile_test

import (
	"os"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quizfile"
)

const whole = `apiVersion: quiz/v1
key: edge-basics
locale: en
title: {en: Edge basics, de: Edge-Grundlagen}
passPercent: 70
pools:
  - name: Basics
    draw: 2
    questions:
      - kind: SINGLE
        prompt: {en: Which port?, de: Welcher Port?}
        options:
          - {text: "22", right: true, feedback: {en: Yes., de: Ja.}}
          - text: "23"
      - kind: MULTIPLE
        prompt: Which are colours?
        credit: PER_PART
        options:
          - {text: red, right: true}
          - {text: blue, right: true}
          - text: loud
      - kind: SHORT
        prompt: {en: The colour of grass?, de: Die Farbe von Gras?}
        texts: [{en: green, de: grün}]
      - kind: NUMERIC
        prompt: How heavy?
        number: 2
        tolerance: 0.5
        unit: kg
        units: {g: 0.001}
`

func TestAQuizFileIsReadInAllItsLanguages(t *testing.T) {
	t.Parallel()
	f, found := quizfile.Read("quiz.yaml", []byte(whole))
	if found != nil {
		t.Fatal(found)
	}
	asked := f.Pools[0].Questions
	single, several, short, number := asked[0].Question("en"), asked[1].Question("en"), asked[2].Question("en"), asked[3].Question("en")
	if got := single.In("de-AT"); got.Prompt != "Welcher Port?" || got.Options[0].Feedback != "Ja." || got.Options[1].Text != "23" || got.Options[0].Worth != 100 {
		t.Errorf("%+v", got)
	}
	if several.Options[0].Worth != 50 || several.Others != nil {
		t.Errorf("%+v", several)
	}
	for language, text := range map[string]string{"de": "grün", "en": "green"} {
		if got := short.In(language).Score(question.Layout{}, question.Answer{Text: &text}); got != 1 {
			t.Errorf("%s in %s scores %v", text, language, got)
		}
	}
	grams := 2100.0
	if got := number.Score(question.Layout{}, question.Answer{Number: &grams, Unit: "g"}); got != 1 {
		t.Errorf("2100 g score %v", got)
	}
}

func TestWhatIsWrongInAQuizFileIsToldWithItsLine(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ from, to, code, where string }{
		"a kind of nobody":   {"kind: SHORT", "kind: ESSAY", "", "quiz.yaml:22"},
		"a word misspelt":    {"passPercent", "passPercents", "", "quiz.yaml:5"},
		"no right option":    {"right: true, feedback", "feedback", "NO_RIGHT_OPTION", "quiz.yaml:10"},
		"an anchor":          {"draw: 2", "draw: &n 2", "YAML_NOT_ALLOWED", "quiz.yaml:8"},
		"a rule that is not": {"credit: PER_PART", "credit: HALF", "", "quiz.yaml:17"},
	} {
		_, found := quizfile.Read("quiz.yaml", []byte(strings.Replace(whole, tt.from, tt.to, 1)))
		if len(found) == 0 || !strings.HasPrefix(found[0].Where, tt.where) || tt.code != "" && found[0].Code != tt.code {
			t.Errorf("%s: %v", name, found)
		}
	}
	if _, found := quizfile.Read("quiz.yaml", make([]byte, quizfile.MaxBytes+1)); !found.Has("FILE_TOO_LARGE") {
		t.Errorf("%v", found)
	}
}

func FuzzQuizFile(f *testing.F) {
	f.Add(whole)
	f.Add("apiVersion: quiz/v1\npools: [{questions: [{}]}]")
	f.Add("a: &a [*a]")
	f.Fuzz(func(t *testing.T, text string) {
		file, found := quizfile.Read("quiz.yaml", []byte(text))
		if (file == nil) != found.Blocking() {
			t.Errorf("%v and %v", file, found)
		}
	})
}

func TestTheExampleIsSound(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../../../examples/quiz.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if f, found := quizfile.Read("quiz.yaml", text); found != nil || len(f.Pools) != 2 {
		t.Errorf("%v", found)
	}
}
