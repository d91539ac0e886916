package question

import (
	"slices"
	"strings"

	"github.com/portico-prm/portico/internal/base/fault"
)

// Words are the texts of a question in another language, part by part in the
// order of the question's own. What is left out is said in the question's own.
type Words struct {
	Prompt      string   `json:"prompt,omitempty"`
	Parts       []string `json:"parts,omitempty"`    // options, left sides, or sequence
	Targets     []string `json:"targets,omitempty"`  // right sides, then decoys
	Feedback    []string `json:"feedback,omitempty"` // of the options
	Texts       []Text   `json:"texts,omitempty"`    // SHORT: accepted in this language
	Explanation string   `json:"explanation,omitempty"`
}

// In is the question in a language: de-AT, else de, else its own.
func (q *Question) In(language string) *Question {
	for ; language != ""; language = parent(language) {
		if w, ok := q.Others[language]; ok {
			return q.with(w)
		}
	}
	return q
}

// parent is a language without its last subtag.
func parent(language string) string {
	return language[:max(0, strings.LastIndexByte(language, '-'))]
}

func (q *Question) with(w Words) *Question {
	out := *q
	out.Others = nil
	out.Prompt, out.Explanation = or(w.Prompt, q.Prompt), or(w.Explanation, q.Explanation)
	out.Options, out.Pairs = slices.Clone(q.Options), slices.Clone(q.Pairs)
	out.Sequence, out.Decoys = slices.Clone(q.Sequence), slices.Clone(q.Decoys)
	for i := range out.Options {
		out.Options[i].Text, out.Options[i].Feedback = at(w.Parts, i, q.Options[i].Text), at(w.Feedback, i, q.Options[i].Feedback)
	}
	for i := range out.Pairs {
		out.Pairs[i] = Pair{at(w.Parts, i, q.Pairs[i].Left), at(w.Targets, i, q.Pairs[i].Right)}
	}
	for i := range out.Decoys {
		out.Decoys[i] = at(w.Targets, len(q.Pairs)+i, q.Decoys[i])
	}
	for i := range out.Sequence {
		out.Sequence[i] = at(w.Parts, i, q.Sequence[i])
	}
	if len(w.Texts) > 0 {
		out.Texts = w.Texts
	}
	return &out
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func at(list []string, i int, other string) string {
	if i < len(list) {
		return or(list[i], other)
	}
	return other
}

// wordsFit wants every language to have all parts or none, and to make a
// question that is sound by itself.
func (q *Question) wordsFit() *fault.Error {
	for language, w := range q.Others {
		ok := (len(w.Parts) == 0 || len(w.Parts) == len(q.parts())) && (len(w.Feedback) == 0 || len(w.Feedback) == len(q.Options)) &&
			(len(w.Targets) == 0 || len(w.Targets) == len(q.Pairs)+len(q.Decoys)) && sized(language, 2, 35)
		if !ok || q.with(w).Validate() != nil {
			return fault.Field(fault.Invalid, "others", "TRANSLATION", "The texts in %q do not fit the question: give as many as it has parts, in their order, none too long.", language)
		}
	}
	return need(len(q.Others) <= MaxParts, "others", "TRANSLATION", "A question is in at most %d languages.", MaxParts)
}
