package quiz

import (
	"cmp"
	"context"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/training/quizfile"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// ImportFile gives the quiz of a file a draft with all that the file says, and
// nothing else: what the draft held before is replaced.
func (s *Service) ImportFile(ctx context.Context, data []byte) (*Version, error) {
	ask := gate.Ask{Action: access.TrainingAuthor}
	if err := gate.Allow(ctx, s.gate, ask); err != nil {
		return nil, err
	}
	if data == nil {
		return nil, fault.Field(fault.Invalid, "file", "ONE_OF", "Give either a file or a text.")
	}
	f, found, err := s.readFile(ctx, data)
	if err != nil {
		return nil, err
	}
	if found.Blocking() {
		return nil, refusal(found)
	}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Version, error) {
		v, err := draft(ctx, tx, f.Key, settingsOf(f))
		if err != nil {
			return nil, err
		}
		tx.Record(audit.Changed("quiz_version", string(v.ID), nil, map[string]any{"file": f.Key, "pools": len(f.Pools)}))
		if err := deletePools(ctx, tx, v.ID); err != nil {
			return nil, err
		}
		for _, p := range f.Pools {
			if err := addPoolOf(ctx, tx, v, f, p); err != nil {
				return nil, err
			}
		}
		return v, nil
	})
}

// mostProblems is how many mistakes of a file are told at once.
const mostProblems = 50

func refusal(found problem.List) error {
	var all []*fault.Error
	for _, p := range found {
		if p.Severity == problem.Error && len(all) < mostProblems {
			all = append(all, fault.Field(fault.Invalid, "file", p.Code, "%s", p.Sentence()))
		}
	}
	return fault.Join(all...)
}

func settingsOf(f *quizfile.File) Settings {
	s := Usual
	s.Locale, s.Title, s.Intro = f.Locale, f.Title.All(f.Locale), f.Intro.All(f.Locale)
	s.MaxAttempts, s.TimeLimitSeconds, s.CoolDownMinutes, s.Standalone = f.MaxAttempts, f.TimeLimitSeconds, f.CoolDownMinutes, f.Standalone
	s.Review = cmp.Or(Review(f.Review), s.Review)
	if f.PassPercent != nil {
		s.PassPercent = *f.PassPercent
	}
	if f.GraceSeconds != nil {
		s.GraceSeconds = *f.GraceSeconds
	}
	if f.Mixed != nil {
		s.Mixed = *f.Mixed
	}
	return s
}

func addPoolOf(ctx context.Context, tx *gate.Tx, v *Version, f *quizfile.File, in quizfile.Pool) error {
	p, err := savePool(ctx, tx, PoolEdit{Version: v.ID, Name: in.Name, Draw: in.Draw})
	if err != nil {
		return err
	}
	names, edits := make([]QuestionID, len(in.Questions)), make([]QuestionEdit, len(in.Questions))
	for i, q := range in.Questions {
		names[i], edits[i] = QuestionID(ids.New()), QuestionEdit{Name: q.Name, Question: q.Question(f.Locale)}
	}
	return insertQuestions(ctx, tx, p, names, edits)
}
