package question_test

import (
	"reflect"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/question"
)

func TestAQuestionIsAskedInTheLanguageOfWhoIsAsked(t *testing.T) {
	t.Parallel()
	q := question.Question{Kind: question.Matching, Prompt: "Match", Weight: 1, Credit: question.PerPart,
		Pairs: []question.Pair{{"cat", "meow"}, {"dog", "bark"}}, Decoys: []string{"moo"},
		Others: map[string]question.Words{"de": {Prompt: "Ordnen Sie zu", Parts: []string{"Katze", "Hund"}, Targets: []string{"miau", "wuff", "muh"}}}}
	if err := q.Validate(); err != nil {
		t.Fatal(err)
	}
	for language, want := range map[string]string{"de-AT": "Ordnen Sie zu", "de": "Ordnen Sie zu", "fr": "Match", "": "Match"} {
		if got := q.In(language).Prompt; got != want {
			t.Errorf("%q: %q, want %q", language, got, want)
		}
	}
	own, ownLayout := q.Lay(question.Seed("s"))
	german, layout := q.In("de").Lay(question.Seed("s"))
	if !reflect.DeepEqual(ownLayout.Choices, layout.Choices) || len(own.Targets) != len(german.Targets) {
		t.Errorf("%v and %v", ownLayout, layout)
	}
	if got := q.In("de").Score(layout, q.In("de").KeyIn(layout, question.Answer{}).Answer()); got != 1 {
		t.Errorf("the German key scores %v", got)
	}
}

func TestATranslationHasAllPartsOrNone(t *testing.T) {
	t.Parallel()
	for name, w := range map[string]question.Words{
		"an option too few": {Parts: []string{"ja"}}, "a target too many": {Targets: []string{"x"}}, "a foreign answer": {Feedback: []string{"x"}},
	} {
		q := question.Question{Kind: question.Single, Prompt: "?", Weight: 1, Options: options(100, 0), Others: map[string]question.Words{"de": w}}
		if got := codes(q.Validate()); got != "others TRANSLATION" {
			t.Errorf("%s: %q", name, got)
		}
	}
}
