package content

import (
	"context"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

// Render makes the file of a job. With a blocking problem there is no output;
// warnings come beside it. The error is a cancelled context or a fault of ours.
// Equal templates and jobs give equal bytes.
func (t *Template) Render(ctx context.Context, job Job) (Output, problem.List, error) {
	w := t.work(job)
	if err := w.run(ctx, load, brand, layout, check, draw); err != nil || w.found.Blocking() {
		return Output{}, w.found, err
	}
	return w.out, w.found, nil
}

// Check tells what is wrong with a job: all of Render but the drawing.
func (t *Template) Check(job Job) problem.List {
	w := t.work(job)
	if err := w.run(context.Background(), load, brand, layout, check); err != nil {
		return append(w.found, problem.Problem{Code: "CHECK_FAILED", Severity: problem.Error,
			Message: "The job could not be checked.", Fix: "Try again; if it stays, tell the operator: " + err.Error()})
	}
	return w.found
}

// step is one part of a render. It notes problems; an error is a fault of ours.
type step func(*work) error

// work is a render on its way: what the earlier steps found for the later ones.
type work struct {
	t     *Template
	job   Job
	found problem.List

	// load
	piece      *spec.Piece
	pieceName  string
	output     spec.Output
	outputName string
	language   string
	art        art
	pages      []int // of the piece, those that the partner may see
	unit       float64
	perInch    float64
	texts      map[string]string // fields that are words, ready to be shown
	within     map[string]bool   // fields whose text is being made

	// brand
	fonts map[string]fontList
	marks map[string][]VariantMark // by field

	// layout
	sheets map[int]*place.Sheet // by page of the art, from 0
	drawn  []drawnZone

	out Output
}

func (t *Template) work(job Job) *work {
	return &work{t: t, job: job, texts: map[string]string{}, within: map[string]bool{}, sheets: map[int]*place.Sheet{}}
}

// run does the steps in order, and no further once a step has refused: what
// comes after it would only repeat the refusal in other words.
func (w *work) run(ctx context.Context, steps ...step) error {
	for _, s := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s(w); err != nil {
			return err
		}
		if w.found.Blocking() {
			return nil
		}
	}
	return nil
}

func (w *work) say(where, code, message, fix string) {
	w.found = append(w.found, problem.Problem{Code: code, Severity: problem.Error, Where: where, Message: message, Fix: fix})
}

func (w *work) add(found problem.List) { w.found = append(w.found, found...) }
