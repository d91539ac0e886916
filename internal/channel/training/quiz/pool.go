package quiz

import (
	"context"
	"encoding/json"
	"unicode/utf8"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// PoolEdit is a pool as an author wants it. An empty ID is a new one.
type PoolEdit struct {
	ID      PoolID
	Version VersionID
	Name    string
	Draw    *int
}

// SavePool adds a pool to a draft, or changes one of it.
func (s *Service) SavePool(ctx context.Context, in PoolEdit) (*Pool, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingAuthor}, func(tx *gate.Tx) (*Pool, error) {
		return savePool(ctx, tx, in)
	})
}

func savePool(ctx context.Context, tx *gate.Tx, in PoolEdit) (*Pool, error) {
	if err := fault.Join(
		need(named(in.Name), "name", "NAME_LENGTH", "A name has 1 to 200 characters."),
		need(within(in.Draw, 1, 1000), "draw", "DRAW", "Draw 1 to 1,000 questions, or leave the number out for all of them."),
	); err != nil {
		return nil, err
	}
	if in.ID == "" && in.Version == "" {
		return nil, fault.Field(fault.Invalid, "versionId", "REQUIRED", "Name the draft that the new pool is for.")
	}
	if in.ID != "" {
		p, err := poolByID(ctx, &tx.View, in.ID)
		if err != nil {
			return nil, err
		}
		in.Version = p.VersionID
	}
	if _, err := versionToMove(ctx, tx, in.Version, Draft); err != nil {
		return nil, err
	}
	fresh := in.ID == ""
	if fresh {
		in.ID = PoolID(ids.New())
	}
	tx.Record(audit.Changed("question_pool", string(in.ID), nil, in))
	if err := putPool(ctx, tx, in, fresh); err != nil {
		return nil, err
	}
	return poolByID(ctx, &tx.View, in.ID)
}

func named(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 1 && n <= 200 && utf8.ValidString(s)
}

// RemovePool takes a pool out of a draft, with its questions.
func (s *Service) RemovePool(ctx context.Context, id PoolID) (*Version, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingAuthor}, func(tx *gate.Tx) (*Version, error) {
		p, err := poolByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		v, err := versionToMove(ctx, tx, p.VersionID, Draft)
		if err != nil {
			return nil, err
		}
		tx.Record(audit.Changed("question_pool", string(id), p, nil))
		return v, deletePool(ctx, tx, id)
	})
}

// QuestionEdit is a question as an author wants it. An empty ID is a new one.
type QuestionEdit struct {
	ID   QuestionID
	Pool PoolID
	Name string // empty: the beginning of the prompt
	question.Question
}

// Row is a question of a pool.
type Row struct {
	ID        QuestionID `db:"id"`
	VersionID VersionID  `db:"version_id"`
	PoolID    PoolID     `db:"pool_id"`
	Name      string     `db:"name"`
}

// SaveQuestion adds a question to a pool of a draft, or changes one of it.
func (s *Service) SaveQuestion(ctx context.Context, in QuestionEdit) (*Row, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingAuthor}, func(tx *gate.Tx) (*Row, error) {
		if in.ID != "" {
			was, err := questionByID(ctx, &tx.View, in.ID)
			if err != nil {
				return nil, err
			}
			if in.Pool == "" {
				in.Pool = was.PoolID
			}
		}
		if in.Pool == "" {
			return nil, fault.Field(fault.Invalid, "poolId", "REQUIRED", "Name the pool that the new question is for.")
		}
		p, err := poolOfDraft(ctx, tx, in.Pool)
		if err != nil {
			return nil, err
		}
		if err := in.Validate(); err != nil {
			return nil, err
		}
		return putQuestion(ctx, tx, p, in)
	})
}

// poolOfDraft finds a pool and holds its version, which has to be a draft.
func poolOfDraft(ctx context.Context, tx *gate.Tx, id PoolID) (*Pool, error) {
	p, err := poolByID(ctx, &tx.View, id)
	if err == nil {
		_, err = versionToMove(ctx, tx, p.VersionID, Draft)
	}
	return p, err
}

func putQuestion(ctx context.Context, tx *gate.Tx, p *Pool, in QuestionEdit) (*Row, error) {
	r := &Row{ID: in.ID, VersionID: p.VersionID, PoolID: p.ID, Name: in.title()}
	if !named(r.Name) {
		return nil, fault.Field(fault.Invalid, "name", "NAME_LENGTH", "A name has 1 to 200 characters.")
	}
	body, err := json.Marshal(in.Question)
	if err != nil {
		return nil, err
	}
	if r.ID != "" {
		tx.Record(audit.Changed("question", string(r.ID), nil, map[string]any{"pool": p.ID, "name": r.Name}))
		return r, updateQuestion(ctx, tx, r, in.Question, string(body))
	}
	r.ID = QuestionID(ids.New())
	tx.Record(audit.Created("question", string(r.ID), map[string]any{"pool": p.ID, "name": r.Name}))
	return r, insertQuestions(ctx, tx, p, []QuestionID{r.ID}, []QuestionEdit{in})
}

// title is the name, or the beginning of the prompt.
func (e QuestionEdit) title() string {
	if e.Name != "" {
		return e.Name
	}
	runes := []rune(e.Prompt)
	if len(runes) > 60 {
		return string(runes[:59]) + "…"
	}
	return e.Prompt
}

// RemoveQuestion takes a question out of a draft.
func (s *Service) RemoveQuestion(ctx context.Context, id QuestionID) (*Pool, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingAuthor}, func(tx *gate.Tx) (*Pool, error) {
		q, err := questionByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if _, err := poolOfDraft(ctx, tx, q.PoolID); err != nil {
			return nil, err
		}
		tx.Record(audit.Changed("question", string(id), q, nil))
		if err := deleteQuestion(ctx, tx, id); err != nil {
			return nil, err
		}
		return poolByID(ctx, &tx.View, q.PoolID)
	})
}
