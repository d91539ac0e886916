package quizfile

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/portico-prm/portico/content/problem"
)

// answer is what a worker says of a file. File is nil when a problem blocks.
type answer struct {
	File     *File        `json:"file,omitempty"`
	Problems problem.List `json:"problems,omitempty"`
}

// Work reads a file in a worker and answers as ReadAnswer takes it.
func Work(_ context.Context, file []byte) ([]byte, error) {
	var a answer
	a.File, a.Problems = Read("quiz.yaml", file)
	return json.Marshal(a)
}

var errAnswer = errors.New("quizfile: the worker answers with what is no quiz")

// ReadAnswer reads what a worker says. A worker that read a hostile file may be
// hostile itself, so its questions are checked as Read does.
func ReadAnswer(raw []byte) (*File, problem.List, error) {
	var a answer
	if err := json.Unmarshal(raw, &a); err != nil || a.File == nil && !a.Problems.Blocking() {
		return nil, nil, errAnswer
	}
	if a.Problems.Blocking() {
		return nil, a.Problems, nil
	}
	for _, p := range a.File.Pools {
		for _, e := range p.Questions {
			if q := e.Question(a.File.Locale); q.Validate() != nil {
				return nil, nil, errAnswer
			}
		}
	}
	return a.File, a.Problems, nil
}
