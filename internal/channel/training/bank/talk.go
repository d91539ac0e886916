package bank

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
)

// Order asks a worker to read a bank; it is what Work is given.
func Order(format Format, file []byte) []byte {
	return append(append([]byte(format), 0), file...)
}

// Work reads a bank in a worker and gives the report as ReadAnswer takes it.
func Work(_ context.Context, order []byte) ([]byte, error) {
	format, file, ok := bytes.Cut(order, []byte{0})
	if !ok {
		return nil, errAnswer
	}
	r, err := Read(Format(format), file)
	if err != nil {
		return nil, err
	}
	return json.Marshal(r)
}

var errAnswer = errors.New("bank: the worker answers with what is no report")

// ReadAnswer reads the report of a worker. A worker that read a hostile file
// may be hostile itself, so what it says is held to what Read promises.
func ReadAnswer(raw []byte) (*Report, error) {
	r := &Report{}
	if err := json.Unmarshal(raw, r); err != nil {
		return nil, errAnswer
	}
	if len(r.Questions) > MaxQuestions || r.Skipped < 0 || r.Passages < 0 {
		return nil, errAnswer
	}
	for i := range r.Questions {
		q := &r.Questions[i]
		q.Name, q.Category, q.File = clip(q.Name, 200), clip(q.Category, 200), clip(q.File, 200)
		if q.Validate() != nil {
			return nil, errAnswer
		}
	}
	for i := range r.Notes {
		n := &r.Notes[i]
		n.Name, n.File, n.Code, n.Message = clip(n.Name, 200), clip(n.File, 200), clip(n.Code, 64), clip(n.Message, 1000)
	}
	return r, nil
}
