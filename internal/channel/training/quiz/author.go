package quiz

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// MaxAsked is how many questions one attempt may have.
const MaxAsked = 500

// Draft gives the quiz of a key a draft with these settings: a new quiz, the
// next version of one that is published, with its questions, or the draft that
// there is.
func (s *Service) Draft(ctx context.Context, key string, in Settings) (*Version, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingAuthor}, func(tx *gate.Tx) (*Version, error) {
		return draft(ctx, tx, key, in)
	})
}

func draft(ctx context.Context, tx *gate.Tx, key string, in Settings) (*Version, error) {
	if err := in.Validate(); err != nil {
		return nil, err
	}
	if !keyForm.MatchString(key) || len(key) > 64 {
		return nil, fault.Field(fault.Invalid, "key", "FORMAT", "A key is made of a-z, 0-9 and single hyphens, at most 64 characters.")
	}
	id, err := putQuiz(ctx, tx, key)
	if err != nil {
		return nil, err
	}
	v, err := draftOf(ctx, &tx.View, id)
	switch fault.KindOf(err) {
	case fault.OK:
		err = saveSettings(ctx, tx, v.ID, in)
		tx.Record(audit.Changed("quiz_version", string(v.ID), nil, in))
	case fault.NotFound:
		v, err = next(ctx, tx, id, in)
	}
	if err != nil {
		return nil, err
	}
	return versionByID(ctx, &tx.View, v.ID)
}

// next begins a version, with the questions of the last one.
func next(ctx context.Context, tx *gate.Tx, id ID, in Settings) (*Version, error) {
	last, err := lastOf(ctx, &tx.View, id)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return nil, err
	}
	v := &Version{ID: VersionID(ids.New()), QuizID: id, Number: last.Number + 1}
	tx.Record(audit.Created("quiz_version", string(v.ID), map[string]any{"quiz": id, "number": v.Number, "settings": in}))
	if err := insertVersion(ctx, tx, v, in); err != nil || last.ID == "" {
		return v, err
	}
	return v, copyQuestions(ctx, tx, last.ID, v.ID)
}

// Publish lets learners take the draft from now on. The version before it is
// retired; who has it open finishes it.
func (s *Service) Publish(ctx context.Context, id VersionID) (*Version, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (*Version, error) {
		v, err := versionToMove(ctx, tx, id, Draft)
		if err != nil {
			return nil, err
		}
		pools, err := poolsOf(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		asks, err := asked(pools)
		if err != nil {
			return nil, err
		}
		tx.Record(audit.Changed("quiz_version", string(id), Draft, Published))
		if err := retirePublished(ctx, tx, v.QuizID); err != nil {
			return nil, err
		}
		if err := publishVersion(ctx, tx, id, asks); err != nil {
			return nil, err
		}
		return versionByID(ctx, &tx.View, id)
	})
}

// Pool is a pool with the number of its questions.
type Pool struct {
	ID        PoolID    `db:"id"`
	VersionID VersionID `db:"version_id"`
	Name      string    `db:"name"`
	Draw      *int      `db:"draw"` // nil: all
	Questions int       `db:"questions"`
}

// drawn is how many questions of the pool one attempt has.
func (p Pool) drawn() int {
	if p.Draw == nil {
		return p.Questions
	}
	return *p.Draw
}

// asked adds up what an attempt will have, or says why there can be none.
func asked(pools []Pool) (int, error) {
	var sum int
	var broken []*fault.Error
	for _, p := range pools {
		sum += p.drawn()
		broken = append(broken, need(p.drawn() <= p.Questions, "pools", "POOL_TOO_SMALL", "The pool %q has %d questions; %d are to be drawn.", p.Name, p.Questions, p.drawn()))
	}
	broken = append(broken,
		need(sum > 0, "pools", "NO_QUESTIONS", "There is nothing to ask. Add a pool with a question."),
		need(sum <= MaxAsked, "pools", "TOO_MANY_QUESTIONS", "One attempt has at most %d questions; this would have %d. Draw fewer.", MaxAsked, sum))
	return sum, fault.Join(broken...)
}

// Retire takes a published version away from those who have not begun.
func (s *Service) Retire(ctx context.Context, id VersionID) (*Version, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (*Version, error) {
		v, err := versionToMove(ctx, tx, id, Published)
		if err != nil {
			return nil, err
		}
		tx.Record(audit.Changed("quiz_version", string(id), Published, Retired))
		if err := retirePublished(ctx, tx, v.QuizID); err != nil {
			return nil, err
		}
		return versionByID(ctx, &tx.View, id)
	})
}

// versionToMove holds a version that has to be in a state.
func versionToMove(ctx context.Context, tx *gate.Tx, id VersionID, from State) (*Version, error) {
	v, err := lockVersion(ctx, tx, id)
	if err == nil && v.State != from {
		err = fault.Coded(fault.Conflict, "QUIZ_STATE", "This version is %s; only one that is %s can be changed so.", v.State, from)
	}
	return v, err
}
