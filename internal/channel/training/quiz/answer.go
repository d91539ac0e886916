package quiz

import (
	"context"
	"encoding/json"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Giving is an answer to one question of an open attempt.
type Giving struct {
	Attempt AttemptID
	Place   int // of the question, from 1
	question.Answer
}

// Answer saves an answer; an empty one takes the saved one back. It is held
// against what was shown and against no key, so neither what is said nor how
// long it takes tells whether it is right.
func (s *Service) Answer(ctx context.Context, in Giving) (*Answer, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingLearn}, func(tx *gate.Tx) (*Answer, error) {
		a, err := own(ctx, &tx.View, in.Attempt)
		if err != nil {
			return nil, err
		}
		if err := a.over(tx.Now()); err != nil {
			return nil, err
		}
		asked, err := answerAt(ctx, &tx.View, in.Attempt, in.Place)
		if fault.KindOf(err) == fault.NotFound {
			err = fault.Field(fault.Invalid, "place", "NO_SUCH_QUESTION", "This attempt has the questions 1 to %d.", a.Asked)
		}
		if err != nil {
			return nil, err
		}
		if err := asked.Shown.Check(in.Answer); err != nil {
			return nil, err
		}
		tx.Record(audit.Changed("quiz_attempt", string(a.ID), nil, map[string]any{"answered": in.Place}))
		return asked, tx.Widen(ctx, "an answer is saved", func() error { return save(ctx, tx, asked, in) })
	})
}

// own finds an attempt of the person who asks; one of somebody else is absent,
// also for who may see that it is there.
func own(ctx context.Context, v *gate.View, id AttemptID) (*Attempt, error) {
	a, err := attemptByID(ctx, v, id)
	if err == nil && a.PersonID != member.ID(v.Actor().Person) {
		err = gate.Absent()
	}
	return a, err
}

// save holds the attempt, so that nothing is saved behind its scoring.
func save(ctx context.Context, tx *gate.Tx, asked *Answer, in Giving) error {
	a, err := lockAttempt(ctx, tx, in.Attempt)
	if err != nil {
		return err
	}
	if err := a.over(tx.Now()); err != nil {
		return err
	}
	var given *string
	if !in.Answer.Empty() {
		raw, err := json.Marshal(in.Answer)
		if err != nil {
			return err
		}
		text := string(raw)
		given = &text
	}
	return saveAnswer(ctx, tx, asked, given)
}
