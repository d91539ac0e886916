package quiz

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/training/bank"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// MaxPool is how many questions one pool may hold.
const MaxPool = 10_000

// batch is how many questions one statement adds.
const batch = 500

// Import is a bank that goes into a pool of a draft.
type Import struct {
	Pool   PoolID
	Format bank.Format
	File   []byte // nil: none was given, or two
	Check  bool   // only say what would come of it
}

// maxNotes is how many lines of a report are told; the counts are of all.
const maxNotes = 1000

// Imported is what came of it.
type Imported struct {
	Pool     *Pool
	Taken    int // questions that were understood
	Skipped  int // questions that were left out
	Passages int // texts that ask nothing
	Notes    []bank.Note
}

// Import has a bank read in the sandbox and adds what is understood of it, all or nothing. The
// report says of everything else why it was left out.
func (s *Service) Import(ctx context.Context, in Import) (*Imported, error) {
	ask := gate.Ask{Action: access.TrainingAuthor}
	if err := gate.Allow(ctx, s.gate, ask); err != nil {
		return nil, err
	}
	if in.File == nil {
		return nil, fault.Field(fault.Invalid, "file", "ONE_OF", "Give either a file or a text.")
	}
	report, err := s.readBank(ctx, in.Format, in.File)
	if err != nil {
		return nil, err
	}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Imported, error) {
		p, err := poolOfDraft(ctx, tx, in.Pool)
		if err != nil {
			return nil, err
		}
		if n := p.Questions + len(report.Questions); n > MaxPool {
			return nil, fault.Field(fault.Invalid, "file", "TOO_MANY_QUESTIONS", "A pool holds at most %d questions; with these it would hold %d. Import into another pool.", MaxPool, n)
		}
		tx.Record(audit.Changed("question_pool", string(p.ID), nil, map[string]any{
			"format": in.Format, "read": len(report.Questions), "skipped": report.Skipped, "checkedOnly": in.Check}))
		if !in.Check {
			if err := addAll(ctx, tx, p, report.Questions); err != nil {
				return nil, err
			}
		}
		p, err = poolByID(ctx, &tx.View, in.Pool)
		return &Imported{Pool: p, Taken: len(report.Questions), Skipped: report.Skipped, Passages: report.Passages,
			Notes: report.Notes[:min(maxNotes, len(report.Notes))]}, err
	})
}

func addAll(ctx context.Context, tx *gate.Tx, p *Pool, found []bank.Found) error {
	for len(found) > 0 {
		n := min(batch, len(found))
		edits, names := make([]QuestionEdit, n), make([]QuestionID, n)
		for i, f := range found[:n] {
			edits[i], names[i] = QuestionEdit{Name: f.Name, Question: f.Question}, QuestionID(ids.New())
		}
		if err := insertQuestions(ctx, tx, p, names, edits); err != nil {
			return err
		}
		found = found[n:]
	}
	return nil
}
