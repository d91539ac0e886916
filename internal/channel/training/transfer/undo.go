package transfer

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// Left says why undoing an import has left a line as it is.
type Left string

// The reasons.
const (
	RevokedBefore  Left = "REVOKED_BEFORE"  // somebody took the completion back already
	SaidElsewhere  Left = "SAID_ELSEWHERE"  // another import says the same, and keeps the completion
	BroughtNothing Left = "BROUGHT_NOTHING" // the completion was there before
	VoidsAnother   Left = "VOIDS_ANOTHER"   // a statement that took something back does not give it again
)

// Reversal is the wish to take a whole import back.
type Reversal struct {
	Import ID
	Reason string // the learners read it
}

// Undo takes back everything that an import brought, and what followed from it:
// effects are reversed and certifications fall as with any completion that is
// revoked. Small imports are undone at once, others by a job that goes on where
// it stopped. The file may be imported again afterwards.
func (s *Service) Undo(ctx context.Context, in Reversal) (*Import, error) {
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (m *Import, err error) {
		if err := seen(ctx, &tx.View, in.Import); err != nil {
			return nil, err
		}
		err = tx.Widen(ctx, "an import is undone", func() error {
			m, err = s.order(ctx, tx, in)
			return err
		})
		return m, err
	})
}

func (s *Service) order(ctx context.Context, tx *gate.Tx, in Reversal) (*Import, error) {
	m, err := lockImport(ctx, tx, in.Import)
	if err != nil {
		return nil, err
	}
	if err := in.allowed(m); err != nil {
		return nil, err
	}
	now := tx.Now()
	m.State, m.UndoneBy, m.UndoingAt, m.UndoneWhy = Undoing, filled(tx.Actor().Person), &now, &in.Reason
	tx.Record(audit.Changed("completion_import", string(m.ID), Posted, map[string]any{"state": m.State, "why": in.Reason}))
	if err := saveUndoing(ctx, tx, m); err != nil {
		return nil, err
	}
	if m.Added > small {
		return m, queue.Publish(ctx, tx, Staged{m.ID})
	}
	_, err = s.undo(ctx, tx, m)
	return m, err
}

func (in Reversal) allowed(m *Import) error {
	switch {
	case m.State != Posted:
		return fault.Coded(fault.Conflict, "IMPORT_STATE", "This import is %s. Only one that is POSTED can be undone.", m.State)
	case strings.TrimSpace(in.Reason) == "" || utf8.RuneCountInString(in.Reason) > 1000:
		return fault.Field(fault.Invalid, "reason", "REQUIRED", "Say why in 1 to 1000 characters: the learners will read it.")
	}
	return nil
}

// undo takes the next lines of an import back and tells how many are left. The
// import is locked, and the role is the vendor's.
func (s *Service) undo(ctx context.Context, tx *gate.Tx, m *Import) (left int, err error) {
	lines, err := postedLines(ctx, tx, m.ID, small)
	if err != nil {
		return 0, err
	}
	people := []member.ID{}
	for _, l := range lines {
		if l.PersonID != nil {
			people = append(people, *l.PersonID)
		}
	}
	if err := learning.LockLearners(ctx, tx, people); err != nil {
		return 0, err
	}
	found := map[Left]int{}
	for _, l := range lines {
		why, err := s.undoLine(ctx, tx, l, *m.UndoneWhy)
		if err != nil {
			return 0, err
		}
		found[why]++
	}
	tx.Record(audit.Entry{Action: "training.undone", Outcome: audit.Done, Kind: "completion_import", ID: string(m.ID),
		Detail: map[string]any{"why": m.UndoneWhy, "undone": found[""], "left": len(lines) - found[""]}})
	if left, err = postedLeft(ctx, &tx.View, m.ID); err != nil || left > 0 {
		return left, err
	}
	now := tx.Now()
	m.State, m.UndoneAt = Undone, &now
	return 0, saveUndoing(ctx, tx, m)
}

// undoLine takes one line back, or tells why it is left.
func (s *Service) undoLine(ctx context.Context, tx *gate.Tx, l *settled, reason string) (Left, error) {
	why, err := s.superseded(ctx, tx, l)
	if err != nil {
		return "", err
	}
	if why != "" {
		return why, leaveLine(ctx, tx, l.ID, why)
	}
	if err := s.learning.Withdraw(ctx, tx, *l.PersonID, learning.Given{Completion: l.CompletionID}, reason); err != nil {
		return "", err
	}
	return "", settleLine(ctx, tx, l.ID, "UNDONE", l.CompletionID)
}

func (s *Service) superseded(ctx context.Context, tx *gate.Tx, l *settled) (Left, error) {
	switch {
	case l.Kind == voided:
		return VoidsAnother, nil
	case l.CompletionID == nil:
		return BroughtNothing, nil
	case l.Revoked:
		return RevokedBefore, nil
	}
	n, err := tx.Exec(ctx, giveToOther, l.ID, l.CompletionID)
	if err != nil || n == 0 {
		return "", err
	}
	return SaidElsewhere, nil
}

const importSeen = `
select id
from completion_import
where id = $1`

// seen refuses an import that the asker may not see.
func seen(ctx context.Context, v *gate.View, id ID) error {
	return v.Get(ctx, &id, importSeen, id)
}

const editUndoing = `
update completion_import
set state = $2, undone_by = $3, undoing_at = $4, undone_at = $5, undone_why = $6
where id = $1`

func saveUndoing(ctx context.Context, tx *gate.Tx, m *Import) error {
	return tx.Must(ctx, editUndoing, m.ID, m.State, m.UndoneBy, m.UndoingAt, m.UndoneAt, m.UndoneWhy)
}

const nextPosted = `
select l.id, l.kind, l.person_id, l.state, l.completion_id, coalesce(c.revoked_at is not null, false) as revoked
from import_line l
left join course_completion c on c.id = l.completion_id
where l.import_id = $1 and l.state = 'POSTED'
order by l.number
limit $2
for update of l`

func postedLines(ctx context.Context, tx *gate.Tx, id ID, n int) ([]*settled, error) {
	var out []*settled
	err := tx.Select(ctx, &out, nextPosted, id, n)
	return out, err
}

const stillPosted = `
select count(*)
from import_line
where import_id = $1 and state = 'POSTED'`

func postedLeft(ctx context.Context, v *gate.View, id ID) (n int, err error) {
	err = v.Get(ctx, &n, stillPosted, id)
	return n, err
}

const leave = `
update import_line
set state = 'LEFT', left_why = $2
where id = $1`

func leaveLine(ctx context.Context, tx *gate.Tx, id string, why Left) error {
	return tx.Must(ctx, leave, id, why)
}

// A line of another import that says the same.
const giveToOther = `
update import_line
set completion_id = $2
where id = (select t.id from import_line t join import_line l on l.id = $1
  where t.person_id = l.person_id and t.course_id = l.course_id and t.completed_at = l.completed_at and t.import_id <> l.import_id and t.state = 'POSTED'
  order by t.id limit 1)`
