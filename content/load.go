package content

import (
	"fmt"
	"strings"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
)

// load finds what is to be made and in which language, and makes the words of
// every field that the piece shows.
func load(w *work) error {
	if !w.choose() {
		return nil
	}
	w.job.Facts = w.t.Facts(w.job)
	w.language = w.t.m.Language(w.job.Language)
	w.unit, w.perInch = 1, 1
	if w.piece.Kind == spec.KindPDF {
		w.unit, w.perInch = place.PointsPerMM, 72
	}
	if w.variant() {
		w.inputs()
		w.fields()
	}
	return nil
}

// choose takes the first piece and the first output where none is named.
func (w *work) choose() bool {
	var ok bool
	w.pieceName = first(w.job.Piece, w.t.m.Pieces.Names())
	if w.piece, ok = w.t.m.Pieces.Get(w.pieceName); !ok {
		w.say("piece", "PIECE_UNKNOWN", fmt.Sprintf("The template has no piece %q.", w.pieceName), "Choose one of "+strings.Join(w.t.m.Pieces.Names(), ", ")+".")
		return false
	}
	w.outputName = first(w.job.Output, w.piece.Outputs.Names())
	if w.output, ok = w.piece.Outputs.Get(w.outputName); !ok {
		w.say("output", "OUTPUT_UNKNOWN", fmt.Sprintf("The piece %s has no output %q.", w.pieceName, w.outputName), "Choose one of "+strings.Join(w.piece.Outputs.Names(), ", ")+".")
		return false
	}
	w.piece = w.piece.As(w.output)
	return true
}

func first(wish string, names []string) string {
	if wish == "" && len(names) > 0 {
		return names[0]
	}
	return wish
}

// Facts are the job's facts, with what the job itself says: which piece and
// output, which fields were written, and which of them were changed.
func (t *Template) Facts(job Job) rule.Facts {
	f := job.Facts.With("output.piece", rule.Text(first(job.Piece, t.m.Pieces.Names())))
	piece, _ := t.m.Pieces.Get(first(job.Piece, t.m.Pieces.Names()))
	if piece != nil {
		name := first(job.Output, piece.Outputs.Names())
		out, _ := piece.Outputs.Get(name)
		f.Values["output.output"], f.Values["output.format"] = rule.Text(name), rule.Text(out.Format)
		f.Values["output.channel"] = rule.Text(piece.Channel)
	}
	f.Values["output.language"] = rule.Text(t.m.Language(job.Language))
	var edited []string
	for _, e := range t.m.Fields {
		written, ok := job.Input[e.Name]
		f.Values["input."+e.Name] = inputFact(written)
		if ok && written != job.Values[e.Value.Source] && written != e.Value.Default {
			edited = append(edited, e.Name)
		}
	}
	f.Values["input.edited"] = rule.Words(edited...)
	return f
}

func inputFact(written string) rule.Value {
	if written == "" {
		return rule.Words()
	}
	return rule.Text(written)
}

// Decide tells whether the job's partner may have it.
func (t *Template) Decide(job Job) rule.Decision {
	return rule.Decide(t.Rules(), t.Facts(job))
}
