// Package quizfile is a quiz as a file: YAML that an author writes by hand and
// keeps beside a course. schema.json says what fits. Every text is one text, in
// the quiz's own language, or one by language.
package quizfile

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training/question"
)

// MaxBytes is how large a file may be.
const MaxBytes = 1 << 20

//go:embed schema.json
var schemaJSON []byte

var kind = spec.NewKind("https://portico-prm.github.io/schema/quiz-v1.json", schemaJSON, "See examples/quiz.yaml.")

// File is a quiz without its questions' texts taken apart.
type File struct {
	APIVersion       string   `json:"apiVersion"`
	Key              string   `json:"key"`
	Locale           string   `json:"locale"`
	Title            Texts    `json:"title"`
	Intro            Texts    `json:"intro"`
	PassPercent      *float64 `json:"passPercent"`
	MaxAttempts      *int     `json:"maxAttempts"`
	CoolDownMinutes  int      `json:"coolDownMinutes"`
	TimeLimitSeconds *int     `json:"timeLimitSeconds"`
	GraceSeconds     *int     `json:"graceSeconds"`
	Review           string   `json:"review"`
	Mixed            *bool    `json:"mixed"`
	Standalone       bool     `json:"standalone"`
	Pools            []Pool   `json:"pools"`
}

// Pool is a pool of a file.
type Pool struct {
	Name      string  `json:"name"`
	Draw      *int    `json:"draw"`
	Questions []entry `json:"questions"`
}

// Texts is one text by language; a single text stands under "" until it is read.
type Texts map[string]string

// UnmarshalJSON takes a map, or one text.
func (t *Texts) UnmarshalJSON(b []byte) error {
	if b = bytes.TrimSpace(b); len(b) > 0 && b[0] == '"' {
		var text string
		err := json.Unmarshal(b, &text)
		*t = Texts{"": text}
		return err
	}
	return json.Unmarshal(b, (*map[string]string)(t))
}

// In is the text in a language; empty when there is none.
func (t Texts) In(language, own string) string {
	if s, ok := t[language]; ok {
		return s
	}
	if language == own {
		return t[""]
	}
	return ""
}

// All is the text by language, with the single one in the file's own.
func (t Texts) All(own string) map[string]string {
	out := maps.Clone(map[string]string(t))
	if s, ok := t[""]; ok {
		delete(out, "")
		out[own] = s
	}
	return out
}

// Fits refuses a file that is too large to be read at all.
func Fits(name string, data []byte) problem.List {
	if len(data) <= MaxBytes {
		return nil
	}
	return problem.List{{Code: "FILE_TOO_LARGE", Severity: problem.Error, Where: name, Message: "A quiz file has at most 1 MB.", Fix: "Split the quiz."}}
}

// Read reads a file and checks all of it. When the list blocks there is none.
func Read(name string, data []byte) (*File, problem.List) {
	f := &File{}
	if found := Fits(name, data); found != nil {
		return nil, found
	}
	doc, found := kind.Read(name, data, f)
	if found.Blocking() {
		return nil, found
	}
	for p, pool := range f.Pools {
		for q, e := range pool.Questions {
			asked := e.Question(f.Locale)
			if err := asked.Validate(); err != nil {
				first := fault.All(err)[0]
				found = append(found, doc.Problem(fmt.Sprintf("pools[%d].questions[%d]", p, q), first.CodeOf(), first.Message, "Correct the question."))
			}
		}
	}
	if found.Blocking() {
		return nil, found
	}
	return f, found
}

// entry is a question as it is written in a file.
type entry struct {
	Name        string             `json:"name"`
	Kind        question.Kind      `json:"kind"`
	Prompt      Texts              `json:"prompt"`
	Explanation Texts              `json:"explanation"`
	Weight      *float64           `json:"weight"`
	Credit      question.Credit    `json:"credit"`
	Fixed       bool               `json:"fixed"`
	Options     []option           `json:"options"`
	Truth       bool               `json:"truth"`
	Pairs       []pair             `json:"pairs"`
	Decoys      []Texts            `json:"decoys"`
	Sequence    []Texts            `json:"sequence"`
	Number      float64            `json:"number"`
	Tolerance   float64            `json:"tolerance"`
	Unit        string             `json:"unit"`
	Units       map[string]float64 `json:"units"`
	Texts       []Texts            `json:"texts"`
	CaseMatters bool               `json:"caseMatters"`
}

type option struct {
	Text     Texts    `json:"text"`
	Right    bool     `json:"right"`
	Worth    *float64 `json:"worth"`
	Feedback Texts    `json:"feedback"`
}

type pair struct {
	Left  Texts `json:"left"`
	Right Texts `json:"right"`
}
